import type { Selectable } from 'kysely';
import { z } from 'zod';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import type { OrdersTable } from '../tables/message-schema.ts';

/** Has an order go at its set time: see src/chat/sending/releasing.ts. */
export const releasing = { name: 'release-scheduled', version: 0, body: z.object({ orderId: z.string() }) };

/**
 * Has that done: its set time is all that the order waits for. Whoever sets another has it done then, too.
 */
export async function awaitTime(
  tx: Tx,
  { id: orderId, number, send_at }: Pick<Selectable<OrdersTable>, 'id' | 'number' | 'send_at'>,
): Promise<void> {
  const at = send_at ?? 0;
  await addJob(tx, {
    kind: releasing.name,
    body: versioned(releasing, { orderId }),
    key: `${releasing.name} ${number} ${at}`,
    now: at,
  });
}
