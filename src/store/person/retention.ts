import type { Reader, Tx } from '../engine/database.ts';

/** Times (ms): what is from before them goes. */
export interface Horizons {
  /** Receipts as they came. */
  readonly receipts: number;
  /** What people wrote. */
  readonly words: number;
}

/** From when on what is old is forgotten (ms); null: those who have used this store so far are to be told first. */
export async function retentionBegins(db: Reader): Promise<number | null> {
  const row = await db.selectFrom('retention').select('begins_at').executeTakeFirst();
  return row === undefined ? 0 : row.begins_at;
}

/** They have been told. */
export async function beginRetention(tx: Tx, at: number): Promise<void> {
  await tx.db.updateTable('retention').set({ begins_at: at }).execute();
}

/** Whether anything is from before these times: by age, or PostgreSQL may read through all that is younger. */
export async function holdsOlder(db: Reader, { receipts, words }: Horizons): Promise<boolean> {
  const found = [
    await db
      .selectFrom('receipts')
      .select('id')
      .where('quotes_at', '<', receipts)
      .orderBy('quotes_at')
      .limit(1)
      .executeTakeFirst(),
    await db
      .selectFrom('incoming')
      .select('id')
      .where('forgotten_at', 'is', null)
      .where('received_at', '<', words)
      .orderBy('received_at')
      .limit(1)
      .executeTakeFirst(),
    await db
      .selectFrom('orders')
      .select('id')
      .where('forgotten_at', 'is', null)
      .where('created_at', '<', words)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst(),
    await db
      .selectFrom('cards')
      .select('id')
      .where('forgotten_at', 'is', null)
      .where('created_at', '<', words)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst(),
  ];
  return found.some((row) => row !== undefined);
}
