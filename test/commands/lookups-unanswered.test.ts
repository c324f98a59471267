import { beforeEach, expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { submit } from '../support/fates.ts';

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
});

test('a look-up is asked again a minute later when no answer came, unless that is cancelled', async () => {
  const card = await only(chat.say(OLGA, '/hlr +79231112233'));
  await submit(chat.store, card.card.id, [{ outcome: 'no_answer' }]);
  const shown = await chat.look(card);
  expect(shown.text).toMatch(/⏳ в очереди\nОтвета не было. Спросим ещё раз: [\d:]+$/);
  expect(shown.buttons).toEqual(['Отмена']);
  await chat.press(OLGA, shown, 'Отмена');
  expect((await chat.look(card)).view.atRest).toBe(true);
});

test('a look-up says that it waits for the same that was asked a moment ago', async () => {
  const card = await only(chat.say(NIKOLAI, '/hlr +79231112233'));
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  if (!message) throw new Error('no message');
  const until = Date.now() + 40_000;
  await chat.store.write((tx) => holdForGuard(tx, [{ message, until }], Date.now()));
  const shown = await chat.look(card);
  expect(shown.text).toMatch(/⏳ queued\nThe same was asked a moment ago, .*\. This one goes: [\d:]+$/);
});

test('a look-up is left to a person once it was submitted three times in vain, since each may cost', async () => {
  const card = await only(chat.say(NIKOLAI, '/hlr +79231112233'));
  for (const _ of [1, 2]) {
    await submit(chat.store, card.card.id, [{ outcome: 'no_answer' }]);
    expect((await chat.look(card)).buttons).toEqual(['Cancel']);
  }
  await submit(chat.store, card.card.id, [{ outcome: 'no_answer' }]);
  const shown = await chat.look(card);
  expect(shown.text).toBe(
    '🔎 HLR +7 923 111-22-33 ❓ no answer from the provider\nThe provider was asked 3 times and never answered. It may have taken each request, and charged for it. Nothing more is asked by itself.',
  );
  expect(shown.buttons).toEqual(['Ask again', 'Leave it']);
  expect(shown.view.atRest).toBe(true);

  await chat.press(NIKOLAI, shown, 'Ask again');
  await submit(chat.store, card.card.id, [{ outcome: 'no_answer' }]);
  const again = await chat.look(card);
  expect(again.text).toContain('asked 4 times');
  expect(again.buttons).toEqual(['Ask again', 'Leave it']);
});
