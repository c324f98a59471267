import { sql } from 'kysely';
import type { Channel } from '../../messages/request.ts';
import type { Reader, Snapshot } from '../engine/database.ts';
import type { ActionsTable } from '../tables/chat-schema.ts';
import { CHANNEL, ORDER_CLASS } from '../tables/coded.ts';

/** Whose actions of which time are meant. */
export interface AuditFilter {
  /** ms */
  readonly from: number;
  /** ms; not of it any more. */
  readonly to: number;
  /** Telegram ids, or tokens' names; null: anybody's. */
  readonly actors: readonly string[] | null;
}

/** What somebody did, and what it came to. */
export interface Audited
  extends Pick<ActionsTable, 'at' | 'actor_kind' | 'actor_id' | 'chat_id' | 'thread_id' | 'what' | 'arg'> {
  /** What it sent, or had sent; null: nothing, or it is not kept any more. */
  readonly channel: Channel | null;
  /** To how many. */
  readonly recipients: number | null;
  /** Money, as far as prices have come. */
  readonly cost: number | null;
  /** The kind of the card that it was done on, or that shows what came of it; null: there is none. */
  readonly card: string | null;
}

const meant = (db: Snapshot, { from, to, actors }: AuditFilter) =>
  db
    .selectFrom('actions')
    // Not by ids, which keep a time to come after the clock was set back.
    .where('actions.at', '>=', from)
    .where('actions.at', '<', to)
    .$if(actors !== null, (query) => query.where('actions.actor_id', 'in', actors?.length ? actors : ['']));

/** What an order's messages have cost: those of a bulk are counted, where nothing is what nobody has named a price for. */
const COST = sql<number | null>`case orders.class when ${sql.lit(ORDER_CLASS.of.bulk)}
  then (select nullif(sum(tallies.cost), 0) from tallies where tallies.order_number = orders.number)
  else (select sum(messages.cost) from messages
    where messages.id >= (orders.number << 20) and messages.id < ((orders.number + 1) << 20)) end`;

/** The last so many actions that are meant, the newest first. */
export async function auditOf(db: Snapshot, filter: AuditFilter, limit: number): Promise<Audited[]> {
  const rows = await meant(db, filter)
    .leftJoin('orders', 'orders.id', 'actions.order_id')
    .leftJoin('cards', 'cards.id', 'actions.card_id')
    .select(['actions.at', 'actions.actor_kind', 'actions.actor_id', 'actions.chat_id', 'actions.thread_id'])
    .select(['actions.what', 'actions.arg', 'orders.channel', 'orders.total', COST.as('cost')])
    .select('cards.kind as card')
    .orderBy('actions.at', 'desc')
    .orderBy('actions.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ channel, total, ...row }) => ({
    ...row,
    channel: channel === null ? null : CHANNEL.name(channel),
    recipients: total,
  }));
}

/** How many actions are meant. */
export async function countAudited(db: Reader, filter: AuditFilter): Promise<number> {
  const { n } = await meant(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
