import { z } from 'zod';
import { followOn } from '../../desk/chain.ts';
import type { DeskSettings } from '../../desk/settings.ts';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { goingOn, unfollowed } from '../../store/chains/chains-going-on.ts';
import type { FollowOn } from '../../store/engine/database.ts';
import { mayAsk } from './still.ts';

interface ChainSettings extends DeskSettings {
  readonly ownerIds: readonly number[];
  /** Tokens that are in the settings. */
  readonly programs: readonly string[];
}

/** How messages that failed go on by their next channel. */
export const followOnFor = (settings: ChainSettings): FollowOn =>
  followOn({ settings, mayAsk: (db, order) => mayAsk(db, settings, order) });

/** Messages that are looked at in a step of some milliseconds. */
const STEP = 25;
/** Who saw the campaign stopped before it went on has committed by then (ms). */
const ONCE_MORE_MS = 10_000;

/** What failed of a campaign while it was stopped goes on, since it runs again. */
export const goOnWork = (settings: ChainSettings): JobWork => {
  const follow = followOnFor(settings);
  return jobWork(goingOn, {
    cursor: z.object({ after: z.number(), again: z.number().nullable() }),
    maxTries: 10,
    dueAt: ({ again }) => again ?? 0,
    async piece({ tx, body: { orderNumber }, cursor, budget, now }) {
      const isLast = cursor !== null && cursor.again !== null;
      let after = cursor?.after ?? 0;
      do {
        const { ids, last } = await unfollowed(tx, orderNumber, { after, limit: STEP });
        await follow(tx, ids);
        if (last === null) return isLast ? null : { after: 0, again: now + ONCE_MORE_MS };
        after = last;
      } while (!budget.isSpent());
      return { after, again: isLast ? now : null };
    },
  });
};
