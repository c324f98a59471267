import { LANES } from '../../messages/lanes.ts';
import type { MessagesTable, OrdersTable } from '../schema.ts';
import type { Prepare } from '../statements.ts';

const stretch = (range: string): string => `
  select * from (
    select id, lane, turn from messages
    where account = ?1 and ${range} and ready_at is not null order by lane, turn, id limit ?3
  )`;

/** The stretches of readyMessages in outbox.ts. */
const READY = `${[
  `lane = ${LANES.repeat} and turn <= ?2`,
  `lane = ${LANES.single}`,
  `lane = ${LANES.retry} and turn <= ?2`,
  `lane >= ${LANES.list}`,
]
  .map(stretch)
  .join(' union all ')} order by lane, turn, id limit ?3`;

/** See readyMessages in outbox.ts: the ids of what may go by `now`, in the order in which it should. */
export const readyOn = (prepare: Prepare, account: string, limit: number, now: number): number[] =>
  (prepare(READY).all(account, now, limit) as { id: number }[]).map(({ id }) => id);

const MESSAGE = 'select * from messages where id = ?';

export const messageOn = (prepare: Prepare, id: number): MessagesTable | undefined =>
  prepare(MESSAGE).get(id) as MessagesTable | undefined;

const ORDER = `
  select id as order_id, class as order_class, channel, created_at, card_id, chat_id, request, sender, alphabet, parts,
    wiped_at, forgotten_at, campaign, fresh_at as order_fresh_at, agreed_after, offered_alphabet, offered_parts,
    waiting_for as asked
  from orders where number = ?`;

/** An order as it is joined with each of its messages elsewhere. */
export type OrderRow = Pick<OrdersTable, 'channel' | 'created_at' | 'card_id' | 'chat_id' | 'request'> &
  Pick<OrdersTable, 'sender' | 'alphabet' | 'parts' | 'wiped_at' | 'forgotten_at' | 'campaign'> &
  Pick<OrdersTable, 'agreed_after' | 'offered_alphabet' | 'offered_parts'> & {
    readonly order_id: string;
    readonly order_class: OrdersTable['class'];
    readonly order_fresh_at: number | null;
    readonly asked: OrdersTable['waiting_for'];
  };

export const orderOn = (prepare: Prepare, number: number): OrderRow => prepare(ORDER).get(number) as OrderRow;
