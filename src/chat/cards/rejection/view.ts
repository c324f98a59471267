import type { Card } from '../../../store/chats/cards.ts';
import { approvalOf } from '../../../store/orders/approvals.ts';
import { orderByNumber } from '../../../store/orders/orders.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn, inThrees } from '../button.ts';
import { decisionLine } from '../decision.ts';
import type { RejectionBody } from './body.ts';

/** Reasons that are at hand; any other is written. */
const READY = ['price', 'text', 'recipients', 'time'] as const;

/** Asks why, for as long as the order waits; then says what became of it. */
export async function rejectionView(
  context: ViewContext,
  _card: Card,
  { orderNumber }: RejectionBody,
): Promise<View> {
  const { db, locale } = context;
  const order = await orderByNumber(db, orderNumber);
  const approval = await approvalOf(db, orderNumber);
  if (order?.waiting_for !== 'approval' || !approval || approval.outcome !== null) {
    return { as: 'text', text: await decisionLine(context, approval), buttons: [], atRest: true };
  }
  const button = buttonsIn(locale);
  const buttons = READY.map((reason) => button(['reject', reason], `reject-${reason}`));
  return { as: 'text', text: locale.t('rejection'), buttons: inThrees(buttons), atRest: true, asks: true };
}
