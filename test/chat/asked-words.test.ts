import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

/** A line each: what people answer who are asked for a text, as they type it. */
const listed = (name: string): string[] =>
  readFileSync(new URL(`held-words/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

/** Those of the words that are sent at once. */
async function goneOf(all: readonly string[]): Promise<string[]> {
  // Everybody is asked at the same time, since a world that is looked at between all of them takes long.
  const people = all.map((_, nth) => ({ ...OLGA, id: 10_000 + nth }));
  const chat = await chatForTest({ ownerIds: [OLGA.id, ...people.map(({ id }) => id)] });
  await chat.let(NIKOLAI, 'operator');
  const say = (words: (nth: number) => string) =>
    chat.updates(people.map((person, nth) => ({ message: chat.message(person, words(nth)) })));
  await say((nth) => `/sms +7999${1_000_000 + nth}`);
  await say((nth) => all[nth] ?? '');
  const messages = messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute());
  return messages.flatMap(({ state, request }) =>
    state === 'queued' && 'text' in request ? [request.text] : [],
  );
}

test('a text for a customer goes at once', async () => {
  const all = listed('asked-go');
  const gone = await goneOf(all);
  // The one asks somebody in the singular for a call, the other may be said of what was just typed.
  expect(all.filter((words) => !gone.includes(words))).toEqual(['Маша, позвони маме', 'Sorry, wrong number']);
});

test('words for the bot, for a colleague or for oneself do not', async () => {
  expect(await goneOf(listed('asked-held'))).toEqual([]);
});
