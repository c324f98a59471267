import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { type Approval, approvalOf } from '../../../store/orders/approvals.ts';
import { type Order, orderOfCard } from '../../../store/orders/orders.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import { answerable, approversOf } from '../../sending/approving.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { decisionLine } from '../decision.ts';

/** Whether an order waits for a second person, who has said nothing yet. */
export const waitingForApproval = (
  { waiting_for }: Pick<Order, 'waiting_for'>,
  approval: Approval | undefined,
): approval is Approval => waiting_for === 'approval' && approval?.outcome === null;

/** That a card's messages wait for a second person, and until when; and that there is none, where that is so. */
export async function approvalLine(context: ViewContext, message: Message): Promise<string> {
  const { db, locale, settings, now } = context;
  const approval = await approvalOf(db, orderNumberOf(message.id));
  const order = message.card_id === null ? undefined : await orderOfCard(db, message.card_id);
  const line = locale.t('waiting-approval', { until: locale.minute(approval?.expires_at ?? 0, now) });
  const isNobody = order !== undefined && (await approversOf(db, settings, order)).length === 0;
  return isNobody ? `${line}\n${locale.t('approval-nobody')}` : line;
}

/** What a second person has said of a card's messages, on a line; none where none was asked, or none has answered yet. */
export async function approvedLines(context: ViewContext, message: Message): Promise<string[]> {
  const approval = await approvalOf(context.db, orderNumberOf(message.id));
  return approval?.outcome ? [await decisionLine(context, approval)] : [];
}

/** What can be said while they wait for one; in the private chat of who answers for them, that they are to stay. */
export async function approvalButtons({ db, locale }: ViewContext, card: Card): Promise<Button[]> {
  const button = buttonsIn(locale);
  const order = await orderOfCard(db, card.id);
  const isOwn = order !== undefined && (await answerable(db, order)).includes(card.chat_id);
  return isOwn ? [button('cancel')] : [button('approve'), button('reject'), button('cancel')];
}
