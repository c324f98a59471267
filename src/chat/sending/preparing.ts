import { finishPreparing, prepareMore } from '../../desk/order.ts';
import type { DeskSettings } from '../../desk/settings.ts';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { giveBack } from '../../store/attempts/charges.ts';
import { isBeingPrepared } from '../../store/campaigns/campaign-decisions.ts';
import { findCard, touchCards } from '../../store/chats/cards.ts';
import { forgetFile } from '../../store/chats/files.ts';
import type { Tx } from '../../store/engine/database.ts';
import { lockOrder, moveMessages } from '../../store/orders/decisions.ts';
import type { Order } from '../../store/orders/orders.ts';
import {
  type Found,
  nextOthers,
  type Preparing,
  preparing,
  preparingCursor,
} from '../../store/orders/preparing.ts';
import { readBody, rewriteBody } from '../cards/kind.ts';
import { sendCard } from '../cards/send/body.ts';

/**
 * Messages of a step, which takes some milliseconds: most pieces have time for one. Lists are kept in chunks of which this is a
 * part without a rest, since a step ends with its chunk.
 */
const STEP = 125;

/** Writes the messages of a long order, in pieces; what is found of them is asked about once all are written. */
export const prepareWork = (settings: DeskSettings): JobWork =>
  jobWork(preparing, {
    cursor: preparingCursor,
    maxTries: 10,
    async piece({ tx, body, cursor, budget, now }) {
      const { account, others, written } = body;
      const order = await lockOrder(tx, body.orderId);
      let { position, after, found } = cursor ?? { position: written, ...startOf(others), found: body.found };
      // It may be prepared once more, in other words.
      if (!order || !isBeingPrepared(order) || position >= order.total) {
        if (!('file' in others)) return null;
        while (!(await forgetFile(tx, others.file))) if (budget.isSpent()) return { position, after, found };
        return null;
      }
      let isOver = false;
      do {
        const limit = Math.min(STEP, order.total - position);
        const next = await nextOthers(tx, others, { nth: position - written, after }, limit);
        const { recipients } = next;
        after = next.after;
        if (recipients.length > 0) {
          found = await prepareMore(tx, settings, order, { account, found, recipients, from: position }, now);
        }
        position += recipients.length;
        isOver = position === order.total || recipients.length === 0;
      } while (!isOver && !budget.isSpent());
      if (isOver) {
        await giveBack(tx, order.number, order.total - position);
        await finishPreparing(tx, settings, { ...order, total: position }, found, now);
        await tellFound(tx, order, found, now);
      }
      await touchCards(tx, [order.card_id], now);
      return { position, after, found };
    },
    async givenUp(tx, { orderId }, now) {
      await moveMessages(tx, orderId, 'cancel', now);
    },
  });

const startOf = (others: Preparing['others']) => ({
  after: 'untried' in others ? others.untried.after : 'reached' in others ? others.reached.after : 0,
});

/** The card of a preview says what was found. */
export async function tellFound(
  tx: Tx,
  { card_id }: Order,
  found: Partial<Found>,
  now: number,
): Promise<void> {
  const card = card_id === null ? undefined : await findCard(tx.db, card_id);
  const body = card && readBody(sendCard, card);
  if (card && body) await rewriteBody(tx, sendCard, card, { ...body, ...found }, now);
  await touchCards(tx, [card_id], now);
}
