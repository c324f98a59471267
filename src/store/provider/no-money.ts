import { z } from 'zod';
import type { Money } from '../../messages/money.ts';
import { runningCampaigns, UNPAID } from '../campaigns/campaign-decisions.ts';
import { recordOwnStop } from '../campaigns/own-stops.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { lockOrder, moveMessages } from '../orders/decisions.ts';

const left = z.object({ balance: z.number() });

/** What was left, as it stands on record. */
export const balanceOnRecord = (arg: string | null): Money => left.parse(JSON.parse(arg ?? '')).balance;

/** Whether anything costs money all the time. */
export const doesAnyRun = async (db: Snapshot): Promise<boolean> => (await runningCampaigns(db)).length > 0;

/** Stops all campaigns before their messages fail one after the other. Returns how many ran. */
export async function stopUnpaid(tx: Tx, balance: Money, now: number): Promise<number> {
  let stopped = 0;
  for (const { id } of await runningCampaigns(tx.db)) {
    const order = await lockOrder(tx, id);
    if (!order || (await moveMessages(tx, id, 'pause', now)) === 0) continue;
    await recordOwnStop(tx, order, UNPAID, { balance }, now);
    stopped += 1;
  }
  return stopped;
}
