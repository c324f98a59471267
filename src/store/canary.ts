import { z } from 'zod';
import { type Canary, canaryStanding, canaryVerdict } from '../messages/canary.ts';
import { countEnds } from '../messages/ends.ts';
import { isFailed } from '../messages/status.ts';
import { isCampaign } from './campaign-decisions.ts';
import { startCampaign } from './campaigns.ts';
import { touchCards } from './cards.ts';
import { CAMPAIGN, STATE } from './coded.ts';
import type { Snapshot, Tx } from './database.ts';
import { lockOrder, moveMessages } from './decisions.ts';
import { messageId } from './message-id.ts';
import type { Order } from './orders.ts';
import { endOnRecord, recordOwnStop } from './own-stops.ts';

/** On record of a campaign that stopped by itself after its first messages, with what became of them. */
export const CANARY_STOPPED = 'canary';

/** What became of those that went first, as it stands on record. */
const stopped = z.object({
  of: z.number(),
  failed: z.number(),
  /** For what, the most frequent first. */
  ends: z.array(endOnRecord.extend({ count: z.number() })),
});
type CanaryStopped = z.infer<typeof stopped>;

export const canaryOnRecord = (arg: string | null): CanaryStopped => stopped.parse(JSON.parse(arg ?? ''));

/** So often it is looked what became of them (ms). */
const LOOK_MS = 500;

/** Those of a campaign that go first. */
export async function firstOut(
  db: Snapshot,
  { number, canary, total }: Pick<Order, 'number' | 'canary' | 'total'>,
): Promise<Canary[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['state', 'error', 'command_status', 'attempted_at'])
    .where('id', '>=', messageId(number, 0))
    .where('id', '<', messageId(number, Math.min(canary ?? 0, total)))
    .execute();
  return rows.map(({ state, ...row }) => ({ ...row, state: STATE.name(state) }));
}

/**
 * Lets the rest of a campaign follow those that went first, or pauses it, if that can be said by now. Returns when to look
 * again (ms); null: it is said, or the campaign does not run.
 */
export async function judgeCanary(tx: Tx, orderId: string, now: number): Promise<number | null> {
  const order = await lockOrder(tx, orderId);
  if (!order || !isCampaign(order) || order.canary === null) return null;
  if (CAMPAIGN.name(order.campaign) !== 'running') return null;
  const first = await firstOut(tx.db, order);
  const standing = canaryStanding(first);
  const verdict = canaryVerdict(standing, now);
  if (verdict === 'wait') return Math.min(now + LOOK_MS, standing.until ?? Number.POSITIVE_INFINITY);
  await tx.db.updateTable('orders').set({ canary: null }).where('number', '=', order.number).execute();
  await touchCards(tx, [order.card_id], now);
  if (verdict === 'go') {
    await startCampaign(tx, order.number);
  } else if ((await moveMessages(tx, orderId, 'pause', now)) > 0) {
    const { of, failed } = standing;
    const ends = countEnds(first.filter(({ state }) => isFailed(state)));
    const why: CanaryStopped = { of, failed, ends: ends.toSorted((one, other) => other.count - one.count) };
    await recordOwnStop(tx, order, CANARY_STOPPED, why, now);
  }
  return null;
}
