import { z } from 'zod';
import type { Tx } from '../store/database.ts';
import { forgetFiles } from '../store/files.ts';
import { forgetJobs } from '../store/jobs.ts';
import { forgetUpdates, UPDATE_MEMORY } from '../store/updates.ts';
import { type JobWork, jobWork } from './kind.ts';

const HOUR_MS = 3600 * 1000;
/** What a job came to can be looked up for so long (ms). */
const JOB_MEMORY = 7 * 24 * HOUR_MS;
/** Telegram has a file by then, and keeps it (ms). */
const FILE_MEMORY = 7 * 24 * HOUR_MS;

/** Forgets what is older than `memoryMs`, each hour. */
const sweep = (
  name: string,
  memoryMs: number,
  forget: (tx: Tx, before: number) => Promise<boolean>,
): JobWork =>
  jobWork(
    { name, version: 1, body: z.object({}) },
    {
      cursor: z.object({}),
      maxTries: 10,
      everyMs: HOUR_MS,
      async piece({ tx, budget, now }) {
        while (await forget(tx, now - memoryMs)) if (budget.isSpent()) return {};
        return null;
      },
    },
  );

/** What forgets, of the store, what nobody needs any more. */
export const sweeps: readonly JobWork[] = [
  sweep('forget-updates', UPDATE_MEMORY, forgetUpdates),
  sweep('forget-jobs', JOB_MEMORY, forgetJobs),
  sweep('forget-files', FILE_MEMORY, forgetFiles),
];
