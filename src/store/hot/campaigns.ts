import type { Prepare } from '../engine/statements.ts';
import { STATE } from '../tables/coded.ts';
import type { CampaignsTable, OrdersTable } from '../tables/message-schema.ts';

const RUNNING = `
  select campaigns.order_number, campaigns.next, campaigns.turn, campaigns."left", orders.parts, orders.total,
    orders.canary, orders.channel
  from campaigns join orders on orders.number = campaigns.order_number
  where campaigns.account = ? and campaigns.running is not null
  order by campaigns.turn, campaigns.order_number limit ?`;

type Running = Omit<CampaignsTable, 'account' | 'running'> &
  Pick<OrdersTable, 'parts' | 'total' | 'canary' | 'channel'>;

/** Those of an account's campaigns whose turn it is, no more than so many. */
export const runningOn = (prepare: Prepare, account: string, limit: number): Running[] =>
  prepare(RUNNING).all(account, limit) as Running[];

const NEXT = `
  select id from messages
  where id >= ? and id < ? and account = ? and state = ${STATE.of.queued} and ready_at is null order by id limit ?`;

/** What of a stretch of a campaign may go, in order. */
export const nextOn = (
  prepare: Prepare,
  account: string,
  { next, end, count }: { readonly next: number; readonly end: number; readonly count: number },
): { id: number }[] => prepare(NEXT).all(next, end, account, count) as { id: number }[];

const MOVE = `
  update campaigns set next = ?, turn = ?, "left" = ?, running = case when ? then running end
  where order_number = ? and account = ?`;

/** Brings a campaign on to there; nothing more of it may go by now if it rests. */
export function moveCampaignOn(
  prepare: Prepare,
  account: string,
  { order_number, next, turn, left }: Omit<CampaignsTable, 'account' | 'running'>,
  rests: boolean,
): void {
  prepare(MOVE).run(next, turn, left, rests ? 0 : 1, order_number, account);
}
