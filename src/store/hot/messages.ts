import type { Selection } from 'kysely';
import { LANES } from '../../messages/lanes.ts';
import type { Prepare } from '../engine/statements.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import type { Schema } from '../tables/schema.ts';

/** The stretches of readyMessages in ready-messages.ts, the first to go first. */
const READY = [
  `lane = ${LANES.repeat} and turn <= ?`,
  `lane = ${LANES.single}`,
  `lane = ${LANES.retry} and turn <= ?`,
  `lane >= ${LANES.list}`,
].map((range) => ({
  isTimed: range.endsWith('?'),
  sql: `
    select id from messages where account = ? and ${range} and ready_at is not null order by lane, turn, id limit ?`,
}));

/** See readyMessages in ready-messages.ts: the ids of what may go by `now`, in the order in which it should. */
export function readyOn(prepare: Prepare, account: string, limit: number, now: number): number[] {
  const ids: number[] = [];
  for (const { isTimed, sql: STRETCH } of READY) {
    if (ids.length === limit) break;
    const rows = prepare(STRETCH).all(account, ...(isTimed ? [now] : []), limit - ids.length);
    for (const { id } of rows as { id: number }[]) ids.push(id);
  }
  return ids;
}

const MESSAGE = 'select * from messages where id = ?';

export const messageOn = (prepare: Prepare, id: number): MessagesTable | undefined =>
  prepare(MESSAGE).get(id) as MessagesTable | undefined;

/** What is told of a message by its order. */
export const OF_ORDER = [
  'orders.id as order_id',
  'orders.class as order_class',
  'orders.channel',
  'orders.created_at',
  'orders.card_id',
  'orders.chat_id',
  'orders.request',
  'orders.chain',
  'orders.fallback',
  'orders.sender',
  'orders.alphabet',
  'orders.parts',
  'orders.wiped_at',
  'orders.forgotten_at',
  'orders.campaign',
  'orders.fresh_at as order_fresh_at',
  'orders.agreed_after',
  'orders.quiet',
  'orders.offered_alphabet',
  'orders.offered_parts',
  'orders.vouched_at',
  'orders.waiting_for as asked',
] as const;

/** An order as it is joined with each of its messages elsewhere. */
export type OrderRow = Selection<Schema, 'orders', (typeof OF_ORDER)[number]>;

const ORDER = `select ${OF_ORDER.join(', ')} from orders where number = ?`;

export const orderOn = (prepare: Prepare, number: number): OrderRow => prepare(ORDER).get(number) as OrderRow;
