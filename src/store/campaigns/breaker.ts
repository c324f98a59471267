import { z } from 'zod';
import { failuresToTrip, LOOKED_AT, type Trip, tripOf } from '../../messages/breaker.ts';
import { countEnds, type EndCount } from '../../messages/ends.ts';
import type { Tx } from '../engine/database.ts';
import { lockOrder, moveMessages } from '../orders/decisions.ts';
import type { Order } from '../orders/orders.ts';
import { CAMPAIGN, STATE } from '../tables/coded.ts';
import { idsOf } from '../tables/message-id.ts';
import { isCampaign } from './campaign-decisions.ts';
import { endOnRecord, recordOwnStop } from './own-stops.ts';
import { mendableOf } from './suspects.ts';

/** On record of a campaign that stopped by itself, with why. */
export const TRIPPED = 'breaker';

const trip = endOnRecord.extend({ failed: z.number(), of: z.number() });

/** Why it stopped, as it stands on record. */
export const tripOnRecord = (arg: string | null): Trip => trip.parse(JSON.parse(arg ?? ''));

/** Ids behind the next to be claimed among which the last ends are looked for: some have not ended, or never will. */
const REACH = 4_000;

/**
 * Stops a campaign whose messages fail for one reason that a person can mend.
 * @returns how many have failed when it is to be looked at again; null: it does not run any more
 */
export async function breakCampaign(tx: Tx, orderId: string, now: number): Promise<number | null> {
  const order = await lockOrder(tx, orderId);
  if (!order || !isCampaign(order) || order.campaign !== CAMPAIGN.of.running) return null;
  // First: whatever fails meanwhile has it looked at the sooner.
  const failed = await mendableOf(tx, order.number);
  const last = await lastEnds(tx, order);
  const why = tripOf(last, tx.rules.knowsCodes);
  if (!why || (await moveMessages(tx, orderId, 'pause', now)) === 0)
    return failed + failuresToTrip(last, tx.rules.knowsCodes);
  await recordOwnStop(tx, order, TRIPPED, why, now);
  return null;
}

/** What became of the last ones that have ended, of those that were tried since it was sent or resumed. */
async function lastEnds(tx: Tx, { number, fresh_at }: Order): Promise<EndCount[]> {
  const { next } = await tx.db
    .selectFrom('campaigns')
    .select((eb) => eb.fn.max<number | null>('next').as('next'))
    .where('order_number', '=', number)
    .executeTakeFirstOrThrow();
  const { first, last } = idsOf(number);
  const end = next ?? last + 1;
  const rows = await tx.db
    .selectFrom('messages')
    .select(['state', 'error', 'command_status'])
    .where('id', '>=', Math.max(first, end - REACH))
    .where('id', '<', end)
    .where('ended_at', 'is not', null)
    .where('attempted_at', '>=', fresh_at)
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute();
  return countEnds(rows.map(({ state, ...row }) => ({ ...row, state: STATE.name(state) })));
}
