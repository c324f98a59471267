import { whyUnreleased } from '../../../store/orders/unreleased.ts';
import type { Arguments } from '../../locale.ts';
import { amountOf } from '../../people/quotas.ts';
import type { ViewContext } from '../../show/view.ts';

/** Why the order of a card did not go at its time: the end of the ids of texts that say so, and what these are given. */
export async function unreleasedWords(
  { db, locale, settings }: ViewContext,
  cardId: string | null,
): Promise<{ readonly why: 'right' | 'quota'; readonly args: Arguments }> {
  const why = await whyUnreleased(db, cardId);
  if (why.why === 'role') return { why: 'right', args: {} };
  const amount = (of: number) => amountOf(locale, settings, why, of);
  const { limit, used, most, wanted } = why;
  return { why: 'quota', args: { limit, used: amount(used), most: amount(most), wanted: amount(wanted) } };
}
