import fc from 'fast-check';
import { openBotPath } from '../support/lines/bot-path.ts';
import { judged } from '../support/lines/judge.ts';
import { typedLine } from '../support/lines/lines.ts';
import type { Figures } from './figures.ts';

interface LinesOptions {
  readonly seed: number;
  /** Lines. */
  readonly count: number;
  /** Ends earlier at that time by performance.now(). */
  readonly until: number;
}

const BATCH = 500;
/** After so many findings it ends: more would say the same. */
const FINDINGS = 20;

/** Lines as people type them, from the chat to the phones: what arrives is what was meant, or the bot asks. */
export async function typedLines({ seed, count, until }: LinesOptions): Promise<Figures> {
  const bot = await openBotPath();
  const began = performance.now();
  let lines = 0;
  let messages = 0;
  let wrong = 0;
  const property = fc.asyncProperty(typedLine, async (line) => {
    const judgement = await judged(bot, line);
    messages += judgement.arrived;
    if (judgement.wrong.length > 0) throw new Error(judgement.wrong.join('\n'));
  });
  for (let batch = 0; lines < count && performance.now() < until && wrong < FINDINGS; batch += 1) {
    const numRuns = Math.min(BATCH, count - lines);
    const details = await fc.check(property, { seed: seed + batch, numRuns });
    lines += details.numRuns;
    if (!details.failed) continue;
    wrong += 1;
    console.error(`  lines: seed ${details.seed}, ${JSON.stringify(details.counterexample?.[0])}`);
    console.error(`  ${details.errorInstance instanceof Error ? details.errorInstance.message : ''}`);
  }
  await bot.close();
  const seconds = (performance.now() - began) / 1000;
  return {
    campaign: 'lines',
    store: '-',
    seed,
    runs: lines,
    messages,
    lost: 0,
    twice: 0,
    wrong,
    notes: [`${Math.round(lines / seconds)} lines/s`],
  };
}
