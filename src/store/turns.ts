import { sql } from 'kysely';
import { type LANES, type Lane, laneOf, TIMED } from '../messages/lanes.ts';
import { type LEAVING, TRANSITIONS } from '../messages/status.ts';
import type { WaitingReason } from '../messages/waiting.ts';
import type { Tx } from './database.ts';
import type { MessagesTable } from './schema.ts';

type Turn = Pick<MessagesTable, 'ready_at' | 'lane' | 'turn'>;

/** Of a message that is tried again at `at` (ms). */
export const turnAt = (lane: typeof LANES.repeat | typeof LANES.retry, at: number): Turn => ({
  ready_at: at,
  lane,
  turn: at,
});

/** Where messages that are queued together begin. */
export interface Place {
  readonly lane: Lane;
  readonly first: number;
}

/**
 * Where so many messages that are queued together stand: in a lane by their number, and there beside the next of those
 * that wait in it. Their turns go on from that one's by the parts of each, so that orders share the rate, whichever
 * came first and however much of it is left.
 */
export async function placeFor(tx: Tx, account: string, messages: number): Promise<Place> {
  const lane = laneOf(messages);
  return { lane, first: await nextTurn(tx, account, lane) };
}

async function nextTurn(tx: Tx, account: string, lane: Lane): Promise<number> {
  const next = await tx.db
    .selectFrom('messages')
    .select('turn')
    .where('account', '=', account)
    .where('lane', '=', lane)
    .where('ready_at', 'is not', null)
    .orderBy('turn')
    .limit(1)
    .executeTakeFirst();
  return next?.turn ?? 0;
}

/** The turns of messages that go over to other accounts, one after the other beside what waits there in their lanes. */
export async function turnsElsewhere(
  tx: Tx,
  moves: readonly {
    readonly message: { readonly lane: Lane; readonly turn: number };
    readonly account: string;
  }[],
): Promise<number[]> {
  const next = new Map<string, number>();
  const turns: number[] = [];
  for (const { message, account } of moves) {
    const { lane, turn } = message;
    if (TIMED.includes(lane)) {
      turns.push(turn);
      continue;
    }
    const key = `${lane} ${account}`;
    const own = next.get(key) ?? (await nextTurn(tx, account, lane));
    next.set(key, own + 1);
    turns.push(own);
  }
  return turns;
}

/**
 * Queues those of an order's messages that this event lets be queued, and that are not repeated anyway. Their age
 * counts from now. Returns how many there are.
 */
export async function queueMessages(
  tx: Tx,
  order: { readonly id: string; readonly parts: number },
  event: (typeof LEAVING)[WaitingReason] | 'repeat',
  now: number,
): Promise<number> {
  const { from, to } = TRANSITIONS[event];
  const left = tx.db
    .selectFrom('messages')
    .where('order_id', '=', order.id)
    .where('state', 'in', [...from])
    .where('doubt_until', 'is', null);
  const groups = await left
    .select('account')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .groupBy('account')
    .execute();
  let queued = 0;
  for (const { account, n } of groups) {
    const { lane, first } = await placeFor(tx, account, n);
    // Of an order that has left for the most part, what is left is spread over all of its positions.
    const numbered = left
      .select('id')
      .select((eb) =>
        eb.fn
          .agg<number>('row_number')
          .over((over) => over.orderBy('position'))
          .as('nth'),
      )
      .where('account', '=', account)
      .as('numbered');
    const turn = sql<number>`cast(${first} as bigint) + (numbered.nth - 1) * ${order.parts}`;
    const { numUpdatedRows } = await tx.db
      .updateTable('messages')
      .from(numbered)
      .set({ state: to, waiting_for: null, fresh_at: now, ready_at: now, lane, turn })
      .whereRef('messages.id', '=', 'numbered.id')
      .where('state', 'in', [...from])
      .where('doubt_until', 'is', null)
      .executeTakeFirst();
    queued += Number(numUpdatedRows);
  }
  return queued;
}
