import { z } from 'zod';
import { placeOrder } from '../../../desk/order.ts';
import { enqueueJob, type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import { isAtRest } from '../../../messages/status.ts';
import { messagesOfCard } from '../../../store/attempts/outbox.ts';
import { type Card, findCard } from '../../../store/chats/cards.ts';
import type { Tx } from '../../../store/engine/database.ts';
import { hideOrder, showOrder } from '../../../store/orders/orders.ts';
import type { Settings } from '../../context.ts';
import { may, roleOf } from '../../people/access.ts';
import { readBody, rewriteBody, writeCard } from '../kind.ts';
import { onAgainCard } from '../on-again/body.ts';
import { type UntilOnBody, untilOnCard } from './body.ts';
import { timesOf } from './times.ts';

const body = z.object({ cardId: z.string() });

/** Asks at the times of a card, and looks what came of it in between. */
const untilOnJob: JobKind<z.infer<typeof body>> = { name: 'ping-until-on', version: 1, body };

/** An attempt that is under way is looked at so often (ms). */
const LOOK_MS = 5_000;
/** SMSC.ru, error 1: nobody has the number. */
const NOBODY = 1;
const TRIES = 10;

type AskingSettings = Omit<Settings, 'username' | 'linkKey'>;

/** Pings once more, as an order of its own, which the card shows from here on. */
async function attempt(
  tx: Tx,
  settings: AskingSettings,
  card: Card,
  asked: UntilOnBody,
  now: number,
): Promise<UntilOnBody> {
  const { to, orders, askerId } = asked;
  const placed = await placeOrder(tx, settings, {
    origin: `until-on ${card.id} ${orders.length}`,
    maker: { kind: 'person', id: askerId },
    place: { chatId: card.chat_id, threadId: card.thread_id },
    content: { channel: 'ping' },
    isBegun: orders.length > 0,
    recipients: [to],
    isDraft: false,
    writtenAt: now,
    now,
  });
  if (!placed) throw new Error(`attempt ${orders.length} of card ${card.id} was placed before`);
  const last = orders.at(-1);
  if (last !== undefined) await hideOrder(tx, last);
  await showOrder(tx, placed.id, card.id);
  return { ...asked, orders: [...orders, placed.id] };
}

/** Begins to ask, at once. */
export async function beginAsking(
  tx: Tx,
  settings: AskingSettings,
  card: Card,
  asked: UntilOnBody,
  now: number,
): Promise<void> {
  await rewriteBody(tx, untilOnCard, card, await attempt(tx, settings, card, asked, now), now);
  await enqueueJob(tx, untilOnJob, { cardId: card.id }, { key: `${untilOnJob.name} ${card.id}`, now });
}

/** What is done next: it is over, goes on as it is until then (ms), or one more is asked. */
type Next = { readonly over: NonNullable<UntilOnBody['over']>['how'] } | { readonly at: number } | 'ask';

async function nextOf(
  tx: Tx,
  settings: AskingSettings,
  card: Card,
  asked: UntilOnBody,
  now: number,
): Promise<Next> {
  const { endsAt, orders, askerId } = asked;
  const [last] = await messagesOfCard(tx.db, card.id, 1);
  if (last?.state === 'delivered') return { over: 'on' };
  if (last?.error === NOBODY) return { over: 'vain' };
  if (last?.state === 'cancelled') return { over: 'stopped' };
  if (last && !isAtRest(last.state))
    return now >= endsAt ? { over: 'time' } : { at: Math.min(now + LOOK_MS, endsAt) };
  const at = timesOf(asked)[orders.length];
  if (at === undefined || now >= endsAt) return now >= endsAt ? { over: 'time' } : { at: endsAt };
  if (now < at) return { at };
  const role = await roleOf(tx.db, settings.ownerIds, askerId);
  return may(role, 'viewer') ? 'ask' : { over: 'role' };
}

/** Tells whoever asked by a message that rings. */
const tellOn = (tx: Tx, card: Card, { to, names, askerId }: UntilOnBody, now: number): Promise<string> =>
  writeCard(tx, onAgainCard, {
    body: { to, names, askerId, at: now },
    chatId: card.chat_id,
    threadId: card.thread_id,
    replyTo: card.telegram_id,
    language: card.language,
    personId: askerId,
    now,
  });

export const untilOnWork = (settings: AskingSettings): JobWork =>
  jobWork(untilOnJob, {
    /** When to look again (ms). */
    cursor: z.object({ at: z.number() }),
    maxTries: TRIES,
    dueAt: ({ at }) => at,
    async piece({ tx, body: { cardId }, now }) {
      const card = await findCard(tx.db, cardId);
      const asked = card && readBody(untilOnCard, card);
      if (!card || !asked || asked.over) return null;
      const next = await nextOf(tx, settings, card, asked, now);
      if (next === 'ask') {
        await rewriteBody(tx, untilOnCard, card, await attempt(tx, settings, card, asked, now), now);
        return { at: now + LOOK_MS };
      }
      if ('at' in next) return next;
      await rewriteBody(tx, untilOnCard, card, { ...asked, over: { how: next.over, at: now } }, now);
      if (next.over === 'on') await tellOn(tx, card, asked, now);
      return null;
    },
    async givenUp(tx, { cardId }, now) {
      const card = await findCard(tx.db, cardId);
      const asked = card && readBody(untilOnCard, card);
      if (!card || !asked || asked.over) return;
      await rewriteBody(tx, untilOnCard, card, { ...asked, over: { how: 'time', at: now } }, now);
    },
  });
