import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

/** A line each: what people answer who are asked for a text, as they type it. */
const listed = (name: string): string[] =>
  readFileSync(new URL(`held-words/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const GO = listed('asked-go');
const HELD = listed('asked-held');

test('a text for a customer goes at once, words for the bot, for a colleague or for oneself do not', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  for (const [nth, words] of [...GO, ...HELD].entries()) {
    await chat.say(OLGA, `/sms +7999${1_000_000 + nth}`);
    await chat.say(OLGA, words);
  }
  const messages = messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute());
  const gone = messages.flatMap(({ state, request }) =>
    state === 'queued' && 'text' in request ? [request.text] : [],
  );
  expect(HELD.filter((words) => gone.includes(words))).toEqual([]);
  // The one asks somebody in the singular for a call, the other may be said of what was just typed.
  expect(GO.filter((words) => !gone.includes(words))).toEqual(['Маша, позвони маме', 'Sorry, wrong number']);
});
