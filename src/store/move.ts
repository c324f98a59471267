import { existsSync, renameSync } from 'node:fs';
import { sql } from 'kysely';
import { filePath, storeAddress } from './address.ts';
import { openStore, type Reader, type Store, type Tx } from './database.ts';
import { heldLeases } from './leases.ts';
import { StoreUnreachable, withoutPassword } from './postgres.ts';
import { movedPath, StoreInUse } from './sqlite.ts';

/** Nothing was moved, for a reason that is the user's to remove; the message says how. */
export class MoveRefused extends Error {
  override name = 'MoveRefused';
}

/** Rows a statement: PostgreSQL binds 65,535 values at most. */
const ROWS = 500;
/** A chunk of a file is thousands of times as long as another row. */
const CHUNKS = 20;
/** Tables that others refer to, in the order in which they can be filled. */
const FIRST = ['cards', 'orders', 'messages', 'attempts', 'files', 'incoming'];
/** Who held what on one machine says nothing on another. */
const LEFT = ['leases'];

export interface Moved {
  /** Rows by table. */
  readonly rows: ReadonlyMap<string, number>;
  /** Where the SQLite file is now, so that no bot is started on it by mistake and sends all of it again. */
  readonly file: string;
}

type Row = Record<string, unknown>;

/**
 * Copies a SQLite store into an empty PostgreSQL, in one transaction, and sets the file aside.
 * @throws MoveRefused, StoreInUse when the bot runs, StoreUnreachable
 */
export async function move(from: string, to: string): Promise<Moved> {
  const path = filePath(from);
  if (path === null) throw new MoveRefused('DATABASE_URL names no SQLite file: there is nothing to move');
  if (!/^postgres(ql)?:/.test(to)) {
    throw new MoveRefused('say where to: npm run move -- postgres://USER:PASSWORD@HOST/DATABASE');
  }
  if (!existsSync(path)) throw new MoveRefused(`DATABASE_URL=${from}: there is no such file`);
  const file = movedPath(path);
  if (existsSync(file)) throw new MoveRefused(`${file} is from an earlier move: put it elsewhere first`);
  const source = await openStore(from);
  try {
    const target = await openStore(to);
    try {
      const rows = await copyAll(source, target, withoutPassword(to));
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

async function tablesOf({ db }: Store): Promise<string[]> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const rest = tables.filter((name) => ![...FIRST, ...LEFT].includes(name));
  return [...FIRST, ...rest.toSorted()];
}

async function copyAll(source: Store, target: Store, shown: string): Promise<Map<string, number>> {
  const tables = await tablesOf(source);
  const { instances } = await heldLeases(target);
  if (instances > 0) throw new MoveRefused(`${instances} instance(s) of the bot run on ${shown}: stop them`);
  return target.write(async (tx) => {
    for (const table of tables) {
      if ((await count(tx.db, table)) > 0) {
        throw new MoveRefused(`${shown} is not empty (${table}): name a new database`);
      }
    }
    const copied = new Map<string, number>();
    for (const table of tables) {
      await copyTable(source.db, tx, table);
      const [there, here] = [await count(source.db, table), await count(tx.db, table)];
      if (there !== here) throw new Error(`${table}: ${here} of ${there} rows arrived, so nothing was moved`);
      copied.set(table, here);
    }
    return copied;
  });
}

async function copyTable(source: Reader, tx: Tx, table: string): Promise<void> {
  const limit = table === 'file_chunks' ? CHUNKS : ROWS;
  for (let last = 0; ; ) {
    const { rows } = await sql<Row & { at: number }>`
      select rowid as at, * from ${sql.table(table)} where rowid > ${last} order by rowid limit ${sql.lit(limit)}
    `.execute(source);
    const end = rows.at(-1);
    if (!end) return;
    last = end.at;
    const values = rows.map(({ at: _, ...row }) => row);
    await tx.db
      .insertInto(table as never)
      .values(values as never)
      .execute();
  }
}

async function count(db: Reader, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** `npm run move -- postgres://…` */
export async function main([to = '', ...rest]: readonly string[]): Promise<void> {
  try {
    if (rest.length > 0) throw new MoveRefused('one address is enough: npm run move -- postgres://…');
    const from = storeAddress();
    const { rows, file } = await move(from, to);
    for (const [table, n] of rows) if (n > 0) console.log(`${table}: ${n}`);
    console.log(
      `All of ${from} is in ${withoutPassword(to)} now, and the file is set aside as ${file}. Put that address into .env as DATABASE_URL before you start the bot.`,
    );
  } catch (error) {
    const expected =
      error instanceof MoveRefused || error instanceof StoreInUse || error instanceof StoreUnreachable;
    if (!expected) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
