import { z } from 'zod';
import { watchingCanary } from '../store/campaigns/canaries.ts';
import { judgeCanary } from '../store/campaigns/canary.ts';
import { jobWork } from './kind.ts';

/** The rest of a large campaign follows its first messages once enough of them have ended well. */
export const canaryWork = jobWork(watchingCanary, {
  cursor: z.object({ again: z.number() }),
  maxTries: 10,
  dueAt: ({ again }) => again,
  async piece({ tx, body: { orderId }, now }) {
    const again = await judgeCanary(tx, orderId, now);
    return again === null ? null : { again };
  },
});
