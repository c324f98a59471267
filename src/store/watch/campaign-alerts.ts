import { isSameAgain } from '../../watch/episode.ts';
import type { Tx } from '../engine/database.ts';
import { CAMPAIGN } from '../tables/coded.ts';
import {
  type Alert,
  beginAlert,
  changeAlert,
  endAlert,
  findAlert,
  lastAlert,
  type WriteCard,
} from './alerts.ts';
import type { Watch } from './watches-at-hand.ts';

/*
 * A campaign has one alert, which begins with it and ends with it. Its events say only that it moved: where it is by now
 * stands on its order, and so does what came of it.
 */

/** So begins the cause of an alert that tells of a campaign; the number of its order stands behind it. */
const OF_CAMPAIGN = 'campaign ';
/** What goes on so soon after its end (ms) is news in the message that told of it: it rings nobody. */
const SAME_AGAIN_MS = 600_000;

export const isOfCampaign = ({ cause }: Pick<Alert, 'cause'>): boolean => cause.startsWith(OF_CAMPAIGN);

/** Events that are told at once; the next round tells the others. */
const AT_ONCE = 100;

/** Has the alerts of the campaigns that have moved tell where those are by now. */
export async function tellCampaigns(tx: Tx, watch: Watch, now: number, writeCard: WriteCard): Promise<void> {
  const moved = await tx.db
    .selectFrom('events')
    .select(['id', 'at', 'messages'])
    .where('untold_to', '=', watch.id)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  for (const [order, events] of Map.groupBy(moved, ({ messages }) => Number(JSON.parse(messages)[0]))) {
    const [first] = events;
    if (!first) continue;
    const what = { order, since: first.at, isOnce: events.length === 1, now };
    const told = { untold_to: null, alert_id: await tellOne(tx, watch, what, writeCard) };
    const ids = events.map(({ id }) => id);
    await tx.db.updateTable('events').set(told).where('id', 'in', ids).execute();
  }
}

interface Move {
  readonly order: number;
  /** When it moved first, of what was not told (ms). */
  readonly since: number;
  /** It has moved once. */
  readonly isOnce: boolean;
  readonly now: number;
}

/** Returns the alert that tells of it; null: it was never sent. */
async function tellOne(
  tx: Tx,
  watch: Watch,
  { order, since, isOnce, now }: Move,
  writeCard: WriteCard,
): Promise<string | null> {
  const cause = `${OF_CAMPAIGN}${order}`;
  const row = await tx.db
    .selectFrom('orders')
    .select('campaign')
    .where('number', '=', order)
    .executeTakeFirst();
  const state = row?.campaign == null ? null : CAMPAIGN.name(row.campaign);
  const isOver = state === null || state === 'done' || state === 'cancelled';
  const facts = { about: { of: 'campaign', order }, since, until: isOver ? now : null, times: 1 };
  const last = await lastAlert(tx.db, watch.id, cause);
  if (
    last &&
    (last.ended_at === null ||
      isSameAgain({ toldAt: last.told_at, endedAt: last.ended_at }, now, SAME_AGAIN_MS))
  ) {
    await changeAlert(tx, last, { facts: { ...facts, since: last.began_at }, ended: isOver, now });
    return last.id;
  }
  // What was only asked about, and answered with no, did not begin.
  if (state === null || state === 'preview' || (state === 'cancelled' && isOnce)) return null;
  const alert = { cause, facts: JSON.stringify(facts), began_at: since, last_at: now, now };
  const id = await beginAlert(tx, watch, alert, writeCard);
  const begun = isOver ? await findAlert(tx.db, id) : undefined;
  if (begun) await endAlert(tx, begun, now);
  return id;
}
