import { recordAction, type StoredAction } from './actions.ts';
import { aboutToRun, askBeforeRun, runningCampaigns } from './campaign-decisions.ts';
import type { Tx } from './database.ts';
import { lockOrder, moveMessages } from './decisions.ts';

/** What stands on record of whoever stops campaigns. */
export type Stopper = Pick<StoredAction, 'actor_kind' | 'actor_id' | 'chat_id' | 'thread_id' | 'origin'>;

/** On record of each campaign that was stopped with all others. */
export const STOPPED = 'stop';

/**
 * Nothing more of any campaign leaves until it is resumed; one that is being prepared anew, and would go then, is asked
 * about first. Returns the ids of their orders, those that ran first.
 */
export async function stopCampaigns(tx: Tx, by: Stopper, now: number): Promise<string[]> {
  const stopped: string[] = [];
  for (const { id, number, card_id } of [...(await runningCampaigns(tx.db)), ...(await aboutToRun(tx.db))]) {
    const order = await lockOrder(tx, id);
    const isHeld = order !== undefined && (await askBeforeRun(tx, order, now));
    if (!isHeld && (await moveMessages(tx, id, 'pause', now)) === 0) continue;
    const what = { at: now, what: STOPPED, arg: null, order_id: id, card_id, message_id: null };
    await recordAction(tx, { ...by, ...what, origin: `${by.origin} ${number}` });
    stopped.push(id);
  }
  return stopped;
}
