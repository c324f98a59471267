import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prepareWork } from '../../src/chat/sending/preparing.ts';
import { clocksOf } from '../../src/store/provider/number-facts.ts';
import { dueQuestions, settleQuestion } from '../../src/store/provider/provider-questions.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA, SETTINGS } from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';
import { fileOf, sendFile } from '../support/tables.ts';

/** 12:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 9);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

async function quietChat(asksProvider: boolean): Promise<ChatForTest> {
  const chat = await chatForTest({ asksProvider });
  await chat.say(OLGA, '/settings quiet 22-9', { chat: GROUP });
  return chat;
}

/** Numbers that are to be asked about, and how long after now (ms). */
const asked = async ({ store }: ChatForTest) =>
  (await dueQuestions(store.db, 'facts', NOW + 3_600_000, 9_999)).map(
    ({ subject, due_at }) => [subject, (due_at ?? 0) - NOW] as const,
  );

test('where hours are quiet the provider is asked for the clocks of numbers that do not tell them, one a second', async () => {
  const chat = await quietChat(true);
  await chat.say(OLGA, '/sms +79991234567, +4915112345678, +79231112233 hi', { chat: GROUP });
  expect(await asked(chat)).toEqual([
    ['79991234567', 0],
    ['79231112233', 1_000],
  ]);
  const settled = { kind: 'facts', subject: '79991234567' } as const;
  const facts = { country: null, operator: null, region: null, tz: 300 };
  await chat.store.write((tx) => settleQuestion(tx, settled, { answer: facts, dueAt: null }, NOW));
  expect(await clocksOf(chat.store.db, ['79991234567', '79231112233'])).toEqual(
    new Map([['79991234567', 300]]),
  );
  await chat.say(OLGA, '/sms +79991234567, +79161234567 hi', { chat: GROUP });
  expect(await asked(chat)).toEqual([
    ['79161234567', 0],
    ['79231112233', 1_000],
  ]);
  await chat.store.close();
});

test.each([
  ['the provider is not asked', false, '/sms +79991234567 hi', GROUP],
  ['no hours are quiet', true, '/sms +79991234567 hi', OLGA.id],
  ['it goes at any hour', true, '/sms +79991234567 now=yes hi', GROUP],
])('nothing is asked where %s', async (_, asksProvider, line, place) => {
  const chat = await quietChat(asksProvider);
  await chat.say(OLGA, line, { chat: place });
  expect(await asked(chat)).toEqual([]);
  await chat.store.close();
});

test('of a long list all are asked about, as it is prepared', async () => {
  const chat = await quietChat(true);
  const rows = Array.from({ length: 1_100 }, (_, nth) => `+7999${2_000_000 + nth}`);
  await sendFile(chat, OLGA, '/bulk Hello', fileOf('all.csv', rows.join('\n')), { chat: GROUP });
  await doJobs(chat.store, [prepareWork({ ...SETTINGS, asksProvider: true })]);
  const all = await asked(chat);
  expect(all).toHaveLength(1_100);
  expect(all.at(-1)).toEqual(['79992001099', 1_099_000]);
  await chat.store.close();
});
