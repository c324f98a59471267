import { nextContent } from '../messages/chain.ts';
import { contentOf, RequestRefused } from '../messages/request.ts';
import { WAITING_REASONS } from '../messages/waiting.ts';
import type { Message } from '../store/attempts/outbox.ts';
import { type ChainStop, recordChainStop } from '../store/chains/chain-stops.ts';
import type { FollowOn, Reader, Tx } from '../store/engine/database.ts';
import { timeOf } from '../store/engine/store-time.ts';
import { fallbackOf } from '../store/orders/documents.ts';
import { findMessages } from '../store/orders/history.ts';
import { hideOrder, makerOf, type Order, orderByNumber, showOrder } from '../store/orders/orders.ts';
import { CAMPAIGN, ORDER_CLASS } from '../store/tables/coded.ts';
import { orderNumberOf } from '../store/tables/message-id.ts';
import { ConsentMissing } from './consent.ts';
import { placeOrder, WordNeeded } from './order.ts';
import type { DeskSettings } from './settings.ts';
import { OnStopList } from './stop-list.ts';

interface FollowingSettings {
  readonly settings: DeskSettings;
  /** Whether whoever asked for an order may have more of it sent. */
  readonly mayAsk: (db: Reader, order: Pick<Order, 'maker' | 'maker_id'>) => Promise<boolean>;
}

/** Has messages that failed go on by their next channel, by the same door as all that is sent. */
export const followOn =
  (options: FollowingSettings): FollowOn =>
  async (tx, ids) => {
    const now = await timeOf(tx);
    for (const message of await findMessages(tx.db, ids)) await followOne(tx, options, message, now);
  };

async function followOne(tx: Tx, options: FollowingSettings, message: Message, now: number): Promise<void> {
  const order = await orderByNumber(tx.db, orderNumberOf(message.id));
  const began = order?.chain == null ? order : await orderByNumber(tx.db, order.chain);
  if (!order || !began || isHeldUp(began)) return;
  const why = await whyNot(tx, options, { message, order, began });
  const stop = why ?? (await place(tx, options, { message, order, began }, now));
  if (stop !== null) await recordChainStop(tx, order, message.id, stop, now);
}

/** One message of a chain: its order, and the one that the chain began with. */
interface Link {
  readonly message: Message;
  readonly order: Order;
  readonly began: Order;
}

/** What fails of a campaign that was stopped goes on once that does: see GOING_ON. */
const isHeldUp = ({ campaign }: Order): boolean =>
  campaign !== null && ['preview', 'paused'].includes(CAMPAIGN.name(campaign));

async function whyNot(
  tx: Tx,
  { mayAsk }: FollowingSettings,
  { message, order, began }: Link,
): Promise<ChainStop | null> {
  if (fallbackOf(began).length === 0) return 'cancelled';
  if (message.wiped_at !== null || message.forgotten_at !== null) return 'words';
  return (await mayAsk(tx.db, order)) ? null : 'role';
}

/** Returns why nothing is sent; null: it is on its way, or was before. */
async function place(
  tx: Tx,
  { settings }: FollowingSettings,
  { message, order, began }: Link,
  now: number,
): Promise<ChainStop | null> {
  const [next, ...others] = fallbackOf(order);
  if (!next) return null;
  const { chat_id: chatId, thread_id: threadId } = order;
  try {
    const placed = await placeOrder(tx, settings, {
      origin: `after ${message.id}`,
      maker: makerOf(order),
      place: chatId === null ? null : { chatId, threadId },
      content: nextContent(contentOf(message.request), [next, ...others]),
      fallback: others,
      follows: { message: message.id, chain: began.number },
      goesOnWith: began.id,
      recipients: [message.recipient],
      account: message.account,
      // The chain was shown whole before it began.
      answered: WAITING_REASONS,
      isDraft: false,
      writtenAt: now,
      now,
    });
    // The card of a single message shows the channel that it came to, with what can be done about that.
    if (placed && order.card_id !== null && began.class === ORDER_CLASS.of.single) {
      await hideOrder(tx, order.id);
      await showOrder(tx, placed.id, order.card_id);
    }
    return null;
  } catch (error) {
    if (error instanceof RequestRefused) return 'refused';
    if (error instanceof WordNeeded) return 'word';
    if (error instanceof ConsentMissing) return 'consent';
    if (error instanceof OnStopList) return 'stopped';
    throw error;
  }
}
