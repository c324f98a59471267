import { sql } from 'kysely';
import { CAMPAIGN, ORDER_CLASS, STATE } from '../../src/store/coded.ts';
import type { Reader } from '../../src/store/database.ts';
import { orderNumberIn } from '../../src/store/message-id.ts';

/** Bulks' messages, one by one, as their tallies count them. */
const counted = sql`
  select ${orderNumberIn('messages.id')} as order_number, state,
    coalesce(error, -1) as error, coalesce(command_status, -1) as command_status,
    1 as count, coalesce(cost, 0) as cost, case when cost is null then 0 else 1 end as priced, ended_at
  from messages join orders on orders.number = ${orderNumberIn('messages.id')}
  where orders.class = ${sql.lit(ORDER_CLASS.of.bulk)}
`;

const KEY = sql`order_number, state, error, command_status`;

/** What tallies have too many, or too few, beside a recount as of the same moment; empty where they are right. */
export async function wrongTallies(db: Reader): Promise<unknown[]> {
  const { rows } = await sql`
    select ${KEY}, sum(count) as count, sum(cost) as cost, sum(priced) as priced from (
      select ${KEY}, count, cost, priced from tallies
      union all select ${KEY}, -count, -cost, -priced from (${counted}) as counted
    ) as both_ways
    group by ${KEY} having sum(count) <> 0 or sum(cost) <> 0 or sum(priced) <> 0
  `.execute(db);
  return rows;
}

/** Counts anew, where messages were written past the program. */
export async function recount(db: Reader): Promise<void> {
  await db.deleteFrom('tallies').execute();
  await sql`
    insert into tallies (${KEY}, count, cost, priced, ended_at)
    select ${KEY}, sum(count), sum(cost), sum(priced), max(ended_at) from (${counted}) as counted group by ${KEY}
  `.execute(db);
}

/** Counts an order as a bulk from now on, however few messages it has. */
export async function countAsBulk(db: Reader, orderId: string): Promise<void> {
  await db.updateTable('orders').set({ class: ORDER_CLASS.of.bulk }).where('id', '=', orderId).execute();
  await recount(db);
}

/** What is queued of campaigns together, and will never be claimed: it is none of theirs, or they have gone on behind it. */
export async function lostOfCampaigns(db: Reader): Promise<unknown[]> {
  const { rows } = await sql`
    select messages.id, campaigns.next from messages
      join orders on orders.number = ${orderNumberIn('messages.id')}
        and orders.campaign <> ${sql.lit(CAMPAIGN.of.cancelled)}
      left join campaigns on campaigns.order_number = orders.number and campaigns.account = messages.account
    where messages.state = ${sql.lit(STATE.of.queued)} and messages.ready_at is null
      and (campaigns.next is null or campaigns.next > messages.id or campaigns."left" < 1
        or (orders.campaign = ${sql.lit(CAMPAIGN.of.running)}) <> (campaigns.running is not null))
  `.execute(db);
  return rows;
}
