import { moveCampaignsOn, nextOfCampaigns } from './campaigns.ts';
import type { Tx } from './database.ts';
import { withoutHalted } from './halted.ts';
import { lockMessages, type Message, readyMessages } from './outbox.ts';

/** Messages whose turn it is. */
export interface Next {
  readonly messages: readonly Message[];
  /** There may be more that are ready each by itself. */
  readonly isFull: boolean;
  /**
   * To be called at the end, with those that leave, or wait until a time of their own: campaigns go on behind them.
   * Returns whether there may be more of campaigns.
   */
  moveOn(gone: ReadonlySet<number>): Promise<boolean>;
}

/**
 * What may go now of all that is queued for an account: what goes by itself, then campaigns that run.
 * @param ofCampaigns how many of these there may be of campaigns
 */
export async function nextMessages(
  tx: Tx,
  account: string,
  limit: number,
  now: number,
  ofCampaigns = limit,
): Promise<Next> {
  const ready = await readyMessages(tx, account, limit, now);
  const going = await withoutHalted(tx, ready, now);
  const found = await nextOfCampaigns(tx, account, Math.min(limit - going.length, ofCampaigns));
  return {
    messages: [...going, ...(await lockMessages(tx, found.ids))],
    isFull: ready.length === limit,
    moveOn: (gone) => moveCampaignsOn(tx, account, found, gone),
  };
}
