import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  askProvider,
  type Outcome,
  POLLED,
  settleQuestion,
} from '../../src/store/provider/provider-questions.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Both are asked for by now, and something came of it for each. */
async function polled({ store }: ChatForTest, ...outcomes: readonly Outcome[]): Promise<void> {
  for (const kind of POLLED) {
    const question = { kind, subject: '' };
    await store.write((tx) => askProvider(tx, question, { cardId: null, dueAt: Date.now() }));
    for (const outcome of outcomes) {
      vi.setSystemTime(Date.now() + 30_000);
      await store.write((tx) => settleQuestion(tx, question, outcome, Date.now()));
    }
  }
}

const ANSWERED: Outcome = { answer: {}, dueAt: 1 };
const FAILED: Outcome = { why: 'timeout', dueAt: 1 };

/** The lines of /health about what is asked for. */
async function healthOf(person: typeof OLGA, ...outcomes: readonly Outcome[]): Promise<string[]> {
  const chat = await chatForTest({ asksProvider: true });
  await chat.let(NIKOLAI, 'operator');
  if (outcomes.length > 0) await polled(chat, ...outcomes);
  const lines = only(await chat.say(person, '/health')).text.split('\n');
  return lines.filter((line) => /^(?:🔁|⚠️)/u.test(line));
}

test('/health says when statuses and incoming messages were last told, and why not since', async () => {
  expect(await healthOf(NIKOLAI, ANSWERED)).toEqual([
    '🔁 Asked for statuses over HTTPS, last told at 12:00:30, 30 s ago',
    '🔁 Asked for incoming messages over HTTPS, last told at 12:01:00, 0 s ago',
  ]);
  expect(await healthOf(OLGA, FAILED)).toEqual([
    '🔁 Статусы запрашиваются по HTTPS: ответа ещё не было',
    '⚠️ С тех пор узнать не удалось: провайдер не ответил вовремя.',
    '🔁 Входящие запрашиваются по HTTPS: ответа ещё не было',
    '⚠️ С тех пор узнать не удалось: провайдер не ответил вовремя.',
  ]);
});

test('it says nothing of what comes by itself', async () => {
  expect(await healthOf(NIKOLAI)).toEqual([]);
});
