import { z } from 'zod';
import {
  type Billed,
  type Canary,
  canaryStanding,
  canaryVerdict,
  FIRST,
  oddBillOf,
} from '../../messages/canary.ts';
import { standsFor } from '../../messages/chain.ts';
import { countEnds } from '../../messages/ends.ts';
import { RECEIPT_TEMPLATES } from '../../messages/receipt.ts';
import { isFailed } from '../../messages/status.ts';
import { triesAfter } from '../chains/chain-messages.ts';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { lockOrder, moveMessages } from '../orders/decisions.ts';
import { contentOf } from '../orders/documents.ts';
import type { Order } from '../orders/orders.ts';
import { templatesOf } from '../provider/billed.ts';
import { CAMPAIGN, STATE } from '../tables/coded.ts';
import { messageId, positionOf } from '../tables/message-id.ts';
import { isCampaign } from './campaign-decisions.ts';
import { startCampaign } from './campaigns.ts';
import { endOnRecord, recordOwnStop } from './own-stops.ts';

/** On record of a campaign that stopped by itself after its first messages, with what became of them. */
export const CANARY_STOPPED = 'canary';

/** What became of those that went first, as it stands on record. */
const stopped = z.object({
  of: z.number(),
  failed: z.number(),
  /** For what, the most frequent first. */
  ends: z.array(endOnRecord.extend({ count: z.number() })),
  /** How they were billed otherwise than expected; null: they were not, and too many failed. */
  bill: z
    .discriminatedUnion('is', [
      z.object({
        is: z.literal('kind'),
        template: z.enum(RECEIPT_TEMPLATES),
        count: z.number(),
        of: z.number(),
      }),
      z.object({ is: z.literal('price'), expected: z.number(), was: z.number() }),
    ])
    .nullable()
    .default(null),
});
type CanaryStopped = z.infer<typeof stopped>;

export const canaryOnRecord = (arg: string | null): CanaryStopped => stopped.parse(JSON.parse(arg ?? ''));

/** So often it is looked what became of them (ms). */
const LOOK_MS = 500;

/** Those of a campaign that go first, each by the channel that tells what became of it; what was cancelled tells nothing. */
export async function firstOut(
  db: Snapshot,
  { number, canary, total, fallback }: Pick<Order, 'number' | 'canary' | 'total' | 'fallback'>,
): Promise<Canary[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'state', 'error', 'command_status', 'attempted_at'])
    .where('id', '>=', messageId(number, 0))
    .where('id', '<', messageId(number, Math.min(canary ?? 0, total)))
    .where('state', '!=', STATE.of.cancelled)
    .execute();
  const first = rows.map(({ state, ...row }) => ({ ...row, state: STATE.name(state) }));
  if (fallback === null) return first;
  const tries = await triesAfter(
    db,
    first.map(({ id }) => id),
  );
  return first.map((one) => standsFor([one, ...(tries.get(one.id) ?? [])], ({ state }) => state) ?? one);
}

/** As many as the column holds. */
const MOST = 2 ** 15 - 1;

/**
 * Has others go first in the place of those that were cancelled, such as to numbers on the stop list: by the few that are left
 * nothing could be told of the rest. Returns whether there are any.
 */
async function goInTheirPlace(
  tx: Tx,
  { number, canary, total }: Pick<Order, 'number' | 'canary' | 'total'>,
  going: number,
): Promise<boolean> {
  if (canary === null || going >= FIRST || canary >= total) return false;
  const others = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', messageId(number, canary))
    .where('id', '<', messageId(number, Math.min(total, MOST)))
    .where('state', '!=', STATE.of.cancelled)
    .orderBy('id')
    .limit(FIRST - going)
    .execute();
  const last = others.at(-1);
  if (!last) return false;
  const more = { canary: positionOf(last.id) + 1 };
  await tx.db.updateTable('orders').set(more).where('number', '=', number).execute();
  await startCampaign(tx, number);
  return true;
}

/** How those by the first channel were billed, as far as the provider has said. */
async function billsOf(db: Reader, { number, canary, total, parts }: Order): Promise<Billed[]> {
  const messages = await db
    .selectFrom('messages')
    .select(['id', 'cost', 'own_parts'])
    .where('id', '>=', messageId(number, 0))
    .where('id', '<', messageId(number, Math.min(canary ?? 0, total)))
    .execute();
  const templates = await templatesOf(
    db,
    messages.map(({ id }) => id),
  );
  return messages.map(({ id, cost, own_parts }) => ({
    parts: own_parts ?? parts,
    cost,
    template: templates.get(id) ?? null,
  }));
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
  if (await goInTheirPlace(tx, order, first.length)) {
    await touchCards(tx, [order.card_id], now);
    return now + LOOK_MS;
  }
  const standing = canaryStanding(first);
  const said = canaryVerdict(standing, now);
  if (said === 'wait') return Math.min(now + LOOK_MS, standing.until ?? Number.POSITIVE_INFINITY);
  const content = contentOf(order);
  const isAd = 'kind' in content && content.kind === 'ad';
  const bill = said === 'go' ? oddBillOf(await billsOf(tx.db, order), { isAd, price: order.price }) : null;
  const verdict = bill ? 'stop' : said;
  await tx.db.updateTable('orders').set({ canary: null }).where('number', '=', order.number).execute();
  await touchCards(tx, [order.card_id], now);
  if (verdict === 'go') {
    await startCampaign(tx, order.number);
  } else if ((await moveMessages(tx, orderId, 'pause', now)) > 0) {
    const { of, failed } = standing;
    const ends = countEnds(first.filter(({ state }) => isFailed(state)));
    const why: CanaryStopped = {
      of,
      failed,
      ends: ends.toSorted((one, other) => other.count - one.count),
      bill,
    };
    await recordOwnStop(tx, order, CANARY_STOPPED, why, now);
  }
  return null;
}
