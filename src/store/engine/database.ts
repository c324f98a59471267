import type { Kysely, Transaction } from 'kysely';
import type { Rules } from '../../messages/rules.ts';
import type { Count, Counting } from '../campaigns/tally-deltas.ts';
import type { ChainChange } from '../chains/chain-deltas.ts';
import type { Aside, CameIn, Happened, Moved } from '../stats/event-deltas.ts';
import type { Hourly, HourlyOrder } from '../stats/hour-deltas.ts';
import type { Schema } from '../tables/schema.ts';
import type { Changes, Topic } from './changes.ts';
import type { Ask, Prepare } from './statements.ts';

/** SQLite: one process, one writer. PostgreSQL: any number of instances, whose transactions run side by side. */
export type StoreKind = 'sqlite' | 'postgres';

/** A read connection or a transaction: what a query function that only reads takes. */
export type Reader = Kysely<Schema>;

/**
 * What all was like at one moment, for a query function that reads many rows. No query function that takes a Reader
 * takes it: what is decided is decided by what is there, in the transaction that writes it, not by what was.
 */
export type Snapshot = Pick<Reader, 'selectFrom'>;

/** A write transaction under way. Topics named in it are announced once it has been committed. */
export interface Tx {
  readonly db: Transaction<Schema>;
  readonly kind: StoreKind;
  readonly rules: Rules;
  /** Statements past the query builder, in the same transaction, for src/store/hot alone; null on PostgreSQL. */
  readonly prepare: Prepare | null;
  /** The same on PostgreSQL, and for what locks by a name; null on SQLite. */
  readonly ask: Ask | null;
  /**
   * Takes a write whose answer tells nothing: on PostgreSQL what comes next goes right behind it, and if it fails, so do they
   * and all of the transaction. Elsewhere it is waited for.
   */
  unawaited(write: Promise<unknown>): Promise<void>;
  changed(topic: Topic): void;
  /** Has cards looked at that show what has changed, by the store's clock (ms), as the transaction ends. */
  touch(cards: readonly (string | null)[], now: number): void;
  /** Whoever changes what messages are counted by says so: it is written as the transaction ends. */
  tally(order: Counting, count: Count): void;
  /** Whoever ends a message, has a person asked about it, or keeps one that came in, says so: what somebody watches of it is written in the same way. */
  happened(what: Happened | Aside | CameIn | Moved): void;
  /** The same of a message that goes on by another channel if it fails, or is one that does for another. */
  chained(change: ChainChange): void;
  /** The same of a message: it is this now (1), or is so no longer (-1). */
  count(order: HourlyOrder, message: Hourly, times: 1 | -1): void;
}

/**
 * Has messages of chains go on by their next channel, in the transaction that ended them: those of these ids. Whoever
 * knows what may be sent says how; see src/desk/chain.ts.
 */
export type FollowOn = (tx: Tx, messageIds: readonly number[]) => Promise<void>;

export interface Store {
  readonly kind: StoreKind;
  /** Of the provider whose messages it holds: what becomes of them goes by these. */
  readonly rules: Rules;
  /** For reads outside a transaction. Inside `write`, use the Tx: on SQLite there is one connection. */
  readonly db: Reader;
  readonly changes: Changes;
  /**
   * Runs `work` in one transaction, durable when the promise resolves; rolled back when it rejects, unless the
   * connection to PostgreSQL broke during the commit: then it may have been committed. On PostgreSQL `work` sees what
   * others commit meanwhile, and runs again when it lost a race with another, so it must do nothing but use its Tx.
   *
   * On PostgreSQL whoever locks rows of several of these, or several rows of one, does so in this order, lest two wait for
   * each other: its job, campaigns, orders, the account (locks.ts), messages by their ids, attempts, guards by their keys;
   * and as the transaction ends outcomes, cards, tallies and hours, each by their keys. That an order's messages have left
   * is written of it when they are locked already, but seldom; so is what the sender finds that cannot go. Whoever joins a
   * row that is locked with one that is not decides nothing by the other: PostgreSQL reads that as it was before it waited.
   * @param how `shared`: on SQLite, which writes to the disk for each transaction, one with all others at hand that are
   * written so; it must be short. What fails is rolled back by itself. On PostgreSQL it finds each row by an index.
   */
  write<T>(work: (tx: Tx) => Promise<T>, how?: 'shared'): Promise<T>;
  /**
   * Runs `work` in one transaction that only reads, aside from all others: it sees what was committed before it began, and
   * holds nobody up, however much it reads. SQLite reads in a thread of its own, but for one in memory, which nobody else
   * can open; inside `write` only a Tx reads that. For files, figures and what is shown: what may be sent is not
   * to be decided by what was.
   */
  read<T>(work: (db: Snapshot) => Promise<T>): Promise<T>;
  /**
   * The same store by so many connections of its own, on PostgreSQL: who uses it does not wait behind transactions of
   * others until one of theirs is free. It closes with this one.
   */
  apart(connections: number): Store;
  close(): Promise<void>;
}
