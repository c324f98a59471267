import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBotPath } from '../support/lines/bot-path.ts';
import { judged } from '../support/lines/judge.ts';
import { typedLine } from '../support/lines/lines.ts';
import { SEED } from '../support/seed.ts';

/**
 * So many lines take some seconds of one core; `npm run test:long -- --only lines` has time for more, other ones each
 * time.
 */
const RUNS = Number(process.env.LINES_RUNS ?? 150);
const AGAIN = `LINES_RUNS=${RUNS} TEST_SEED=${SEED} npm test -- test/chat/typed-lines.test.ts`;

test(`what is typed is what the card claims and the phones get, or it is asked about (seed ${SEED})`, async () => {
  const bot = await openBotPath();
  let clear = 0;
  let orders = 0;
  const property = fc.asyncProperty(typedLine, async (line) => {
    const { wrong, arrived } = await judged(bot, line);
    if (line.isClear) clear += 1;
    if (arrived > 0) orders += 1;
    expect(wrong, AGAIN).toEqual([]);
  });
  try {
    await fc.assert(property, { numRuns: RUNS });
  } finally {
    await bot.close();
  }
  // A bot that asks about everything would be right, too.
  expect(clear).toBeGreaterThan(RUNS / 20);
  expect(orders).toBeGreaterThan(RUNS / 4);
}, 120_000);
