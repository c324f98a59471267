import { type LANES, type Lane, laneOf, TIMED } from '../../messages/lanes.ts';
import { type LEAVING, TRANSITIONS } from '../../messages/status.ts';
import type { WaitingReason } from '../../messages/waiting.ts';
import { makeAlike } from '../campaigns/tallies.ts';
import type { Counting } from '../campaigns/tally-deltas.ts';
import type { Tx } from '../engine/database.ts';
import { HELD, STATE } from '../tables/coded.ts';
import { idsOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';

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
  order: Counting & { readonly parts: number },
  event: (typeof LEAVING)[WaitingReason] | 'repeat',
  now: number,
): Promise<number> {
  const { from, to } = TRANSITIONS[event];
  const { first, last } = idsOf(order.number);
  const states = STATE.all(from);
  const groups = await tx.db
    .selectFrom('messages')
    .select('account')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('state', 'in', states)
    .where('doubt_until', 'is', null)
    .groupBy('account')
    .execute();
  let queued = 0;
  for (const { account, n } of groups) {
    const place = await placeFor(tx, account, n);
    queued += await makeAlike(
      tx,
      order,
      (eb) => eb.and([eb('state', 'in', states), eb('doubt_until', 'is', null), eb('account', '=', account)]),
      { state: STATE.of[to], held: HELD.not, fresh_at: now, ready_at: now, lane: place.lane },
      // Of an order that has left for the most part, what is left is spread over all of its positions.
      { first: place.first, step: order.parts },
    );
  }
  return queued;
}
