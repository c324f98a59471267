import type { Prepare } from '../engine/statements.ts';
import { COLUMNS, HOURS } from '../stats/hour-columns.ts';
import type { HoursTable } from '../tables/hour-schema.ts';

const ADD = `${HOURS.insert} values (${COLUMNS.map(() => '?').join()}) ${HOURS.added}`;

/** See HourDeltas in hour-deltas.ts. */
export function addToHours(prepare: Prepare, rows: readonly HoursTable[]): void {
  const add = prepare(ADD);
  for (const row of rows) add.run(...COLUMNS.map((column) => row[column]));
}
