import { type SqlBool, sql } from 'kysely';
import { HOUR_MS } from './hour-deltas.ts';

/** The first of the hours that a row may be of, from a moment on (ms). */
export const hourOf = (at: number): number => Math.ceil(at / HOUR_MS);

/** Rows of an operator, by a piece of its name in any case. */
export const ofOperator = (piece: string) =>
  sql<SqlBool>`lower(operator) like ${`%${piece.toLowerCase().replace(/[%_\\]/g, '\\$&')}%`} escape '\\'`;

/** Those of these Telegram ids and names of tokens, as rows name makers. */
export const makersOf = (ids: readonly string[]): string[] =>
  ids.flatMap((id) => [`person:${id}`, `token:${id}`]);
