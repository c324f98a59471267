import type { MessageContent } from '../../messages/request.ts';
import type { Reader } from '../engine/database.ts';
import { contentOf, inOwnWords } from '../orders/documents.ts';
import type { Order } from '../orders/orders.ts';
import { CHANNEL } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';

/** How long an answer may take (ms). */
const ANSWERED_WITHIN_MS = 30 * 24 * 3600 * 1000;
/** What goes to more recipients than this is no conversation. */
const CONVERSATION_OF = 20;
/** Nobody answers to these. */
const UNANSWERED = CHANNEL.all(['hlr', 'ping', 'tgm']);

/** The message that somebody answers, and where it was sent from. */
export interface Conversation {
  readonly messageId: number;
  readonly chatId: number;
  readonly threadId: number | null;
  /** The Telegram message that shows it there. */
  readonly telegramId: number | null;
}

/**
 * The last message that left for a number within 30 days, of the same account if there is one. Null: there is none, it
 * went to many, or it was sent from no chat.
 */
export async function conversationWith(
  db: Reader,
  { account, number, at }: { account: string; number: string; at: number },
): Promise<Conversation | null> {
  const lately = () =>
    db
      .selectFrom('messages')
      .innerJoin('orders', (join) => join.on(ITS_ORDER))
      .select(['messages.id', 'orders.total', 'orders.card_id'])
      .where('messages.recipient', '=', number)
      .where('orders.created_at', '>', at - ANSWERED_WITHIN_MS)
      .where('orders.created_at', '<=', at)
      .where('messages.attempted_at', 'is not', null)
      .where('orders.channel', 'not in', UNANSWERED)
      .orderBy('messages.id', 'desc')
      .limit(1);
  const last =
    (await lately().where('messages.account', '=', account).executeTakeFirst()) ??
    (await lately().executeTakeFirst());
  if (!last || last.total > CONVERSATION_OF) return null;
  const card = await db
    .selectFrom('cards')
    .select(['chat_id', 'thread_id', 'telegram_id'])
    .where('id', '=', last.card_id)
    .executeTakeFirst();
  if (!card) return null;
  const { chat_id: chatId, thread_id: threadId, telegram_id: telegramId } = card;
  return { messageId: last.id, chatId, threadId, telegramId };
}

/** The last message that left for a number. */
interface LastSent {
  readonly messageId: number;
  /** When it left (ms). */
  readonly at: number;
  /** When a person last said that it go (ms): it answers nothing that came later, though it waited for its time, or for a line. */
  readonly saidAt: number;
}

/** What went to many is no answer. Null: none has left. */
export async function lastSentTo(db: Reader, number: string): Promise<LastSent | null> {
  const last = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'messages.attempted_at', 'orders.created_at', 'orders.send_at'])
    .select(({ fn }) => fn.coalesce('orders.fresh_at', 'messages.fresh_at').as('fresh_at'))
    .where('messages.recipient', '=', number)
    .where('messages.attempted_at', 'is not', null)
    .where('orders.channel', 'not in', UNANSWERED)
    .where('orders.total', '<=', CONVERSATION_OF)
    .orderBy('messages.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last?.attempted_at) return null;
  const { id: messageId, attempted_at: at, created_at, send_at, fresh_at } = last;
  // What goes at its time is as fresh as that, whenever it was said.
  return { messageId, at, saidAt: send_at === null ? Math.max(created_at, fresh_at) : created_at };
}

/** Orders that are looked at for the senders of the last SMS. */
const ORDERS = 50;

/** From whom the last SMS were sent, each once, the latest first. */
export async function lastSenders(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('orders')
    .select(['channel', 'sender'])
    .orderBy('number', 'desc')
    .limit(ORDERS)
    .execute();
  const sms = rows.filter(({ channel }) => CHANNEL.name(channel) === 'sms');
  return [...new Set(sms.flatMap(({ sender }) => sender ?? []))];
}

/** What somebody answers: its words, who had it sent from which chat, and when. */
export interface AnsweredMessage {
  readonly content: MessageContent;
  /** The words of it are not kept any more. */
  readonly isForgotten: boolean;
  /** Who had it sent, as its order says. */
  readonly maker: Pick<Order, 'maker' | 'maker_id'>;
  readonly chatId: number | null;
  readonly at: number;
}

/** Null: it is not kept any more. */
export async function answeredMessage(db: Reader, messageId: number): Promise<AnsweredMessage | null> {
  const row = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .leftJoin('cards', 'cards.id', 'orders.card_id')
    .select(['orders.created_at', 'messages.attempted_at', 'cards.chat_id'])
    .select(['orders.request', 'messages.own_text', 'orders.forgotten_at'])
    .select(['orders.maker', 'orders.maker_id'])
    .where('messages.id', '=', messageId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    content: inOwnWords(contentOf(row), row),
    isForgotten: row.forgotten_at !== null,
    maker: { maker: row.maker, maker_id: row.maker_id },
    chatId: row.chat_id,
    at: row.attempted_at ?? row.created_at,
  };
}
