import { speedOf, timeLeft } from '../../messages/speed.ts';
import type { Message } from '../../store/attempts/outbox.ts';
import { departuresOf } from '../../store/campaigns/departures.ts';
import { orderNumberOf } from '../../store/tables/message-id.ts';
import type { ViewContext } from '../show/view.ts';

const BAR_CELLS = 12;

/** Messages of a card in the states that are wanted. */
export function count(
  tally: readonly { state: Message['state']; count: number }[],
  wanted: (state: Message['state']) => boolean,
): number {
  return tally.filter(({ state }) => wanted(state)).reduce((sum, row) => sum + row.count, 0);
}

/** "▓▓▓░░░ 50 %" */
export function progressBar(ended: number, total: number): string {
  const full = Math.floor((ended / total) * BAR_CELLS);
  return `${'▓'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${Math.floor((ended / total) * 100)} %`;
}

/** How fast a campaign goes, by what has left of it within a minute, and how long the rest takes at that. */
export async function speedLines(
  { db, locale, now }: ViewContext,
  { id, campaign }: Pick<Message, 'id' | 'campaign'>,
  tally: readonly { state: Message['state']; count: number }[],
): Promise<string[]> {
  const left = count(tally, (state) => state === 'queued');
  if (campaign !== 'running' || left === 0) return [];
  const speed = speedOf(await departuresOf(db, orderNumberOf(id)), now);
  if (speed === null) return [];
  return [
    locale.t('campaign-speed', {
      n: Math.max(1, Math.round(speed)),
      left: locale.duration(Math.max(1_000, timeLeft(left, speed))),
    }),
  ];
}

/** How many there are by the words for each; those with none are left out. */
export function countedBy<Row extends { readonly count: number }>(
  rows: readonly Row[],
  wordsOf: (row: Row) => string | null,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const words = wordsOf(row);
    if (words !== null) counts.set(words, (counts.get(words) ?? 0) + row.count);
  }
  return counts;
}

/** How long so many parts take to leave (ms) at what the accounts may send together; a second at the least. */
export const leavingMs = ({ partsPerSecond, accounts }: ViewContext['settings'], parts: number): number =>
  Math.max(1_000, (parts * 1_000) / (partsPerSecond * accounts.length));

/** Words by how often they hold, the most frequent first, and as many of each by themselves: no store promises an order. */
export const byFrequency = (counts: ReadonlyMap<string, number>): [words: string, n: number][] =>
  [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
