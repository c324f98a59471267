import type { Selectable } from 'kysely';
import { isCode, isLineOfCode, withoutCode, withoutCodeOf } from '../../messages/codes.ts';
import type { Rules } from '../../messages/rules.ts';
import { isFailed, isFinal } from '../../messages/status.ts';
import { tallyOf } from '../campaigns/tallies.ts';
import { rewriteCard, touchCards } from '../chats/cards.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { firstIdAt } from '../engine/store-time.ts';
import { idsOf, messageId } from '../tables/message-id.ts';
import type { OrdersTable } from '../tables/message-schema.ts';
import { contentColumn, contentOf } from './documents.ts';
import { dropDigests } from './dropped-guards.ts';

/*
 * A code in a text is worth stealing, and worth nothing to whoever reads on later: it goes once the message has ended.
 * It stays for as long as the program may have to send the same again, and of a failed message for as long as a person
 * may want to.
 */

/** A failed message can be sent again for so long (ms). */
const FAILED_KEPT_MS = 10 * 60_000;
/** A message that has not ended is looked at again after so long (ms). */
const LOOK_AGAIN_MS = 60_000;
/** A code stays for so long at the least (ms): until the guard's time is over the program knows its like by its text. */
export const codeKeptMs = ({ guard }: Rules): number => Math.max(LOOK_AGAIN_MS, guard.heldMs);
/** A code that was typed before its recipient, or wrongly, stands on cards that are no older than this (ms). */
const TYPED_BEFORE_MS = 3600 * 1000;
/** A number is known on such a card by its last digits; so many of an order are looked for. */
const TAIL = 9;
const RECIPIENTS = 10;
/** Orders looked at by one call. */
const ORDERS = 50;

type DueOrder = Pick<
  Selectable<OrdersTable>,
  | 'number'
  | 'id'
  | 'class'
  | 'campaign'
  | 'request'
  | 'chat_id'
  | 'card_id'
  | 'fallback'
  | 'moved_at'
  | 'created_at'
>;

/** Looks at some orders whose time has come, and wipes those codes that can go. Returns whether more may be due. */
export async function wipeCodes(tx: Tx, now: number): Promise<boolean> {
  const due = await tx.db
    .selectFrom('orders')
    .select(['number', 'id', 'class', 'campaign', 'request', 'chat_id', 'card_id', 'moved_at', 'created_at'])
    .select('fallback')
    .where('wipe_at', '<=', now)
    .orderBy('wipe_at')
    .orderBy('id')
    .limit(ORDERS)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  const [codes, others] = [due.filter(holdsCode), due.filter((order) => !holdsCode(order))];
  if (others.length > 0) {
    const ids = others.map(({ id }) => id);
    await tx.db.updateTable('orders').set({ wipe_at: null }).where('id', 'in', ids).execute();
  }
  for (const order of codes) {
    const at = await canGoAt(tx, order, now);
    if (at <= now) await wipe(tx, order, now);
    else await tx.db.updateTable('orders').set({ wipe_at: at }).where('id', '=', order.id).execute();
  }
  return due.length === ORDERS;
}

const holdsCode = (order: DueOrder): boolean => isCode(contentOf(order));

/** When nobody needs the text of an order any more, as far as can be said now (ms). */
async function canGoAt({ db, rules }: Tx, order: DueOrder, now: number): Promise<number> {
  const tally = await tallyOf(db, order);
  if (tally.some(({ state }) => !isFinal(state))) return now + LOOK_AGAIN_MS;
  const tried = (order.moved_at ?? (await triedAt(db, order.number)) ?? 0) + codeKeptMs(rules);
  const failed = tally.filter(({ state }) => isFailed(state));
  return Math.max(tried, ...failed.map(({ ended_at }) => (ended_at ?? now) + FAILED_KEPT_MS));
}

/** When the message of an order that has a single one was last tried (ms). */
async function triedAt(db: Reader, orderNumber: number): Promise<number | null> {
  const message = await db
    .selectFrom('messages')
    .select('attempted_at')
    .where('id', '=', messageId(orderNumber, 0))
    .executeTakeFirst();
  return message?.attempted_at ?? null;
}

/** Puts signs in the place of the code's digits, and takes away what they could be found by. */
async function wipe(tx: Tx, order: DueOrder, now: number): Promise<void> {
  const content = contentOf(order);
  await tx.db
    .updateTable('orders')
    .set({ ...contentColumn(withoutCode(content)), wipe_at: null, wiped_at: now })
    .where('id', '=', order.id)
    .execute();
  // A few digits are soon found by the digest of the text around them.
  const { first, last } = idsOf(order.number);
  await dropDigests(tx, (eb) => eb.and([eb('id', '>=', first), eb('id', '<=', last)]));
  const attempts = tx.db
    .selectFrom('attempts')
    .select('id')
    .where('message_id', '>=', first)
    .where('message_id', '<=', last);
  // One that was of no known message at first has kept what it quotes.
  await tx.db
    .updateTable('receipts')
    .set({ raw: null, parsed: null, quotes_at: null })
    .where('attempt_id', 'in', attempts)
    .execute();
  await wipeCards(tx, order, withoutCodeOf(content), now);
  await touchCards(tx, [order.card_id], now);
}

/**
 * The same for cards on which the code was typed without a recipient, or was read back with a correction. The same digits
 * may be somebody's order number on another, which is to go yet.
 */
async function wipeCards(
  tx: Tx,
  { id, number, chat_id, created_at }: DueOrder,
  veil: (words: string) => string,
  now: number,
): Promise<void> {
  const cards = await tx.db
    .selectFrom('cards')
    .select(['id', 'chat_id', 'body'])
    .where('id', '>=', firstIdAt(created_at - TYPED_BEFORE_MS))
    .where('id', '<=', id)
    .where('kind', 'in', ['question', 'problem', 'aside', 'continuation'])
    .execute();
  const here = cards.filter((one) => one.chat_id === chat_id);
  if (here.length === 0) return;
  const tails = await tailsOf(tx.db, number);
  for (const card of here) {
    const lines: string[] = [];
    const body = JSON.parse(card.body, (_key, value) => {
      if (typeof value !== 'string' || veil(value) === value) return value;
      lines.push(value);
      return veil(value);
    });
    const isOfIt =
      body.command === 'tgm' ||
      lines.some(
        (line) => isLineOfCode(line) || tails.some((tail) => line.replace(/\D/g, '').includes(tail)),
      );
    if (lines.length === 0 || !isOfIt) continue;
    // Nobody can say any more that it shall go.
    await rewriteCard(tx, card, 'isOver' in body ? { ...body, isOver: true } : body, now);
  }
}

/** How the numbers end that an order goes to, however they are typed. */
async function tailsOf(db: Reader, orderNumber: number): Promise<string[]> {
  const { first, last } = idsOf(orderNumber);
  const messages = await db
    .selectFrom('messages')
    .select('recipient')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .limit(RECIPIENTS)
    .execute();
  return messages.map(({ recipient }) => recipient.slice(-TAIL));
}
