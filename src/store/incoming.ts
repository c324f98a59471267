import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Reader, Tx } from './database.ts';
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

async function keep(tx: Tx, message: Omit<Incoming, 'id'>): Promise<Incoming> {
  const id = uuid();
  await tx.db
    .insertInto('incoming')
    .values({
      id,
      account: message.account,
      sender: message.sender,
      recipient: message.recipient,
      body: JSON.stringify({ text: message.text, missing: message.missing }),
      received_at: message.receivedAt,
      unseen_at: message.receivedAt,
    })
    .execute();
  tx.changed('incoming');
  return { id, ...message };
}

/** Keeps a message or a part. Returns the whole message once all parts are there, a repeated part changing nothing. */
export async function storeIncoming(
  tx: Tx,
  account: string,
  { sender, recipient, text, concatenation }: IncomingPart,
  now: number,
): Promise<Incoming | null> {
  if (!concatenation) return keep(tx, { account, sender, recipient, text, missing: [], receivedAt: now });
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
      text: JSON.stringify(text),
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
  const there = new Map(rows.map((row) => [row.part, JSON.parse(row.text) as string]));
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
  const body = JSON.parse(row.body) as { text: string; missing: number[] };
  const { id, account, sender, recipient, received_at } = row;
  return { id, account, sender, recipient, ...body, receivedAt: received_at };
}

export async function findIncoming(db: Reader, id: string): Promise<Incoming | null> {
  const row = await db.selectFrom('incoming').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? read(row) : null;
}

/** Messages that no card shows yet, oldest first. */
export async function unseenIncoming(db: Reader, limit: number): Promise<Incoming[]> {
  const rows = await db
    .selectFrom('incoming')
    .selectAll()
    .where('unseen_at', 'is not', null)
    .orderBy('unseen_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(read);
}

export async function markSeen(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('incoming').set({ unseen_at: null }).where('id', '=', id).execute();
}
