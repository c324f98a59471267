import { z } from 'zod';
import { breakCampaign } from '../store/breaker.ts';
import { breaking } from '../store/suspects.ts';
import { jobWork } from './kind.ts';

/** A campaign whose messages fail alike is looked at once, beside the work on receipts. */
export const breakWork = jobWork(breaking, {
  cursor: z.null(),
  maxTries: 10,
  async piece({ tx, body: { orderId }, now }) {
    await breakCampaign(tx, orderId, now);
    return null;
  },
});
