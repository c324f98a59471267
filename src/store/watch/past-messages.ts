import { isFailed } from '../../messages/status.ts';
import type { PastMessage } from '../../watch/replay.ts';
import type { WatchEvent } from '../../watch/wants.ts';
import type { Snapshot } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { firstIdSince } from '../orders/first-since.ts';
import { operatorsOf } from '../provider/operators.ts';
import { eventOf } from '../stats/event-deltas.ts';
import { STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';

/** A message may end so long after it was asked for (ms). */
const LONGEST_MS = 24 * 3600 * 1000;
/** Of more than so many the newest are looked at. */
export const MOST_MESSAGES = 20_000;

/** A message that was handed over, or refused, and what watches go by of it. */
export interface SentMessage extends PastMessage {
  readonly event: WatchEvent;
}

/**
 * The newest messages that were ordered since then (ms), or a day before, whatever became of them.
 * @param byOperator whether it is told apart by the operators of the numbers, each of which costs a look
 */
export async function pastMessages(db: Snapshot, since: number, byOperator: boolean): Promise<SentMessage[]> {
  const first = await firstIdSince(db, since - LONGEST_MS);
  if (first === null) return [];
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select([
          'id',
          'account',
          'recipient',
          'state',
          'error',
          'command_status',
          'accepted_at',
          'ended_at',
          'operator',
        ])
        .where('id', '>=', first)
        .orderBy('id', 'desc')
        .limit(MOST_MESSAGES)
        .as('messages'),
    )
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .selectAll('messages')
    .select(['orders.channel', 'orders.sender', 'orders.maker_id', 'orders.class'])
    .execute();
  const numbers = byOperator ? [...new Set(rows.map(({ recipient }) => recipient))] : [];
  const operators = new Map(await findEach(numbers, async (some) => [...(await operatorsOf(db, some))]));
  return rows.map((row) => {
    const state = STATE.name(row.state);
    const end = state === 'delivered' ? 'delivered' : isFailed(state) ? 'failed' : null;
    const operator = operators.get(row.recipient) ?? row.operator;
    return {
      account: row.account,
      acceptedAt: row.accepted_at,
      endedAt: row.ended_at,
      end,
      event: eventOf(end ?? 'delivered', row, row, operator),
    };
  });
}
