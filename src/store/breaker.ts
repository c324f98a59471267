import { z } from 'zod';
import { LOOKED_AT, type Trip, tripOf } from '../messages/breaker.ts';
import { countEnds, type EndCount } from '../messages/ends.ts';
import { isCampaign } from './campaign-decisions.ts';
import { STATE } from './coded.ts';
import type { Tx } from './database.ts';
import { lockOrder, moveMessages } from './decisions.ts';
import { idsOf } from './message-id.ts';
import type { Order } from './orders.ts';
import { endOnRecord, recordOwnStop } from './own-stops.ts';

/** On record of a campaign that stopped by itself, with why. */
export const TRIPPED = 'breaker';

const trip = endOnRecord.extend({ failed: z.number(), of: z.number() });

/** Why it stopped, as it stands on record. */
export const tripOnRecord = (arg: string | null): Trip => trip.parse(JSON.parse(arg ?? ''));

/** Ids behind the next to be claimed among which the last ends are looked for: some have not ended, or never will. */
const REACH = 4_000;

/** Stops a campaign whose messages fail for one reason that a person can mend. Returns whether it is stopped now. */
export async function breakCampaign(tx: Tx, orderId: string, now: number): Promise<boolean> {
  const order = await lockOrder(tx, orderId);
  if (!order || !isCampaign(order)) return false;
  const why = tripOf(await lastEnds(tx, order), tx.rules.knowsCodes);
  if (!why || (await moveMessages(tx, orderId, 'pause', now)) === 0) return false;
  await recordOwnStop(tx, order, TRIPPED, why, now);
  return true;
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
