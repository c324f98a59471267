import type { Tx } from '../engine/database.ts';
import { lockOrder, moveMessages } from '../orders/decisions.ts';
import type { Order } from '../orders/orders.ts';
import { awaitingTime, stopScheduled } from '../orders/scheduled.ts';
import { recordAction, type StoredAction } from '../people/actions.ts';
import { lockLeftAlone, stopLeftAlone } from '../stop-list/stopping-left-alone.ts';
import { aboutToRun, askBeforeRun, runningCampaigns } from './campaign-decisions.ts';

/** What stands on record of whoever stops campaigns. */
export type Stopper = Pick<StoredAction, 'actor_kind' | 'actor_id' | 'chat_id' | 'thread_id' | 'origin'>;

/** On record of each campaign that was stopped with all others. */
export const STOPPED = 'stop';

/** Ids of orders, the oldest first. */
export interface Stopped {
  readonly campaigns: readonly string[];
  /** Those that waited for their time, the next first. */
  readonly scheduled: readonly string[];
  /** Those that quiet hours held back, the oldest first. */
  readonly leftAlone: readonly string[];
}

/**
 * Nothing more of any campaign leaves until it is resumed; one that is being prepared anew, and would go then, is asked
 * about first, and so is what waits for its time, or for quiet hours to end. What else is queued of a few goes within moments, or
 * gets too old to.
 */
export async function stopCampaigns(tx: Tx, by: Stopper, now: number): Promise<Stopped> {
  // What begins to run meanwhile is among those that run once it is looked for them.
  const scheduled = await stopEach(tx, by, await awaitingTime(tx.db), now, (order) =>
    stopScheduled(tx, order, now),
  );
  const prepared = await stopEach(tx, by, await aboutToRun(tx.db), now, (order) =>
    askBeforeRun(tx, order, now),
  );
  const running = await stopEach(
    tx,
    by,
    await runningCampaigns(tx.db),
    now,
    async (order) => (await moveMessages(tx, order.id, 'pause', now)) > 0,
  );
  const leftAlone = await stopEach(tx, by, await lockLeftAlone(tx, now), now, (order) =>
    stopLeftAlone(tx, order, now),
  );
  return { campaigns: [...running, ...prepared], scheduled, leftAlone };
}

/** Puts on record which of these were stopped. Returns their ids. */
async function stopEach(
  tx: Tx,
  by: Stopper,
  orders: readonly Pick<Order, 'id' | 'number' | 'card_id'>[],
  now: number,
  stop: (order: Order) => Promise<boolean>,
): Promise<string[]> {
  const stopped: string[] = [];
  for (const { id, number, card_id } of orders) {
    const order = await lockOrder(tx, id);
    if (!order || !(await stop(order))) continue;
    const what = { at: now, what: STOPPED, arg: null, order_id: id, card_id, message_id: null };
    await recordAction(tx, { ...by, ...what, origin: `${by.origin} ${number}` });
    stopped.push(id);
  }
  return stopped;
}
