import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BotPath, openBotPath } from '../support/lines/bot-path.ts';
import { problemsOf } from '../support/lines/offered.ts';
import { BOOK, sloppyLine } from '../support/lines/sloppy.ts';
import { SEED } from '../support/seed.ts';

const RUNS = Number(process.env.LINES_RUNS ?? 80);
const AGAIN = `LINES_RUNS=${RUNS} TEST_SEED=${SEED} npm test -- test/chat/offered-lines.test.ts`;

let bot: BotPath;
beforeAll(async () => {
  bot = await openBotPath(BOOK);
});
afterAll(() => bot.close());

test(`a line that is offered says all that was typed, or its card names what it leaves out, and it is read (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(sloppyLine, async (line) => {
      expect(await problemsOf(bot, line), AGAIN).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});
