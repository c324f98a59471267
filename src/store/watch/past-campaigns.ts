import type { WatchEvent } from '../../watch/wants.ts';
import type { Snapshot } from '../engine/database.ts';
import { eventOf } from '../stats/event-deltas.ts';
import { CAMPAIGN, STATE } from '../tables/coded.ts';

/** Of more the newest are looked at. */
const LOOKED_AT = 500;
/** One may go on for so long, to be told of then (ms). */
const LONGEST_MS = 24 * 3600 * 1000;

/** A campaign of which something went. */
export interface PastCampaign {
  readonly order: number;
  /** When it was asked for (ms). */
  readonly since: number;
  readonly isOver: boolean;
  readonly event: WatchEvent;
}

/** Campaigns of which something went since then (ms), the oldest first. */
export async function pastCampaigns(db: Snapshot, since: number): Promise<PastCampaign[]> {
  const rows = await db
    .selectFrom('orders')
    .select(['number', 'campaign', 'channel', 'sender', 'maker_id', 'class', 'created_at'])
    .where('created_at', '>=', since - LONGEST_MS)
    // The condition of the index by their age.
    .where('forgotten_at', 'is', null)
    .where('campaign', 'is not', null)
    .where('moved_at', '>=', since)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const nobody = { recipient: '', state: STATE.of.queued, error: null, command_status: null };
  return rows.toReversed().map((row) => ({
    order: row.number,
    since: row.created_at,
    isOver: row.campaign === CAMPAIGN.of.done || row.campaign === CAMPAIGN.of.cancelled,
    event: eventOf('campaign', row, nobody),
  }));
}
