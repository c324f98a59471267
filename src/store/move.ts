import { existsSync, renameSync } from 'node:fs';
import { sql } from 'kysely';
import { filePath, isPostgres, storeAddress } from './engine/address.ts';
import type { Reader, Store, Tx } from './engine/database.ts';
import { heldLeases } from './engine/leases.ts';
import { openStore } from './engine/open.ts';
import { withoutPassword } from './engine/postgres.ts';
import { fromShell, StoreRefused } from './engine/refused.ts';
import { movedPath } from './engine/sqlite.ts';

/** Nothing was moved, for a reason that is the user's to remove; the message says how. */
export class MoveRefused extends StoreRefused {
  override name = 'MoveRefused';
}

/** Rows a statement: PostgreSQL binds 65,535 values at most. */
const ROWS = 500;
/** A chunk of a file is thousands of times as long as another row. */
const CHUNKS = 20;
/** Between two words on how far a table is (ms). */
const SAID_EVERY_MS = 2_000;
/** Who held what on one machine says nothing on another. */
const LEFT = ['leases'];

export interface Moved {
  /** Rows by table. */
  readonly rows: ReadonlyMap<string, number>;
  /** Where the SQLite file is now, so that no bot is started on it by mistake and sends all of it again. */
  readonly file: string;
}

type Row = Record<string, unknown>;

/** How far the copying of a table is (rows). */
export type Progress = (table: string, copied: number, total: number) => void;

/**
 * Copies a SQLite store into an empty PostgreSQL, in one transaction, and sets the file aside. One that was cut off
 * left nothing there, or all of it: both times it can be run again.
 * @throws MoveRefused, StoreInUse when the bot runs, or another StoreRefused
 */
export async function move(from: string, to: string, progress: Progress = () => {}): Promise<Moved> {
  const path = filePath(from);
  if (path === null) throw new MoveRefused('DATABASE_URL names no SQLite file: there is nothing to move');
  if (!isPostgres(to)) {
    throw new MoveRefused('say where to: npm run move -- postgres://USER:PASSWORD@HOST/DATABASE');
  }
  if (!existsSync(path)) throw new MoveRefused(`DATABASE_URL=${from}: there is no such file`);
  const file = movedPath(path);
  if (existsSync(file)) throw new MoveRefused(`${file} is from an earlier move: put it elsewhere first`);
  const source = await openStore(from, undefined, ({ carried, total }) =>
    progress('messages to the tables of this version', carried, total),
  );
  try {
    const target = await openStore(to);
    try {
      const rows = await copyAll(source, target, withoutPassword(to), progress);
      await source.close();
      renameSync(path, file);
      return { rows, file };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** All tables but those that are left, each behind those that it refers to. */
async function tablesOf({ db }: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string; refers: string | null }>`
    select t.name, f."table" as refers
    from sqlite_schema t left join pragma_foreign_key_list(t.name) f on f."table" <> t.name
    where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like 'kysely_%' order by t.name
  `.execute(db);
  const waiting = Map.groupBy(
    rows.filter(({ name }) => !LEFT.includes(name)),
    ({ name }) => name,
  );
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].find(
      ([, all]) => !all.some(({ refers }) => refers !== null && waiting.has(refers)),
    );
    if (!next) throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    ordered.push(next[0]);
    waiting.delete(next[0]);
  }
  return ordered;
}

async function copyAll(
  source: Store,
  target: Store,
  shown: string,
  progress: Progress,
): Promise<Map<string, number>> {
  const { instances } = await heldLeases(target);
  if (instances > 0) throw new MoveRefused(`${instances} instance(s) of the bot run on ${shown}: stop them`);
  const tables = new Map<string, number>();
  for (const table of await tablesOf(source)) tables.set(table, await count(source.db, table));
  return target.write(async (tx) => {
    const filled = await firstFilled(tx.db, tables.keys());
    if (filled !== null) {
      if (await isCopyOf(tx.db, source.db, tables)) return tables;
      throw new MoveRefused(`${shown} is not empty (${filled}): name a new database`);
    }
    for (const [table, total] of tables) {
      await copyTable(source.db, tx, table, (copied) => progress(table, copied, total));
      await goOnCounting(source.db, tx, table);
      const here = await count(tx.db, table);
      if (here !== total) throw new Error(`${table}: ${here} of ${total} rows arrived, so nothing was moved`);
    }
    return tables;
  });
}

async function firstFilled(db: Reader, tables: Iterable<string>): Promise<string | null> {
  for (const table of tables) if ((await count(db, table)) > 0) return table;
  return null;
}

/** Whether an earlier move was cut off between its commit and the file's new name: as many rows, the last one the same. */
async function isCopyOf(there: Reader, here: Reader, tables: ReadonlyMap<string, number>): Promise<boolean> {
  for (const [table, total] of tables) {
    if ((await count(there, table)) !== total) return false;
    const key = await keyOf(here, table);
    const last = sql.join(key.map((column) => sql`${sql.ref(column)} desc`));
    const { rows } = await sql<Row>`select * from ${sql.table(table)} order by ${last} limit 1`.execute(here);
    for (const row of rows) {
      const same = Object.entries(row).map(
        ([column, value]) => sql`${sql.ref(column)} is not distinct from ${value}`,
      );
      const found = await sql`select 1 from ${sql.table(table)} where ${sql.join(same, sql` and `)}`.execute(
        there,
      );
      if (found.rows.length === 0) return false;
    }
  }
  return true;
}

/** The columns of a table's primary key. */
async function keyOf(source: Reader, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from pragma_table_info(${table}) where pk > 0 order by pk
  `.execute(source);
  return rows.map(({ name }) => name);
}

async function copyTable(
  source: Reader,
  tx: Tx,
  table: string,
  progress: (copied: number) => void,
): Promise<void> {
  const limit = table === 'file_chunks' ? CHUNKS : ROWS;
  const columns = await keyOf(source, table);
  const key = sql.join(columns.map((column) => sql.ref(column)));
  let behind = sql``;
  for (let copied = 0; ; ) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${behind} order by ${key} limit ${sql.lit(limit)}
    `.execute(source);
    const end = rows.at(-1);
    if (!end) return;
    behind = sql`where (${key}) > (${sql.join(columns.map((column) => end[column]))})`;
    await tx.db
      .insertInto(table as never)
      .values(rows as never)
      .execute();
    copied += rows.length;
    progress(copied);
  }
}

/** A number that was used is used no more, though its row is gone. */
async function goOnCounting(source: Reader, tx: Tx, table: string): Promise<void> {
  const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(
    source,
  );
  const [column] = await keyOf(source, table);
  for (const { seq } of rows) {
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${seq})`.execute(tx.db);
  }
}

async function count(db: Reader, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** `npm run move -- postgres://…` */
export async function main([to = '', ...rest]: readonly string[]): Promise<void> {
  await fromShell(async () => {
    if (rest.length > 0) throw new MoveRefused('one address is enough: npm run move -- postgres://…');
    const from = storeAddress();
    let said = Date.now();
    const { rows, file } = await move(from, to, (table, copied, total) => {
      if (Date.now() < said + SAID_EVERY_MS) return;
      said = Date.now();
      console.log(`${table}: ${copied} of ${total} …`);
    });
    for (const [table, n] of rows) if (n > 0) console.log(`${table}: ${n}`);
    console.log(
      `All of ${from} is in ${withoutPassword(to)} now, and the file is set aside as ${file}. Put that address into .env as DATABASE_URL before you start the bot.`,
    );
  });
}
