import { Kysely, type Transaction } from 'kysely';
import { Changes, type Topic } from './changes.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** DATABASE_URL names a kind of store that is not there. */
export class UnknownStore extends Error {
  override name = 'UnknownStore';
}

/** A read connection or a transaction: what a query function that only reads takes. */
export type Reader = Kysely<Schema>;

/** A write transaction under way. Topics named in it are announced once it has been committed. */
export interface Tx {
  readonly db: Transaction<Schema>;
  changed(topic: Topic): void;
}

export interface Store {
  /** For reads outside a transaction. Inside `write`, use the Tx: there is one connection. */
  readonly db: Reader;
  readonly changes: Changes;
  /** Runs `work` in one transaction, durable when the promise resolves; rolled back when it rejects. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date.
 * @param url `file:PATH` or `file::memory:`
 * @throws StoreInUse, UnknownStore, or what the file system says
 */
export async function openStore(url: string): Promise<Store> {
  if (!url.startsWith('file:')) {
    throw new UnknownStore(`DATABASE_URL is ${url.split(':')[0]}:…, this version takes file:PATH`);
  }
  const db = new Kysely<Schema>({ dialect: sqliteDialect(url.slice('file:'.length)) });
  const changes = new Changes();
  try {
    await migrate(db as unknown as Kysely<never>);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    changes,
    async write(work) {
      const topics = new Set<Topic>();
      const result = await db
        .transaction()
        .execute((trx) => work({ db: trx, changed: (topic) => topics.add(topic) }));
      for (const topic of topics) changes.emit(topic);
      return result;
    },
    close: () => db.destroy(),
  };
}
