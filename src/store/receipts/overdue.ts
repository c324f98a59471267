import { TRANSITIONS } from '../../messages/status.ts';
import { tallyChange } from '../campaigns/tallies.ts';
import { touchCards } from '../chats/cards.ts';
import type { Tx } from '../engine/database.ts';
import { countChange, lockHourly } from '../stats/hours.ts';
import { STATE } from '../tables/coded.ts';
import { ITS_ORDER, orderNumberOf } from '../tables/message-id.ts';
import { tellWatchesOf } from '../watch/tell-watches.ts';

export interface OverdueMessage {
  readonly id: number;
  readonly card_id: string | null;
  readonly account: string;
  /** How often the provider was asked about it since its validity was over. */
  readonly asked: number;
}

/** Accepted messages whose final status should have come by now, the longest overdue first. */
export function overdueMessages(
  { db, rules }: Tx,
  account: string,
  limit: number,
  now: number,
): Promise<OverdueMessage[]> {
  return db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'orders.card_id', 'messages.account'])
    .select((eb) =>
      eb
        .selectFrom('queries')
        .whereRef('queries.message_id', '=', 'messages.id')
        .where('queries.asked_at', '>=', (inner) => inner('messages.accepted_at', '+', rules.overdueAfterMs))
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('asked'),
    )
    .where('messages.account', '=', account)
    .where('messages.overdue_at', '<=', now)
    .orderBy('messages.overdue_at')
    .limit(limit)
    .execute();
}

/** Looks at an overdue message again at `at` (ms), unless its status has come meanwhile. */
export async function postponeOverdue(tx: Tx, messageId: number, at: number): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ overdue_at: at })
    .where('id', '=', messageId)
    .where('overdue_at', 'is not', null)
    .execute();
}

/** No status came from the provider, and it knows none: that is the end of it. */
export async function giveUpOverdue(
  tx: Tx,
  message: { id: number; card_id: string | null },
  now: number,
): Promise<void> {
  const was = await lockHourly(tx, message.id);
  if (was?.state !== STATE.of.accepted) return;
  const set = { state: STATE.of[TRANSITIONS.unknown.to], ended_at: now, overdue_at: null };
  await tx.db.updateTable('messages').set(set).where('id', '=', message.id).execute();
  const order = { number: orderNumberOf(was.id), class: was.class };
  tallyChange(tx, order, was, set);
  countChange(tx, was, was, set);
  await tellWatchesOf(tx, [was.id]);
  await touchCards(tx, [message.card_id], now);
}
