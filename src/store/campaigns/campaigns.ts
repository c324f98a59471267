import { sql } from 'kysely';
import { LANES } from '../../messages/lanes.ts';
import type { Channel } from '../../messages/request.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { moveCampaignOn, nextOn, runningOn } from '../hot/campaigns.ts';
import { CHANNEL, HELD, STATE } from '../tables/coded.ts';
import { messageId, orderNumberOf } from '../tables/message-id.ts';
import type { CampaignsTable, MessagesTable } from '../tables/message-schema.ts';

/*
 * Messages of a campaign are queued without a time of their own, in no index of what is ready. They are claimed from the
 * campaign: from `next` on, those that are queued so. So a word to all of them is a word to their order, of one row, and
 * to the few rows here, which the next claim sees.
 */

/** How the messages of a campaign are written: nothing of them is ready by itself. */
export const QUEUED_TOGETHER = { ready_at: null, lane: LANES.bulk, turn: 0, held: HELD.not } as const;

/** A message of a campaign, by the account that is to send it. */
type Placed = Pick<MessagesTable, 'id' | 'account'>;

/**
 * These messages, queued together, are left to be claimed once more, or for the first time. They are claimed once their
 * campaign is started.
 */
export async function leaveToClaim(tx: Tx, messages: readonly Placed[]): Promise<void> {
  const shares = Map.groupBy(messages, ({ id, account }) => JSON.stringify([orderNumberOf(id), account]));
  const rows = [...shares].toSorted().flatMap(([, share]) => {
    const [first] = share;
    if (!first) return [];
    const next = share.reduce((least, { id }) => Math.min(least, id), first.id);
    const { account } = first;
    return { order_number: orderNumberOf(next), account, next, turn: 0, left: share.length, running: null };
  });
  for (const row of rows) {
    await tx.db
      .insertInto('campaigns')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['order_number', 'account']).doUpdateSet((eb) => ({
          next: sql`case when campaigns.next < excluded.next then campaigns.next else excluded.next end`,
          left: eb('campaigns.left', '+', eb.ref('excluded.left')),
        })),
      )
      .execute();
  }
}

/** What is left of an order may leave, beside the next of what is sent by the same accounts. */
export async function startCampaign(tx: Tx, orderNumber: number): Promise<void> {
  // A claim that is under way may find that nothing more of it may go by now: that is heard of first.
  if (tx.kind === 'postgres') {
    const its = tx.db.selectFrom('campaigns').select('account').where('order_number', '=', orderNumber);
    await its.orderBy('account').forUpdate().execute();
  }
  await tx.db
    .updateTable('campaigns')
    .set((eb) => ({
      running: 1,
      turn: eb.fn.coalesce(
        eb
          .selectFrom('campaigns as others')
          .select(({ fn }) => fn.min<number>('others.turn').as('turn'))
          .whereRef('others.account', '=', 'campaigns.account')
          .where('others.running', 'is not', null),
        sql.lit(0),
      ),
    }))
    .where('order_number', '=', orderNumber)
    .where('left', '>', 0)
    .where('running', 'is', null)
    .execute();
  tx.changed('outbox');
}

/** Nothing of an order leaves any more. */
export async function stopCampaign(tx: Tx, orderNumber: number): Promise<void> {
  await tx.db
    .updateTable('campaigns')
    .set({ running: null })
    .where('order_number', '=', orderNumber)
    .execute();
}

/**
 * On PostgreSQL nobody claims of these orders before this transaction ends. To be called before the orders themselves are
 * locked: so a claim does it.
 */
export async function lockCampaigns(tx: Tx, orderIds: readonly string[]): Promise<void> {
  if (tx.kind === 'sqlite') return;
  await tx.db
    .selectFrom('campaigns')
    .select('next')
    .where('order_number', 'in', (eb) =>
      eb.selectFrom('orders').select('number').where('id', 'in', orderIds).where('campaign', 'is not', null),
    )
    .orderBy('order_number')
    .orderBy('account')
    .forUpdate()
    .execute();
}

/** How many messages of campaigns that run are left to be claimed by these accounts. */
export async function leftToClaim(db: Reader, accounts: readonly string[]): Promise<number> {
  const { n } = await db
    .selectFrom('campaigns')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('left'), sql.lit(0)).as('n'))
    .where('account', 'in', accounts)
    .where('running', 'is not', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** Campaigns that share one round. */
const TOGETHER = 100;
/** Rows of a campaign that are looked at in one round: it may have been sent for the most part, or by other accounts. */
const LOOKED_AT = 4_000;

/** What is next of a campaign. */
interface Share extends Omit<CampaignsTable, 'account' | 'running'> {
  /** How many go first; null: all may. */
  readonly canary: number | null;
  readonly parts: number;
  /** How many messages of it are looked for. */
  readonly count: number;
  /** Behind the last id that is looked at, the last that may go by now, and the last that the order has. */
  readonly end: number;
  readonly mayGo: number;
  readonly last: number;
}

/** What was found of campaigns. */
export interface Found {
  /** By whose turn it is. */
  readonly ids: readonly number[];
  readonly shares: readonly Share[];
}

/** Campaigns of an account that run. */
export const runningCampaigns = async (tx: Tx, account: string) =>
  tx.prepare ? runningOn(tx.prepare, account, TOGETHER) : runningOf(tx, account);

/**
 * Messages that are next of these campaigns of an account, as many of each as it is due, so that they share the rate.
 * @param channels of these alone; null: of all
 */
export async function nextOfCampaigns(
  tx: Tx,
  account: string,
  all: Awaited<ReturnType<typeof runningCampaigns>>,
  limit: number,
  channels: readonly Channel[] | null = null,
): Promise<Found> {
  if (limit === 0) return { ids: [], shares: [] };
  const { prepare } = tx;
  const running = channels ? all.filter(({ channel }) => channels.includes(CHANNEL.name(channel))) : all;
  const bounded = running.map(({ total, channel: _, ...share }) => {
    const { order_number, canary } = share;
    const last = messageId(order_number, total);
    const mayGo = canary === null ? last : Math.min(last, messageId(order_number, canary));
    return { ...share, last, mayGo };
  });
  const shares = sharesOf(bounded, limit).map((share): Share => {
    const { next, mayGo } = share;
    return { ...share, end: Math.max(next, Math.min(next + LOOKED_AT, mayGo)) };
  });
  if (shares.length === 0) return { ids: [], shares };
  const rows = prepare
    ? shares.flatMap((share) => nextOn(prepare, account, share))
    : await nextOf(tx, account, shares);
  const found = Map.groupBy(
    rows.map(({ id }) => id).toSorted((one, other) => one - other),
    orderNumberOf,
  );
  const turns = shares.flatMap(({ order_number, turn, parts }) =>
    (found.get(order_number) ?? []).map((id, nth) => ({ id, turn: turn + nth * parts })),
  );
  turns.sort((one, other) => one.turn - other.turn || one.id - other.id);
  return { ids: turns.map(({ id }) => id), shares };
}

const runningOf = ({ db }: Tx, account: string) =>
  db
    .selectFrom('campaigns')
    .innerJoin('orders', 'orders.number', 'campaigns.order_number')
    .select(['campaigns.order_number', 'campaigns.next', 'campaigns.turn', 'campaigns.left'])
    .select(['orders.parts', 'orders.total', 'orders.canary', 'orders.channel'])
    .where('campaigns.account', '=', account)
    .where('campaigns.running', 'is not', null)
    .orderBy('campaigns.turn')
    .orderBy('campaigns.order_number')
    .limit(TOGETHER)
    .forUpdate('campaigns')
    .execute();

async function nextOf({ db }: Tx, account: string, shares: readonly Share[]): Promise<{ id: number }[]> {
  const stretches = shares.map(
    ({ next, end, count }) => sql`select * from (
      select id from messages where id >= ${next} and id < ${end} and account = ${account}
        and state = ${sql.lit(STATE.of.queued)} and ready_at is null order by id limit ${count}
    ) as stretch`,
  );
  const { rows } = await sql<{ id: number }>`${sql.join(stretches, sql` union all `)}`.execute(db);
  return rows;
}

type Running = Pick<Share, 'order_number' | 'next' | 'turn' | 'left' | 'parts' | 'mayGo'>;

/** How many of so many places each campaign gets, if every message goes in its turn. */
function sharesOf<T extends Running>(running: readonly T[], limit: number): (T & { count: number })[] {
  const shares = running.map((one) => ({ ...one, count: 0 }));
  for (let places = limit; places > 0; ) {
    const [first, second] = shares
      .filter((one) => one.count < mostOf(one))
      .toSorted((one, other) => ahead(one) - ahead(other) || one.order_number - other.order_number);
    if (!first) break;
    // All that it gets before the next one is due.
    const turns = second ? Math.floor((ahead(second) - ahead(first)) / first.parts) + 1 : places;
    const more = Math.min(places, turns, mostOf(first) - first.count);
    first.count += more;
    places -= more;
  }
  return shares.filter(({ count }) => count > 0);
}

/** One that has none which may go is found so, and then looked at no more. */
const mostOf = ({ left, mayGo, next }: Running): number => Math.min(left, Math.max(1, mayGo - next));

const ahead = ({ turn, count, parts }: Running & { count: number }): number => turn + count * parts;

/**
 * Brings campaigns on behind what was found of them and will be found no more: it leaves, or has a time of its own by now.
 * Returns whether there may be more of them.
 */
export async function moveCampaignsOn(
  tx: Tx,
  account: string,
  { ids, shares }: Found,
  gone: ReadonlySet<number>,
): Promise<boolean> {
  let isMore = false;
  for (const { order_number, next, turn, left, parts, canary, count, end, mayGo, last } of shares) {
    const own = ids.filter((id) => orderNumberOf(id) === order_number);
    const claimed = own.filter((id) => gone.has(id)).length;
    const final = own.at(-1);
    const behind = own.length === count && final !== undefined ? final + 1 : end;
    const from = own.find((id) => !gone.has(id)) ?? behind;
    const isOver = from === last;
    const rests = from >= mayGo;
    isMore ||= !rests;
    if (from === next && !rests) continue;
    const moved = {
      next: from,
      turn: turn + claimed * parts,
      left: isOver ? 0 : Math.max(0, left - claimed),
    };
    if (tx.prepare) {
      moveCampaignOn(tx.prepare, account, { order_number, ...moved }, rests);
      continue;
    }
    await tx.db
      .updateTable('campaigns')
      // The rest may have been let go since this was read.
      .set((eb) => ({
        ...moved,
        ...(rests
          ? {
              running: sql<1 | null>`case when (select canary from orders where number = ${order_number})
                is not distinct from ${canary}::integer then null else ${eb.ref('running')} end`,
            }
          : {}),
      }))
      .where('order_number', '=', order_number)
      .where('account', '=', account)
      .execute();
  }
  return isMore;
}
