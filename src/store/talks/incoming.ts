import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Unread } from '../../messages/data-coding.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { lockIncoming } from '../engine/locks.ts';
import { incomingColumn, incomingOf } from '../orders/documents.ts';
import { stopEntryOf } from '../stop-list/stop-list.ts';
import type { IncomingTable } from '../tables/incoming-schema.ts';
import { lastSentTo } from './conversations.ts';
import { addPart, closeUnfinished, type Joined, type Part } from './incoming-parts.ts';
import { asksToStop, heedWish } from './opt-outs.ts';
import { lastEndedAt } from './talks.ts';

/** A message that came in one piece. */
interface WholeMessage {
  readonly sender: string;
  readonly recipient: string;
  readonly concatenation: null;
  readonly text: string;
  /** Absent: all of it was read. */
  readonly unread?: readonly Unread[];
}

/** What a subscriber sent, or the part of it that one deliver_sm carried. */
export type IncomingPart = WholeMessage | Part;

export interface Incoming extends Joined {
  readonly id: string;
  readonly receivedAt: number;
}

/** Ids of kept messages whose arrival the provider surely knows of: it repeats the others. */
type Known = Pick<ReadonlySet<string>, 'has'>;

/** How a message came. By HTTP it may have an id of the provider's, and the time at which it was sent, as written there. */
export type Arrival =
  | { readonly via: 'smpp'; readonly acknowledged: Known }
  | { readonly via: 'http'; readonly id: string | null; readonly time: string | null };

/** None is repeated, as none of a long message is: that is told by its parts. */
const BY_SMPP: Arrival = { via: 'smpp', acknowledged: { has: () => true } };

/**
 * How long after its first coming a message is recognised when it comes again, the same way or the other (ms): the
 * provider keeps a day for an SMPP bind that is away.
 */
const KNOWN_MS = 24 * 3600 * 1000;
/**
 * The same for one of which neither id nor time tells (ms), by whichever bind or account: an SMSC repeats what was not
 * answered within a minute or so, or at the next bind, while people who write the same words mean it after a while. They
 * mean it at once where something came between, ours or theirs: "yes" to the next question, or "yes" after all; unless
 * the SMSC has yet to repeat those of before.
 */
export const REPEATED_MS = 5 * 60 * 1000;
/** Newest messages of a sender that are looked through. */
const LOOKED_THROUGH = 100;

/** White space is where the two ways may differ. */
const wordsOf = ({ text, unread }: Pick<Joined, 'text' | 'unread'>) =>
  JSON.stringify([text.replace(/\s+/g, ' ').trim(), unread]);

/**
 * The id of the message that is kept already, if this is one; else null. One that came by HTTP has an id of the
 * provider's and a time, which tell it from all others that did; but its signature covers the words and the numbers
 * alone, so the same words of the same time are no other message for having another id, nor those of the same id for
 * having another time. One that came by SMPP has neither: its likeness is its sender, recipient and words. Each message
 * that came by one way is matched by one that comes the other, no more, so that people may write the same twice; and one
 * of which the provider may not know that it is kept by one repeat, whose answer tells it.
 */
async function keptAs(tx: Tx, message: Omit<Incoming, 'id'>, arrival: Arrival): Promise<string | null> {
  const otherWay = arrival.via === 'http' ? 'smpp' : 'http';
  const { id, time } = arrival.via === 'http' ? arrival : { id: null, time: null };
  const repeatedSince = message.receivedAt - REPEATED_MS;
  const candidates = await tx.db
    .selectFrom('incoming')
    .select(['id', 'recipient', 'body', 'via', 'provider_id', 'provider_time', 'received_at'])
    .where('sender', '=', message.sender)
    .where('received_at', '>', message.receivedAt - KNOWN_MS)
    .where((eb) =>
      eb.or([
        eb('via', '=', otherWay),
        eb('received_at', '>', repeatedSince),
        eb('provider_id', '=', id),
        eb('provider_time', '=', time),
      ]),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LOOKED_THROUGH)
    .execute();
  const written = candidates.filter(
    ({ recipient }) => recipient === message.recipient || recipient === '' || message.recipient === '',
  );
  const isAlike = ({ body }: (typeof written)[number]) => wordsOf(incomingOf({ body })) === wordsOf(message);
  const alike = written.filter(isAlike);
  const called = alike.find(
    ({ provider_id, provider_time }) =>
      (id !== null && provider_id === id) || (time !== null && provider_time === time),
  );
  if (called) return called.id;
  const other = alike.findLast(({ via }) => via === otherWay);
  if (other) {
    await tx.db
      .updateTable('incoming')
      .set({ via: 'both', ...(arrival.via === 'http' ? { provider_id: id, provider_time: time } : {}) })
      .where('id', '=', other.id)
      .execute();
    return other.id;
  }
  const isRecent = ({ received_at, provider_id, provider_time }: (typeof written)[number]) =>
    received_at > repeatedSince &&
    (id === null || provider_id === null) &&
    (time === null || provider_time === null);
  if (arrival.via === 'smpp') {
    const owed = alike.findLast((one) => isRecent(one) && !arrival.acknowledged.has(one.id));
    if (owed) return owed.id;
  }
  const unlike = written.findIndex((one) => !isAlike(one));
  const last = written.slice(0, unlike < 0 ? undefined : unlike).find(isRecent);
  const isLast = last && last.received_at > (await lastDealtWithAt(tx.db, message.sender));
  return isLast && !(await asksAnew(tx.db, message)) ? last.id : null;
}

/** Whether somebody asks not to be written to whom a person has taken off the list since they asked before. */
const asksAnew = async (db: Reader, message: Omit<Incoming, 'id'>): Promise<boolean> =>
  (await asksToStop(db, message)) && (await stopEntryOf(db, message.sender)) === null;

/** When a sender was last written to, or somebody said that nothing more is to be done (ms); 0: never. */
async function lastDealtWithAt(db: Reader, sender: string): Promise<number> {
  const sent = await lastSentTo(db, sender);
  return Math.max(sent?.at ?? 0, await lastEndedAt(db, sender));
}

/** What became of a message or a part. */
interface Taken {
  /** The message that it is kept as, or as a part of; null: parts are waited for, or it is a part that came before. */
  readonly id: string | null;
  /** What is to be shown. */
  readonly message: Incoming | null;
}

async function keep(
  tx: Tx,
  message: Omit<Incoming, 'id'>,
  arrival: Arrival = BY_SMPP,
): Promise<Taken & { readonly id: string }> {
  const before = await keptAs(tx, message, arrival);
  if (before !== null) return { id: before, message: null };
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
      ...(arrival.via === 'http' ? { provider_id: arrival.id, provider_time: arrival.time } : {}),
    })
    .execute();
  tx.changed('incoming');
  await heedWish(tx, { id, ...message });
  const { account, sender, recipient } = message;
  tx.happened({ kind: 'incoming', id, account, sender, recipient });
  return { id, message: { id, ...message } };
}

/**
 * Keeps a message or a part. Returns a message that is to be shown: this one, the one that the part makes whole, or one
 * that can become whole no more, since the part has its place. Null while parts are waited for, and when the message came
 * before.
 */
export async function storeIncoming(
  tx: Tx,
  account: string,
  part: IncomingPart,
  now: number,
  arrival: Arrival = BY_SMPP,
): Promise<Incoming | null> {
  return (await takeIncoming(tx, account, part, now, arrival)).message;
}

/** The same, and as which message it is kept. */
export async function takeIncoming(
  tx: Tx,
  account: string,
  part: IncomingPart,
  now: number,
  arrival: Arrival,
): Promise<Taken> {
  // What comes side by side, two parts or the same message by both ways, must see each other.
  await lockIncoming(tx);
  if (part.concatenation === null) {
    const { sender, recipient, text, unread = [] } = part;
    return keep(tx, { account, sender, recipient, text, missing: [], unread, receivedAt: now }, arrival);
  }
  const joined = await addPart(tx, account, part, now);
  return joined ? keep(tx, { ...joined, receivedAt: now }) : { id: null, message: null };
}

/** Long messages none of whose parts came after `before` (ms) are kept as far as they came, each account's. */
export async function joinUnfinished(tx: Tx, before: number, now: number): Promise<Incoming[]> {
  await lockIncoming(tx);
  const kept: Incoming[] = [];
  for (const joined of await closeUnfinished(tx, before, now)) {
    const { message } = await keep(tx, { ...joined, receivedAt: now });
    if (message) kept.push(message);
  }
  return kept;
}

/** A message, old or new. */
export interface StoredIncoming extends Incoming {
  /** When its text was forgotten; null: it is there. */
  readonly forgottenAt: number | null;
}

function read(row: Selectable<IncomingTable>): Incoming {
  const { id, account, sender, recipient, received_at } = row;
  return { id, account, sender, recipient, ...incomingOf(row), receivedAt: received_at };
}

const readStored = (row: Selectable<IncomingTable>): StoredIncoming => ({
  ...read(row),
  forgottenAt: row.forgotten_at,
});

export async function findIncoming(db: Reader, id: string): Promise<StoredIncoming | null> {
  const row = await db.selectFrom('incoming').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? readStored(row) : null;
}

/** Those that came the same way from a time (ms) up to a message, which is the last; the newest, and how many there are. */
export async function incomingUpTo(
  db: Reader,
  { account, sender, recipient, receivedAt }: Incoming,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<{ readonly messages: StoredIncoming[]; readonly count: number }> {
  const alike = db
    .selectFrom('incoming')
    .where('sender', '=', sender)
    .where('received_at', '>=', since)
    .where('received_at', '<=', receivedAt)
    .where('recipient', '=', recipient)
    .where('account', '=', account);
  const rows = await alike
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const { n } = await alike.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return { messages: rows.map(readStored).toReversed(), count: n };
}

/** The last message that came from a number to one of ours. */
export async function lastIncoming(
  db: Reader,
  { account, number, own }: { readonly account: string; readonly number: string; readonly own: string },
): Promise<StoredIncoming | null> {
  const row = await db
    .selectFrom('incoming')
    .selectAll()
    .where('sender', '=', number)
    .where('recipient', '=', own)
    .where('account', '=', account)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? readStored(row) : null;
}

/** Those of the same that no chat shows yet, the oldest first. */
export function unseenOf(
  db: Reader,
  { account, number, own }: Parameters<typeof lastIncoming>[1],
): Promise<Pick<Selectable<IncomingTable>, 'id' | 'received_at'>[]> {
  return db
    .selectFrom('incoming')
    .select(['id', 'received_at'])
    .where('sender', '=', number)
    .where('recipient', '=', own)
    .where('account', '=', account)
    .where('unseen_at', 'is not', null)
    .orderBy('received_at')
    .execute();
}

/** The last messages of a sender, the newest first. */
export async function incomingFrom(db: Reader, sender: string, limit: number): Promise<StoredIncoming[]> {
  const rows = await db
    .selectFrom('incoming')
    .selectAll()
    .where('sender', '=', sender)
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readStored);
}

/** What a number wrote after that time (ms), the newest first. */
export async function incomingSince(
  db: Reader,
  sender: string,
  since: number,
  limit: number,
): Promise<Incoming[]> {
  const rows = await db
    .selectFrom('incoming')
    .selectAll()
    .where('sender', '=', sender)
    .where('received_at', '>', since)
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(read);
}

/** Messages that want cards, oldest first. */
export async function unplacedIncoming(db: Reader, limit: number): Promise<Incoming[]> {
  const rows = await db
    .selectFrom('incoming')
    .selectAll()
    .where('unplaced_at', 'is not', null)
    .orderBy('unplaced_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(read);
}
