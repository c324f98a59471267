import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { TRANSITIONS } from '../../messages/status.ts';
import { giveBack } from '../attempts/charges.ts';
import { makeAlike } from '../campaigns/tallies.ts';
import type { Counting } from '../campaigns/tally-deltas.ts';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { HELD, OUTCOME, STATE } from '../tables/coded.ts';
import { type Ids, idsOf } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';
import { dropUntried } from './dropped-guards.ts';
import { tellCancelled } from './tell-cancelled.ts';

/**
 * Cancels what has not left of an order, as far as its messages are among these ids, and among those named if any are. Of
 * those of which an earlier try may have been taken it is not said that they were not sent. Returns how many there are.
 */
export async function cancelQueued(
  tx: Tx,
  order: Counting,
  now: number,
  ids: Ids = idsOf(order.number),
  named: readonly number[] | null = null,
): Promise<number> {
  const isNamed = (eb: ExpressionBuilder<Schema, 'messages'>) =>
    named === null ? [] : [eb('messages.id', 'in', named)];
  const { withdraw, cancel } = TRANSITIONS;
  const left = await makeAlike(
    tx,
    order,
    (eb) =>
      eb.and([
        ...isNamed(eb),
        eb('state', 'in', STATE.all(withdraw.from)),
        eb.exists(
          eb
            .selectFrom('attempts')
            .select('attempts.id')
            .whereRef('attempts.message_id', '=', 'messages.id')
            .where('attempts.outcome', 'in', OUTCOME.all(['given_up', 'accepted'])),
        ),
      ]),
    { state: STATE.of[withdraw.to], held: HELD.not, ready_at: null, ended_at: now },
    null,
    ids,
  );
  const cancelled = await makeAlike(
    tx,
    order,
    (eb) =>
      eb.and([...isNamed(eb), eb('state', 'in', STATE.all(cancel.from)), eb('doubt_until', 'is', null)]),
    { state: STATE.of[cancel.to], held: HELD.not, ready_at: null, ended_at: now },
    null,
    ids,
  );
  if (cancelled > 0) {
    await tellCancelled(tx, order, ids, now);
    await giveBack(tx, order.number, cancelled);
    await dropUntried(tx, (eb) =>
      eb.and([
        ...isNamed(eb),
        eb('id', '>=', ids.first),
        eb('id', '<=', ids.last),
        eb('state', '=', STATE.of[cancel.to]),
      ]),
    );
  }
  return left + cancelled;
}

/** Writes to each message of a campaign that it was cancelled: see src/jobs/campaigns.ts. */
export const cancelling = {
  name: 'cancel-campaign',
  version: 0,
  body: z.object({ orderNumber: z.number() }),
};

/** Has that done. */
export async function enqueueCancelling(tx: Tx, orderNumber: number, now: number): Promise<void> {
  await addJob(tx, {
    kind: cancelling.name,
    body: versioned(cancelling, { orderNumber }),
    key: `${cancelling.name} ${orderNumber}`,
    now,
  });
}
