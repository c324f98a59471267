import { approvalOf, tellApprovers } from '../../store/orders/approvals.ts';
import type { Order } from '../../store/orders/orders.ts';
import { answer } from '../answer.ts';
import type { Context } from '../context.ts';
import { type Decided, decide } from '../sending/approving.ts';
import { rejectionCard } from './rejection/body.ts';
import { type Action, type Pressed, type PressReply, refused } from './room.ts';

/** What somebody says of an order. */
interface Said {
  readonly outcome: 'approved' | 'rejected';
  readonly reason?: string | null;
  readonly words?: string;
}

/** What whoever decided is told. */
export function toastOfDecision(decided: Decided): NonNullable<PressReply['toast']> {
  switch (decided.is) {
    case 'approved':
      return decided.isLast
        ? { id: 'button-sending', args: { n: decided.count } }
        : { id: 'button-approved' };
    case 'late':
      return { id: 'button-late' };
    case 'not-allowed':
      return { id: 'button-not-allowed', args: { role: 'operator' } };
    default:
      return { id: `button-approval-${decided.is}` };
  }
}

/** Was anything done? */
export const isDecided = ({ is }: Decided): boolean =>
  is === 'approved' || is === 'rejected' || is === 'void';

/** Decides about an order by a press. */
export async function decideAbout(context: Context, order: Order, said: Said): Promise<PressReply> {
  const { tx, settings, person, now } = context;
  const decided = await decide(tx, settings, order.id, { ...said, by: person.id }, now);
  const toast = toastOfDecision(decided);
  return isDecided(decided) ? { toast, did: { orderId: order.id } } : { toast, did: null };
}

/** What a second person can say of the order of a card; why it is not to go is asked first. */
export const approvalActions = <Body extends object>(
  orderOf: (context: Context, pressed: Pressed<Body>) => Promise<Order | undefined>,
) => ({
  approve: {
    role: 'operator',
    needsWords: true,
    async run(context, pressed) {
      const order = await orderOf(context, pressed);
      return order ? decideAbout(context, order, { outcome: 'approved' }) : refused('button-late');
    },
  } satisfies Action<Body>,
  reject: {
    role: 'operator',
    async run(context, pressed) {
      const order = await orderOf(context, pressed);
      if (!order) return refused('button-late');
      const approval = await approvalOf(context.tx.db, order.number);
      if (!approval) return refused('button-late');
      const cardId = await answer(context, rejectionCard, { orderNumber: order.number });
      await tellApprovers(context.tx, approval, [cardId]);
      return { toast: null, did: { orderId: order.id } };
    },
  } satisfies Action<Body>,
});
