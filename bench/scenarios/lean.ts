import type { Bench } from '../bench.ts';
import { runCampaign } from '../campaign-run.ts';
import { onNew } from '../databases.ts';
import { runKannel } from '../kannel/kannel.ts';
import { runBare } from '../peers/bare.ts';
import { report, result } from '../results.ts';
import { type Contestants, inTurns } from './rounds.ts';

/** Receipts that the provider keeps unacknowledged: its own way, and what one may ask it for. */
const WINDOWS = [5, 50, 100, 500];
/** So much faster is the bare loop, which gets so many times as many messages. */
const BARE_TIMES = 4;
/** Messages that are not measured. */
const WARM_UP = 1_000;

interface Figures {
  readonly perSecond: number;
  readonly cpuUs: number;
  readonly serverCpuUs?: number | null;
}

/** How fast it goes when nothing but the provider's window holds it back, beside a loop that stores nothing. */
export async function measureLean(bench: Bench): Promise<void> {
  const contestants = new Map(WINDOWS.flatMap((window) => [...contestantsAt(window, bench)]));
  const figures = await inTurns(contestants, ({ perSecond }) => perSecond);
  for (const window of WINDOWS) {
    const reference = figures.get(`lean/bare/w${window}`)?.perSecond ?? null;
    for (const name of contestantsAt(window, bench).keys()) {
      const each = figures.get(name);
      if (each === undefined) continue;
      report(result(name, each.perSecond, 'messages/s', { ...each, reference }));
    }
  }
}

function contestantsAt(receiptWindow: number, bench: Bench): Contestants<Figures> {
  const { databases, messages, profileFolder } = bench;
  const name = (who: string): string => `lean/${who}/w${receiptWindow}`;
  const ordinary = { receiptWindow, warmUp: WARM_UP };
  const bots = databases.map((each): [string, () => Promise<Figures>] => [
    name(each.kind),
    () => onNew(each, (database) => runCampaign(database, { ...ordinary, messages, profileFolder })),
  ]);
  return new Map<string, () => Promise<Figures>>([
    [name('bare'), () => runBare({ ...ordinary, messages: BARE_TIMES * messages })],
    ...bots,
    ...(bench.kannel ? [[name('kannel'), () => runKannel({ ...ordinary, messages })] as const] : []),
  ]);
}
