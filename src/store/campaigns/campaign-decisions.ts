import { sql } from 'kysely';
import type { CampaignState } from '../../messages/campaign.ts';
import { TRANSITIONS } from '../../messages/status.ts';
import type { Waits } from '../../messages/waiting.ts';
import { giveBack } from '../attempts/charges.ts';
import { giveUp } from '../attempts/doubts.ts';
import type { Message } from '../attempts/outbox.ts';
import { goOnWithChains } from '../chains/chains-going-on.ts';
import { touchCards } from '../chats/cards.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { askApproval } from '../orders/approvals.ts';
import { enqueueCancelling } from '../orders/cancelling.ts';
import { waitsColumns } from '../orders/documents.ts';
import type { Order } from '../orders/orders.ts';
import { awaitTime } from '../orders/schedules.ts';
import { hasOpen } from '../person/forgetting.ts';
import { emptyBalance } from '../provider/balance.ts';
import { CAMPAIGN, STATE } from '../tables/coded.ts';
import { orderNumberOf } from '../tables/message-id.ts';
import { leaveToClaim, QUEUED_TOGETHER, startCampaign, stopCampaign } from './campaigns.ts';
import { watchCanary } from './canaries.ts';
import { recordOwnStop } from './own-stops.ts';
import { countTallied, tallyChange } from './tallies.ts';

/*
 * Words that are said to a campaign. Each is a row of its order, and the few by which its messages are claimed; its
 * messages are looked at by nobody.
 */

/** An order that is a campaign. */
export type Campaign = Order & { readonly campaign: NonNullable<Order['campaign']> };

export const isCampaign = (order: Order): order is Campaign => order.campaign !== null;

const isIn = ({ campaign }: Campaign, ...states: readonly CampaignState[]): boolean =>
  states.includes(CAMPAIGN.name(campaign));

/** Nothing is asked about it yet. */
export const isBeingPrepared = (order: Order): order is Campaign =>
  isCampaign(order) && isIn(order, 'preparing');

async function enter(
  tx: Tx,
  { number }: Campaign,
  to: Exclude<CampaignState, 'running'>,
  also: Partial<Order> = {},
): Promise<void> {
  await setCampaign(tx, number, { campaign: CAMPAIGN.of[to], ...also });
  await stopCampaign(tx, number);
  if (to !== 'preparing') tx.happened({ kind: 'campaign', orderNumber: number });
}

/** What is left of it may leave, or the first of that, which is looked at then. */
async function run(tx: Tx, order: Campaign, now: number, also: Partial<Order>): Promise<void> {
  await setCampaign(tx, order.number, { campaign: CAMPAIGN.of.running, ...also });
  await startCampaign(tx, order.number);
  tx.happened({ kind: 'campaign', orderNumber: order.number });
  await watchCanary(tx, order, now);
  await goOnWithChains(tx, order, now);
}

const setCampaign = (tx: Tx, number: number, columns: Partial<Order>) =>
  tx.db.updateTable('orders').set(columns).where('number', '=', number).execute();

/** On record of a campaign that stopped since nothing is left at the provider. */
export const UNPAID = 'no-money';

/** The same for the first time: where nothing is left to pay it by, it waits until it is resumed. */
async function begin(tx: Tx, order: Campaign, now: number, also: Partial<Order>): Promise<void> {
  await run(tx, order, now, also);
  const balance = await emptyBalance(tx.db, now);
  if (balance === null) return;
  await enter(tx, order, 'paused');
  await recordOwnStop(tx, order, UNPAID, { balance }, now);
}

/** Its messages are written anew, which leaves these reasons to wait for. */
export async function prepareAnew(tx: Tx, order: Campaign, waits: Waits, now: number): Promise<void> {
  await enter(tx, order, 'preparing', { ...waitsColumns(waits), fresh_at: now });
  await touchCards(tx, [order.card_id], now);
}

/** All of its messages are written, so many: it waits for a person's word on these reasons, or runs at once. */
export async function endPreparing(tx: Tx, order: Campaign, waits: Waits, now: number): Promise<void> {
  const { total } = order;
  const also = { ...waitsColumns(waits), total };
  if (waits[0] === 'approval') await askApproval(tx, order.number, now);
  if (waits[0] === 'schedule') await awaitTime(tx, order);
  if (waits.length > 0) await enter(tx, order, 'preview', also);
  else await begin(tx, order, now, also);
}

/** All that is asked about it has been answered: it runs. Returns how many messages are to be sent. */
export async function runCampaign(tx: Tx, order: Campaign, now: number): Promise<number> {
  if (!isIn(order, 'preview')) return 0;
  await begin(tx, order, now, { fresh_at: now });
  return countTallied(tx.db, order.number, 'queued');
}

/** Its age counts from now, though it waits for another word. Returns how many messages wait. */
export async function freshenCampaign(tx: Tx, { number }: Campaign, now: number): Promise<number> {
  await tx.db.updateTable('orders').set({ fresh_at: now }).where('number', '=', number).execute();
  return countTallied(tx.db, number, 'queued');
}

/** Other terms are agreed on: of what is queued by then, tries that were taken are given up as it is claimed. */
export async function agreeAnew(tx: Tx): Promise<Pick<Order, 'agreed_after'>> {
  const { last } = await tx.db
    .selectFrom('attempts')
    .select((eb) => eb.fn.max<number | null>('id').as('last'))
    .executeTakeFirstOrThrow();
  return { agreed_after: last ?? 0 };
}

/** It waits for a person's word, if it runs. Returns whether it does. */
export async function holdCampaign(tx: Tx, order: Campaign): Promise<boolean> {
  if (!isIn(order, 'running')) return false;
  await enter(tx, order, 'preview');
  return true;
}

/** Nothing of it leaves until it is resumed. Returns how many messages wait for that. */
export async function pauseCampaign(tx: Tx, order: Campaign): Promise<number> {
  if (!isIn(order, 'running')) return 0;
  const queued = await countTallied(tx.db, order.number, 'queued');
  if (queued > 0) await enter(tx, order, 'paused');
  return queued;
}

/** It goes on, and its age counts from now. Returns how many messages are to be sent. */
export async function resumeCampaign(tx: Tx, order: Campaign, now: number): Promise<number> {
  if (!isIn(order, 'paused')) return 0;
  await run(tx, order, now, { fresh_at: now });
  return countTallied(tx.db, order.number, 'queued');
}

/** Nothing more of it leaves; its messages are told one after the other. Returns how many that concerns. */
export async function cancelCampaign(tx: Tx, order: Campaign, now: number): Promise<number> {
  if (!isIn(order, 'preparing', 'preview', 'running', 'paused')) return 0;
  const queued = await countTallied(tx.db, order.number, 'queued');
  if (queued === 0) return 0;
  // What is not written yet never will be.
  const total = isIn(order, 'preparing') ? { total: queued } : {};
  if (isIn(order, 'preparing')) await giveBack(tx, order.number, order.total - queued);
  await enter(tx, order, 'cancelled', { ...waitsColumns([]), ...total });
  await enqueueCancelling(tx, order.number, now);
  return queued;
}

/**
 * Whether those may be sent again about which a person is asked: while others are being cancelled nobody could tell them
 * apart.
 */
export const maySendAgain = async (
  db: Snapshot,
  { id, campaign }: Pick<Message, 'id' | 'campaign'>,
): Promise<boolean> =>
  campaign !== 'cancelled' || (await countTallied(db, orderNumberOf(id), 'queued')) === 0;

/** It runs again, if it was over. */
export async function reopenCampaign(tx: Tx, order: Campaign, now: number): Promise<Campaign> {
  if (!isIn(order, 'cancelled', 'done')) return order;
  await run(tx, order, now, { fresh_at: now });
  return { ...order, campaign: CAMPAIGN.of.running };
}

/** Has those of these messages sent again, with what else is left of it, about which a person is asked. Returns how many. */
export async function sendCampaignAgain(
  tx: Tx,
  order: Campaign,
  ids: readonly number[],
  now: number,
): Promise<number> {
  if (isIn(order, 'cancelled')) return 0;
  const doubtful = await tx.db
    .selectFrom('messages')
    .select(['id', 'account', 'state', 'error', 'command_status', 'cost', 'ended_at'])
    .where('id', 'in', ids)
    .where('state', '=', STATE.of.in_doubt)
    .where('doubt_until', 'is', null)
    .orderBy('id')
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  if (doubtful.length === 0) return 0;
  await giveUp(
    tx,
    doubtful.map(({ id }) => id),
  );
  const set = { state: STATE.of[TRANSITIONS.repeat.to], fresh_at: now, ...QUEUED_TOGETHER };
  await updateEach(
    tx,
    'messages',
    doubtful.map(({ id }) => ({ id, set })),
  );
  for (const message of doubtful) tallyChange(tx, order, message, { state: set.state });
  await leaveToClaim(tx, doubtful);
  if (isIn(order, 'running')) await startCampaign(tx, order.number);
  return doubtful.length;
}

/**
 * Ends those campaigns of which nothing is open any more, among so many behind an order. Returns behind which order to go
 * on; null: there are no more.
 */
export async function endCampaigns(tx: Tx, after: number, limit: number): Promise<number | null> {
  const rows = await tx.db
    .selectFrom('orders')
    .select('number')
    .select((eb) => hasOpen(eb).as('open'))
    .where(isUnderWay)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  const over = rows.filter(({ open }) => !open).map(({ number }) => number);
  if (over.length > 0) {
    await tx.db
      .updateTable('orders')
      .set({ campaign: CAMPAIGN.of.done })
      .where('number', 'in', over)
      .where(isUnderWay)
      .execute();
    for (const orderNumber of over) tx.happened({ kind: 'campaign', orderNumber });
  }
  return rows.length < limit ? null : (rows.at(-1)?.number ?? null);
}

/** Campaigns that nobody is asked about any more once they are prepared, the oldest first: they would run then. */
export const aboutToRun = (db: Snapshot): Promise<Pick<Order, 'id' | 'number' | 'card_id'>[]> =>
  db
    .selectFrom('orders')
    .select(['id', 'number', 'card_id'])
    .where(sql<boolean>`orders.campaign = ${sql.lit(CAMPAIGN.of.preparing)}`)
    .where('waiting_for', 'is', null)
    .orderBy('number')
    .execute();

/** Somebody is asked about one of those before it goes. Returns whether it was one yet. */
export async function askBeforeRun(tx: Tx, order: Order, now: number): Promise<boolean> {
  if (!isBeingPrepared(order) || order.waiting_for !== null) return false;
  await setCampaign(tx, order.number, waitsColumns(['confirmation']));
  await touchCards(tx, [order.card_id], now);
  return true;
}

/** Written so, SQLite finds them by the index of just those. */
const isUnderWay = sql<boolean>`orders.campaign in (${sql.lit(CAMPAIGN.of.running)}, ${sql.lit(CAMPAIGN.of.cancelled)})`;

/** Orders of all campaigns that run, the oldest first. */
export const runningCampaigns = (db: Snapshot): Promise<Pick<Order, 'id' | 'number' | 'card_id'>[]> =>
  db
    .selectFrom('orders')
    .select(['id', 'number', 'card_id'])
    .where(isUnderWay)
    .where('campaign', '=', CAMPAIGN.of.running)
    .orderBy('number')
    .execute();
