import { type Kysely, sql } from 'kysely';
import { counts, type WatchEvent } from '../../watch/wants.ts';
import { codesOf, NONE } from '../campaigns/tally-deltas.ts';
import { chunks } from '../engine/chunks.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import type { Schema } from '../tables/schema.ts';
import type { OutcomesTable } from '../tables/watch-schema.ts';
import type { Watch } from '../watch/watches-at-hand.ts';

const MINUTE_MS = 60_000;

const KEY = ['watch_id', 'minute', 'state', 'error', 'command_status', 'operator'] as const;

/** A message that ended, and what is known of it. */
type Ended = Pick<MessagesTable, 'state' | 'error' | 'command_status'> & { readonly event: WatchEvent };

/**
 * Counts what ended for the watches that want it counted, in the order of the keys: so no two transactions that run side by
 * side wait for each other over them.
 */
export async function countOutcomes(
  db: Kysely<Schema>,
  watches: readonly Watch[],
  ended: readonly Ended[],
  now: number,
): Promise<void> {
  const rows = new Map<string, OutcomesTable>();
  for (const { id: watch_id, watched } of watches) {
    for (const { event, state, error, command_status } of ended) {
      if (!counts(watched, event)) continue;
      const key = {
        watch_id,
        minute: Math.floor(now / MINUTE_MS),
        state,
        error: error ?? NONE,
        command_status: command_status ?? NONE,
        operator: event.operator ?? '',
      };
      const name = JSON.stringify(Object.values(key));
      const row = rows.get(name) ?? { ...key, count: 0 };
      row.count += 1;
      rows.set(name, row);
    }
  }
  const sorted = [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  for (const some of chunks(sorted)) {
    await db
      .insertInto('outcomes')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(KEY)
          .doUpdateSet((eb) => ({ count: eb('outcomes.count', '+', eb.ref('excluded.count')) })),
      )
      .execute();
  }
}

/** How many ended alike. */
export type Outcome = Pick<OutcomesTable, 'state' | 'operator' | 'count'> & {
  readonly error: number | null;
  readonly command_status: number | null;
};

/** What a watch counted in the last minutes before `now` (ms), this one with them. */
export async function outcomesOf(
  db: Kysely<Schema>,
  watchId: number,
  { minutes, now }: { readonly minutes: number; readonly now: number },
): Promise<Outcome[]> {
  const rows = await db
    .selectFrom('outcomes')
    .select(['state', 'error', 'command_status', 'operator'])
    .select(sql<number>`sum(count)`.as('count'))
    .where('watch_id', '=', watchId)
    .where('minute', '>', Math.floor(now / MINUTE_MS) - minutes)
    .groupBy(['state', 'error', 'command_status', 'operator'])
    .execute();
  return rows.map((row) => ({ ...row, ...codesOf(row) }));
}

/** Outcomes forgotten by one statement. */
const FORGOTTEN = 200;

/** Forgets what was counted in some of the minutes before `before` (ms). Returns whether any may be left. */
export async function forgetOutcomes(db: Kysely<Schema>, before: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outcomes')
    .where('minute', 'in', (eb) =>
      eb
        .selectFrom('outcomes')
        .select('minute')
        .where('minute', '<', Math.floor(before / MINUTE_MS))
        .orderBy('minute')
        .limit(FORGOTTEN),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
