import type { Reader, Tx } from '../../store/engine/database.ts';
import type { Decision } from '../../store/orders/approvals.ts';
import { approvalOf, settleApproval } from '../../store/orders/approvals.ts';
import { lockOrder, moveMessages } from '../../store/orders/decisions.ts';
import type { Order } from '../../store/orders/orders.ts';
import { actionsOn } from '../../store/people/actions.ts';
import { lockPeople, peopleWithRoles } from '../../store/people/people.ts';
import { makersOf } from '../../store/programs/tokens.ts';
import type { Settings } from '../context.ts';
import { may, type Role, roleOf } from '../people/access.ts';
import { answerOrder } from './answering.ts';
import { mayAsk, SENDING, TIMING } from './still.ts';

/*
 * A second person decides about an order: somebody who may send, and answers for it in no way.
 */

/**
 * Who answers for an order, by Telegram's ids: who asked for it, or made the token that did, who pressed [Send], and who
 * said when it goes.
 */
export async function answerable(
  db: Reader,
  { id, maker, maker_id, card_id }: Pick<Order, 'id' | 'maker' | 'maker_id' | 'card_id'>,
): Promise<number[]> {
  const made =
    maker === 'person' ? [Number(maker_id)] : maker === 'token' ? await makersOf(db, maker_id ?? '') : [];
  const taken = card_id === null ? [] : await actionsOn(db, card_id, [...SENDING, ...TIMING]);
  const ofThis = taken.filter(({ order_id }) => order_id === id).map(({ actor_id }) => Number(actor_id));
  return [...new Set([...made, ...ofThis])];
}

type Owners = Pick<Settings, 'ownerIds'>;

/** Who has at least this role, by Telegram's ids. */
export async function everybodyWith(db: Reader, { ownerIds }: Owners, least: Role): Promise<number[]> {
  const people = await peopleWithRoles(db);
  const those = people.filter(({ role }) => may(role, least)).map(({ id }) => id);
  return [...new Set([...ownerIds, ...those])];
}

/** Who may approve an order, by Telegram's ids. */
export async function approversOf(db: Reader, owners: Owners, order: Order): Promise<number[]> {
  const senders = await everybodyWith(db, owners, 'operator');
  const not = await answerable(db, order);
  return senders.filter((id) => !not.includes(id));
}

/** What came of it: done, of so many messages; or why nothing did. */
export type Decided =
  | { readonly is: 'approved'; readonly count: number; readonly isLast: boolean }
  | { readonly is: 'rejected' | 'void' | 'late' | 'own' | 'not-allowed' };

/**
 * Somebody decides about an order that waits for a second person. Their role, and those of who answers for it, are asked
 * here once more, and are nobody's to take away before this is through: what these may not send any more does not go.
 */
export async function decide(
  tx: Tx,
  settings: Pick<Settings, 'accounts' | 'ownerIds' | 'programs'>,
  orderId: string,
  { outcome, by, ...why }: Decision & { readonly outcome: 'approved' | 'rejected'; readonly by: number },
  now: number,
): Promise<Decided> {
  const order = await lockOrder(tx, orderId);
  const approval = order && (await approvalOf(tx.db, order.number));
  const isOpen = order?.waiting_for === 'approval' && approval?.outcome === null && now < approval.expires_at;
  if (!isOpen) return { is: 'late' };
  const accountable = await answerable(tx.db, order);
  await lockPeople(tx, [by, ...accountable]);
  if (!(await maySend(tx.db, settings, by))) return { is: 'not-allowed' };
  if (accountable.includes(by)) return { is: 'own' };
  const still = await Promise.all(accountable.map((id) => maySend(tx.db, settings, id)));
  const isVoid =
    outcome === 'approved' &&
    (still.includes(false) || (order.maker === 'token' && !(await mayAsk(tx.db, settings, order))));
  const settled = isVoid ? ({ outcome: 'void', by } as const) : { outcome, by, ...why };
  await settleApproval(tx, order.number, settled, now);
  if (settled.outcome !== 'approved') {
    await moveMessages(tx, orderId, 'cancel', now);
    return { is: settled.outcome };
  }
  const { count, next } = await answerOrder({ tx, settings, now }, order, 'approval');
  return { is: 'approved', count, isLast: next === null };
}

const maySend = async (db: Reader, { ownerIds }: Owners, id: number): Promise<boolean> =>
  may(await roleOf(db, ownerIds, id), 'operator');
