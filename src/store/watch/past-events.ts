import { isFailed } from '../../messages/status.ts';
import { isAmiss } from '../campaigns/tallies.ts';
import type { Snapshot } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { firstIdSince } from '../orders/first-since.ts';
import { operatorsOf } from '../provider/operators.ts';
import { type Known, knownOf } from '../stats/event-deltas.ts';
import { STATE } from '../tables/coded.ts';

/** A message may end so long after it was asked for (ms). */
const LONGEST_MS = 24 * 3600 * 1000;
/** Of more than so many the newest are looked at. */
const LOOKED_AT = 5_000;

/** What happened to a message, and when it ended (ms); in doubt, when it was last tried. */
export type Past = Known & { readonly at: number };

/** Messages that failed since then (ms), and those in doubt since, in the order of that. */
export async function pastTroubles(db: Snapshot, since: number): Promise<Past[]> {
  const first = await firstIdSince(db, since - LONGEST_MS);
  if (first === null) return [];
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'account', 'recipient', 'state', 'error', 'command_status', 'ended_at', 'attempted_at'])
    .where('id', '>=', first)
    .where(isAmiss)
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const past = rows.flatMap(({ ended_at, attempted_at, ...row }) => {
    const state = STATE.name(row.state);
    const kind = isFailed(state) ? ('failed' as const) : state === 'in_doubt' ? ('doubt' as const) : null;
    const at = ended_at ?? attempted_at ?? 0;
    return kind !== null && at >= since ? [{ ...row, kind, at }] : [];
  });
  const known = await findEach(past, (some) => knownOf(db, some));
  const operators = new Map(
    await findEach([...new Set(past.map(({ recipient }) => recipient))], async (some) => [
      ...(await operatorsOf(db, some)),
    ]),
  );
  const times = new Map(past.map(({ id, at }) => [id, at]));
  return known
    .map(({ event, ...one }) => ({
      ...one,
      at: times.get(one.id) ?? 0,
      event: { ...event, operator: operators.get(one.recipient) ?? null },
    }))
    .toSorted((one, other) => one.at - other.at);
}
