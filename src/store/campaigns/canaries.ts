import type { Selectable } from 'kysely';
import { z } from 'zod';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import type { OrdersTable } from '../tables/message-schema.ts';

/** Looks what becomes of those of a campaign that go first: see src/jobs/canary.ts. */
export const watchingCanary = { name: 'watch-canary', version: 0, body: z.object({ orderId: z.string() }) };

/** Has that done while a campaign runs of which only the first may go. */
export async function watchCanary(
  tx: Tx,
  { id: orderId, number, canary }: Pick<Selectable<OrdersTable>, 'id' | 'number' | 'canary'>,
  now: number,
): Promise<void> {
  if (canary === null) return;
  await addJob(tx, {
    kind: watchingCanary.name,
    body: versioned(watchingCanary, { orderId }),
    key: `${watchingCanary.name} ${number}`,
    now,
  });
}
