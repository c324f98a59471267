import { z } from 'zod';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { orderNumberOf } from '../tables/message-id.ts';

/** Looks whether whoever has an order sent still may: see src/chat/sending/releasing.ts. */
export const vouching = { name: 'vouch', version: 0, body: z.object({ orderNumber: z.number() }) };

/** Whoever has something sent is asked for anew after so long (ms), where it was kept back meanwhile. */
export const VOUCHED_MS = 10 * 60_000;

/** Has that looked for the orders of these messages. */
export async function askToVouch(
  tx: Tx,
  messages: readonly { readonly id: number }[],
  now: number,
): Promise<void> {
  for (const orderNumber of new Set(messages.map(({ id }) => orderNumberOf(id)))) {
    await addJob(tx, {
      kind: vouching.name,
      body: versioned(vouching, { orderNumber }),
      key: `${vouching.name} ${orderNumber}`,
      now,
    });
  }
}

/** They still may: what was kept back goes. */
export async function vouch(tx: Tx, orderNumber: number, now: number): Promise<void> {
  await tx.db.updateTable('orders').set({ vouched_at: now }).where('number', '=', orderNumber).execute();
}
