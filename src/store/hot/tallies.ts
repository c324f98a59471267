import type { TalliesTable } from '../schema.ts';
import type { Prepare } from '../statements.ts';

const ADD = `
  insert into tallies (order_number, state, error, command_status, count, cost, priced, ended_at)
  values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (order_number, state, error, command_status) do update set
    count = count + excluded.count, cost = cost + excluded.cost, priced = priced + excluded.priced,
    ended_at = case when ended_at > excluded.ended_at or excluded.ended_at is null
      then ended_at else excluded.ended_at end`;

/** See TallyDeltas in tally-deltas.ts. */
export function addToTallies(prepare: Prepare, rows: readonly TalliesTable[]): void {
  const add = prepare(ADD);
  for (const { order_number, state, error, command_status, count, cost, priced, ended_at } of rows) {
    add.run(order_number, state, error, command_status, count, cost, priced, ended_at);
  }
}
