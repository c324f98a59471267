import { z } from 'zod';
import { recordOwnStop } from '../campaigns/own-stops.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { lastActionOn } from '../people/actions.ts';
import { LIMITS } from '../people/quotas.ts';
import type { Order } from './orders.ts';

/** On record of an order that did not go at its time. */
export const UNRELEASED = 'unreleased';

const why = z.discriminatedUnion('why', [
  /** Whoever had it sent may not send any more. */
  z.object({ why: z.literal('role') }),
  /** They may not send so much more: `used` of `most` is, and this would take `wanted`. */
  z.object({
    why: z.literal('quota'),
    limit: z.enum(LIMITS),
    used: z.number(),
    most: z.number(),
    wanted: z.number(),
  }),
]);

/** Why an order did not go at its time. */
export type WhyUnreleased = z.infer<typeof why>;

/** Keeps that. */
export const recordUnreleased = (tx: Tx, order: Order, why: WhyUnreleased, now: number): Promise<void> =>
  recordOwnStop(tx, order, UNRELEASED, why, now);

/** The same of the order of a card the last time; an earlier version kept no other reason than the role. */
export async function whyUnreleased(db: Reader, cardId: string | null): Promise<WhyUnreleased> {
  const action = cardId === null ? undefined : await lastActionOn(db, cardId, [UNRELEASED]);
  return action?.arg ? why.parse(JSON.parse(action.arg)) : { why: 'role' };
}
