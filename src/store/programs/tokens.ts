import { createHash } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { TokensTable, TokenUsesTable } from '../tables/program-schema.ts';

/** What a token may be let do. */
export const RIGHTS = ['messages', 'lookups', 'alerts', 'heartbeat', 'stop'] as const;
export type Right = (typeof RIGHTS)[number];

/** What a token may ask for where nothing else is said: calls a minute, and messages and look-ups a day. */
export const USUAL_RATE = 120;
export const USUAL_DAY_CAP = 5_000;

/** A letter first: nobody takes it for a person's id. */
export const TOKEN_NAME = /^[A-Za-z][\w-]{0,31}$/;

export type Token = Selectable<TokensTable>;
export type TokenUse = Selectable<TokenUsesTable>;

/** By what a token is recognised. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Those rights of a token that there are. */
export const rightsOf = ({ may }: Pick<Token, 'may'>): Right[] => {
  const named = may.split(',');
  return RIGHTS.filter((right) => named.includes(right));
};

export async function createToken(tx: Tx, token: Omit<Insertable<TokensTable>, 'revoked_at'>): Promise<void> {
  await tx.db
    .insertInto('tokens')
    .values({ ...token, revoked_at: null })
    .execute();
}

export function findToken(db: Reader, id: string): Promise<Token | undefined> {
  return db.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst();
}

export function tokenByDigest(db: Reader, digest: string): Promise<Token | undefined> {
  return db
    .selectFrom('tokens')
    .selectAll()
    .where('digest', '=', digest)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Tokens that are not revoked, by name. */
export function liveTokens(db: Reader): Promise<Token[]> {
  return db.selectFrom('tokens').selectAll().where('revoked_at', 'is', null).orderBy('name').execute();
}

/** Who made the tokens that ever had this name, by Telegram's ids: those of the settings nobody did. */
export async function makersOf(db: Reader, name: string): Promise<number[]> {
  const rows = await db.selectFrom('tokens').select('made_by').distinct().where('name', '=', name).execute();
  return rows.map(({ made_by }) => made_by);
}

/** Lets nobody call by it any more. False: somebody was faster. */
export async function revokeToken(tx: Tx, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const DAY_MS = 24 * 3600 * 1000;
const dayOf = (now: number): number => Math.floor(now / DAY_MS);

/** When the day of the caps ends (ms). */
export const dayEnds = (now: number): number => (dayOf(now) + 1) * DAY_MS;

/** Notes that somebody called by a token. */
export async function noteUse(tx: Tx, name: string, now: number): Promise<void> {
  await tx.db
    .insertInto('token_uses')
    .values({ name, last_at: now, day: dayOf(now), messages: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ last_at: now }))
    .execute();
}

/** How many messages a token has asked for today; on PostgreSQL it asks for no more before this transaction ends. */
export async function spentToday(tx: Tx, name: string, now: number): Promise<number> {
  const use = await tx.db
    .selectFrom('token_uses')
    .select(['day', 'messages'])
    .where('name', '=', name)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return use?.day === dayOf(now) ? use.messages : 0;
}

/** It has asked for so many today. */
export async function setSpent(tx: Tx, name: string, messages: number, now: number): Promise<void> {
  const spent = { day: dayOf(now), messages };
  await tx.db
    .insertInto('token_uses')
    .values({ name, last_at: now, ...spent })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(spent))
    .execute();
}

/** What came of the calls of all tokens that were ever used, by name. */
export async function tokenUses(db: Reader): Promise<Map<string, TokenUse>> {
  const rows = await db.selectFrom('token_uses').selectAll().execute();
  return new Map(rows.map((row) => [row.name, row]));
}
