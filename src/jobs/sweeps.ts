import { z } from 'zod';
import { forgetOutcomes } from '../store/attempts/outcomes.ts';
import { forgetFiles } from '../store/chats/files.ts';
import { forgetHeard, HEARD_MEMORY } from '../store/chats/heard.ts';
import { forgetJobs } from '../store/chats/jobs.ts';
import { forgetUpdates, UPDATE_MEMORY } from '../store/chats/updates.ts';
import type { Tx } from '../store/engine/database.ts';
import { wipeCodes } from '../store/orders/codes.ts';
import { forgetUses } from '../store/people/quotas.ts';
import { forgetHookEvents, HOOK_EVENTS_MEMORY } from '../store/programs/hook-events.ts';
import { forgetKeys, KEYS_MEMORY } from '../store/programs/idempotency-keys.ts';
import { forgetParts, PARTS_MEMORY } from '../store/talks/incoming-parts.ts';
import { forgetEvents } from '../store/watch/alerts.ts';
import { type JobWork, jobWork } from './kind.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
/** What a job came to can be looked up for so long (ms). */
const JOB_MEMORY = 7 * 24 * HOUR_MS;
/** Telegram has a file by then, and keeps it (ms). */
const FILE_MEMORY = 7 * 24 * HOUR_MS;

/** What a chat was told of can be asked for so long (ms). */
const EVENT_MEMORY = 30 * 24 * HOUR_MS;
/** What people have sent a month can be looked up for so long (ms). */
const QUOTA_MEMORY = 400 * 24 * HOUR_MS;
/** Longer than what is watched of it (ms). */
const OUTCOME_MEMORY = 24 * HOUR_MS;

/** Forgets what is older than `memoryMs`, again and again; `forget` says whether any may be left. */
const sweep = (
  name: string,
  memoryMs: number,
  forget: (tx: Tx, before: number) => Promise<boolean>,
  everyMs = HOUR_MS,
): JobWork =>
  jobWork(
    { name, version: 1, body: z.object({}) },
    {
      cursor: z.object({}),
      maxTries: 10,
      everyMs,
      async piece({ tx, budget, now }) {
        while (await forget(tx, now - memoryMs)) if (budget.isSpent()) return {};
        return null;
      },
    },
  );

/** What forgets, of the store, what nobody needs any more. */
export const sweeps: readonly JobWork[] = [
  sweep('forget-updates', UPDATE_MEMORY, forgetUpdates),
  sweep('forget-heard', HEARD_MEMORY, forgetHeard),
  sweep('forget-jobs', JOB_MEMORY, forgetJobs),
  sweep('forget-keys', KEYS_MEMORY, forgetKeys),
  sweep('forget-files', FILE_MEMORY, forgetFiles),
  sweep('forget-parts', PARTS_MEMORY, forgetParts),
  sweep('forget-events', EVENT_MEMORY, forgetEvents),
  sweep('forget-hook-events', HOOK_EVENTS_MEMORY, forgetHookEvents),
  sweep('forget-outcomes', OUTCOME_MEMORY, ({ db }, before) => forgetOutcomes(db, before)),
  sweep('forget-quota-uses', QUOTA_MEMORY, forgetUses),
  // Each order says when to look at it.
  sweep('wipe-codes', 0, wipeCodes, MINUTE_MS),
];
