import { z } from 'zod';
import { finishPreparing } from '../../desk/order.ts';
import { rewordMore } from '../../desk/plainer.ts';
import type { DeskSettings } from '../../desk/settings.ts';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { isBeingPrepared } from '../../store/campaigns/campaign-decisions.ts';
import { lockOrder, moveMessages } from '../../store/orders/decisions.ts';
import { rewording } from '../../store/orders/reword.ts';
import { tellFound } from './preparing.ts';

/** Messages of a step, which takes some milliseconds. */
const STEP = 100;

/** Gives the messages of a long order other words, in pieces; what is repeated so is asked about at the end. */
export const rewordWork = (settings: DeskSettings): JobWork =>
  jobWork(rewording, {
    cursor: z.object({ position: z.number(), repeated: z.number() }),
    maxTries: 10,
    async piece({ tx, body, cursor, budget, now }) {
      const order = await lockOrder(tx, body.orderId);
      if (!order || !isBeingPrepared(order)) return null;
      let { position, repeated } = cursor ?? { position: 0, repeated: 0 };
      do {
        repeated += await rewordMore(tx, settings, order, { from: position, count: STEP }, now);
        position += STEP;
      } while (position < order.total && !budget.isSpent());
      if (position < order.total) return { position, repeated };
      await finishPreparing(tx, settings, order, { repeated, landlines: 0 }, now);
      await tellFound(tx, order, { repeated }, now);
      return null;
    },
    async givenUp(tx, { orderId }, now) {
      await moveMessages(tx, orderId, 'cancel', now);
    },
  });
