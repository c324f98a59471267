import { moveCampaignsOn, nextOfCampaigns, runningCampaigns } from '../campaigns/campaigns.ts';
import { withoutHalted } from '../campaigns/halted.ts';
import type { Tx } from '../engine/database.ts';
import { type Going, readyAmong } from './going.ts';
import { lockMessages, type Message } from './outbox.ts';
import { readyMessages } from './ready-messages.ts';

export type { Going } from './going.ts';

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
 * @param going what can leave at all; null: any
 */
export async function nextMessages(
  tx: Tx,
  account: string,
  limit: number,
  now: number,
  ofCampaigns = limit,
  going: Going | null = null,
): Promise<Next> {
  // Whoever says a word to a campaign locks it before its messages.
  const [running, ready] = await Promise.all([
    ofCampaigns > 0 ? runningCampaigns(tx, account) : [],
    going
      ? readyAmong(tx.db, account, limit, now, going).then((ids) => lockMessages(tx, ids))
      : readyMessages(tx, account, limit, now),
  ]);
  const others = await withoutHalted(tx, ready, now);
  const places = Math.min(limit - others.length, ofCampaigns);
  const found = await nextOfCampaigns(tx, account, running, places, going?.channels ?? null);
  return {
    messages: [...others, ...(await lockMessages(tx, found.ids))],
    isFull: ready.length === limit,
    moveOn: (gone) => moveCampaignsOn(tx, account, found, gone),
  };
}
