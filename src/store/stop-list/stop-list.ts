import { createHmac, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { formsOf, isNumber } from '../../messages/recipient.ts';
import { isLookup } from '../../messages/request.ts';
import type { Message } from '../attempts/outbox.ts';
import { touchCards } from '../chats/cards.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { lockStopList, shareStopList } from '../engine/locks.ts';
import { findEach } from '../engine/update-each.ts';
import type { StopListTable, StopRulesTable } from '../tables/stop-schema.ts';
import { stopAllTo } from './stopped-messages.ts';

/** Why a number is not written to. */
export interface StopEntry {
  /** By which it is known whatever becomes of its number. */
  readonly digest: string;
  /** Digits without +; null: it is known by its digest alone. */
  readonly number: string | null;
  readonly source: StopListTable['source'];
  readonly madeBy: number | null;
  readonly why: string | null;
  readonly incomingId: string | null;
  readonly at: number;
}

/** Why some are to be put on the list. */
export type StopReason = Pick<StopEntry, 'source' | 'madeBy' | 'why' | 'incomingId'>;

/** What a team settles of its list. */
export interface StopRules {
  /** Keywords of its own. */
  readonly words: readonly string[];
  /** Whoever writes a keyword is told once by SMS that it is heeded. */
  readonly confirms: boolean;
}

const KEY_BYTES = 32;
const words = z.array(z.string());

const digestOf = (number: string, key: string): string =>
  createHmac('sha256', key).update(number).digest('hex');

const readEntry = (row: Selectable<StopListTable>): StopEntry => ({
  digest: row.digest,
  number: row.number,
  source: row.source,
  madeBy: row.made_by,
  why: row.why,
  incomingId: row.incoming_id,
  at: row.at,
});

export async function stopRules(db: Reader): Promise<StopRules> {
  const row = await db.selectFrom('stop_rules').select(['words', 'confirms']).executeTakeFirst();
  return row
    ? { words: words.parse(JSON.parse(row.words)), confirms: row.confirms === 1 }
    : { words: [], confirms: true };
}

/** The key of the digests, made where there is none. */
async function makeKey(tx: Tx): Promise<string> {
  const rules: StopRulesTable = {
    id: 1,
    key: randomBytes(KEY_BYTES).toString('hex'),
    words: JSON.stringify([]),
    confirms: 1,
  };
  await tx.db
    .insertInto('stop_rules')
    .values(rules)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { key } = await tx.db.selectFrom('stop_rules').select('key').executeTakeFirstOrThrow();
  return key;
}

export async function changeStopRules(tx: Tx, change: Partial<StopRules>): Promise<void> {
  await makeKey(tx);
  const columns = {
    ...(change.words && { words: JSON.stringify(change.words) }),
    ...(change.confirms !== undefined && { confirms: change.confirms ? 1 : 0 }),
  };
  await tx.db.updateTable('stop_rules').set(columns).execute();
}

/** The key, where anybody is on the list. */
async function keyInUse(db: Snapshot): Promise<string | null> {
  const row = await db
    .selectFrom('stop_rules')
    .select('key')
    .where(({ exists, selectFrom }) => exists(selectFrom('stop_list').select('digest')))
    .executeTakeFirst();
  return row?.key ?? null;
}

/** Of every form in which a number may have been put on the list. */
const digestsOf = (number: string, key: string): string[] =>
  formsOf(number).map((form) => digestOf(form, key));

/** Those of these numbers that are on the list, and why. */
export async function onStopList(
  db: Snapshot,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, StopEntry>> {
  const key = numbers.length > 0 ? await keyInUse(db) : null;
  if (key === null) return new Map();
  const byDigest = new Map(
    numbers.flatMap((number) => digestsOf(number, key).map((digest): [string, string] => [digest, number])),
  );
  const rows = await findEach([...byDigest.keys()], (some) =>
    db.selectFrom('stop_list').selectAll().where('digest', 'in', some).execute(),
  );
  return new Map(rows.map((row) => [byDigest.get(row.digest) ?? '', readEntry(row)]));
}

/** The same; on PostgreSQL nobody is put on the list before this transaction ends, which writes to the others. */
export async function stoppedAmong(
  tx: Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, StopEntry>> {
  if (numbers.length === 0) return new Map();
  await shareStopList(tx);
  return onStopList(tx.db, numbers);
}

/** Those of these messages, tried before, whose numbers were put on the list since they were asked for. */
export async function stoppedSince(
  db: Reader,
  tried: readonly Pick<Message, 'id' | 'recipient' | 'channel' | 'created_at'>[],
): Promise<ReadonlySet<number>> {
  const asked = tried.filter(({ channel, recipient }) => !isLookup(channel) && isNumber(recipient));
  const entries = await onStopList(
    db,
    asked.map(({ recipient }) => recipient),
  );
  const isSince = ({ recipient, created_at }: (typeof asked)[number]) =>
    (entries.get(recipient)?.at ?? Number.NEGATIVE_INFINITY) >= created_at;
  return new Set(asked.filter(isSince).map(({ id }) => id));
}

export const stopEntryOf = async (db: Reader, number: string): Promise<StopEntry | null> =>
  (await onStopList(db, [number])).get(number) ?? null;

/**
 * Puts numbers on the list, each with this reason, unless it is there already: what has not left for them does not go. Nor
 * does what was let pass to one that is there, where somebody asks for it anew. Returns those that were not there.
 */
export async function addToStopList(
  tx: Tx,
  numbers: readonly string[],
  { source, madeBy, why, incomingId }: StopReason,
  now: number,
): Promise<string[]> {
  if (numbers.length === 0) return [];
  await lockStopList(tx);
  const key = await makeKey(tx);
  const there = await onStopList(tx.db, numbers);
  const fresh = [...new Set(numbers)].filter((number) => !there.has(number));
  const rows = fresh.map((number) => ({
    digest: digestOf(number, key),
    number,
    source,
    made_by: madeBy,
    why,
    incoming_id: incomingId,
    at: now,
  }));
  for (const some of chunks(rows)) await tx.db.insertInto('stop_list').values(some).execute();
  await stopAllTo(tx, source === 'file' ? fresh : numbers, now);
  await touchIncoming(tx, fresh, now);
  return fresh;
}

/** Takes a number off the list. Returns why it was there; null: it was not. */
export async function removeFromStopList(tx: Tx, number: string, now: number): Promise<StopEntry | null> {
  await lockStopList(tx);
  const key = await keyInUse(tx.db);
  if (key === null) return null;
  const row = await tx.db
    .deleteFrom('stop_list')
    .where('digest', 'in', digestsOf(number, key))
    .returningAll()
    .executeTakeFirst();
  if (row) await touchIncoming(tx, [number], now);
  return row ? readEntry(row) : null;
}

/** Cards of what a number wrote within this time say whether it is on the list (ms). */
const TOUCHED_MS = 30 * 24 * 3600 * 1000;

/** Cards of what these numbers wrote last are shown anew. */
async function touchIncoming(tx: Tx, numbers: readonly string[], now: number): Promise<void> {
  const cards = await findEach(numbers, (some) =>
    tx.db
      .selectFrom('incoming')
      .innerJoin('incoming_cards', 'incoming_cards.incoming_id', 'incoming.id')
      .select('incoming_cards.card_id')
      .where('incoming.sender', 'in', some)
      .where('incoming.received_at', '>', now - TOUCHED_MS)
      .execute(),
  );
  await touchCards(
    tx,
    cards.map(({ card_id }) => card_id),
    now,
  );
}

/** Who is on the list, the latest first, from the one with this digest on; from the first where there is none. */
export async function stopListFrom(
  db: Reader,
  limit: number,
  from: string | null = null,
): Promise<StopEntry[]> {
  const first = from === null ? undefined : await placeOf(db, from);
  const rows = await db
    .selectFrom('stop_list')
    .selectAll()
    .$if(first !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('at', 'digest'), '<=', tuple(first?.at ?? 0, first?.digest ?? '')),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('digest', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readEntry);
}

/** Those before the one with this digest, the nearest first; none where it is not there. */
export async function stopListBefore(db: Reader, limit: number, digest: string): Promise<StopEntry[]> {
  const last = await placeOf(db, digest);
  if (!last) return [];
  const rows = await db
    .selectFrom('stop_list')
    .selectAll()
    .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'digest'), '>', tuple(last.at, last.digest)))
    .orderBy('at')
    .orderBy('digest')
    .limit(limit)
    .execute();
  return rows.map(readEntry);
}

const placeOf = (db: Reader, digest: string) =>
  db.selectFrom('stop_list').select(['at', 'digest']).where('digest', '=', digest).executeTakeFirst();

/** Before all that there is. */
const LATEST = { at: Number.MAX_SAFE_INTEGER, digest: '' };

/** Those behind one of them, likewise. */
export async function stopListBehind(
  db: Snapshot,
  after: Pick<StopEntry, 'at' | 'digest'> | null,
  limit: number,
): Promise<StopEntry[]> {
  const { at, digest } = after ?? LATEST;
  const rows = await db
    .selectFrom('stop_list')
    .selectAll()
    .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'digest'), '<', tuple(at, digest)))
    .orderBy('at', 'desc')
    .orderBy('digest', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readEntry);
}

export async function countStopList(db: Reader): Promise<number> {
  const { n } = await db
    .selectFrom('stop_list')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
