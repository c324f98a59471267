import { z } from 'zod';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { LIMITS } from './quotas.ts';

const body = z.object({
  personId: z.number(),
  limit: z.enum(LIMITS),
  used: z.number(),
  most: z.number(),
});

/** Tells somebody that most of what they may send is sent: see src/chat/people/quota-job.ts. */
export const nearing = { name: 'quota-nearing', version: 0, body };

/** Has that done. */
export async function enqueueNearing(tx: Tx, job: z.infer<typeof body>, now: number): Promise<void> {
  await addJob(tx, { kind: nearing.name, body: versioned(nearing, job), key: null, now });
}
