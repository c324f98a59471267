import { Kysely, sql, type Transaction } from 'kysely';
import { PROFILES } from '../messages/provider.ts';
import { type Rules, rulesOf } from '../messages/rules.ts';
import { startAnnouncements } from './announcements.ts';
import { carryOver, isUnderWay } from './carrying/carry.ts';
import { carryInThread } from './carrying/in-thread.ts';
import type { Progress } from './carrying/piece.ts';
import { type ChainChange, ChainDeltas } from './chain-deltas.ts';
import { Changes, type Topic } from './changes.ts';
import { type CameIn, type Cancelled, EventDeltas, type Happened, type Moved } from './event-deltas.ts';
import { writeHookEvents } from './hook-deltas.ts';
import { HooksAtHand } from './hooks-at-hand.ts';
import { writeCountsOn } from './hot/counts.ts';
import { writeCounts } from './hot/counts-together.ts';
import { sharedWrites } from './hot/shared-writes.ts';
import { HourDeltas, type Hourly, type HourlyOrder, lastUncounted } from './hour-deltas.ts';
import { assertCurrent, migrate, StoreOlder } from './migrate.ts';
import {
  askOver,
  connectionOptions,
  lostRace,
  OFTEN_MODE,
  postgresDialect,
  postgresReadDialect,
  StoreUnreachable,
} from './postgres.ts';
import type { Schema } from './schema.ts';
import { type SqliteConnection, sqliteConnection, sqliteConnectionBeside } from './sqlite.ts';
import { sqliteReadDialect } from './sqlite-reads.ts';
import type { Ask, Prepare } from './statements.ts';
import { type Count, type Counting, TallyDeltas } from './tally-deltas.ts';
import { WatchesAtHand } from './watches-at-hand.ts';

/** DATABASE_URL names a kind of store that is not there. */
export class UnknownStore extends Error {
  override name = 'UnknownStore';
}

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
  changed(topic: Topic): void;
  /** Has cards looked at that show what has changed, by the store's clock (ms), as the transaction ends. */
  touch(cards: readonly (string | null)[], now: number): void;
  /** Whoever changes what messages are counted by says so: it is written as the transaction ends. */
  tally(order: Counting, count: Count): void;
  /** Whoever ends a message, has a person asked about it, or keeps one that came in, says so: what somebody watches of it is written in the same way. */
  happened(what: Happened | Cancelled | CameIn | Moved): void;
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

/** Nothing goes on: who opens the store for something else ends no messages. */
const nothingFollows: FollowOn = async () => {};

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
   * each other: campaigns, orders, the account ({@link lockAccount}), messages by their ids, attempts, guards by their keys;
   * and as the transaction ends outcomes, cards, tallies and hours, each by their keys. That an order's messages have left
   * is written of it when they are locked already, but seldom.
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

/** insufficient_privilege (PostgreSQL, Appendix A). */
const INSUFFICIENT_PRIVILEGE = '42501';
/** A transaction that keeps losing to others is given up after so many runs. */
const RUNS = 5;
/** The longest pause before it runs again (ms): long enough for the others to be through. */
const RACE_PAUSE_MS = 50;

/**
 * Opens the store and brings its tables up to date.
 * @param url `file:PATH`, `file::memory:`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`
 * @param rules by the habits of its provider; left out where nothing is sent, they take nothing for granted
 * @param said called again and again while all of a store that an earlier version filled is carried over
 * @param followOn how chains go on
 * @throws StoreInUse, StoreMoved, StoreNewer, StoreUnreachable, UnknownStore, or what the file system says
 */
export async function openStore(
  url: string,
  rules = rulesOf(PROFILES.generic.habits),
  said: (progress: Progress) => void = () => {},
  followOn: FollowOn = nothingFollows,
): Promise<Store> {
  if (url.startsWith('file:')) return openSqlite(url.slice('file:'.length), { rules, followOn }, said);
  if (/^postgres(ql)?:/.test(url)) return openPostgres(url, { rules, followOn }, said);
  throw new UnknownStore(
    `DATABASE_URL is ${url.split(':')[0]}:…: it takes file:PATH or postgres://USER:PASSWORD@HOST/DATABASE`,
  );
}

/** What becomes of messages: by the habits of their provider, and how chains go on. */
interface Goings {
  readonly rules: Rules;
  readonly followOn: FollowOn;
}

const BESIDE: Goings = { rules: rulesOf(PROFILES.generic.habits), followOn: nothingFollows };

/**
 * Opens a SQLite file that the bot has open, for a short write from another process, of which nobody there is told.
 * @throws StoreNewer, StoreOlder
 */
export const openBeside = (path: string): Promise<Store> =>
  storeOver(path, sqliteConnectionBeside(path), BESIDE, async (db) => {
    await assertCurrent(db);
    if (await isUnderWay(db, 'sqlite')) throw new StoreOlder();
  });

const openSqlite = (path: string, goings: Goings, said: (progress: Progress) => void): Promise<Store> =>
  storeOver(path, sqliteConnection(path), goings, async (db) => {
    await migrate(db as unknown as Kysely<never>);
    if (await isUnderWay(db, 'sqlite')) await carryInThread(path, said);
  });

/** @param bringUpToDate throws where the tables are not those of this version */
async function storeOver(
  path: string,
  connection: SqliteConnection,
  goings: Goings,
  bringUpToDate: (db: Kysely<Schema>) => Promise<void>,
): Promise<Store> {
  const { dialect, prepare } = connection;
  const db = new Kysely<Schema>({ dialect });
  const share = sharedWrites(db, connection);
  let uncounted = 0;
  const aside = path === ':memory:' ? null : new Kysely<Schema>({ dialect: sqliteReadDialect(path) });
  const changes = new Changes();
  const watches = new WatchesAtHand(changes);
  const hooks = new HooksAtHand(changes);
  try {
    await bringUpToDate(db);
    uncounted = await lastUncounted(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const store: Store = {
    kind: 'sqlite',
    rules: goings.rules,
    db,
    changes,
    async write(work, how) {
      const done = doing({ kind: 'sqlite', ...goings, prepare, uncounted }, { watches, hooks }, work);
      const { result, topics, isNews } = await (how === 'shared'
        ? share(done)
        : db.transaction().execute(done));
      if (await isNews) topics.add('cards');
      for (const topic of topics) changes.emit(topic);
      return result;
    },
    read: (work) => (aside ? aside.transaction().execute(work) : work(db)),
    apart: () => store,
    async close() {
      // The last connection puts all into the file.
      await aside?.destroy();
      await db.destroy();
    },
  };
  return store;
}

/** A work's result, and what it may have changed for readers. */
interface Done<T> {
  readonly result: T;
  readonly topics: Set<Topic>;
  /** Whether cards have news too: on PostgreSQL its last statement tells, behind which the commit goes unasked. */
  readonly isNews: Promise<boolean>;
}

/** A work with what its transaction lacks of a Tx. */
function doing<T>(
  {
    kind,
    rules,
    followOn,
    prepare,
    uncounted,
  }: Pick<Tx, 'kind' | 'prepare'> & Goings & { readonly uncounted: number },
  { watches, hooks }: { readonly watches: WatchesAtHand; readonly hooks: HooksAtHand },
  work: (tx: Tx) => Promise<T>,
): (db: Transaction<Schema>) => Promise<Done<T>> {
  return async (db) => {
    const topics = new Set<Topic>();
    const tallies = new TallyDeltas();
    const hours = new HourDeltas(uncounted);
    const events = new EventDeltas();
    const chains = new ChainDeltas();
    // Cards go by the clock of the process: none waits for the one that is behind.
    const touched = { cards: new Set<string>(), dueAt: Date.now() };
    const ask = kind === 'postgres' ? askOver(db) : null;
    const tx: Tx = {
      db,
      kind,
      rules,
      prepare,
      ask,
      changed: (topic) => topics.add(topic),
      touch(cards, now) {
        for (const id of cards) if (id !== null) touched.cards.add(id);
        touched.dueAt = Math.min(touched.dueAt, now);
      },
      tally: (order, count) => tallies.add(order, count),
      count: (order, message, times) => hours.add(order, message, times),
      happened: (what) => events.add(what),
      chained: (change) => chains.add(change),
    };
    const result = await work(tx);
    const followed = chains.followed();
    if (followed.length > 0) await followOn(tx, followed);
    tx.touch(await chains.cards(db), Date.now());
    if (await events.write(db, watches, rules.knowsCodes)) topics.add('events');
    const told = events.ofMessages();
    if (told.length > 0 && (await writeHookEvents(db, await hooks.all(db), told))) topics.add('hook-events');
    const counts = {
      cards: [...touched.cards],
      dueAt: touched.dueAt,
      tallies: tallies.rows(),
      hours: await hours.rows(db),
    };
    const isNews = ask
      ? writeCounts(ask, counts)
      : Promise.resolve(prepare !== null && writeCountsOn(prepare, counts));
    return { result, topics, isNews };
  };
}

async function openPostgres(url: string, goings: Goings, said: (progress: Progress) => void): Promise<Store> {
  // A migration of a large table takes its time.
  const patient = new Kysely<Schema>({ dialect: postgresDialect(connectionOptions(url, null)) });
  let uncounted: number;
  try {
    await sql`select 1`.execute(patient).catch((error) => {
      throw new StoreUnreachable(url, error);
    });
    await migrate(patient as unknown as Kysely<never>).catch((error) => {
      throw error.code === INSUFFICIENT_PRIVILEGE ? new StoreUnreachable(url, error) : error;
    });
    await carryOver(patient, 'postgres', said);
    uncounted = await lastUncounted(patient);
  } finally {
    await patient.destroy();
  }
  const options = connectionOptions(url);
  const aside = new Kysely<Schema>({ dialect: postgresReadDialect(options) });
  const changes = new Changes();
  const watches = new WatchesAtHand(changes);
  const hooks = new HooksAtHand(changes);
  const announcements = startAnnouncements(options, changes);
  const pools: Kysely<Schema>[] = [];

  function over(connections?: number): Store {
    const db = new Kysely<Schema>({ dialect: postgresDialect(options, connections) });
    pools.push(db);

    async function run<T>(work: (tx: Tx) => Promise<T>, how?: 'shared'): Promise<T> {
      const done = doing({ kind: 'postgres', ...goings, prepare: null, uncounted }, { watches, hooks }, work);
      const transaction = db.transaction();
      const often = how === 'shared' ? transaction.setAccessMode(OFTEN_MODE) : transaction;
      let isNews = Promise.resolve(false);
      const { result, topics } = await often
        .execute(async (trx) => {
          const all = await done(trx);
          isNews = all.isNews;
          isNews.catch(() => {});
          return all;
        })
        .catch(async (error) => {
          // The commit only tells that something before it failed.
          await isNews;
          throw error;
        });
      if (await isNews) topics.add('cards');
      for (const topic of topics) changes.emit(topic);
      announcements.announce(topics);
      return result;
    }

    return {
      kind: 'postgres',
      rules: goings.rules,
      db,
      changes,
      async write(work, how) {
        for (let runs = 1; ; runs += 1) {
          try {
            return await run(work, how);
          } catch (error) {
            // PostgreSQL's detail quotes the row, which holds what people wrote.
            if (error instanceof Error && 'detail' in error) error.detail = undefined;
            if (runs === RUNS || !lostRace(error)) throw error;
            await new Promise((resolve) => setTimeout(resolve, Math.random() * RACE_PAUSE_MS));
          }
        }
      },
      read: (work) => aside.transaction().execute(work),
      apart: over,
      async close() {
        await announcements.close();
        await aside.destroy();
        await Promise.all(pools.map((pool) => pool.destroy()));
      },
    };
  }

  return over();
}

/**
 * Holds off other writes that lock the same account, until this transaction ends. What joins attempts with receipts
 * takes it first: else the two halves, committed side by side by two instances, would not see each other. SQLite has
 * one writer anyway.
 */
export const lockAccount = (tx: Tx, account: string): Promise<void> => lock(tx, `account ${account}`);

/**
 * Holds off other writes of incoming messages, of whatever account, until this transaction ends: the same message may
 * come by several. Taken after {@link lockAccount} where both are.
 */
export const lockIncoming = (tx: Tx): Promise<void> => lock(tx, 'incoming');

/**
 * Holds off whoever writes to a number, until this transaction ends, which puts some on the stop list: what they have written
 * by then it sees.
 */
export const lockStopList = (tx: Tx): Promise<void> => lock(tx, 'stop list');

/** Holds off whoever puts a number on the stop list, until this transaction ends, which asks who is on it and writes to others. */
export const shareStopList = (tx: Tx): Promise<void> => lock(tx, 'stop list', LOCK_SHARED);

const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
const LOCK_SHARED = 'select pg_advisory_xact_lock_shared(hashtextextended($1, 0))';

async function lock(tx: Tx, name: string, how = LOCK): Promise<void> {
  await tx.ask?.(how, `smpp-chatops ${name}`);
}
