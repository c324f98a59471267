import { type Ask, rowsIn, rowsOf } from '../engine/statements.ts';
import { COLUMNS, HOURS } from '../stats/hour-columns.ts';
import type { HoursTable } from '../tables/hour-schema.ts';
import type { TalliesTable } from '../tables/message-schema.ts';
import { wantsLook } from './cards.ts';
import { TALLIES } from './tallies.ts';

const NAMED = `id = any(array(select id from ${rowsIn('$1', 'id text')} as named))`;

/**
 * Each looks at the one before, whose rows are so locked first. Cards: see card-looks.ts. They are locked as whoever writes
 * them locks them, though most find nothing to write: of a lock that several share none of them can make another, and one that
 * waited for a look may have to, since PostgreSQL locks what it then finds changed.
 */
const WRITE = `
  with held as materialized (
    select id, ${wantsLook('$2')} as is_wanted from cards where ${NAMED} order by id for no key update
  ),
  touched as (
    update cards set revision = revision + 1, due_at = $2
    where id = any(array(select id from held where is_wanted)) returning id
  ),
  tallied as (
    ${TALLIES.insert}
    select order_number, state, error, command_status, count, cost, priced, ended_at
    from ${rowsIn('$3', TALLIES.typed)} as added where (select count(*) from held) >= 0
    ${TALLIES.added} returning state
  ),
  counted as (
    ${HOURS.insert}
    select ${COLUMNS.join()} from ${rowsIn('$4', HOURS.typed)} as added where (select count(*) from tallied) >= 0
    ${HOURS.added}
  )
  select id from touched`;

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
  const named = cards.map((id) => ({ id }));
  const touched = await ask(WRITE, rowsOf(named), dueAt, rowsOf(tallies), rowsOf(hours));
  return touched.length > 0;
}
