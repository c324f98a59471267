import { recordAction } from '../store/people/actions.ts';
import type { Context } from './context.ts';

/** What came of something that a person asked for. */
export interface Did {
  readonly orderId?: string;
  /** The card that it was done on, or that shows what came of it. */
  readonly cardId?: string;
  /** By a press on another card than its own: the card of what it was done to. */
  readonly onCard?: string | null;
  readonly messageId?: number;
  /** What else was said, where that is nothing of a customer's. */
  readonly arg?: string | null;
}

/** Keeps who did what; null is nothing that anybody did: it was refused, or not understood. */
export async function record(context: Context, what: string, did: Did | null): Promise<void> {
  if (!did) return;
  const { tx, now, origin, person, place } = context;
  await recordAction(tx, {
    at: now,
    actor_kind: 'person',
    actor_id: String(person.id),
    chat_id: place.chatId,
    thread_id: place.threadId,
    what,
    arg: did.arg ?? null,
    order_id: did.orderId ?? null,
    card_id: did.cardId ?? null,
    message_id: did.messageId ?? null,
    origin,
  });
}
