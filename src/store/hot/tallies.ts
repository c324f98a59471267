import type { Prepare } from '../engine/statements.ts';
import type { TalliesTable } from '../tables/message-schema.ts';

export const TALLIES = {
  insert: 'insert into tallies (order_number, state, error, command_status, count, cost, priced, ended_at)',
  /** The columns with their types. */
  typed: `order_number bigint, state int, error int, command_status int, count bigint, cost bigint, priced bigint,
    ended_at bigint`,
  added: `on conflict (order_number, state, error, command_status) do update set
    count = tallies.count + excluded.count, cost = tallies.cost + excluded.cost,
    priced = tallies.priced + excluded.priced,
    ended_at = case when tallies.ended_at > excluded.ended_at or excluded.ended_at is null
      then tallies.ended_at else excluded.ended_at end`,
} as const;

const ADD = `${TALLIES.insert} values (?, ?, ?, ?, ?, ?, ?, ?) ${TALLIES.added}`;

/** See TallyDeltas in tally-deltas.ts. */
export function addToTallies(prepare: Prepare, rows: readonly TalliesTable[]): void {
  const add = prepare(ADD);
  for (const { order_number, state, error, command_status, count, cost, priced, ended_at } of rows) {
    add.run(order_number, state, error, command_status, count, cost, priced, ended_at);
  }
}
