import { z } from 'zod';
import type { Tx } from './database.ts';
import { addJob } from './jobs.ts';
import { versioned } from './versions.ts';

const found = z.object({
  /** How many are on their way already, or went within the minute. */
  repeated: z.number(),
  /** How many of its recipients messages hardly reach, and the first of them. */
  landlines: z.number(),
  callsOnly: z.array(z.string()).readonly(),
});

/** What a person is asked about of an order, as far as it is written. */
export type Found = z.infer<typeof found>;

const body = z.object({
  orderId: z.string(),
  /** The list of those that are still to be written. */
  file: z.string(),
  /** How many were written at once. */
  written: z.number(),
  /** The account that was asked for. */
  account: z.string().optional(),
  found,
});
export type Preparing = z.infer<typeof body>;

export const preparingCursor = z.object({
  /** The position to go on at. */
  position: z.number(),
  found,
});

/** Writes the messages of an order that is too long to be written at once: see src/chat/preparing.ts. */
export const preparing = { name: 'prepare-campaign', version: 0, body };

/** Has that done. */
export async function enqueuePreparing(tx: Tx, job: Preparing, now: number): Promise<void> {
  await addJob(tx, { kind: preparing.name, body: versioned(preparing, job), key: null, now });
}
