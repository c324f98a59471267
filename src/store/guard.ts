import type { ExpressionBuilder } from 'kysely';
import type { GuardTimes } from '../messages/in-doubt.ts';
import { LANES } from '../messages/lanes.ts';
import { touchCards } from './cards.ts';
import type { Reader, Tx } from './database.ts';
import type { Message } from './outbox.ts';
import type { Schema } from './schema.ts';
import { turnAt } from './turns.ts';
import { updateEach } from './update-each.ts';

/** A message that was tried so lately that the provider may still refuse an identical one. */
export interface Warm {
  readonly id: string;
  readonly guard_key: string;
  readonly attempted_at: number;
}

/** Messages with these guard keys, whoever wrote them, that were tried within the guard's time. */
export async function warmMessages({ db, rules }: Tx, keys: readonly string[], now: number): Promise<Warm[]> {
  const { heldMs } = rules.guard;
  if (keys.length === 0 || heldMs === 0) return [];
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'guard_key', 'attempted_at'])
    .where('guard_key', 'in', keys)
    .where('attempted_at', '>', now - heldMs)
    .execute();
  return rows.map(({ attempted_at, ...row }) => ({ ...row, attempted_at: attempted_at ?? now }));
}

type Held = Pick<GuardTimes, 'heldMs'>;

/** To be sent yet, or tried within the guard's time. */
const isRecent = (eb: ExpressionBuilder<Schema, 'messages'>, { heldMs }: Held, now: number) =>
  eb.or([eb('attempted_at', '>', now - heldMs), eb('state', '=', 'queued')]);

/**
 * How many of these guard keys belong to a message that waits to be sent, or was tried within the guard's time; none
 * where the provider keeps no guard.
 */
export async function countRepeated(
  { db, rules }: Tx,
  keys: readonly string[],
  now: number,
): Promise<number> {
  if (rules.guard.heldMs === 0) return 0;
  let count = 0;
  for (let at = 0; at < keys.length; at += KEYS) {
    const { n } = await db
      .selectFrom('messages')
      .select((eb) => eb.fn.count<number>('guard_key').distinct().as('n'))
      .where('guard_key', 'in', keys.slice(at, at + KEYS))
      .where((eb) => isRecent(eb, rules.guard, now))
      .executeTakeFirstOrThrow();
    count += n;
  }
  return count;
}

/** Keys a statement: SQLite binds 32,766 values at most. */
const KEYS = 5_000;

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
  if (guard.heldMs === 0) return null;
  const others = await db
    .selectFrom('messages')
    .select(['state', 'attempted_at'])
    .where('guard_key', '=', guard_key)
    .where('id', '!=', id)
    .where((eb) => isRecent(eb, guard, now))
    .execute();
  if (others.length === 0) return null;
  if (others.some(({ state }) => state === 'queued')) return 'queued';
  return Math.max(...others.map(({ attempted_at }) => attempted_at ?? now));
}

/** A message that is kept back until then (ms). */
export interface HeldBack {
  readonly message: Pick<Message, 'id' | 'card_id'>;
  readonly until: number;
}

/** Keeps queued messages back until the guard's time is over, and shows why. */
export async function holdForGuard(tx: Tx, group: readonly HeldBack[], now: number): Promise<void> {
  await updateEach(
    tx,
    'messages',
    group.map(({ message, until }) => ({
      id: message.id,
      set: { ...turnAt(LANES.retry, until), waiting_for: 'guard' as const },
    })),
    { column: 'state', in: ['queued'] },
  );
  await touchCards(
    tx,
    group.map(({ message }) => message.card_id),
    now,
  );
}
