import { expect, test } from 'vitest';
import { TEXT_LIMIT } from '../../../../src/chat/show/view.ts';
import { become } from '../../../support/become.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../../../support/chat.ts';

/** Sends to so many numbers, and returns the card. */
async function bulk(chat: ChatForTest, n: number): Promise<Shown> {
  const to = Array.from({ length: n }, (_, index) => `+799912345${String(index).padStart(2, '0')}`);
  const [card] = await chat.say(OLGA, `/sms ${to.join(', ')} Привет`);
  if (!card) throw new Error('no card');
  await chat.press(OLGA, card, `Отправить ${n}`);
  return card;
}

/** Ends the messages of these places in the card with an error of the network. */
async function fail(chat: ChatForTest, card: Shown, error: number, positions: number[]): Promise<void> {
  const fate = { state: 'undelivered', error, ended_at: Date.now() } as const;
  await become(chat.store.db, fate, { card: card.card.id, positions });
}

test('a card of many names those who failed, by reason', async () => {
  const chat = await chatForTest();
  const card = await bulk(chat, 20);
  await fail(chat, card, 6, [1, 6]);
  await fail(chat, card, 1, [2, 3, 4, 5, 7, 8, 9]);
  const { text } = await chat.look(card);
  expect(text).toMatch(/❌ 2 × .+ \(6\): \+7 999 123-45-01, \+7 999 123-45-06$/m);
  expect(text).toMatch(/❌ 7 × .+ \(1\): \+7 999 123-45-02, .+, \+7 999 123-45-07 и ещё 2$/m);
  expect(text.length).toBeLessThan(TEXT_LIMIT);
});

test('reasons for which as many failed stand in the order of their words, on whatever store', async () => {
  const chat = await chatForTest();
  const card = await bulk(chat, 8);
  for (const [position, error] of [1, 6, 11, 12, 13].entries()) await fail(chat, card, error, [position]);
  const { text } = await chat.look(card);
  const lines = text.split('\n').filter((line) => line.startsWith('❌ 1 × '));
  expect(lines).toHaveLength(5);
  expect(lines).toEqual(lines.toSorted());
});

test.each([
  [OLGA, 'Отправить 3'],
  [NIKOLAI, 'Send 3'],
] as const)(
  'whoever is asked again reads of all who wait, also of those once too many (%#)',
  async (person, send) => {
    const chat = await chatForTest();
    if (person !== OLGA) await chat.let(person, 'operator');
    const [card] = await chat.say(person, '/sms +79991234501, +79991234502, +79991234503 hello');
    if (!card) throw new Error('no card');
    await become(chat.store.db, { command_status: 0x58 }, { card: card.card.id, positions: [0] });
    expect((await chat.look(card)).buttons).toContain(send);
  },
);

test('a preview names the characters that make the text wide, quotes by their code point', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567, +79991234568 “Hi” ы');
  expect(card?.text).toContain('UCS-2 из-за “ (U+201C), ” (U+201D), «ы»');
});
