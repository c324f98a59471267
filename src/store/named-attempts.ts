import { type RawBuilder, sql } from 'kysely';
import { mayBeTo } from '../messages/party.ts';
import {
  type IdHabit,
  keyOf,
  meantAttempt,
  type Named,
  perhapsMeant,
  type WrittenId,
  waysToMean,
} from '../messages/receipt-id.ts';
import type { Reader } from './database.ts';
import { chunks } from './update-each.ts';

/** An attempt that the provider has answered with an id, or a receipt has given one. */
export interface NamedAttempt {
  readonly id: string;
  readonly message_id: string;
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
  return sql<boolean>`lower(ltrim(attempts.provider_id, '0')) in (${sql.join([...keys])})`;
};

/** All attempts by these ids, whatever their case and leading zeros, oldest first. */
async function attemptsWith(db: Reader, account: string, ids: readonly string[]): Promise<NamedAttempt[]> {
  const found: NamedAttempt[] = [];
  for (const some of chunks([...new Set(ids)])) {
    const rows = await db
      .selectFrom('attempts')
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .select(['attempts.id', 'attempts.message_id', 'attempts.provider_id', 'attempts.committed_at'])
      .select('messages.recipient')
      .where(hasId(some))
      .where('attempts.account', '=', account)
      .orderBy('attempts.id')
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Recipients, of these, to whom a submit is under way: its id may be any. */
async function awaited(db: Reader, account: string, recipients: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of chunks([...new Set(recipients)])) {
    const rows = await db
      .selectFrom('attempts')
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .select('messages.recipient')
      .distinct()
      .where('attempts.account', '=', account)
      .where('attempts.open_at', 'is not', null)
      .where('messages.recipient', 'in', some)
      .execute();
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
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
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
  const found = sought.map(({ named, parties }, index) => {
    const known = fitting[index] ?? [];
    const attempt = meantAttempt(named, known, written);
    if (attempt === null) return null;
    const namesNobody = parties.every((party) => party === '');
    if (namesNobody && known.some(({ message_id }) => message_id !== attempt.message_id)) return null;
    const ways = namesNobody ? [] : waysToMean(named, attempt.provider_id ?? '');
    return { ...attempt, ways };
  });
  if (written !== null) return found;
  // While it is not known how ids are written, another that is to come may be meant.
  const recipients = found.flatMap((one) => one?.recipient ?? []);
  const open = recipients.length > 0 ? await awaited(db, account, recipients) : new Set<string>();
  return found.map((one) => (one && open.has(one.recipient) ? null : one));
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
