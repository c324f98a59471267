import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { timeOf } from '../../store/engine/store-time.ts';
import { moveMessages } from '../../store/orders/decisions.ts';
import type { Keep } from './keep.ts';
import { ownOrder } from './own-order.ts';
import { Problem } from './problem.ts';
import { recordCall } from './record.ts';
import { type ApiServer, callerOf, type Guarded, PROBLEMS } from './route.ts';
import { cancelled } from './schemas.ts';

/** Calls off what has not left of an order, as [Cancel] on its card does. */
export function serveCancel(
  server: ApiServer,
  { guarded, keep }: { readonly guarded: Guarded; readonly keep: Keep },
): void {
  server.delete(
    '/messages/:id',
    {
      ...guarded(['messages', 'lookups']),
      schema: {
        summary: 'Cancel what has not left of what this token asked for, such as what waits for its time',
        params: z.object({ id: z.string() }),
        response: { 200: cancelled, ...PROBLEMS },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const answer = await keep(caller, async (tx) => {
        const order = await ownOrder(tx.db, request.params.id, caller);
        if (order instanceof Problem) return order;
        const { id, card_id, chat_id, thread_id } = order;
        const now = await timeOf(tx);
        const count = await moveMessages(tx, id, 'cancel', now);
        if (count > 0) {
          await recordCall(tx, caller, {
            at: now,
            chat_id,
            thread_id,
            what: 'api cancel',
            order_id: id,
            card_id,
            origin: `api cancel ${randomUUID()}`,
          });
        }
        return { id, cancelled: count };
      });
      if (answer instanceof Problem) throw answer;
      return answer;
    },
  );
}
