import { z } from 'zod';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { touchCards } from '../../store/chats/cards.ts';
import type { Tx } from '../../store/engine/database.ts';
import {
  type Approval,
  approvalOf,
  asking,
  settleApproval,
  tellApprovers,
} from '../../store/orders/approvals.ts';
import { lockOrder, moveMessages } from '../../store/orders/decisions.ts';
import { type Order, orderByNumber } from '../../store/orders/orders.ts';
import { recordAction } from '../../store/people/actions.ts';
import { approvalCard } from '../cards/approval/body.ts';
import { writeCard } from '../cards/kind.ts';
import { type ChatSettings, settingsOf } from '../context.ts';
import { approversOf } from './approving.ts';

/** On record of an order that nobody approved in time. */
const EXPIRED = 'approval expired';

type AskingSettings = ChatSettings & { readonly ownerIds: readonly number[] };

/** Tells whoever may approve an order so in private, with the preview; later on calls it off if nobody did. */
export const approvalWork = (settings: AskingSettings): JobWork =>
  jobWork(asking, {
    /** When nobody can approve it any more (ms). */
    cursor: z.object({ until: z.number() }),
    maxTries: 10,
    dueAt: ({ until }) => until,
    async piece({ tx, body: { orderNumber, askedAt }, cursor, now }) {
      const found = await orderByNumber(tx.db, orderNumber);
      const order = found && (await lockOrder(tx, found.id));
      const approval = order && (await approvalOf(tx.db, orderNumber));
      if (order?.waiting_for !== 'approval' || approval?.asked_at !== askedAt) return null;
      if (cursor === null) await tell(tx, settings, order, approval, now);
      if (now < approval.expires_at) return { until: approval.expires_at };
      await expire(tx, order, now);
      return null;
    },
    async givenUp(tx, { orderNumber }, now) {
      const found = await orderByNumber(tx.db, orderNumber);
      const order = found && (await lockOrder(tx, found.id));
      if (order?.waiting_for === 'approval') await expire(tx, order, now);
    },
  });

async function tell(
  tx: Tx,
  settings: AskingSettings,
  order: Order,
  approval: Approval,
  now: number,
): Promise<void> {
  const cards: string[] = [];
  for (const chatId of await approversOf(tx.db, settings, order)) {
    // Where its own card stands it has the buttons.
    if (chatId === order.chat_id && order.card_id !== null) continue;
    const { language } = await settingsOf(tx.db, chatId, settings);
    const place = { chatId, threadId: null, replyTo: null, personId: null };
    const body = { orderNumber: order.number };
    cards.push(await writeCard(tx, approvalCard, { ...place, body, language, now }));
  }
  await tellApprovers(tx, approval, cards);
  await touchCards(tx, [order.card_id], now);
}

async function expire(tx: Tx, order: Order, now: number): Promise<void> {
  await settleApproval(tx, order.number, { outcome: 'expired', by: null }, now);
  await moveMessages(tx, order.id, 'cancel', now);
  await recordAction(tx, {
    at: now,
    actor_kind: 'system',
    actor_id: '',
    chat_id: order.chat_id,
    thread_id: order.thread_id,
    what: EXPIRED,
    arg: null,
    order_id: order.id,
    card_id: order.card_id,
    message_id: null,
    origin: `${EXPIRED} ${order.number} ${now}`,
  });
}
