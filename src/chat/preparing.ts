import { type DeskSettings, finishPreparing, prepareMore } from '../desk/order.ts';
import { type JobWork, jobWork } from '../jobs/kind.ts';
import { isBeingPrepared, isCampaign } from '../store/campaign-decisions.ts';
import { findCard, touchCards } from '../store/cards.ts';
import type { Tx } from '../store/database.ts';
import { lockOrder, moveMessages } from '../store/decisions.ts';
import { forgetFile } from '../store/files.ts';
import type { Order } from '../store/orders.ts';
import { type Found, preparing, preparingCursor } from '../store/preparing.ts';
import { recipientsFrom } from '../store/recipient-lists.ts';
import { readBody, rewriteBody } from './cards/kind.ts';
import { sendCard } from './cards/send/body.ts';

/** Messages of a step, which takes some milliseconds. */
const STEP = 100;

/** Writes the messages of a long order, in pieces; what is found of them is asked about once all are written. */
export const prepareWork = (settings: DeskSettings): JobWork =>
  jobWork(preparing, {
    cursor: preparingCursor,
    maxTries: 10,
    async piece({ tx, body, cursor, budget, now }) {
      const order = await lockOrder(tx, body.orderId);
      let { position, found } = cursor ?? { position: body.written, found: body.found };
      // It may be prepared once more, in other words.
      if (!order || !isBeingPrepared(order) || position >= order.total) {
        while (!(await forgetFile(tx, body.file))) if (budget.isSpent()) return { position, found };
        return null;
      }
      const { account, file } = body;
      do {
        const recipients = await recipientsFrom(tx.db, file, position - body.written, STEP);
        found = await prepareMore(tx, settings, order, { account, found, recipients, from: position }, now);
        position += recipients.length;
      } while (position < order.total && !budget.isSpent());
      if (position === order.total && isCampaign(order)) {
        await finishPreparing(tx, order, found);
        await tellFound(tx, order, found, now);
      }
      await touchCards(tx, [order.card_id], now);
      return { position, found };
    },
    async givenUp(tx, { orderId }, now) {
      await moveMessages(tx, orderId, 'cancel', now);
    },
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
