import { z } from 'zod';
import { followOn } from '../desk/chain.ts';
import type { DeskSettings } from '../desk/settings.ts';
import { type JobWork, jobWork } from '../jobs/kind.ts';
import { goingOn, unfollowed } from '../store/chains-going-on.ts';
import type { FollowOn, Reader } from '../store/database.ts';
import type { Order } from '../store/orders.ts';
import { liveTokens, rightsOf } from '../store/tokens.ts';
import { may, roleOf } from './access.ts';

interface ChainSettings extends DeskSettings {
  readonly ownerIds: readonly number[];
  /** Tokens that are in the settings. */
  readonly programs: readonly string[];
}

/** Whether whoever asked for an order may have more of it sent by now. */
const mayAsk =
  ({ ownerIds, programs }: ChainSettings) =>
  async (db: Reader, { maker, maker_id: id }: Pick<Order, 'maker' | 'maker_id'>): Promise<boolean> => {
    if (maker === 'system' || id === null) return true;
    if (maker === 'person') return may(await roleOf(db, ownerIds, Number(id)), 'operator');
    if (programs.includes(id)) return true;
    return (await liveTokens(db)).some((token) => token.name === id && rightsOf(token).includes('messages'));
  };

/** How messages that failed go on by their next channel. */
export const followOnFor = (settings: ChainSettings): FollowOn =>
  followOn({ settings, mayAsk: mayAsk(settings) });

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
