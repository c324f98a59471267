import { estimateOf, type OperatorShare, type PartPrices } from '../../../messages/estimate.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { operatorsOfOrder } from '../../../store/provider/operators.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import { moneyIn } from '../../money/money.ts';
import type { ViewContext } from '../../show/view.ts';

/** Of more messages it takes too long to ask for the operators of their numbers at each look. */
const MOST_ASKED = 1_000;

/** Messages by the names of their numbers' operators; '': not known. */
type Shares = readonly (readonly [operator: string, OperatorShare])[];

/** Of all of so many messages nothing is known. */
export const unknownShare = (messages: number, parts: number): Shares => [['', { messages, parts }]];

/** The operators of a card's messages, of so many parts each. */
export async function sharesOf(
  { db }: ViewContext,
  { id }: Message,
  { total, parts }: { readonly total: number; readonly parts: number },
): Promise<Shares> {
  if (total > MOST_ASKED) return unknownShare(total, total * parts);
  const counts = await operatorsOfOrder(db, orderNumberOf(id));
  return [...counts].map(([operator, messages]) => [operator, { messages, parts: messages * parts }]);
}

/** What messages cost by earlier prices, and how sure that is. */
export function costLine({ locale, settings }: ViewContext, shares: Shares, prices: PartPrices): string {
  const { cost, least, most, known, messages: n } = estimateOf(shares, prices);
  const { t } = locale;
  const money = (amount: number): string => moneyIn(locale, settings, amount);
  const range =
    least === most ? [] : [t('preview-cost-range', { least: locale.money(least), most: money(most) })];
  const estimate = [money(cost), ...range].join(' ');
  if (known === 0) return t('preview-cost', { estimate });
  return known === n
    ? t('preview-cost-sure', { estimate, n })
    : t('preview-cost-partly', { estimate, known, n });
}
