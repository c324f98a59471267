import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type Octets, readOctets, type Unread, unreadOf } from '../../messages/data-coding.ts';
import type { Tx } from '../engine/database.ts';
import type { IncomingPartsTable } from '../tables/incoming-schema.ts';

/*
 * Parts of long messages. Those of one sender to one recipient with one reference, of one width, and one total make a
 * set, whichever account and bind each came by. An eight-bit reference comes round with every 256th message, and some
 * phones have but one, so a set takes each number once:
 *
 *   the part             is the set's own already   comes with another text         is new to the set
 *   a set is open        nothing changes            the set is joined unfinished,   joins it, unless an earlier set
 *                                                   the part begins another         had the same: then it is doubtful
 *   the set was joined   nothing changes            the part begins another         begins another
 *
 * A doubtful part stands in for one that does not come until the set is joined unfinished.
 */

/** For how long after it was joined a message is known, so that a part which comes again shows nothing (ms). */
export const PARTS_MEMORY = 3600 * 1000;
/** Parts forgotten in one transaction. */
const FORGOTTEN = 500;

/** What a part says of the whole. */
export interface Concatenation {
  readonly series: IncomingPartsTable['series'];
  readonly reference: number;
  /** Counts from 1. */
  readonly part: number;
  readonly parts: number;
}

/** What one deliver_sm carried of a long message. */
export interface Part {
  readonly sender: string;
  readonly recipient: string;
  readonly concatenation: Concatenation;
  readonly octets: Octets;
}

/** A message whose parts were put together. */
export interface Joined {
  readonly account: string;
  readonly sender: string;
  readonly recipient: string;
  readonly text: string;
  /** Numbers of parts that never came. */
  readonly missing: readonly number[];
  readonly unread: readonly Unread[];
}

type Row = Selectable<IncomingPartsTable>;

/** Keeps a part. Returns the message that it makes whole, or the one that it shows to have been given up. */
export async function addPart(tx: Tx, account: string, part: Part, now: number): Promise<Joined | null> {
  const known = await knownParts(tx, part, now);
  const open = known.filter(({ closed_at }) => closed_at === null);
  const there = open.find((row) => row.part === part.concatenation.part);
  const likeness = likenessOf(part.octets);
  const isSame = (row: Row) => row.part === part.concatenation.part && likenessOf(octetsOf(row)) === likeness;
  const cameBefore = known.some((row) => row.closed_at !== null && isSame(row));
  const isTaken = there?.doubtful === 0;
  if (open.some(isSame) || (cameBefore && (isTaken || open.length === 0))) return null;

  const set = isTaken ? [] : open;
  const row: Row = {
    set_id: set[0]?.set_id ?? uuid(),
    account: set[0]?.account ?? account,
    sender: part.sender,
    recipient: part.recipient,
    ...part.concatenation,
    octets: part.octets.octets.toString('hex'),
    data_coding: part.octets.dataCoding,
    default_alphabet: part.octets.defaultAlphabet,
    doubtful: cameBefore ? 1 : 0,
    received_at: now,
    closed_at: null,
  };
  const joined = isTaken ? await close(tx, open, now) : null;
  await tx.db
    .insertInto('incoming_parts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['set_id', 'part']).doUpdateSet(row))
    .execute();
  if (joined) return joined;
  const all = [...set.filter((one) => one !== there), row];
  const isWhole = all.filter(({ doubtful }) => doubtful === 0).length === row.parts;
  return isWhole ? close(tx, all, now) : null;
}

/** Puts together what came of messages none of whose parts came after `before` (ms). */
export async function closeUnfinished(tx: Tx, before: number, now: number): Promise<Joined[]> {
  const rows = await tx.db
    .selectFrom('incoming_parts')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('set_id', 'not in', (eb) =>
      eb
        .selectFrom('incoming_parts')
        .select('set_id')
        .where('closed_at', 'is', null)
        .where('received_at', '>=', before),
    )
    .orderBy('set_id')
    .execute();
  const joined: Joined[] = [];
  for (const set of Map.groupBy(rows, ({ set_id }) => set_id).values())
    joined.push(await close(tx, set, now));
  return joined;
}

/** Forgets some of what was joined before `before` (ms). Returns whether any is left. */
export async function forgetParts(tx: Tx, before: number): Promise<boolean> {
  const old = await tx.db
    .selectFrom('incoming_parts')
    .select(['set_id', 'part'])
    .where('closed_at', '<=', before)
    .orderBy('closed_at')
    .limit(FORGOTTEN)
    .execute();
  for (const { set_id, part } of old) {
    await tx.db.deleteFrom('incoming_parts').where('set_id', '=', set_id).where('part', '=', part).execute();
  }
  return old.length >= FORGOTTEN;
}

/** The parts of its set, and of those that had the same reference not long ago. */
function knownParts(tx: Tx, { sender, recipient, concatenation }: Part, now: number): Promise<Row[]> {
  const { series, reference, parts } = concatenation;
  return tx.db
    .selectFrom('incoming_parts')
    .selectAll()
    .where('sender', '=', sender)
    .where('recipient', '=', recipient)
    .where('series', '=', series)
    .where('reference', '=', reference)
    .where('parts', '=', parts)
    .where((eb) => eb.or([eb('closed_at', 'is', null), eb('closed_at', '>', now - PARTS_MEMORY)]))
    .execute();
}

const octetsOf = ({ octets, data_coding, default_alphabet }: Row): Octets => ({
  octets: Buffer.from(octets, 'hex'),
  dataCoding: data_coding,
  defaultAlphabet: default_alphabet,
});

/** Equal for what says the same, in whatever alphabet another bind brings it. */
function likenessOf(octets: Octets): string {
  const { text, isWhole } = readOctets(octets);
  return JSON.stringify(isWhole ? text : unreadOf(octets));
}

async function close(tx: Tx, rows: readonly Row[], now: number): Promise<Joined> {
  const [first] = rows;
  if (!first) throw new Error('a message of no parts');
  await tx.db
    .updateTable('incoming_parts')
    .set({ closed_at: now })
    .where('set_id', '=', first.set_id)
    .execute();
  const { account, sender, recipient } = first;
  return { account, sender, recipient, ...contentOf(rows, first.parts) };
}

/** What follows each other in one alphabet is read as one: characters are cut between parts. */
function contentOf(rows: readonly Row[], parts: number): Pick<Joined, 'text' | 'missing' | 'unread'> {
  const there = new Map(rows.map((row) => [row.part, octetsOf(row)]));
  const numbers = Array.from({ length: parts }, (_, index) => index + 1);
  const readings = runsOf(numbers.map((number) => there.get(number) ?? null)).map((run) => {
    if (!run) return { text: '…', unread: [] };
    const { text, isWhole } = readOctets(run);
    return { text, unread: isWhole ? [] : [unreadOf(run)] };
  });
  return {
    text: readings.map(({ text }) => text).join(''),
    missing: numbers.filter((number) => !there.has(number)),
    unread: readings.flatMap(({ unread }) => unread),
  };
}

function runsOf(parts: readonly (Octets | null)[]): (Octets | null)[] {
  const runs: (Octets | null)[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    const goesOn =
      part && last?.dataCoding === part.dataCoding && last.defaultAlphabet === part.defaultAlphabet;
    if (goesOn) runs[runs.length - 1] = { ...part, octets: Buffer.concat([last.octets, part.octets]) };
    else runs.push(part);
  }
  return runs;
}
