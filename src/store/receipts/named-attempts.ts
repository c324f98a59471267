import { type RawBuilder, sql } from 'kysely';
import { mayBeTo } from '../../messages/party.ts';
import {
  type IdHabit,
  keyOf,
  meantAttempt,
  type Named,
  perhapsMeant,
  WAYS,
  type WrittenId,
  waysToMean,
} from '../../messages/receipt-id.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader } from '../engine/database.ts';
import { VIA } from '../tables/coded.ts';

/** An attempt that the provider has answered with an id, or a receipt has given one. */
interface NamedAttempt {
  readonly id: number;
  readonly message_id: number;
  readonly provider_id: string | null;
  readonly committed_at: number;
  readonly recipient: string;
}

/** What a receipt says of whose it is. */
export interface Sought {
  readonly named: Named;
  /** The addresses that it names. */
  readonly parties: readonly string[];
  /** Attempts that were put on record later (ms) had this id after it. */
  readonly until?: number;
}

/** Whose a receipt is. */
export interface Found extends NamedAttempt {
  /** How ids are written, if it means this one; as far as it shows, and nothing but this attempt can be meant. */
  readonly ways: readonly WrittenId[];
}

/** Whether an attempt has one of these ids, whatever their case and leading zeros: see 0018-receipt-ids. */
export const hasId = (ids: readonly string[]): RawBuilder<boolean> => {
  // SQLite lowers ASCII alone.
  const lowered = ids.map((id) => id.replace(/^0+/, '').replace(/[A-Z]+/g, (some) => some.toLowerCase()));
  const keys = new Set([...ids.map(keyOf), ...lowered]);
  return sql<boolean>`attempts.provider_id is not null and lower(ltrim(attempts.provider_id, '0')) in (${sql.join([...keys])})`;
};

/** All attempts by these ids, whatever their case and leading zeros, oldest first. */
async function attemptsWith(db: Reader, account: string, ids: readonly string[]): Promise<NamedAttempt[]> {
  const found: NamedAttempt[] = [];
  for (const some of chunks([...new Set(ids)])) {
    const rows = await db
      .selectFrom('attempts')
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .innerJoin('ways', 'ways.id', 'attempts.way')
      .select(['attempts.id', 'attempts.message_id', 'attempts.provider_id', 'attempts.committed_at'])
      .select('messages.recipient')
      .where(hasId(some))
      .where('ways.account', '=', account)
      .orderBy('attempts.id')
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Ids with so many characters may come from a provider that counts its messages, and mean another one in another base. */
const COUNTED = 4;

/** Recipients, of these, to whom something was submitted whose id is not known (yet): it may be any. */
async function awaited(db: Reader, account: string, recipients: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of chunks([...new Set(recipients)])) {
    const attempts = db
      .selectFrom('attempts')
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .innerJoin('ways', 'ways.id', 'attempts.way')
      .select('messages.recipient')
      .distinct()
      .where('ways.account', '=', account);
    const rows = [
      ...(await attempts
        .where('attempts.open', 'is not', null)
        .where('messages.recipient', 'in', some)
        .execute()),
      ...(await attempts.where('attempts.unanswered_to', 'in', some).execute()),
    ];
    for (const { recipient } of rows) found.add(recipient);
  }
  return found;
}

/** Attempts that each receipt may mean by its ids and by the addresses that it names, oldest first. */
async function candidates(
  db: Reader,
  account: string,
  sought: readonly Sought[],
  written: WrittenId | null,
): Promise<NamedAttempt[][]> {
  const ids = sought.map(({ named }) => perhapsMeant(named, written));
  const known = await attemptsWith(db, account, ids.flat());
  const byKey = Map.groupBy(known, ({ provider_id }) => keyOf(provider_id ?? ''));
  return sought.map(({ parties, until = Number.POSITIVE_INFINITY }, index) =>
    [...new Set((ids[index] ?? []).map(keyOf))]
      .flatMap((key) => byKey.get(key) ?? [])
      .filter(({ recipient, committed_at }) => mayBeTo(parties, recipient) && committed_at <= until)
      .toSorted((one, other) => one.id - other.id),
  );
}

/**
 * The attempts that receipts mean by their ids, and by the addresses that they name: the id alone is not trusted, since
 * two hosts, or one that was restarted, may give it twice. In order; null where none is meant, or more than one may be.
 */
export async function attemptsNamed(
  db: Reader,
  account: string,
  sought: readonly Sought[],
  written: WrittenId | null,
): Promise<(Found | null)[]> {
  const fitting = await candidates(db, account, sought, written);
  const found = sought.map(({ named, parties }, index) =>
    foundAmong(fitting[index] ?? [], meantAttempt(named, fitting[index] ?? [], written), { named, parties }),
  );
  if (written !== null) return found;
  // While it is not known how ids are written, one that nobody knows yet may be meant.
  const isDoubtful = (one: Found | null): boolean =>
    one !== null && keyOf(one.provider_id ?? '').length <= COUNTED && one.ways.length < WAYS.length;
  const unsure = found.map(
    (one, index) => (fitting[index]?.length ?? 0) > 0 && (one === null || isDoubtful(one)),
  );
  if (!unsure.includes(true)) return found;
  const before = await readBefore(db, fitting.filter((_, index) => unsure[index]).flat());
  const open = await awaited(
    db,
    account,
    found.flatMap((one, index) => (one && unsure[index] ? one.recipient : [])),
  );
  return sought.map(({ named, parties }, index) => {
    const one = found[index] ?? null;
    if (!unsure[index] || (one && !open.has(one.recipient))) return one;
    const known = fitting[index] ?? [];
    const read = known.findLast(({ id }) => before.has(reading(id, named.id))) ?? null;
    return one === null || one.id === read?.id ? foundAmong(known, read, { named, parties }) : null;
  });
}

/** What is found, unless the receipt names nobody, and its id could be of several messages. */
function foundAmong(
  known: readonly NamedAttempt[],
  attempt: NamedAttempt | null,
  { named, parties }: Pick<Sought, 'named' | 'parties'>,
): Found | null {
  if (attempt === null) return null;
  const namesNobody = parties.every((party) => party === '');
  if (namesNobody && known.some(({ message_id }) => message_id !== attempt.message_id)) return null;
  return { ...attempt, ways: namesNobody ? [] : waysToMean(named, attempt.provider_id ?? '') };
}

/** An id that was read as an attempt's. */
const reading = (attemptId: number | null, id: string | null): string => JSON.stringify([attemptId, id]);

/** How ids of receipts were read for these attempts: another receipt with that id is of the same one. */
async function readBefore(db: Reader, attempts: readonly NamedAttempt[]): Promise<Set<string>> {
  const readings = new Set<string>();
  for (const ids of chunks([...new Set(attempts.map(({ id }) => id))])) {
    const rows = await db
      .selectFrom('receipts')
      .select(['attempt_id', 'provider_id'])
      .distinct()
      .where('attempt_id', 'in', ids)
      .where('via', '=', VIA.of.smpp)
      .execute();
    for (const { attempt_id, provider_id } of rows) readings.add(reading(attempt_id, provider_id));
  }
  return readings;
}

/** Whether each receipt may mean, by its id, an attempt that is known by one: if so, it is of none that is not. */
export async function mayNameOne(
  db: Reader,
  account: string,
  sought: readonly Sought[],
  { written, isSet }: IdHabit,
): Promise<boolean[]> {
  const fitting = await candidates(db, account, sought, isSet ? written : null);
  return fitting.map((known) => known.length > 0);
}
