import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { TOOK_UP_TO } from '../../src/messages/delivery-time.ts';
import type { Reader } from '../../src/store/engine/database.ts';
import { LEFT_ALONE_MS } from '../../src/store/person/forgetting.ts';
import { TOOK_COLUMNS } from '../../src/store/stats/hour-columns.ts';
import { CAMPAIGN, ORDER_CLASS, STATE } from '../../src/store/tables/coded.ts';
import { orderNumberIn } from '../../src/store/tables/message-id.ts';

/** By kind of store and name: to put one together takes longer than to ask it of the few rows of a test. */
const compiled = new Map<string, CompiledQuery>();

async function found(db: Reader, name: string, query: () => RawBuilder<unknown>): Promise<unknown[]> {
  const key = `${db.getExecutor().adapter.constructor.name} ${name}`;
  const once = compiled.get(key) ?? query().compile(db);
  compiled.set(key, once);
  return (await db.executeQuery(once)).rows;
}

/** Whether there is anything to count. */
export async function isAnyCounted(db: Reader): Promise<boolean> {
  const tables = ['messages', 'tallies', 'hours', 'hour_readings'];
  const any = () =>
    sql.join(
      tables.map((table) => sql`select 1 from ${sql.table(table)}`),
      sql` union all `,
    );
  return (await found(db, 'any', () => sql`select 1 where exists (${any()})`)).length > 0;
}

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
export const wrongTallies = (db: Reader): Promise<unknown[]> =>
  found(
    db,
    'tallies',
    () => sql`
    select ${KEY}, sum(count) as count, sum(cost) as cost, sum(priced) as priced from (
      select ${KEY}, count, cost, priced from tallies
      union all select ${KEY}, -count, -cost, -priced from (${counted}) as counted
    ) as both_ways
    group by ${KEY} having sum(count) <> 0 or sum(cost) <> 0 or sum(priced) <> 0
  `,
  );

const HOUR_MS = 3600 * 1000;
const HOUR_KEY = sql`hour, account, channel, sender, operator, maker, state, error, command_status`;
const TOOK = TOOK_COLUMNS.map((column) => sql.ref(column));
const HOUR_FIGURES = [sql`messages`, sql`parts`, sql`cost`, ...TOOK];
const COUNTED = sql.join(
  STATE.all([
    'accepted',
    'refused',
    'delivered',
    'undelivered',
    'expired',
    'rejected',
    'deleted',
    'unknown',
  ]).map((state) => sql.lit(state)),
);

/** How long a delivery took lies between two bounds. */
const tookFrom = (index: number) => {
  const took = sql`messages.ended_at - messages.accepted_at`;
  const [from, to] = [TOOK_UP_TO[index - 1], TOOK_UP_TO[index]];
  const bounds = [
    from === undefined ? sql`true` : sql`${took} > ${sql.lit(from)}`,
    to === undefined ? sql`true` : sql`${took} <= ${sql.lit(to)}`,
  ];
  const delivered = sql`messages.state = ${sql.lit(STATE.of.delivered)}`;
  return sql`case when ${sql.join([delivered, ...bounds], sql` and `)} then 1 else 0 end as ${sql.ref(`took_${index}`)}`;
};

/** Messages, one by one, as their hours count them. */
const hourly = sql`
  select messages.id, coalesce(accepted_at, ended_at) / 3600000 as hour, messages.account, orders.channel,
    coalesce(orders.sender, '') as sender, coalesce(operator, '') as operator,
    orders.maker || coalesce(':' || maker_id, '') as maker, state,
    coalesce(error, -1) as error, coalesce(command_status, -1) as command_status,
    1 as messages, coalesce(own_parts, orders.parts) as parts, coalesce(cost, 0) as cost, ${sql.join(TOOK.map((_, index) => tookFrom(index)))}
  from messages join orders on orders.number = ${orderNumberIn('messages.id')}
  where state in (${COUNTED}) and coalesce(accepted_at, ended_at) is not null
    and not exists (select 1 from uncounted where messages.id > counted and (last is null or messages.id <= last))
`;

/**
 * The same of hours.
 * @param since hours before that (ms) outlive messages that are forgotten
 */
export async function wrongHours(db: Reader, since = Date.now() - LEFT_ALONE_MS): Promise<unknown[]> {
  const kept = Math.floor(since / HOUR_MS);
  return found(
    db,
    `hours ${kept}`,
    () => sql`
    select ${HOUR_KEY}, ${sql.join(HOUR_FIGURES.map((figure) => sql`sum(${figure}) as ${figure}`))} from (
      select ${HOUR_KEY}, ${sql.join(HOUR_FIGURES)} from hours
      union all
      select ${HOUR_KEY}, ${sql.join(HOUR_FIGURES.map((figure) => sql`-${figure}`))} from (${hourly}) as counted
    ) as both_ways
    group by ${HOUR_KEY} having sum(messages) < 0
      or hour > ${kept} and (${sql.join(
        HOUR_FIGURES.map((figure) => sql`sum(${figure}) <> 0`),
        sql` or `,
      )})
  `,
  );
}

const READERS_KEY = sql`hour, account, channel, sender, operator, maker`;

/** The same of those that were read. */
export async function wrongReaders(db: Reader, since = Date.now() - LEFT_ALONE_MS): Promise<unknown[]> {
  const kept = Math.floor(since / HOUR_MS);
  return found(
    db,
    `readers ${kept}`,
    () => sql`
    select ${READERS_KEY}, sum(read) as read, sum(clicked) as clicked from (
      select ${READERS_KEY}, read, clicked from hour_readings
      union all
      select ${READERS_KEY}, -1, case when clicked_at is null then 0 else -1 end
      from (${hourly}) as counted join readings on readings.message_id = counted.id
    ) as both_ways
    group by ${READERS_KEY} having sum(read) < 0
      or hour > ${kept} and (sum(read) <> 0 or sum(clicked) <> 0)
  `,
  );
}

/** Counts anew, where messages were written past the program. */
export async function recount(db: Reader): Promise<void> {
  await db.deleteFrom('tallies').execute();
  await sql`
    insert into tallies (${KEY}, count, cost, priced, ended_at)
    select ${KEY}, sum(count), sum(cost), sum(priced), max(ended_at) from (${counted}) as counted group by ${KEY}
  `.execute(db);
  await db.deleteFrom('hours').execute();
  await sql`
    insert into hours (${HOUR_KEY}, ${sql.join(HOUR_FIGURES)})
    select ${HOUR_KEY}, ${sql.join(HOUR_FIGURES.map((figure) => sql`sum(${figure})`))}
    from (${hourly}) as counted group by ${HOUR_KEY}
  `.execute(db);
}

/** Counts an order as a bulk from now on, however few messages it has. */
export async function countAsBulk(db: Reader, orderId: string): Promise<void> {
  await db.updateTable('orders').set({ class: ORDER_CLASS.of.bulk }).where('id', '=', orderId).execute();
  await recount(db);
}

/** What is queued of campaigns together, and will never be claimed: it is none of theirs, or they have gone on behind it. */
export const lostOfCampaigns = (db: Reader): Promise<unknown[]> =>
  found(
    db,
    'lost',
    () => sql`
    select messages.id, campaigns.next from messages
      join orders on orders.number = ${orderNumberIn('messages.id')}
        and orders.campaign <> ${sql.lit(CAMPAIGN.of.cancelled)}
      left join campaigns on campaigns.order_number = orders.number and campaigns.account = messages.account
    where messages.state = ${sql.lit(STATE.of.queued)} and messages.ready_at is null
      and (campaigns.next is null or campaigns.next > messages.id or campaigns."left" < 1
        or (orders.campaign <> ${sql.lit(CAMPAIGN.of.running)} and campaigns.running is not null)
        or (orders.campaign = ${sql.lit(CAMPAIGN.of.running)} and campaigns.running is null
          and (orders.canary is null or messages.id < (orders.number << 20) + orders.canary)))
  `,
  );
