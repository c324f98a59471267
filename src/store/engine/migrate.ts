import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { VERSION } from '../../version.ts';
import { migrations } from '../migrations/index.ts';
import { StoreRefused } from './refused.ts';

const KNOWN = Object.keys(migrations);

/** The last migration that this program knows. */
export const NEWEST = KNOWN.at(-1) ?? '';

/** A newer version of the program has migrated the store: this one knows nothing of what it has to keep there. */
export class StoreNewer extends StoreRefused {
  override name = 'StoreNewer';
  constructor(found: string) {
    super(
      `the store is of a newer version of smpp-chatops: it has been migrated up to ${found}, and this version, ${VERSION}, knows no further than ${NEWEST}. Install the newer version again, or restore a backup of before the upgrade (docs/deploy.md)`,
    );
  }
}

/** An earlier version of the program has the store open, or it is being carried over: its tables are not those of this one. */
export class StoreOlder extends StoreRefused {
  override name = 'StoreOlder';
  constructor() {
    super(
      `the bot that runs is not of this version, ${VERSION}, or has not started yet: start it anew first`,
    );
  }
}

/**
 * To be asked of a store that was opened: another instance may have migrated it since.
 * @throws StoreNewer
 */
export async function assertKnown<DB>(db: Kysely<DB>): Promise<void> {
  const found = await lastOf(db);
  if (found > NEWEST) throw new StoreNewer(found);
}

/**
 * To be asked of a store that another process has open.
 * @throws StoreNewer, StoreOlder
 */
export async function assertCurrent<DB>(db: Kysely<DB>): Promise<void> {
  await assertKnown(db);
  if ((await lastOf(db)) < NEWEST) throw new StoreOlder();
}

/** The last migration of a store. */
async function lastOf<DB>(db: Kysely<DB>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select max(name) as name from kysely_migration`.execute(
    db,
  );
  return rows[0]?.name ?? '';
}

/** Whether each migration is done, and no other. */
async function isUpToDate(db: Kysely<never>): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    const done = new Set(rows.map(({ name }) => name));
    return done.size === KNOWN.length && KNOWN.every((name) => done.has(name));
  } catch (error) {
    if (isNoTable(error)) return false;
    throw error;
  }
}

/** A store that nothing was written to (PostgreSQL: 42P01, undefined_table). */
const isNoTable = (error: unknown): boolean =>
  error instanceof Error &&
  (/^no such table: /.test(error.message) || ('code' in error && error.code === '42P01'));

/**
 * Brings the tables up to date, or no further than the migration named.
 * @throws StoreNewer, or what the failing migration threw
 */
export async function migrate(db: Kysely<never>, last?: string): Promise<void> {
  // The migrator looks at all tables before it finds that nothing is to be done.
  if (last === undefined && (await isUpToDate(db))) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (!error) return;
  await assertKnown(db).catch((newer) => {
    throw newer instanceof StoreNewer ? newer : error;
  });
  throw error;
}
