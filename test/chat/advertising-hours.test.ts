import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allowedAt } from '../../src/messages/quiet.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';

/** 20:30 in Moscow, and when it is 9 in all of Russia. */
const NOW = Date.UTC(2026, 10, 27, 17, 30);
const MORNING = Date.UTC(2026, 10, 28, 7);

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  for (const person of [OLGA, NIKOLAI]) {
    await chat.say(person, '/contact add ivan +79991234567 consent="site form, 2026-11-01"');
    await chat.say(person, '/contact add anna +79991112233 consent="site form, 2026-11-01"');
  }
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const messagesOf = (card: Shown) => messagesOfCard(chat.store.db, card.card.id, 9);
const quietOf = async (card: Shown) => (await messagesOf(card))[0]?.quiet;
const EVENING = { from: 1200, to: 540 };
const zone = 'Europe/Moscow';

test('advertising keeps to 9–20 where no quiet hours are set, unless it is said otherwise', async () => {
  const quiet = async (line: string) => quietOf(only(await chat.say(NIKOLAI, line)));
  expect(await quiet('/sms +79991234567 kind=ad Sale')).toEqual({ ...EVENING, zone });
  expect(await quiet('/sms +79991234567, +79991112233 kind=ad Sale today')).toEqual({ ...EVENING, zone });
  expect(await quiet('/sms +79991234567 kind=ad now=yes Sale now')).toBeNull();
  expect(await quiet('/sms +79991234567 Your order is ready')).toBeNull();
});

test('where quiet hours are set it keeps to both', async () => {
  await chat.say(OLGA, '/settings quiet 13-15', { chat: GROUP });
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 kind=ad Sale', { chat: GROUP }));
  expect(await quietOf(card)).toEqual({ from: 780, to: 900, besides: EVENING, zone });
});

/** What is to go is kept back as it is claimed. */
async function keptBack(card: Shown): Promise<Shown> {
  const kept = (await messagesOf(card)).map((message) => {
    if (!message.quiet) throw new Error('it may go at any time');
    return { message, until: allowedAt(message.quiet, message.recipient, NOW), why: 'quiet' as const };
  });
  expect(kept.map(({ until }) => until)).toEqual(kept.map(() => MORNING));
  await chat.store.write((tx) => holdForGuard(tx, kept, NOW));
  return chat.look(card);
}

test.each([
  [
    OLGA,
    '🌙 там тихие часы (для рекламы 20–9): уйдёт 28 нояб. 10:00',
    '🌙 2 ждут, когда кончатся тихие часы (для рекламы 20–9): с 28 нояб. 10:00',
  ],
  [
    NIKOLAI,
    '🌙 quiet hours there (for advertising 20–9): goes 28 Nov 10:00',
    '🌙 2 wait for quiet hours to end (for advertising 20–9): from 28 Nov 10:00',
  ],
] as const)('what is kept back says until when, and which hours those are', async (person, one, many) => {
  const single = only(await chat.say(person, '/sms +79991234567 kind=ad Sale'));
  expect((await keptBack(single)).text).toContain(one);
  const several = only(await chat.say(person, '/sms +79991234567, +79991112233 kind=ad Sale today'));
  await chat.press(person, several, several.buttons[0] ?? '');
  expect((await keptBack(several)).text).toContain(many);
});
