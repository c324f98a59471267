import { sql } from 'kysely';
import { standsFor } from '../../messages/chain.ts';
import type { Channel } from '../../messages/request.ts';
import type { Count } from '../campaigns/tally-deltas.ts';
import type { Snapshot } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ONE_MESSAGE } from '../tables/message-id.ts';

const COLUMNS = [
  'messages.id',
  'messages.state',
  'messages.error',
  'messages.command_status',
  'messages.cost',
  'messages.ended_at',
] as const;

/**
 * What those that went on by another channel change of an order's counts, so that people are counted: each by the one of
 * their messages that stands for them. What all of these cost is added up.
 */
export async function countsOfChain(db: Snapshot, orderNumber: number): Promise<Count[]> {
  const went = await db
    .selectFrom('orders')
    .innerJoin('messages', (join) => join.on(ITS_ONE_MESSAGE))
    .select(COLUMNS)
    .select('orders.follows')
    .where('orders.chain', '=', orderNumber)
    .orderBy('orders.number')
    .execute();
  type Row = Omit<(typeof went)[number], 'follows'>;
  const known = new Set(went.map(({ id }) => id));
  const before = went.flatMap(({ follows }) => (follows === null || known.has(follows) ? [] : follows));
  const first: Row[] = await findEach(before, (some) =>
    db.selectFrom('messages').select(COLUMNS).where('id', 'in', some).execute(),
  );
  const tries = new Map<number | null, Row[]>(first.map((row) => [row.id, [row]]));
  for (const row of went) {
    const own = tries.get(row.follows);
    if (!own) continue;
    own.push(row);
    tries.set(row.id, own);
  }
  const counted = ({ state, error, command_status, ended_at }: Row, count: 1 | -1): Count => ({
    state,
    error,
    command_status,
    ended_at: count === 1 ? ended_at : null,
    count,
    cost: 0,
    priced: 0,
  });
  return first.flatMap((row) => {
    const own = tries.get(row.id) ?? [];
    const stands = standsFor(own, ({ state }) => STATE.name(state)) ?? row;
    const costs = own.slice(1).flatMap(({ cost }) => cost ?? []);
    const cost = costs.reduce((sum, one) => sum + one, 0);
    return [counted(row, -1), { ...counted(stands, 1), cost, priced: costs.length }];
  });
}

/** How many went on by which channel. */
export async function wentOn(
  db: Snapshot,
  orderNumber: number,
): Promise<{ readonly channel: Channel; readonly count: number }[]> {
  const rows = await db
    .selectFrom('orders')
    .select('channel')
    .select(sql<number>`count(*)`.as('count'))
    .where('chain', '=', orderNumber)
    .groupBy('channel')
    .execute();
  return rows.map(({ channel, count }) => ({ channel: CHANNEL.name(channel), count }));
}
