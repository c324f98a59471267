import type { Reader, Tx } from '../engine/database.ts';

/** A text with places to fill, by name. */
export interface Template {
  readonly id: number;
  /** The Telegram id of the one person who sees it, or TEAM. */
  readonly owner: number;
  /** The name as names are compared. */
  readonly key: string;
  readonly name: string;
  readonly channel: string;
  /** '': whatever the chat's language is. */
  readonly language: string;
  readonly text: string;
  /** What kind its messages are; null: about what people asked for. */
  readonly kind: 'ad' | null;
  readonly madeBy: number;
}

/** Templates of one team that are listed. */
const LISTED = 200;

const COLUMNS = [
  'id',
  'owner_id as owner',
  'key',
  'name',
  'channel',
  'language',
  'text',
  'kind',
  'made_by as madeBy',
] as const;

/** What these owners have by that name, for each channel and language. */
export function templatesNamed(db: Reader, owners: readonly number[], key: string): Promise<Template[]> {
  return db
    .selectFrom('templates')
    .select(COLUMNS)
    .where('owner_id', 'in', owners)
    .where('key', '=', key)
    .orderBy('owner_id')
    .execute();
}

export function findTemplate(db: Reader, id: number): Promise<Template | undefined> {
  return db.selectFrom('templates').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export async function countTemplates(db: Reader, owners: readonly number[]): Promise<number> {
  const { n } = await db
    .selectFrom('templates')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('owner_id', 'in', owners)
    .executeTakeFirstOrThrow();
  return n;
}

/** The templates of these owners, by their names, of very many the first; `used`: the ones that were used last come first. */
export function templatesOf(
  db: Reader,
  owners: readonly number[],
  order: 'named' | 'used',
): Promise<Template[]> {
  return db
    .selectFrom('templates')
    .select(COLUMNS)
    .where('owner_id', 'in', owners)
    .$if(order === 'used', (query) => query.orderBy((eb) => eb.fn.coalesce('used_at', eb.lit(0)), 'desc'))
    .orderBy('key')
    .orderBy('channel')
    .orderBy('language')
    .limit(LISTED)
    .execute();
}

/** Writes a template, in the place of the one that its owner had for that channel and language. Returns its id. */
export async function writeTemplate(
  tx: Tx,
  { owner, key, name, channel, language, text, kind, madeBy }: Omit<Template, 'id'>,
  now: number,
): Promise<number> {
  const { id } = await tx.db
    .insertInto('templates')
    .values({ owner_id: owner, key, name, channel, language, text, kind, made_by: madeBy, made_at: now })
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'key', 'channel', 'language']).doUpdateSet({ text, kind }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Something is sent by it. */
export async function useTemplate(tx: Tx, id: number, now: number): Promise<void> {
  await tx.db.updateTable('templates').set({ used_at: now }).where('id', '=', id).execute();
}

export async function removeTemplates(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.db.deleteFrom('templates').where('id', 'in', ids).execute();
}
