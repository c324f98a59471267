import { expect, onTestFinished, test, vi } from 'vitest';
import { statsWork } from '../../src/chat/cards/stats/job.ts';
import { summaryWork } from '../../src/chat/cards/summary/job.ts';
import { alertRounds } from '../../src/chat/watch/alerts.ts';
import { lastDue } from '../../src/chat/watch/summaries.ts';
import { switchOn } from '../../src/store/watch/watches.ts';
import { readWatch } from '../../src/watch/line.ts';
import { fail } from '../support/alerts.ts';
import {
  type ChatForTest,
  chatForTest,
  chatOver,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOPIC = 7;

test.each([
  ['9:00', '2026-11-27T08:59', '2026-11-26T09:00'],
  ['9:00', '2026-11-27T09:00', '2026-11-27T09:00'],
  ['weekly mon 9:00', '2026-11-27T12:00', '2026-11-23T09:00'],
  ['weekly fri 9:00', '2026-11-27T08:00', '2026-11-20T09:00'],
  ['weekly fri 9:00', '2026-11-27T09:30', '2026-11-27T09:00'],
])('a summary of %s was, at %s in Moscow, due last at %s', (line, now, due) => {
  const read = readWatch(`summary ${line}`);
  if (!read.ok || !read.watched.at) throw new Error('not read');
  const at = lastDue(read.watched.at, Date.parse(`${now}+03:00`), 'Europe/Moscow');
  expect(new Date(at).toISOString()).toBe(new Date(`${due}+03:00`).toISOString());
});

test('a summary comes at its time by the clock of its zone also on the day on which that is changed', () => {
  const at = { minute: 9 * 60, weekday: null };
  const now = Date.parse('2026-10-25T12:00Z');
  expect(new Date(lastDue(at, now, 'Europe/Berlin')).toISOString()).toBe('2026-10-25T08:00:00.000Z');
  expect(new Date(lastDue(at, now - DAY, 'Europe/Berlin')).toISOString()).toBe('2026-10-24T07:00:00.000Z');
});

test.each([
  ['America/New_York', '2027-03-14T07:30', '2027-03-15T06:30'],
  ['Europe/Berlin', '2027-03-28T01:30', '2027-03-29T00:30'],
])(
  'one of half past two is due in %s once on the day on which the clocks are put forward over that',
  (zone, due, after) => {
    const at = { minute: 150, weekday: null };
    const hours = Array.from({ length: 30 }, (_, hour) => Date.parse(`${due}Z`) + hour * 3_600_000);
    const dues = hours.map((now) => new Date(lastDue(at, now, zone)).toISOString().slice(0, 16));
    expect(new Set(dues)).toEqual(new Set([due, after]));
  },
);

test.each([
  [
    'spring',
    OLGA,
    '2026-03-28T12:00Z',
    '2026-03-29T07:00Z',
    '28 мар. 2026 г., 09:00 – 29 мар. 2026 г., 09:00',
  ],
  ['autumn', NIKOLAI, '2026-10-24T12:00Z', '2026-10-25T08:00Z', '24 Oct 2026, 09:00 – 25 Oct 2026, 09:00'],
])(
  'in %s, when the clocks are changed overnight, a summary is about the time from nine to nine by them',
  async (_, person, asked, due, period) => {
    vi.setSystemTime(new Date(asked));
    onTestFinished(() => void vi.useRealTimers());
    const settings = { ...SETTINGS, timeZone: 'Europe/Berlin' };
    const chat = await chatForTest(settings);
    await chat.let(NIKOLAI, 'operator');
    await chat.say(person, '/watch summary daily 9:00');
    vi.setSystemTime(new Date(due));
    await alertRounds(chat.store, settings)(Date.now());
    expect(only((await chat.update({})).cards).text).toContain(period);
  },
);

test.each(['fri 18:30', '18:30 Friday', 'пт 18:30', 'пятница 18:30'])(
  'a summary of the week can be had on “%s”, in whatever language the day is typed',
  async (typed) => {
    const chat = await chatForTest();
    const { text } = only(await chat.say(OLGA, `/watch summary weekly ${typed}`));
    expect(text).toContain('/watch summary weekly fri 18:30');
  },
);

/** The next time at which it is nine in Moscow. */
const nine = (): number => lastDue({ minute: 540, weekday: null }, Date.now(), SETTINGS.timeZone) + DAY;

/** What rounds at these times bring. */
async function summaries(chat: ChatForTest, ...times: readonly number[]): Promise<Shown[]> {
  for (const at of times) await alertRounds(chat.store, SETTINGS)(at);
  return (await chat.update({})).cards.filter(({ card }) => card.kind === 'summary');
}

test('a summary comes at its time into its topic, once however often it is looked at, without a sound, in five lines', async () => {
  const chat = await chatForTest();
  await fail(chat, 254);
  await fail(chat, 6);
  const [on] = await chat.say(OLGA, '/watch summary', { chat: GROUP, thread: TOPIC });
  expect(on?.text).toContain('👁 сводка каждый день: /watch summary daily 9:00');
  expect(await summaries(chat, Date.now(), nine() - 1)).toEqual([]);
  const card = only(await summaries(chat, nine(), nine(), nine() + HOUR));
  expect(card.card).toMatchObject({ chat_id: GROUP, thread_id: TOPIC });
  expect(card.view.silent).toBe(true);
  expect(card.text.split('\n').slice(1)).toEqual([
    'Отправлено 2: доставлено 0 (0\u00a0%), не доставлено 2 (100\u00a0%), в пути 0',
    'Частей: 2',
    '🙋 Нужно вмешаться, 1: имя отправителя не зарегистрировано (254) 1',
    'Вмешиваться не нужно, 1: абонент не в сети (6) 1',
  ]);
  expect(card.buttons).toEqual(['Файлом']);
  expect(only(await summaries(chat, nine() + DAY)).text).toMatch(/^📊 .*\nНичего не отправляли\.$/);
}, 90_000);

test.each(['/watch test summary', '/stats'])(
  'of what was cut off twice while %s was drawn the figures come alone',
  async (line) => {
    const { store } = await chatForTest();
    const log = { warn: () => {} };
    const chat = chatOver(store, {
      settings: SETTINGS,
      async meanwhile() {
        await store.write((tx) => tx.db.updateTable('jobs').set({ tries: 2 }).execute());
        await doJobs(store, [statsWork(SETTINGS, log), summaryWork(SETTINGS, log)]);
      },
    });
    await fail(chat, 254);
    const cards = await chat.say(OLGA, line);
    const figures = cards.filter(({ card }) => ['stats', 'summary'].includes(card.kind));
    expect(only(figures).text).toContain('Отправлено 1: доставлено 0');
    expect(only(figures).view.as).toBe('text');
  },
);

test('one whose time was missed comes late within a day, says so, and only the last one; a weekly one of days ago does not', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/watch summary daily 9:00');
  await chat.say(OLGA, '/watch summary weekly mon 9:00');
  const away = nine() + 20 * DAY + 3 * HOUR;
  const monday = lastDue({ minute: 540, weekday: 0 }, away, SETTINGS.timeZone);
  const onTuesday = monday + DAY + HOUR;
  const card = only(await summaries(chat, onTuesday));
  expect(card.card.chat_id).toBe(NIKOLAI.id);
  expect(card.text).toContain('⏳ It comes late: it could not come at its time.');
  expect(await summaries(chat, onTuesday + HOUR)).toEqual([]);
  const week = await summaries(chat, monday + 7 * DAY);
  expect(week.map(({ card: { chat_id } }) => chat_id).toSorted()).toEqual([OLGA.id, NIKOLAI.id]);
});

test('two instances that look at once write one summary', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch summary', { chat: GROUP });
  await Promise.all([1, 2, 3].map(() => alertRounds(chat.store, SETTINGS)(nine())));
  only(await summaries(chat));
});

test('a summary does not come whose maker has no role for it, or that is removed', async () => {
  const chat = await chatForTest();
  const place = { chatId: GROUP, threadId: 0 };
  const daily = readWatch('summary');
  if (!daily.ok) throw new Error('not read');
  const made = { watched: daily.watched, by: NIKOLAI.id, now: Date.now() };
  await chat.store.write((tx) => switchOn(tx, place, made));
  expect(await summaries(chat, nine())).toEqual([]);
  await chat.say(OLGA, '/watch summary daily 10:00', { chat: GROUP });
  const [list] = await chat.say(OLGA, '/watch', { chat: GROUP });
  if (!list) throw new Error('no list');
  await chat.press(OLGA, list, 'Убрать');
  expect(await summaries(chat, nine() + DAY)).toEqual([]);
});

test('/watch test summary brings what there would be by now, and switches nothing on', async () => {
  const chat = await chatForTest();
  await fail(chat, 6);
  await chat.say(OLGA, '/watch test summary', { chat: GROUP });
  const cards = await chat.store.db.selectFrom('cards').select(['kind', 'chat_id']).execute();
  expect(cards).toContainEqual({ kind: 'summary', chat_id: GROUP });
  const body = await chat.store.db.selectFrom('cards').select('body').where('kind', '=', 'summary').execute();
  expect(JSON.parse(body[0]?.body ?? '').figures).toMatchObject({ messages: 1 });
  expect(await chat.store.db.selectFrom('watches').select('id').execute()).toEqual([]);
}, 90_000);
