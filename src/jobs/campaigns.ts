import { z } from 'zod';
import { settleCharges } from '../store/attempts/charges.ts';
import { endCampaigns, isCampaign } from '../store/campaigns/campaign-decisions.ts';
import { touchCards } from '../store/chats/cards.ts';
import { cancelling, cancelQueued } from '../store/orders/cancelling.ts';
import { askedAbout, carryOut, deciding } from '../store/orders/deciding.ts';
import { lockOrder } from '../store/orders/decisions.ts';
import { findOrder, orderByNumber } from '../store/orders/orders.ts';
import { CAMPAIGN } from '../store/tables/coded.ts';
import { messageId } from '../store/tables/message-id.ts';
import { breakWork } from './breaker.ts';
import { canaryWork } from './canary.ts';
import { type JobWork, jobWork } from './kind.ts';

/** Positions of a step, which takes a millisecond or two. */
const STEP = 250;

/** What is cancelled at a word is written to each message by and by. */
export const cancelWork = jobWork(cancelling, {
  /** The position to go on at. */
  cursor: z.number(),
  maxTries: 10,
  async piece({ tx, body: { orderNumber }, cursor, budget, now }) {
    const found = await orderByNumber(tx.db, orderNumber);
    const order = found && (await lockOrder(tx, found.id));
    // Somebody may have had those in doubt sent again: it runs.
    if (!order || order.campaign !== CAMPAIGN.of.cancelled) return null;
    for (let from = cursor ?? 0; from < order.total; from += STEP) {
      if (from !== (cursor ?? 0) && budget.isSpent()) return from;
      const first = messageId(orderNumber, from);
      await cancelQueued(tx, order, now, { first, last: first + STEP - 1 });
    }
    await touchCards(tx, [order.card_id], now);
    return null;
  },
});

/** Messages in doubt that are decided about in a step of some milliseconds. */
const DECIDED = 100;

/** A word on many messages in doubt is carried out by and by. */
export const decideWork = jobWork(deciding, {
  /** The message to go on behind. */
  cursor: z.number(),
  maxTries: 10,
  async piece({ tx, body: { orderId, word, saidAt }, cursor, budget, now }) {
    const order = await lockOrder(tx, orderId);
    if (!order || !isCampaign(order)) return null;
    await touchCards(tx, [order.card_id], now);
    let after = cursor ?? 0;
    do {
      const ids = await askedAbout(tx, order, { after, limit: DECIDED, before: saidAt });
      const last = ids.at(-1);
      if (last === undefined) return null;
      await carryOut(tx, order, word, ids, now);
      after = last;
    } while (!budget.isSpent());
    return after;
  },
  async givenUp(tx, { orderId }, now) {
    const order = await findOrder(tx.db, orderId);
    await touchCards(tx, [order?.card_id ?? null], now);
  },
});

/** Campaigns that end by one call. */
const ENDED = 20;
const EVERY_MS = 60_000;

/** Nobody looks again at campaigns of which nothing is open any more. */
const end = jobWork(
  { name: 'end-campaigns', version: 0, body: z.object({}) },
  {
    /** The order to go on behind. */
    cursor: z.number(),
    maxTries: 10,
    everyMs: EVERY_MS,
    async piece({ tx, cursor, budget }) {
      for (let after = cursor; ; ) {
        after = await endCampaigns(tx, after ?? 0, ENDED);
        if (after === null || budget.isSpent()) return after;
      }
    },
  },
);

/** Charges that are looked at by one call. */
const SETTLED = 50;
const SETTLED_EVERY_MS = 10 * 60_000;

/** What orders have cost that are over counts in the place of what was expected of them. */
const settle = jobWork(
  { name: 'settle-charges', version: 0, body: z.object({}) },
  {
    /** The order to go on behind. */
    cursor: z.number(),
    maxTries: 10,
    everyMs: SETTLED_EVERY_MS,
    async piece({ tx, cursor, budget }) {
      for (let after = cursor; ; ) {
        after = await settleCharges(tx, after ?? 0, SETTLED);
        if (after === null || budget.isSpent()) return after;
      }
    },
  },
);

export const campaignJobs: readonly JobWork[] = [cancelWork, decideWork, breakWork, canaryWork, end, settle];
