import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { lockAccount, type Reader, type Tx } from './database.ts';
import { incomingColumn, incomingOf, partTextColumn, partTextOf } from './documents.ts';
import type { IncomingTable } from './schema.ts';

/** What a subscriber sent, or the part of it that one deliver_sm carried. */
export interface IncomingPart {
  readonly sender: string;
  readonly recipient: string;
  readonly text: string;
  /** Null: a whole message. */
  readonly concatenation: {
    readonly reference: number;
    readonly part: number;
    readonly parts: number;
  } | null;
}

export interface Incoming {
  readonly id: string;
  readonly account: string;
  readonly sender: string;
  readonly recipient: string;
  readonly text: string;
  /** Numbers of parts that never came. */
  readonly missing: readonly number[];
  readonly receivedAt: number;
}

/** How a message came; by HTTP it may have an id of the provider's. */
export type Arrival = { readonly via: 'smpp' } | { readonly via: 'http'; readonly id: string | null };

const BY_SMPP: Arrival = { via: 'smpp' };

/**
 * How long after its first coming a message is recognised when it comes the other way (ms): the provider keeps a
 * day for an SMPP bind that is away.
 */
const OTHER_WAY_MS = 24 * 3600 * 1000;
/** Newest messages of a sender that are looked through. */
const OTHER_WAY_ROWS = 100;

/** White space is where the two ways may differ. */
const wordsOf = (text: string) => text.replace(/\s+/g, ' ').trim();

/**
 * Whether this is a message that is kept already: an HTTP call that is repeated, or the same message by the other
 * way. An SMPP message has no id, so its likeness is its sender and words; each one that came by one way is matched
 * by one that comes the other, no more, so that people may write the same twice.
 */
async function cameBefore(tx: Tx, message: Omit<Incoming, 'id'>, arrival: Arrival): Promise<boolean> {
  const otherWay = arrival.via === 'http' ? 'smpp' : 'http';
  const id = arrival.via === 'http' ? arrival.id : null;
  const candidates = await tx.db
    .selectFrom('incoming')
    .select(['id', 'recipient', 'body', 'via', 'provider_id'])
    .where('account', '=', message.account)
    .where('sender', '=', message.sender)
    .where('received_at', '>', message.receivedAt - OTHER_WAY_MS)
    .where((eb) => eb.or([eb('via', '=', otherWay), ...(id === null ? [] : [eb('provider_id', '=', id)])]))
    .orderBy('received_at', 'desc')
    .limit(OTHER_WAY_ROWS)
    .execute();
  const alike = candidates.filter(
    ({ recipient, body }) =>
      (recipient === message.recipient || recipient === '' || message.recipient === '') &&
      wordsOf(incomingOf({ body }).text) === wordsOf(message.text),
  );
  if (id !== null && alike.some(({ provider_id }) => provider_id === id)) return true;
  const other = alike.findLast(({ via }) => via === otherWay);
  if (!other) return false;
  await tx.db
    .updateTable('incoming')
    .set({ via: 'both', ...(id === null ? {} : { provider_id: id }) })
    .where('id', '=', other.id)
    .execute();
  return true;
}

/** Null when it is kept already. */
async function keep(
  tx: Tx,
  message: Omit<Incoming, 'id'>,
  arrival: Arrival = BY_SMPP,
): Promise<Incoming | null> {
  if (await cameBefore(tx, message, arrival)) return null;
  const id = uuid();
  await tx.db
    .insertInto('incoming')
    .values({
      id,
      account: message.account,
      sender: message.sender,
      recipient: message.recipient,
      ...incomingColumn(message),
      received_at: message.receivedAt,
      unseen_at: message.receivedAt,
      unplaced_at: message.receivedAt,
      via: arrival.via,
      provider_id: arrival.via === 'http' ? arrival.id : null,
    })
    .execute();
  tx.changed('incoming');
  return { id, ...message };
}

/**
 * Keeps a message or a part. Returns the whole message once all parts are there, a repeated part changing nothing;
 * null too when the message came the other way before.
 */
export async function storeIncoming(
  tx: Tx,
  account: string,
  { sender, recipient, text, concatenation }: IncomingPart,
  now: number,
  arrival: Arrival = BY_SMPP,
): Promise<Incoming | null> {
  // What comes side by side, two parts or the same message by both ways, must see each other.
  await lockAccount(tx, account);
  if (!concatenation) {
    return keep(tx, { account, sender, recipient, text, missing: [], receivedAt: now }, arrival);
  }
  const { reference, part, parts } = concatenation;
  await tx.db
    .insertInto('incoming_parts')
    .values({
      account,
      sender,
      recipient,
      reference,
      part,
      parts,
      ...partTextColumn(text),
      received_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['account', 'sender', 'recipient', 'reference', 'part']).doNothing(),
    )
    .execute();
  const { n } = await tx.db
    .selectFrom('incoming_parts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account', '=', account)
    .where('sender', '=', sender)
    .where('recipient', '=', recipient)
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return n < parts ? null : join(tx, { account, sender, recipient, reference }, now);
}

interface Concatenation {
  account: string;
  sender: string;
  recipient: string;
  reference: number;
}

async function join(tx: Tx, of: Concatenation, now: number): Promise<Incoming | null> {
  const rows = await tx.db
    .deleteFrom('incoming_parts')
    .where('account', '=', of.account)
    .where('sender', '=', of.sender)
    .where('recipient', '=', of.recipient)
    .where('reference', '=', of.reference)
    .returningAll()
    .execute();
  const [first] = rows;
  if (!first) return null;
  const there = new Map(rows.map((row) => [row.part, partTextOf(row)]));
  const numbers = Array.from({ length: first.parts }, (_, index) => index + 1);
  return keep(tx, {
    account: of.account,
    sender: of.sender,
    recipient: of.recipient,
    // Half a surrogate pair whose other half was in a part that never came is no character.
    text: numbers
      .map((number) => there.get(number) ?? '…')
      .join('')
      .toWellFormed(),
    missing: numbers.filter((number) => !there.has(number)),
    receivedAt: now,
  });
}

/** Long messages that began before `before` (ms) and are still not whole are kept as far as they came. */
export async function joinUnfinished(
  tx: Tx,
  account: string,
  before: number,
  now: number,
): Promise<Incoming[]> {
  await lockAccount(tx, account);
  const stale = await tx.db
    .selectFrom('incoming_parts')
    .select(['account', 'sender', 'recipient', 'reference'])
    .where('account', '=', account)
    .groupBy(['account', 'sender', 'recipient', 'reference'])
    .having((eb) => eb(eb.fn.max('received_at'), '<', before))
    .execute();
  const joined: Incoming[] = [];
  for (const of of stale) {
    const message = await join(tx, of, now);
    if (message) joined.push(message);
  }
  return joined;
}

function read(row: Selectable<IncomingTable>): Incoming {
  const { id, account, sender, recipient, received_at } = row;
  return { id, account, sender, recipient, ...incomingOf(row), receivedAt: received_at };
}

export async function findIncoming(db: Reader, id: string): Promise<Incoming | null> {
  const row = await db.selectFrom('incoming').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? read(row) : null;
}

/** Messages that no chat shows yet, oldest first. */
export function unseenIncoming(db: Reader, limit: number): Promise<Incoming[]> {
  return waitingSince(db, 'unseen_at', limit);
}

/** Messages that want cards, oldest first. */
export function unplacedIncoming(db: Reader, limit: number): Promise<Incoming[]> {
  return waitingSince(db, 'unplaced_at', limit);
}

async function waitingSince(
  db: Reader,
  column: 'unseen_at' | 'unplaced_at',
  limit: number,
): Promise<Incoming[]> {
  const rows = await db
    .selectFrom('incoming')
    .selectAll()
    .where(column, 'is not', null)
    .orderBy(column)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(read);
}
