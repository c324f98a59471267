import { LANES } from '../../messages/lanes.ts';
import type { MessagesTable, OrdersTable } from '../message-schema.ts';
import type { Prepare } from '../statements.ts';

/** The stretches of readyMessages in outbox.ts, the first to go first. */
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

/** See readyMessages in outbox.ts: the ids of what may go by `now`, in the order in which it should. */
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

const ORDER = `
  select id as order_id, class as order_class, channel, created_at, card_id, chat_id, request, sender, alphabet, parts,
    wiped_at, forgotten_at, campaign, fresh_at as order_fresh_at, agreed_after, offered_alphabet, offered_parts,
    waiting_for as asked, chain, fallback, quiet, vouched_at
  from orders where number = ?`;

/** An order as it is joined with each of its messages elsewhere. */
export type OrderRow = Pick<OrdersTable, 'channel' | 'created_at' | 'card_id' | 'chat_id' | 'request'> &
  Pick<OrdersTable, 'sender' | 'alphabet' | 'parts' | 'wiped_at' | 'forgotten_at' | 'campaign'> &
  Pick<OrdersTable, 'agreed_after' | 'offered_alphabet' | 'offered_parts' | 'chain' | 'fallback'> &
  Pick<OrdersTable, 'quiet' | 'vouched_at'> & {
    readonly order_id: string;
    readonly order_class: OrdersTable['class'];
    readonly order_fresh_at: number | null;
    readonly asked: OrdersTable['waiting_for'];
  };

export const orderOn = (prepare: Prepare, number: number): OrderRow => prepare(ORDER).get(number) as OrderRow;
