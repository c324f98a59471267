import { type ExpressionBuilder, sql } from 'kysely';
import type { GuardTimes } from '../../messages/in-doubt.ts';
import { LANES } from '../../messages/lanes.ts';
import type { Message } from '../attempts/outbox.ts';
import { turnAt } from '../attempts/turns.ts';
import { touchCards } from '../chats/cards.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { guardOn, type NewGuard, warmOn } from '../hot/guards.ts';
import { guardTogether } from '../hot/new-messages-together.ts';
import { CAMPAIGN, HELD, STATE } from '../tables/coded.ts';
import { ITS_ORDER, idsOf, messageId } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';

/*
 * What says the same to the same number is found by the guards, a table of its own that is small, since what was tried
 * longer ago than the provider remembers leaves it: an index of all messages by keys that are as good as random would be
 * written in a place of its own for each. Where the provider keeps no guard there are none.
 */

/** What a message is known by. */
interface Guarded {
  readonly id: number;
  readonly guard_key: string | null;
}

const guardsOf = ({ rules }: Tx, messages: readonly Guarded[]): NewGuard[] =>
  rules.guard.heldMs === 0
    ? []
    : messages.flatMap(({ id, guard_key }) => (guard_key === null ? [] : { guard_key, message_id: id }));

/** From now on these messages are found by their keys; those that were before stay so. */
export async function guardMessages(tx: Tx, messages: readonly Guarded[]): Promise<void> {
  const guards = guardsOf(tx, messages);
  if (tx.prepare) guardOn(tx.prepare, guards);
  if (tx.ask) for (const some of chunks(guards)) await tx.unawaited(guardTogether(tx.ask, some));
}

/** These messages are not known by those keys any more. */
export async function unguard(tx: Tx, messages: readonly Guarded[]): Promise<void> {
  for (const some of chunks(guardsOf(tx, messages))) {
    await tx.db.deleteFrom('guards').where(isAmong(some)).execute();
  }
}

/** Written so, SQLite looks for each key, not for each key beside each id. */
const isAmong = (guards: readonly NewGuard[]) => (eb: ExpressionBuilder<Schema, 'guards'>) =>
  eb.and([
    eb('guard_key', 'in', [...new Set(guards.map(({ guard_key }) => guard_key))]),
    sql<boolean>`message_id + 0 in (${sql.join(guards.map(({ message_id }) => message_id))})`,
  ]);

/** Rows pruned by one call. */
const PRUNED = 200;
/** A guard stays for so long after its message was tried (ms), and for as long as the provider remembers. */
const KEPT_MS = 60_000;
/** The text of a message in one of these may yet be sent, once more. */
const MAY_LEAVE = STATE.all(['waiting', 'queued', 'submitting', 'in_doubt']);

/** Takes out guards whose time is over. Returns whether there may be more of them. */
export async function pruneGuards(tx: Tx, now: number): Promise<boolean> {
  const before = now - Math.max(KEPT_MS, tx.rules.guard.heldMs);
  const over = await tx.db
    .selectFrom('guards')
    .leftJoin('messages', 'messages.id', 'guards.message_id')
    .select(['guards.guard_key', 'guards.message_id', 'messages.state'])
    .where('guards.tried_at', '<', before)
    .orderBy('guards.tried_at')
    .limit(PRUNED)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate('guards').skipLocked())
    .execute();
  const { kept = [], gone = [] } = Object.groupBy(over, ({ state }) =>
    state !== null && MAY_LEAVE.includes(state) ? 'kept' : 'gone',
  );
  if (kept.length > 0) {
    // It is looked at again once its message was tried again.
    await tx.db.updateTable('guards').set({ tried_at: null }).where(isAmong(kept)).execute();
  }
  if (gone.length > 0) {
    await tx.db.deleteFrom('guards').where(isAmong(gone)).where('tried_at', '<', before).execute();
  }
  return over.length === PRUNED;
}

/** A message that was tried so lately that the provider may still refuse an identical one. */
export interface Warm {
  readonly id: number;
  readonly guard_key: string | null;
  readonly attempted_at: number;
}

/** Messages by their guards, as far as those are still theirs. */
const guarded = (db: Reader) =>
  db
    .selectFrom('guards')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.id', '=', 'guards.message_id')
        .onRef('messages.guard_key', '=', 'guards.guard_key'),
    );

/** Messages with these guard keys, whoever wrote them, that were tried within the guard's time. */
export async function warmMessages(tx: Tx, keys: readonly string[], now: number): Promise<Warm[]> {
  const { db, rules, prepare } = tx;
  const { heldMs } = rules.guard;
  if (keys.length === 0 || heldMs === 0) return [];
  if (prepare) return warmOn(prepare, keys, now - heldMs);
  const rows = await guarded(db)
    .select(['messages.id', 'messages.guard_key', 'messages.attempted_at'])
    .where('guards.guard_key', 'in', keys)
    .where('messages.attempted_at', '>', now - heldMs)
    .execute();
  return rows.map(({ attempted_at, ...row }) => ({ ...row, attempted_at: attempted_at ?? now }));
}

type Held = Pick<GuardTimes, 'heldMs'>;

/** With the orders of those messages. */
const guardedOrders = (db: Reader) => guarded(db).innerJoin('orders', (join) => join.on(ITS_ORDER));

/**
 * Queued, unless that was said to a campaign which waits for a word, or was cancelled; or it goes by itself within the guard's
 * time, as what can be taken back till then does.
 */
const isToBeSent = (eb: ExpressionBuilder<Schema, 'messages' | 'orders'>, { heldMs }: Held, now: number) =>
  eb.or([
    eb.and([
      eb('messages.state', '=', STATE.of.queued),
      eb.or([
        eb('orders.campaign', 'is', null),
        eb('orders.campaign', 'in', CAMPAIGN.all(['running', 'paused'])),
      ]),
    ]),
    eb.and([
      eb('messages.state', '=', STATE.of.waiting),
      eb('orders.waiting_for', '=', 'schedule'),
      eb('orders.send_at', '<', now + heldMs),
    ]),
  ]);

/** To be sent yet, or tried within the guard's time. */
const isRecent = (
  eb: ExpressionBuilder<Schema, 'guards' | 'messages' | 'orders'>,
  { heldMs }: Held,
  now: number,
) => eb.or([eb('messages.attempted_at', '>', now - heldMs), isToBeSent(eb, { heldMs }, now)]);

/** Messages of an order are not counted, nor, where its card told of some, those that were to go before that (ms). */
export interface Besides {
  readonly orderNumber: number;
  readonly toldAt: number | null;
}

/** Of other orders: those that came later, and those that a word has let go since. */
const isBeside =
  ({ orderNumber, toldAt }: Besides) =>
  (eb: ExpressionBuilder<Schema, 'guards' | 'messages' | 'orders'>) => {
    const { first, last } = idsOf(orderNumber);
    const isLater = eb('messages.id', '>', last);
    if (toldAt === null) return eb.or([isLater, eb('messages.id', '<', first)]);
    const freshAt = eb.fn.coalesce('orders.fresh_at', 'messages.fresh_at');
    return eb.or([isLater, eb.and([eb('messages.id', '<', first), eb(freshAt, '>=', toldAt)])]);
  };

/**
 * How many of these guard keys belong to a message that waits to be sent, or was tried within the guard's time; none
 * where the provider keeps no guard.
 */
export async function countRepeated(
  { db, rules }: Tx,
  keys: readonly string[],
  now: number,
  besides?: Besides,
): Promise<number> {
  if (rules.guard.heldMs === 0) return 0;
  let count = 0;
  for (let at = 0; at < keys.length; at += KEYS) {
    const { n } = await guardedOrders(db)
      .select((eb) => eb.fn.count<number>('guards.guard_key').distinct().as('n'))
      .where('guards.guard_key', 'in', keys.slice(at, at + KEYS))
      .where((eb) => isRecent(eb, rules.guard, now))
      .$if(besides !== undefined, (query) => (besides ? query.where(isBeside(besides)) : query))
      .executeTakeFirstOrThrow();
    count += n;
  }
  return count;
}

/** Keys a statement: SQLite binds 32,766 values at most. */
const KEYS = 5_000;

/**
 * How many of an order's messages that are to go, so many positions from one on, are repeated by others. They are compared
 * within the store: with their keys as values a list of 100,000 took PostgreSQL five seconds.
 */
export async function countRepeatedOf(
  { db, rules }: Tx,
  besides: Besides,
  { from, count }: { readonly from: number; readonly count: number },
  now: number,
): Promise<number> {
  const { orderNumber } = besides;
  const end = Math.min(messageId(orderNumber, from + count), idsOf(orderNumber).last + 1);
  const { n } = await guardedOrders(db)
    .innerJoin('messages as own', 'own.guard_key', 'guards.guard_key')
    .select((eb) => eb.fn.count<number>('own.guard_key').distinct().as('n'))
    .where('own.id', '>=', messageId(orderNumber, from))
    .where('own.id', '<', end)
    .where('own.state', '!=', STATE.of.cancelled)
    .where((eb) => isRecent(eb, rules.guard, now))
    .where(isBeside(besides))
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * When another message with the same recipient and text was last tried within the guard's time (ms), `queued` when
 * one is to be sent yet, or null; null where the provider keeps no guard.
 */
export async function lastAttemptOfSame(
  db: Reader,
  { id, guard_key }: Pick<Message, 'id' | 'guard_key'>,
  guard: Held,
  now: number,
): Promise<number | 'queued' | null> {
  if (guard.heldMs === 0 || guard_key === null) return null;
  const others = await guardedOrders(db)
    .select('messages.attempted_at')
    .select((eb) =>
      eb
        .case()
        .when(isToBeSent(eb, guard, now))
        .then(1)
        .else(0)
        .end()
        .as('to_be_sent'),
    )
    .where('guards.guard_key', '=', guard_key)
    .where('messages.id', '!=', id)
    .where((eb) => isRecent(eb, guard, now))
    .execute();
  if (others.length === 0) return null;
  if (others.some(({ to_be_sent }) => to_be_sent === 1)) return 'queued';
  return Math.max(...others.map(({ attempted_at }) => attempted_at ?? now));
}

/**
 * Until when (ms) the guard may keep back some of these messages, all of one order, which are not written yet; null: it
 * keeps back none.
 */
export async function heldUntil(
  { db, rules }: Tx,
  keys: readonly string[],
  now: number,
): Promise<number | null> {
  const { heldMs } = rules.guard;
  if (heldMs === 0) return null;
  const found = await guardedOrders(db)
    .select((eb) => eb.fn.max('messages.attempted_at').as('last'))
    .select((eb) =>
      eb.fn
        .max(
          eb
            .case()
            .when(isToBeSent(eb, rules.guard, now))
            .then(1)
            .else(0)
            .end(),
        )
        .as('to_be_sent'),
    )
    .where('guards.guard_key', 'in', keys)
    .where((eb) => isRecent(eb, rules.guard, now))
    .executeTakeFirstOrThrow();
  // What is to be sent yet is sent at once, for all that is known.
  if (found.to_be_sent === 1) return now + heldMs;
  return found.last === null ? null : found.last + heldMs;
}

/** A message that is kept back until then (ms). */
export interface HeldBack {
  readonly message: Pick<Message, 'id' | 'card_id'>;
  readonly until: number;
  /** Since its recipient is left alone; left out: since the same text has just gone there. */
  readonly why?: 'quiet';
}

/** Keeps queued messages back until the guard's time is over, or their hours come, from which their age counts; and shows why. */
export async function holdForGuard(tx: Tx, group: readonly HeldBack[], now: number): Promise<void> {
  await updateEach(
    tx,
    'messages',
    group.map(({ message, until, why }) => ({
      id: message.id,
      set:
        why === undefined
          ? { ...turnAt(LANES.retry, until), held: HELD.guard }
          : { ...turnAt(LANES.retry, until), held: HELD.quiet, fresh_at: until },
    })),
    { column: 'state', in: [STATE.of.queued] },
  );
  await touchCards(
    tx,
    group.map(({ message }) => message.card_id),
    now,
  );
}
