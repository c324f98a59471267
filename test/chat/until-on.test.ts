import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { untilOnWork } from '../../src/chat/cards/until-on/job.ts';
import { timesOf } from '../../src/chat/cards/until-on/times.ts';
import { withUntilOption } from '../../src/chat/times/until-on.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { become } from '../support/become.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEGAN = new Date('2026-11-23T11:00:00Z');

let chat: ChatForTest;
beforeEach(async () => {
  vi.setSystemTime(BEGAN);
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

/** So many minutes after it began, what is due is done; the program may have been started anew meanwhile. */
async function at(minutes: number): Promise<void> {
  vi.setSystemTime(BEGAN.getTime() + minutes * MINUTE_MS);
  await doJobs(chat.store, [untilOnWork(SETTINGS)]);
}

/** The last attempt comes to that. */
async function ends(card: Shown, state: 'delivered' | 'undelivered', error = state === 'delivered' ? 0 : 6) {
  const [last] = await messagesOfCard(chat.store.db, card.card.id, 1);
  const fate = { state, error, cost: 4_000, ready_at: null, ended_at: Date.now() };
  await become(chat.store.db, fate, { card: last?.card_id ?? '' });
  await at((Date.now() - BEGAN.getTime()) / MINUTE_MS + 0.1);
}

const attempts = async () => (await chat.store.db.selectFrom('messages').select('id').execute()).length;

test('the hours at which it is asked have no date, whatever day they are of', async () => {
  const card = only(await chat.say(OLGA, '/ping +79991234567 until on 24h'));
  expect(card.text).toMatch(/ещё раз в 14:05, 14:15, .*· до 14:00$/);
  expect(card.text).not.toMatch(/\d{4}-\d\d-\d\d/);
});

test('a phone that is off is asked for after 5, 10 and 20 minutes more, and whoever wanted to know is told once it is on', async () => {
  const card = only(await chat.say(OLGA, '/ping +79991234567 until on'));
  expect(card.text).toBe(
    '📡 Ping +7 999 123-45-67 ⏳ в очереди · ещё раз в 14:05, 14:15, 14:35, 15:15 · до 16:00',
  );
  expect(card.buttons).toEqual(['Хватит']);
  await ends(card, 'undelivered');
  expect((await chat.look(card)).text).toBe(
    '📡 Ping +7 999 123-45-67 📴 телефон выключен или вне сети · ещё раз в 14:05, 14:15, 14:35, 15:15 · до 16:00 · пока 0,40 RUB',
  );
  await at(4.9);
  expect(await attempts()).toBe(1);
  for (const [minute, count] of [
    [5, 2],
    [15, 3],
  ] as const) {
    await at(minute);
    expect(await attempts()).toBe(count);
    await ends(card, 'undelivered');
  }
  await at(35);
  await ends(card, 'delivered');

  expect((await chat.look(card)).text).toBe('📡 Ping +7 999 123-45-67 ✅ снова в сети 14:35 · 1,60 RUB');
  expect((await chat.look(card)).buttons).toEqual([]);
  const told = await chat.say(OLGA, '/lang');
  const ring = told.find(({ card: { kind } }) => kind === 'on-again');
  expect(ring?.text).toBe('✅ +7 999 123-45-67 снова в сети, 14:35');
  expect(ring?.view.silent ?? false).toBe(false);
  await at(75);
  expect(await attempts()).toBe(4);
});

test('in a group they are called by their name', async () => {
  const card = only(await chat.say(NIKOLAI, '/ping +79991234567 until on', { chat: GROUP }));
  await ends(card, 'delivered');
  const cards = await chat.say(NIKOLAI, '/lang');
  const ring = cards.find(({ card: { kind } }) => kind === 'on-again');
  expect([ring?.card.chat_id, ring?.text]).toEqual([
    GROUP,
    expect.stringMatching(/^Nikolai, ✅ \+7 999 123-45-67 снова/),
  ]);
  const { text } = ring?.view ?? {};
  expect(typeof text === 'object' && text.entities.map(({ type }) => type)).toContain('text_mention');
});

test('two hours are enough unless told, and then nobody asks any more', async () => {
  const card = only(await chat.say(NIKOLAI, '/ping +79991234567 until on'));
  for (const minute of [0, 5, 15, 35, 75]) {
    await at(minute);
    await ends(card, 'undelivered');
  }
  await at(120);
  expect((await chat.look(card)).text).toContain('⌛ was not on by 16:00, asked 5 times · 2.00 RUB');
  await at(160);
  expect(await attempts()).toBe(5);
});

test('[Stop asking] ends it, with what has not left', async () => {
  const card = only(await chat.say(NIKOLAI, '/ping +79991234567 until on'));
  await chat.press(NIKOLAI, card, 'Stop asking');
  expect((await chat.look(card)).text).toContain('🚫 not asked any more, asked once');
  expect((await messagesOfCard(chat.store.db, card.card.id, 1))[0]?.state).toBe('cancelled');
  await at(5);
  expect(await attempts()).toBe(1);
});

test('whoever has lost the role has nothing asked any more', async () => {
  const card = only(await chat.say(NIKOLAI, '/ping +79991234567 until on', { chat: GROUP }));
  await ends(card, 'undelivered');
  await chat.store.db.updateTable('people').set({ role: null }).where('id', '=', NIKOLAI.id).execute();
  await at(5);
  expect((await chat.look(card)).text).toContain('🚫');
  expect(await attempts()).toBe(1);
});

test('a number that nobody has is not asked about again', async () => {
  const card = only(await chat.say(NIKOLAI, '/ping +79991234567 until on'));
  await ends(card, 'undelivered', 1);
  expect((await chat.look(card)).text).toContain('❌ nobody has this number');
});

test('an attempt without an answer yet is waited for, and no other is made beside it', async () => {
  const card = only(await chat.say(NIKOLAI, '/ping +79991234567 until on'));
  await at(20);
  expect(await attempts()).toBe(1);
  await ends(card, 'undelivered');
  expect(await attempts()).toBe(2);
});

test('asking goes on until an hour that was said', async () => {
  expect(only(await chat.say(OLGA, '/ping +79991234567 until 6pm')).text).toContain('до 18:00');
  expect(only(await chat.say(NIKOLAI, 'ping 89991234567 until 6pm')).copied).toEqual([
    '/ping +79991234567 until=18:00',
  ]);
});

test.each([
  ['/ping +79991234567, +79991234568 until on', 'Until it is on, one number is asked about.'],
  ['/ping +79991234567 until on 5m', 'Asking goes on for 10 minutes to 24 hours'],
  ['/ping +79991234567 until 14:05', 'Asking goes on for 10 minutes to 24 hours'],
  ['/ping +79991234567 until=soon', 'Asking goes on for 10 minutes to 24 hours'],
])('%s is answered with what can be said', async (line, words) => {
  expect(only(await chat.say(NIKOLAI, line)).text).toContain(words);
  expect(await attempts()).toBe(0);
});

describe('what is typed', () => {
  test.each([
    [' +79991234567 until on', ' +79991234567 until=on'],
    [' +79991234567 untill on', ' +79991234567 until=on'],
    [' +79991234567 until online 6h', ' +79991234567 until=6h'],
    [" +79991234567 until it's on", ' +79991234567 until=on'],
    [' +79991234567 until on 1h30m', ' +79991234567 until=90m'],
    [' +79991234567 до связи 1,5 часа', ' +79991234567 until=90m'],
    [' +79991234567 Until On 6h', ' +79991234567 until=6h'],
    [' +79991234567 до связи', ' +79991234567 until=on'],
    [' +79991234567 до связи 3 часа', ' +79991234567 until=3h'],
    [' +79991234567 до связи 90 мин', ' +79991234567 until=90m'],
    [' +79991234567 until on for 6 hours', ' +79991234567 until=6h'],
    [' +79991234567 пока не включится в течение 2 часов', ' +79991234567 until=2h'],
    [' until on +79991234567', ' +79991234567 until=on'],
    [' until on for 6 hours: +7 999 123-45-67', ' +7 999 123-45-67 until=6h'],
    [' до связи +79991234567', ' +79991234567 until=on'],
    [' до связи 90 мин. +79991234567', ' +79991234567 until=90m'],
    [' пока не включится иван', ' иван until=on'],
    [' +79991234567 пока не появится в сети', ' +79991234567 until=on'],
    [' +79991234567 пока не выйдет на связь 6 ч', ' +79991234567 until=6h'],
    [' +79991234567 до появления в сети на 3 часа', ' +79991234567 until=3h'],
    [' +79991234567 until it comes online', ' +79991234567 until=on'],
    [' +79991234567 until the phone is reachable for 6 hours', ' +79991234567 until=6h'],
    [' +79991234567 until', ' +79991234567 until=?'],
    [' +79991234567 until on 6', ' +79991234567 until=?'],
    [' +79991234567 до 18:00', ' +79991234567 until=18:00'],
    [' +79991234567 до 6 вечера', ' +79991234567 until=18:00'],
    [' +79991234567 until 6pm', ' +79991234567 until=18:00'],
    [' +79991234567 until noon', ' +79991234567 until=12:00'],
    [' +79991234567 until 6', ' +79991234567 until=?'],
    [' +79991234567 до шести вечера', ' +79991234567 until=18:00'],
    [' +79991234567 до шести', ' +79991234567 until=?'],
    [' +79991234567 until midnight', ' +79991234567 until=24:00'],
    [' +79991234567 Дом', ' +79991234567 Дом'],
    [' +79991234567', ' +79991234567'],
  ])('%s means %s', (typed, meant) => {
    expect(withUntilOption(typed)).toBe(meant);
  });

  test('for six hours there are seven attempts, the first at once', () => {
    const minutes = timesOf({ beganAt: 0, endsAt: 6 * HOUR_MS }).map((ms) => ms / MINUTE_MS);
    expect(minutes).toEqual([0, 5, 15, 35, 75, 155, 315]);
  });
});

test.each([
  [OLGA, '/ping 8 999 123-45-67 пока не включится 5 мин'],
  [NIKOLAI, '/ping 89991234567 until 6h'],
])(
  'what is no length of time is answered with a line for the number that was typed: %#',
  async (person, line) => {
    const card = only(await chat.say(person, line));
    expect(card.copied.map((one) => one.replace(/[ -](?=\d)/g, ''))).toEqual(['/ping89991234567 until on6h']);
  },
);

test.each([
  [OLGA, 'стоп', 'Больше не спрашиваю', '🚫 больше не спрашиваю'],
  [OLGA, 'хватит!', 'Больше не спрашиваю', '🚫 больше не спрашиваю'],
  [NIKOLAI, 'stop', 'Not asked any more', '🚫 not asked any more'],
  [NIKOLAI, 'never mind', 'Not asked any more', '🚫 not asked any more'],
])('%o: “%s” in reply to it is what [Stop asking] is', async (person, words, said, onCard) => {
  const card = only(await chat.say(person, '/ping +79991234567 until on'));
  expect(only(await chat.say(person, words, { replyTo: card })).text).toContain(said);
  expect((await chat.look(card)).text).toContain(onCard);
  await at(60);
  expect(await attempts()).toBe(1);
});

test.each([
  [OLGA, 'ладно, перестань спрашивать', 'Больше не спрашиваю', '🚫 больше не спрашиваю'],
  [OLGA, 'отмена', 'Больше не спрашиваю', '🚫 больше не спрашиваю'],
  [NIKOLAI, 'actually stop asking', 'Not asked any more', '🚫 not asked any more'],
  [NIKOLAI, 'cancel', 'Not asked any more', '🚫 not asked any more'],
])(
  '%o: “%s” typed below it is that too, unless a message stands between',
  async (person, words, said, onCard) => {
    await chat.let(NIKOLAI, 'operator');
    const card = only(await chat.say(person, '/ping +79991234567 until on'));
    await chat.say(person, '/sms +79997654321 Заказ готов');
    expect(only(await chat.say(person, words)).text).not.toContain(said);
    expect((await chat.look(card)).text).not.toContain(onCard);
    const other = only(await chat.say(person, '/ping +79991112233 until on'));
    for (const not of ['не перестань спрашивать', 'do not stop asking', "don't cancel"]) {
      await chat.say(person, not);
      expect((await chat.look(other)).text, not).not.toContain(onCard);
    }
    expect(only(await chat.say(person, words)).text).toContain(said);
    expect((await chat.look(other)).text).toContain(onCard);
    expect((await chat.look(card)).text).not.toContain(onCard);
  },
);

test.each([
  [OLGA, 'здесь уже спрашиваю до 16:00', 'Хватит'],
  [NIKOLAI, 'is asked about here already, until 16:00', 'Stop asking'],
])(
  '%o: a second one for the number is not begun beside the first, and that is said',
  async (person, said, stop) => {
    const first = only(await chat.say(person, '/ping +79991234567 until on'));
    expect(only(await chat.say(person, '/ping 89991234567 until on 6h')).text).toContain(said);
    expect(await attempts()).toBe(1);
    await chat.press(person, first, stop);
    expect(only(await chat.say(person, '/ping 89991234567 until on 6h')).card.kind).toBe('until-on');
  },
);
