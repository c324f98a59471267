import { type SqlBool, sql } from 'kysely';
import { HOUR_MS } from './hour-deltas.ts';

/** The first of the hours that a row may be of, from a moment on (ms). */
export const hourOf = (at: number): number => Math.ceil(at / HOUR_MS);

/**
 * The operator's name as it can be compared with a piece of it in lower case. SQLite's lower() knows ASCII alone,
 * PostgreSQL's what the locale of its database does: the other letters of the piece are lowered one by one.
 */
const loweredFor = (piece: string) =>
  [...new Set(piece)].reduce((lowered, letter) => {
    const capital = letter.toUpperCase();
    const isOther = letter > '\x7f' && capital !== letter && capital.length === letter.length;
    return isOther ? sql<string>`replace(${lowered}, ${sql.lit(capital)}, ${sql.lit(letter)})` : lowered;
  }, sql<string>`lower(operator)`);

/** Rows of an operator, by a piece of its name in any case. */
export function ofOperator(typed: string) {
  const piece = typed.toLowerCase();
  return sql<SqlBool>`${loweredFor(piece)} like ${`%${piece.replace(/[%_\\]/g, '\\$&')}%`} escape '\\'`;
}

/** Those of these Telegram ids and names of tokens, as rows name makers. */
export const makersOf = (ids: readonly string[]): string[] =>
  ids.flatMap((id) => [`person:${id}`, `token:${id}`]);
