import type { Message } from '../../store/outbox.ts';

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

/** Words by how often they hold, the most frequent first, and as many of each by themselves: no store promises an order. */
export const byFrequency = (counts: ReadonlyMap<string, number>): [words: string, n: number][] =>
  [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
