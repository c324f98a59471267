import { COLUMNS, HOURS } from '../hour-columns.ts';
import { OUT_OF_REACH } from '../out-of-reach.ts';
import type { HoursTable, TalliesTable } from '../schema.ts';
import { type Ask, rowsIn, rowsOf } from '../statements.ts';
import { TALLIES } from './tallies.ts';

const REACHABLE = `(failure is null or failure in (${OUT_OF_REACH.map((why) => `'${why}'`).join()}))`;
const WANTED = `${REACHABLE} and (due_at is null or due_at > $2 or looked_revision is null or looked_revision = revision)`;
const NAMED = `id = any(array(select id from ${rowsIn('$1', 'id text')} as named))`;

/** No more is written while a card is wanting: whoever has it may wait for what would be locked by then. */
const IS_ALL_KNOWN = `(select count(*) from known) = (select count(*) from ${rowsIn('$1', 'id text')} as named)`;

/** Each looks at the one before, which is so written first. Cards: see card-looks.ts. */
const WRITE = `
  with touched as (update cards set revision = revision + 1, due_at = $2 where ${NAMED} and ${WANTED} returning id),
  held as (select id from cards where ${NAMED} and not (${WANTED}) for share),
  known as (select id, true as is_new from touched union all select id, false from held),
  tallied as (
    ${TALLIES.insert}
    select order_number, state, error, command_status, count, cost, priced, ended_at
    from ${rowsIn('$3', TALLIES.typed)} as added where ${IS_ALL_KNOWN}
    ${TALLIES.added} returning state
  ),
  counted as (
    ${HOURS.insert}
    select ${COLUMNS.join()} from ${rowsIn('$4', HOURS.typed)} as added where ${IS_ALL_KNOWN} and (select count(*) from tallied) >= 0
    ${HOURS.added}
  )
  select id, is_new from known`;

const OVERTAKEN = `update cards set revision = revision + 1, due_at = $2 where ${NAMED} and ${REACHABLE}`;

/** What a transaction has changed of these, to be written as it ends. */
export interface Counts {
  /** To be shown anew. */
  readonly cards: readonly string[];
  /** When they are due (ms). */
  readonly dueAt: number;
  readonly tallies: readonly TalliesTable[];
  readonly hours: readonly HoursTable[];
}

/** Writes them by one statement of PostgreSQL. Returns whether there is news of a card. */
export async function writeCounts(ask: Ask, { cards, dueAt, tallies, hours }: Counts): Promise<boolean> {
  if (cards.length === 0 && tallies.length === 0 && hours.length === 0) return false;
  const named = cards.toSorted().map((id) => ({ id }));
  const known = await ask<{ id: string; is_new: boolean }>(
    WRITE,
    rowsOf(named),
    dueAt,
    rowsOf(tallies),
    rowsOf(hours),
  );
  const isKnown = new Set(known.map(({ id }) => id));
  const overtaken = named.filter(({ id }) => !isKnown.has(id));
  // Others were changing them, or beginning to look.
  if (overtaken.length > 0) {
    await ask(OVERTAKEN, rowsOf(overtaken), dueAt);
    await ask(WRITE, rowsOf([]), dueAt, rowsOf(tallies), rowsOf(hours));
  }
  return overtaken.length > 0 || known.some(({ is_new }) => is_new);
}
