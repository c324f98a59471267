import { z } from 'zod';
import { TRIPS_AT } from '../../messages/breaker.ts';
import { isMendable, isUnpaid } from '../../messages/ends.ts';
import { addJob, hastenJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { CAMPAIGN } from '../tables/coded.ts';
import { orderNumberOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { codesOf } from './tally-deltas.ts';

/** Looks whether a campaign is to be stopped for what its messages fail for: see src/jobs/breaker.ts. */
export const breaking = { name: 'break-campaign', version: 0, body: z.object({ orderId: z.string() }) };

/** Of a campaign that went on after it was looked at: how many have failed when it is looked at again, and when it is anyway (ms). */
export const lookedAt = z.object({ failed: z.number(), again: z.number() });

type Failed = Pick<MessagesTable, 'id' | 'error' | 'command_status'>;

/** How many of a campaign have failed for what a person can mend, but for those of this transaction. */
export async function mendableOf({ db, rules }: Tx, orderNumber: number): Promise<number> {
  const ends = await db
    .selectFrom('tallies')
    .select(['error', 'command_status', 'count'])
    .where('order_number', '=', orderNumber)
    .execute();
  return ends
    .filter((end) => isMendable(codesOf(end), rules.knowsCodes))
    .reduce((sum, { count }) => sum + count, 0);
}

/**
 * Has those campaigns looked at of which so many failed for what a person can mend that they may have to stop. Nothing is
 * asked for any other end. One that nobody pays for is enough.
 */
export async function suspectCampaigns(tx: Tx, ended: readonly Failed[], now: number): Promise<void> {
  const { knowsCodes } = tx.rules;
  const failed = Map.groupBy(
    ended.filter((one) => isMendable(one, knowsCodes)),
    ({ id }) => orderNumberOf(id),
  );
  if (failed.size === 0) return;
  const running = await tx.db
    .selectFrom('orders')
    .select(['id', 'number'])
    .where('number', 'in', [...failed.keys()])
    .where('campaign', '=', CAMPAIGN.of.running)
    .orderBy('number')
    .execute();
  for (const { id: orderId, number } of running) {
    const before = await mendableOf(tx, number);
    const all = before + (failed.get(number)?.length ?? 0);
    const isSure = failed.get(number)?.some(isUnpaid) ?? false;
    if (all < TRIPS_AT && !isSure) continue;
    const key = `${breaking.name} ${number}`;
    // `now` may be by the store's clock, jobs go by that of the process.
    const dueAt = Math.min(now, Date.now());
    const isNew = await addJob(tx, {
      kind: breaking.name,
      body: versioned(breaking, { orderId }),
      key,
      now: dueAt,
    });
    if (!isNew) await hastenJob(tx, key, dueAt, (cursor) => isSure || lookedAt.parse(cursor).failed <= all);
  }
}
