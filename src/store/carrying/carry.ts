import { type Kysely, sql } from 'kysely';
import { lostRace } from '../engine/postgres.ts';
import { setEarlierAside } from './aside.ts';
import { carryActions, carryHistoryCards, carryQueries } from './documents.ts';
import { dropEarlier, makeIndexes } from './end.ts';
import { carryMessages } from './messages.ts';
import { carryNamingCards } from './naming-cards.ts';
import { carryOrders, numberAttempts, numberReceipts } from './orders.ts';
import type { Carried, Piece, Progress } from './piece.ts';
import { carryStrays } from './strays.ts';

/*
 * A store that an earlier version filled is carried over to the tables of this one in pieces, each a transaction, which also
 * says how far it has come: a kill anywhere is gone on from. Until all of it is done nobody else uses the store.
 */

/** In this order; their names are kept in the store. */
const STAGES: Readonly<Record<string, (piece: Piece) => Promise<Carried>>> = {
  aside: setEarlierAside,
  orders: carryOrders,
  'attempt numbers': numberAttempts,
  'receipt numbers': numberReceipts,
  cards: carryHistoryCards,
  'naming cards': carryNamingCards,
  actions: carryActions,
  queries: carryQueries,
  messages: carryMessages,
  strays: carryStrays,
  indexes: makeIndexes,
  end: dropEarlier,
};
const NAMES = Object.keys(STAGES);

interface Row extends Progress {
  readonly after: string;
}

/** Two instances that start at once take turns. */
const lock = sql`select pg_advisory_xact_lock(hashtextextended('smpp-chatops carrying', 0))`;

const there = {
  sqlite: sql<{ there: number }>`
    select count(*) as there from sqlite_schema where type = 'table' and name = 'carrying'
  `,
  postgres: sql<{ there: number }>`
    select count(*) as there from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname = 'carrying'
  `,
};

/** Whether there is something left to be carried over. */
export async function isUnderWay<DB>(db: Kysely<DB>, kind: Piece['kind']): Promise<boolean> {
  const { rows } = await there[kind].execute(db);
  return rows[0]?.there === 1;
}

/** Does the next piece, if the store is being carried over. Returns how far it is after that; null: all of it is done. */
export function carrySome(db: Kysely<unknown>, kind: Piece['kind'], limit: number): Promise<Progress | null> {
  return db.transaction().execute(async (trx) => {
    if (kind === 'postgres') await lock.execute(trx);
    if (!(await isUnderWay(trx, kind))) return null;
    const { rows } = await sql<Row>`select stage, after, carried, total from carrying`.execute(trx);
    const [row] = rows;
    if (!row) throw new Error('nothing says how far the store has been carried over');
    const name = row.stage || 'aside';
    const stage = STAGES[name];
    if (!stage) throw new Error(`the store is being carried over in a way that is not known here: ${name}`);
    const done = await stage({ db: trx, kind, after: row.after, limit });
    const next = done.after === null ? NAMES[NAMES.indexOf(name) + 1] : name;
    // The last one has taken away what says how far it is.
    if (next === undefined) return null;
    const progress = {
      stage: next,
      carried: row.carried + (done.carried ?? 0),
      total: row.total + (done.found ?? 0),
    };
    await sql`
      update carrying set stage = ${next}, after = ${done.after ?? ''},
        carried = ${progress.carried}, total = ${progress.total}
    `.execute(trx);
    return progress;
  });
}

/** What a piece takes (ms): on PostgreSQL others wait for their turn, on SQLite a commit for the disk. */
const PIECE_MS = 250;
/** Rows of the first piece of a stage, and of any at the least and at the most. */
const FIRST = 500;
const FEWEST = 100;
const MOST = 100_000;

/** Does all of it. On PostgreSQL what others write yet, of the version before or of this one, may stand in the way of a piece. */
export async function carryOver<DB>(
  db: Kysely<DB>,
  kind: Piece['kind'],
  said: (progress: Progress) => void,
): Promise<void> {
  let limit = FIRST;
  for (let stage = ''; ; ) {
    const begun = performance.now();
    const progress = await carrySome(db as unknown as Kysely<unknown>, kind, limit).catch((error) => {
      if (!lostRace(error)) throw error;
    });
    if (progress === undefined) continue;
    if (!progress) return;
    said(progress);
    const fitting = (limit * PIECE_MS) / (performance.now() - begun);
    const next = Math.min(Math.max(fitting, FEWEST), limit * 2, MOST);
    limit = progress.stage === stage ? Math.round(next) : FIRST;
    stage = progress.stage;
  }
}
