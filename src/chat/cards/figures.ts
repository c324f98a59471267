import { isFailed, isFinal, type MessageState } from '../../messages/status.ts';
import type { Tally } from '../../store/campaigns/tallies.ts';
import { moneyIn } from '../money/money.ts';
import type { ViewContext } from '../show/view.ts';
import { count, progressBar } from './progress.ts';

/** What is counted, in the order in which it is said. */
const FIGURES: readonly [words: string, of: (state: MessageState) => boolean][] = [
  ['count-delivered', (state) => state === 'delivered'],
  ['count-failed', isFailed],
  ['count-accepted', (state) => state === 'accepted'],
  ['count-coming', (state) => state === 'waiting' || state === 'queued' || state === 'submitting'],
  ['count-in-doubt', (state) => state === 'in_doubt'],
  ['count-cancelled', (state) => state === 'cancelled'],
  ['count-left', (state) => state === 'left'],
];

/** How far many messages are, what became of them, and what they cost so far. */
export function progressLines(
  { locale, settings }: ViewContext,
  tally: readonly Tally[],
  total: number,
): string[] {
  const ended = count(tally, isFinal);
  const figures = FIGURES.map(([words, of]) => ({ words, n: count(tally, of) })).filter(({ n }) => n > 0);
  const cost = tally.reduce((sum, row) => sum + (row.cost ?? 0), 0);
  return [
    ...(ended < total ? [progressBar(ended, total)] : []),
    figures.map(({ words, n }) => locale.t(words, { n })).join(' · '),
    ...(cost > 0 ? [locale.t('cost', { cost: moneyIn(locale, settings, cost) })] : []),
  ];
}
