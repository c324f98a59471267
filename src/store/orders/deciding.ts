import { z } from 'zod';
import { TRANSITIONS } from '../../messages/status.ts';
import {
  type Campaign,
  maySendAgain,
  reopenCampaign,
  sendCampaignAgain,
} from '../campaigns/campaign-decisions.ts';
import { countTallied, isAmiss, makeAlike } from '../campaigns/tallies.ts';
import { addJob, isUnderWay } from '../chats/jobs.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { CAMPAIGN, HELD, STATE } from '../tables/coded.ts';
import { idsOf } from '../tables/message-id.ts';
import type { Order } from './orders.ts';

/*
 * A person's word on all messages in doubt of a campaign: on a few it is carried out as it is said, on many in pieces. It
 * is none on what came to be asked about later.
 */

/** Decided about as the word is said. */
const AT_ONCE = 1_000;

const words = z.enum(['repeat', 'leave']);
export type WordOnDoubt = z.infer<typeof words>;

const body = z.object({
  orderId: z.string(),
  word: words,
  /** When it was said (ms). */
  saidAt: z.number(),
});

/** Carries such a word out: see src/jobs/campaigns.ts. */
export const deciding = { name: 'decide-doubtful', version: 0, body };

const keyOf = (orderNumber: number): string => `${deciding.name} ${orderNumber}`;

/** Whether a word on those in doubt of an order is being carried out: nobody is asked about them then. */
export const isBeingDecided = (db: Snapshot, orderNumber: number): Promise<boolean> =>
  isUnderWay(db, keyOf(orderNumber));

/** Has the word carried out, at once or by and by. Returns how many messages it is about, roughly where they are many. */
export async function decideDoubtful(
  tx: Tx,
  order: Campaign,
  word: WordOnDoubt,
  now: number,
): Promise<number> {
  const { id, number, campaign } = order;
  if (await isBeingDecided(tx.db, number)) return 0;
  const ids = await askedAbout(tx, order, { after: 0, limit: AT_ONCE });
  const [first] = ids;
  if (first === undefined) return 0;
  if (word === 'repeat' && !(await maySendAgain(tx.db, { id: first, campaign: CAMPAIGN.name(campaign) }))) {
    return 0;
  }
  const decided = word === 'repeat' ? await reopenCampaign(tx, order, now) : order;
  if (ids.length < AT_ONCE) return carryOut(tx, decided, word, ids, now);
  await addJob(tx, {
    kind: deciding.name,
    body: versioned(deciding, { orderId: id, word, saidAt: now }),
    key: keyOf(number),
    now,
  });
  return countTallied(tx.db, number, 'in_doubt');
}

interface Stretch {
  /** Behind which id. */
  readonly after: number;
  readonly limit: number;
  /** Only what was tried for the last time before then (ms). */
  readonly before?: number;
}

/** Messages in doubt of an order about which a person is asked, the next ones. */
export async function askedAbout(
  tx: Tx,
  { number }: Order,
  { after, limit, before }: Stretch,
): Promise<number[]> {
  const { first, last } = idsOf(number);
  const rows = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', Math.max(first, after + 1))
    .where('id', '<=', last)
    .where(isAmiss)
    .where('state', '=', STATE.of.in_doubt)
    .where('doubt_until', 'is', null)
    .$if(before !== undefined, (query) => query.where('attempted_at', '<=', before ?? 0))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Does to these messages what was said, unless they are to be sent and were cancelled since. Returns to how many. */
export const carryOut = (
  tx: Tx,
  order: Campaign,
  word: WordOnDoubt,
  ids: readonly number[],
  now: number,
): Promise<number> =>
  word === 'repeat' ? sendCampaignAgain(tx, order, ids, now) : leave(tx, order, ids, now);

const leave = (tx: Tx, order: Campaign, ids: readonly number[], now: number): Promise<number> => {
  const { from, to } = TRANSITIONS.leave;
  return makeAlike(
    tx,
    order,
    (eb) => eb.and([eb('id', 'in', ids), eb('state', 'in', STATE.all(from)), eb('doubt_until', 'is', null)]),
    { state: STATE.of[to], held: HELD.not, ready_at: null, ended_at: now },
  );
};
