import { z } from 'zod';
import { countEarlier, forgetEmptyHours } from '../store/stats/hours.ts';
import { jobWork } from './kind.ts';

const HOUR_MS = 3600 * 1000;

/**
 * Messages of before they were counted by the hour are counted once; how far that is, the store says. Rows that count
 * nothing any more go: what was accepted has ended since.
 */
export const countingWork = jobWork(
  { name: 'hours', version: 1, body: z.object({}) },
  {
    cursor: z.object({}),
    maxTries: 10,
    everyMs: HOUR_MS,
    async piece({ tx, cursor, budget, now }) {
      if (cursor === null) await forgetEmptyHours(tx, now);
      while (await countEarlier(tx)) if (budget.isSpent()) return {};
      return null;
    },
  },
);
