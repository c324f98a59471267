import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { roomOf } from '../../src/chat/cards/index.ts';
import { readBody } from '../../src/chat/cards/kind.ts';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { fail, told } from '../support/alerts.ts';
import { BIND } from '../support/bind-report.ts';
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
import { accepted, submit } from '../support/fates.ts';
import { numbers, order, sms } from '../support/outbox.ts';

const TOPIC = 7;
const MIN = 60_000;
const DAY = 24 * 60 * MIN;
const ENGLISH = { ...OLGA, language_code: 'en' };
/** A Monday, 12:00 by the chat's clock. */
const NOON = Date.parse('2026-11-23T09:00:00Z');

beforeEach(() => void vi.setSystemTime(NOON));
afterEach(() => void vi.useRealTimers());

/** Telegram has shown the card, in the group itself: the topic is gone. */
async function showInGroup(chat: ChatForTest, { card }: Shown): Promise<void> {
  const room = roomOf(card);
  const body = room && readBody(room.kind, card);
  await chat.store.write(async (tx) => {
    const answered = { tx, settings: SETTINGS, now: Date.now() };
    if (body) await room.shown?.(answered, { ...card, thread_id: null }, body);
  });
}

test.each([
  [
    OLGA,
    '⚠️ Больше не сообщаю сам в группе «Alerts», тема 7.\nТемы больше нет, или она закрыта. Повторите /watch там, где это нужно.',
  ],
  [
    ENGLISH,
    '⚠️ I tell of nothing any more in “Alerts”, topic 7.\nThe topic is gone or closed. Say /watch again where it is wanted.',
  ],
])('a watch of a topic that is gone is suspended, and whoever set it is told (%#)', async (person, words) => {
  const chat = await chatForTest();
  await chat.say(person, `/lang ${person.language_code}`);
  await chat.say(person, '/watch failed', { chat: GROUP, thread: TOPIC });
  await fail(chat);
  const alert = only(await told(chat));
  await showInGroup(chat, alert);
  const { cards } = await chat.update({});
  expect(cards.map(({ card, text }) => [card.chat_id, text])).toEqual([[OLGA.id, words]]);
  await fail(chat);
  expect(await told(chat)).toEqual([]);
  const [list] = await chat.say(person, '/watch list', { chat: GROUP, thread: TOPIC });
  expect(list?.text).toContain('· приостановлено');
});

test('a link that is lost, the receipts that therefore do not come and the lag of them are one alert', async () => {
  const chat = await chatForTest();
  for (const line of ['/watch', '/watch link', '/watch lag 1m']) await chat.say(OLGA, line, { chat: GROUP });
  const to = numbers(12);
  const card = await order(
    chat.store,
    to.map((one) => sms(one, 'Распродажа')),
  );
  await submit(
    chat.store,
    card,
    to.map((_, n) => accepted(`lost-${n}`)),
  );
  const soon = Date.now() + 7 * MIN;
  const bind = {
    ...BIND,
    status: 'waiting',
    since: NOON,
    boundAt: null,
    lastError: 'no route',
    lastErrorAt: soon,
  } as const;
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: bind }], soon));
  expect(only(await told(chat, soon)).text).toMatch(/^🔌 Нет связи с smpp\.smsc\.ru:3700 с /);
});

test('the end of a mute is a time that each reader’s Telegram shows in their own zone', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed', { chat: GROUP });
  await fail(chat);
  const alert = only(await told(chat));
  await chat.press(OLGA, alert, 'Тихо до 9:00');
  const { view } = await chat.look(alert);
  const entities = typeof view.text === 'string' ? [] : view.text.entities;
  const nextMorning = Date.parse('2026-11-24T06:00:00Z') / 1000;
  expect(entities).toContainEqual(
    expect.objectContaining({ type: 'date_time', unix_time: nextMorning, date_time_format: 'dt' }),
  );
});

test('when a group becomes a supergroup its watches go along, and tell there', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed code=254', { chat: -5 });
  await chat.update({ message: { ...chat.message(OLGA, '', { chat: -5 }), migrate_to_chat_id: GROUP } });
  await fail(chat);
  expect(only(await told(chat)).card.chat_id).toBe(GROUP);
  const [list] = await chat.say(OLGA, '/watch', { chat: GROUP });
  expect(list?.copied).toContain('/watch failed code=254');
});

test('of a watch of somebody who has left, owners and admins read in their own languages that it is held', async () => {
  const chat = await chatForTest();
  const vera = { ...NIKOLAI, id: 103, first_name: 'Vera' };
  await chat.let(vera, 'admin');
  await chat.let(NIKOLAI, 'admin');
  await chat.say(vera, '/lang en');
  await chat.say(NIKOLAI, '/watch failed', { chat: GROUP });
  await chat.say(OLGA, `/revoke ${NIKOLAI.id}`);
  await fail(chat);
  await told(chat);
  const notices = await chat.store.db
    .selectFrom('cards')
    .selectAll()
    .where('kind', '=', 'notice')
    .where('chat_id', 'in', [OLGA.id, vera.id])
    .execute();
  const texts = new Map<number, string>();
  for (const card of notices) {
    const { text } = await chat.look({ card } as Shown);
    if (text.startsWith('⚠️')) texts.set(card.chat_id, text);
  }
  expect(texts.get(vera.id)).toContain('⚠️ I tell of nothing any more in “Alerts”.');
  expect(texts.get(OLGA.id)).toContain('⚠️ Больше не сообщаю сам в группе «Alerts».');
});

test.each([
  [OLGA, 'сводка каждую неделю', /^📊 .*23–29 нояб. 2026 г\..*\nОтправлено 1: доставлено 0/],
  [ENGLISH, 'a summary each week', /^📊 .*23 – 29 Nov 2026.*\nSent 1: 0 delivered/],
])(
  'a weekly summary tells of the seven days before its day (%#)',
  async (person, words, text) => {
    const chat = await chatForTest();
    await fail(chat);
    const [on] = await chat.say(person, '/watch summary weekly mon 9:00');
    expect(on?.text).toContain(words);
    const monday = Date.parse('2026-11-30T06:00:00Z');
    vi.setSystemTime(monday - 1);
    expect(await summaries(chat)).toEqual([]);
    vi.setSystemTime(monday);
    expect(only(await summaries(chat)).text).toMatch(text);
    vi.setSystemTime(monday + DAY);
    expect(await summaries(chat)).toEqual([]);
  },
  90_000,
);

/** What a round brings now. */
async function summaries(chat: ChatForTest): Promise<Shown[]> {
  const before = new Set(
    (await chat.store.db.selectFrom('cards').select('id').execute()).map(({ id }) => id),
  );
  await told(chat);
  const cards = await chat.store.db.selectFrom('cards').selectAll().where('kind', '=', 'summary').execute();
  return Promise.all(cards.filter(({ id }) => !before.has(id)).map((card) => chat.look({ card } as Shown)));
}
