import { breakCampaign } from '../store/campaigns/breaker.ts';
import { breaking, lookedAt } from '../store/campaigns/suspects.ts';
import { jobWork } from './kind.ts';

/** A campaign that goes on is looked at again after so long (ms), though too few have failed since: it may be over. */
const AGAIN_MS = 3600 * 1000;

/**
 * A campaign whose messages fail alike is looked at once, beside the work on receipts. One job goes on for as long as it
 * runs, and waits until so many more have failed that it may have to stop.
 */
export const breakWork = jobWork(breaking, {
  cursor: lookedAt,
  maxTries: 10,
  dueAt: ({ again }) => again,
  async piece({ tx, body: { orderId }, now }) {
    const failed = await breakCampaign(tx, orderId, now);
    return failed === null ? null : { failed, again: now + AGAIN_MS };
  },
});
