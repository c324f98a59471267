import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { ConsentMissing } from '../../desk/consent.ts';
import { type Placed, placeOrder, WordNeeded } from '../../desk/order.ts';
import type { DeskSettings } from '../../desk/settings.ts';
import { OnStopList } from '../../desk/stop-list.ts';
import type { ChainStep } from '../../messages/chain.ts';
import { type Channel, type MessageContent, RequestRefused } from '../../messages/request.ts';
import type { Reader, Tx } from '../../store/engine/database.ts';
import { timeOf } from '../../store/engine/store-time.ts';
import { messagesOfOrder } from '../../store/orders/order-messages.ts';
import { findOrder } from '../../store/orders/orders.ts';
import { answeredCall, giveKeyBack, keepAnswer, takeKey } from '../../store/programs/idempotency-keys.ts';
import { dayEnds, setSpent, spentToday } from '../../store/programs/tokens.ts';
import { stoppedOf } from '../../store/stop-list/stopped-messages.ts';
import type { Caller } from './callers.ts';
import type { Keep } from './keep.ts';
import { Problem, wrongField } from './problem.ts';
import { recordCall } from './record.ts';
import { allStopped, confirmationNeeded, consentMissing, refused } from './refusals.ts';
import { type accepted, STOPPED } from './schemas.ts';

/** Where a card shows what becomes of an order. */
export interface CardPlace {
  readonly chatId: number;
  readonly threadId: number | null;
}

/** The chats' side of it: /api knows nothing of them. */
export interface CardsInChats {
  /** Whether a program may have something shown there. */
  isOpen(db: Reader, chatId: number): Promise<boolean>;
  /** A time as it was typed (ms), or why it is none. */
  readTime(typed: string, now: number): number | string;
  show(tx: Tx, order: { placed: Placed; channel: Channel; place: CardPlace; now: number }): Promise<void>;
}

export interface OrderOptions {
  readonly settings: DeskSettings;
  readonly cards: CardsInChats;
  readonly keep: Keep;
}

/** What a program asks for. */
export interface Asked {
  readonly caller: Caller;
  /** On record, such as `messages`. */
  readonly what: string;
  readonly content: MessageContent;
  /** The channels by which what fails goes on. */
  readonly fallback: readonly ChainStep[];
  readonly recipients: readonly string[];
  readonly place: CardPlace | null;
  /** What a person would be asked is answered. */
  readonly confirmed: boolean;
  /** When it is to go, as it was typed; null: at once. */
  readonly at: string | null;
  /** Null: it is not known again. */
  readonly key: string | null;
  /** As it came: with what is asked for, its key knows it again by that. */
  readonly body: unknown;
}

type Accepted = z.infer<typeof accepted>;

/**
 * Takes orders of programs, by the same door as those that people type. What a person would be asked is thrown, and the
 * guard of the last minute keeps back what it must. A call with a key that was answered is answered alike.
 */
export function orders({ settings, cards, keep }: OrderOptions): (asked: Asked) => Promise<Accepted> {
  const underWay = new Set<string>();

  async function place(tx: Tx, asked: Asked, now: number): Promise<Accepted | Problem> {
    const { caller, key, content } = asked;
    const call = { token: caller.name, key: key ?? '' };
    if (asked.place && !(await cards.isOpen(tx.db, asked.place.chatId))) {
      return wrongField('chat', 'I am not there, or nobody there has a role');
    }
    const digest = digestOf([asked.what, asked.body]);
    if (key !== null && !(await takeKey(tx, { ...call, digest, at: now }))) {
      const before = await answeredCall(tx.db, call);
      if (before?.digest !== digest) {
        return wrongField('Idempotency-Key', 'another call was answered under it');
      }
      return answerOf(tx.db, before.order_id ?? '', before.send_at);
    }
    const placed = await placedOrWhyNot(tx, asked, now);
    if (placed instanceof Problem) {
      if (key !== null) await giveKeyBack(tx, call);
      return placed;
    }
    const { id: orderId, sendAt } = placed;
    if (key !== null) await keepAnswer(tx, call, { order_id: orderId, send_at: sendAt });
    await recordCall(tx, caller, {
      at: now,
      chat_id: asked.place?.chatId ?? null,
      thread_id: asked.place?.threadId ?? null,
      what: `api ${asked.what}`,
      order_id: orderId,
      card_id: null,
      origin: `api ${orderId}`,
    });
    if (asked.place) await cards.show(tx, { placed, channel: content.channel, place: asked.place, now });
    return answerOf(tx.db, orderId, sendAt);
  }

  async function placedOrWhyNot(
    tx: Tx,
    asked: Asked,
    now: number,
  ): Promise<(Placed & { readonly sendAt: number | null }) | Problem> {
    const { caller, recipients } = asked;
    const at = asked.at === null ? null : cards.readTime(asked.at, now);
    if (typeof at === 'string') return wrongField('at', at);
    const spent = await spentToday(tx, caller.name, now);
    const left = caller.dayCap - spent;
    if (recipients.length > left) {
      const retryAfter = Math.ceil((dayEnds(now) - now) / 1000);
      const many = `${caller.dayCap} messages a day (UTC), of which ${Math.max(left, 0)} are left`;
      return new Problem(429, `the token ${caller.name} has ${many}`, { retryAfter });
    }
    try {
      const placed = await placeOrder(tx, settings, {
        origin: `api ${uuid()}`,
        maker: { kind: 'token', name: caller.name },
        place: asked.place,
        content: asked.content,
        fallback: asked.fallback,
        recipients,
        answered: asked.confirmed ? ['guard', 'price', 'landline'] : ['guard'],
        isDraft: false,
        sendAt: at,
        writtenAt: now,
        now,
      });
      if (!placed) throw new Error('an order of the same origin');
      await setSpent(tx, caller.name, spent + recipients.length, now);
      return { ...placed, sendAt: at ?? placed.heldUntil };
    } catch (error) {
      if (error instanceof RequestRefused) return refused(error.reason);
      if (error instanceof WordNeeded) return confirmationNeeded(error);
      if (error instanceof ConsentMissing) return consentMissing(error);
      if (error instanceof OnStopList) return allStopped(error, recipients);
      throw error;
    }
  }

  return async (asked) => {
    const name = asked.key === null ? null : `${asked.caller.name} ${asked.key}`;
    if (name !== null && underWay.has(name)) {
      throw new Problem(409, 'a call with this Idempotency-Key is under way', { retryAfter: 1 });
    }
    if (name !== null) underWay.add(name);
    let hasBegun = false;
    try {
      const answer = await keep(asked.caller, async (tx) => {
        hasBegun = true;
        try {
          return await place(tx, asked, await timeOf(tx));
        } finally {
          if (name !== null) underWay.delete(name);
        }
      });
      if (answer instanceof Problem) throw answer;
      return answer;
    } finally {
      // One that is given up on here, and has begun, may still come about: its key is taken until then.
      if (name !== null && !hasBegun) underWay.delete(name);
    }
  };
}

const digestOf = (call: unknown): string => createHash('sha256').update(JSON.stringify(call)).digest('hex');

/** What is answered to the call that made an order, the first time and again. */
async function answerOf(db: Reader, orderId: string, sendAt: number | null): Promise<Accepted | Problem> {
  const order = await findOrder(db, orderId);
  if (!order) return new Problem(404, 'what was asked for under this key is not kept any more');
  const messages = await messagesOfOrder(db, order);
  const stopped = await stoppedOf(
    db,
    messages.map(({ id }) => id),
  );
  const isSkipped = ({ id }: { readonly id: number }) => stopped.get(id) === STOPPED;
  const skipped = messages.filter(isSkipped);
  return {
    id: orderId,
    messages: messages
      .filter((message) => !isSkipped(message))
      .map(({ id, recipient }) => ({ id, to: recipient, parts: order.parts })),
    ...(skipped.length > 0 && {
      skipped: skipped.map(({ recipient }) => ({ to: recipient, why: STOPPED })),
    }),
    ...(sendAt === null ? {} : { sendAt: new Date(sendAt).toISOString() }),
    ...(order.waiting_for === 'approval' ? { state: 'waiting', reason: order.waiting_for } : {}),
  };
}
