import type { Channel } from '../messages/request.ts';
import { hasSender } from '../messages/sender-of.ts';
import { type WaitingReason, type Waits, waitsFor } from '../messages/waiting.ts';
import { isBeingPrepared } from '../store/campaigns/campaign-decisions.ts';
import { roomOf } from '../store/chats/rooms.ts';
import type { Tx } from '../store/engine/database.ts';
import { lockOrder } from '../store/orders/decisions.ts';
import { contentOf, fallbackOf, waitsOf } from '../store/orders/documents.ts';
import type { Order } from '../store/orders/orders.ts';
import { setSender } from '../store/orders/reword.ts';
import { CHANNEL } from '../store/tables/coded.ts';
import { tightened } from './approval.ts';
import type { DeskSettings } from './settings.ts';
import { needsApprovalOfAny } from './weighing.ts';

/** What is asked about as an order is made: of one that waits for such a word nothing has left, and nothing is approved. */
const ASKED_FIRST: ReadonlySet<WaitingReason> = new Set<WaitingReason>([
  'confirmation',
  'price',
  'landline',
  'guard',
]);

/** Whether it may be said of an order that waits for these from whom it goes. */
export const mayChangeSender = (channel: Channel, waits: Waits): boolean =>
  hasSender(channel) && waits.some((reason) => ASKED_FIRST.has(reason));

/**
 * An order that nothing has left of goes from another sender, by each of its channels. Its words, parts and guards hang on
 * none, and stay; whether a second person has to approve it is weighed anew. Returns false where it is too late.
 * @param from as senderIn reads it
 */
export async function changeSender(
  tx: Tx,
  settings: DeskSettings,
  orderId: string,
  from: string,
  now: number,
): Promise<boolean> {
  const order = await lockOrder(tx, orderId);
  if (!order || isBeingPrepared(order) || order.wiped_at !== null || order.forgotten_at !== null)
    return false;
  const waits = waitsOf(order);
  if (!mayChangeSender(CHANNEL.name(order.channel), waits)) return false;
  const others = waits.filter((reason) => reason !== 'approval');
  const wasAsked = await isAskedFrom(tx, settings, order, order.sender);
  // What it is asked for beside, such as texts of their own, is not known here: that holds.
  const isAsked =
    (await isAskedFrom(tx, settings, order, from)) || (others.length < waits.length && !wasAsked);
  await setSender(
    tx,
    order,
    {
      content: { ...contentOf(order), from } as ReturnType<typeof contentOf>,
      fallback: fallbackOf(order).map((step) => ({ ...step, from })),
      sender: from,
      waits: waitsFor([...others, ...(isAsked ? (['approval'] as const) : [])]),
    },
    now,
  );
  return true;
}

/** Whether a second person has to approve an order, by any of its channels, if it goes from there. */
async function isAskedFrom(
  tx: Tx,
  settings: DeskSettings,
  order: Order,
  sender: string | null,
): Promise<boolean> {
  const room = order.chat_id === null ? {} : await roomOf(tx.db, order.chat_id);
  const approve = tightened(settings.approve, room.approveAbove);
  const channels = [CHANNEL.name(order.channel), ...fallbackOf(order).map(({ channel }) => channel)];
  const { total } = order;
  const parts = (order.parts ?? 0) * total;
  const weighed = channels.map((channel) => ({ content: { channel }, sender, total, parts }));
  return needsApprovalOfAny(tx, { ...settings, approve }, weighed);
}
