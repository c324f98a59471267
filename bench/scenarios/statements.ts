import type { Bench } from '../bench.ts';
import { runCampaign } from '../campaign-run.ts';
import { onNew } from '../databases.ts';
import { report, result } from '../results.ts';

/** Messages are few: they are counted, not timed. */
const MESSAGES = 1_500;
const AT_RATE = 300;

const RUNS = [
  { name: 'w5', receiptWindow: 5, rate: 100_000, messages: MESSAGES },
  { name: 'w100', receiptWindow: 100, rate: 100_000, messages: MESSAGES },
  { name: 'rate100', receiptWindow: 5, rate: 100, messages: AT_RATE },
] as const;

/** Statements and transactions a message, from the first submit to the last receipt. */
export async function measureStatements({ databases }: Bench): Promise<void> {
  for (const each of databases) {
    for (const { name, receiptWindow, rate, messages } of RUNS) {
      const { counts } = await onNew(each, (database) =>
        runCampaign(database, {
          receiptWindow,
          messages,
          warmUp: 100,
          settings: { SMPP_RATE: String(rate) },
          counts: true,
        }),
      );
      if (counts === null) throw new TypeError('nothing was counted');
      report(result(`statements/${each.kind}/${name}`, counts.statements, 'a message'));
      report(result(`transactions/${each.kind}/${name}`, counts.transactions, 'a message'));
    }
  }
}
