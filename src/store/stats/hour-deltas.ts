import type { Kysely } from 'kysely';
import { tookIndex } from '../../messages/delivery-time.ts';
import { RECEIPT_ENDS } from '../../messages/status.ts';
import { type Counted, NONE } from '../campaigns/tally-deltas.ts';
import { STATE } from '../tables/coded.ts';
import type { HoursTable, TookColumn } from '../tables/hour-schema.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';
import type { Schema } from '../tables/schema.ts';
import { FIGURES, TOOK_COLUMNS } from './hour-columns.ts';

/*
 * A message counts while the provider has it or has refused it, in one row of its hour: it leaves that and comes to another
 * as what it is counted by changes. What a transaction changes so is written as it ends, as tallies are.
 */

export const HOUR_MS = 3600 * 1000;

/** What a message is counted by. */
export type Hourly = Counted &
  Pick<MessagesTable, 'id' | 'account' | 'accepted_at' | 'operator' | 'own_parts'>;

/** What it is counted by that its order says. */
export type HourlyOrder = Pick<OrdersTable, 'channel' | 'sender' | 'parts' | 'maker' | 'maker_id'>;

/** The columns of {@link Hourly}, and of {@link HourlyOrder}. */
export const HOURLY = [
  'messages.id',
  'messages.account',
  'messages.state',
  'messages.error',
  'messages.command_status',
  'messages.cost',
  'messages.accepted_at',
  'messages.ended_at',
  'messages.operator',
  'messages.own_parts',
] as const;
export const HOURLY_ORDER = [
  'orders.channel',
  'orders.sender',
  'orders.parts',
  'orders.maker',
  'orders.maker_id',
] as const;

/** States in which a message counts. */
export const COUNTED = STATE.all(['accepted', 'refused', ...RECEIPT_ENDS]);

const NEVER = Object.fromEntries(TOOK_COLUMNS.map((column) => [column, 0])) as Record<TookColumn, number>;

const counted: ReadonlySet<number> = new Set(COUNTED);

/** Who asked for messages, as hours name them. */
export const makerIn = ({ maker, maker_id }: Pick<HourlyOrder, 'maker' | 'maker_id'>): string =>
  maker_id === null ? maker : `${maker}:${maker_id}`;

/** What one transaction changes of the hours. */
export class HourDeltas {
  readonly #rows = new Map<string, HoursTable>();
  /** Of messages from before there were hours. */
  readonly #earlier: (readonly [order: HourlyOrder, message: Hourly, times: 1 | -1])[] = [];
  readonly #lastEarlier: number;

  /** @param lastEarlier up to this id messages may be uncounted yet */
  constructor(lastEarlier: number) {
    this.#lastEarlier = lastEarlier;
  }

  /** A message is this now (1), or is so no longer (-1). */
  add(order: HourlyOrder, message: Hourly, times: 1 | -1): void {
    if (message.id <= this.#lastEarlier) this.#earlier.push([order, message, times]);
    else this.#count(order, message, times);
  }

  #count(order: HourlyOrder, message: Hourly, times: 1 | -1): void {
    const { accepted_at, ended_at, state, own_parts } = message;
    const at = accepted_at ?? ended_at;
    if (at === null || !counted.has(state)) return;
    const row = this.#rowOf(order, message, Math.floor(at / HOUR_MS));
    row.messages += times;
    row.parts += times * (own_parts ?? order.parts);
    row.cost += times * (message.cost ?? 0);
    if (state !== STATE.of.delivered || accepted_at === null || ended_at === null) return;
    row[`took_${tookIndex(ended_at - accepted_at)}` as TookColumn] += times;
  }

  #rowOf(order: HourlyOrder, message: Hourly, hour: number): HoursTable {
    const { channel, maker, maker_id } = order;
    const { account, operator, state, error, command_status } = message;
    const sender = order.sender ?? '';
    const name = [
      hour,
      account,
      channel,
      sender,
      operator,
      maker,
      maker_id,
      state,
      error,
      command_status,
    ].join('\n');
    const known = this.#rows.get(name);
    if (known) return known;
    const row: HoursTable = {
      hour,
      account,
      channel,
      sender,
      operator: operator ?? '',
      maker: makerIn(order),
      state,
      error: error ?? NONE,
      command_status: command_status ?? NONE,
      messages: 0,
      parts: 0,
      cost: 0,
      ...NEVER,
    };
    this.#rows.set(name, row);
    return row;
  }

  /**
   * What is to be written, in the order of their keys. What becomes of an earlier message that is not counted yet is not
   * either: it will be counted as it is then, and whoever counts it has locked it.
   */
  async rows(db: Kysely<Schema>): Promise<HoursTable[]> {
    if (this.#earlier.length > 0) {
      const left = await db.selectFrom('uncounted').select('counted').where('id', '=', 1).executeTakeFirst();
      const upTo = left?.counted ?? Number.POSITIVE_INFINITY;
      for (const [order, message, times] of this.#earlier) {
        if (message.id <= upTo) this.#count(order, message, times);
      }
    }
    return [...this.#rows]
      .filter(([, row]) => FIGURES.some((figure) => row[figure] !== 0))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, row]) => row);
  }
}

/** Up to which id messages may be uncounted yet; 0: none are. From the first opening of a store on it is always the same. */
export async function lastUncounted(db: Kysely<Schema>): Promise<number> {
  const last = db.selectFrom('messages').select((eb) => eb.fn.coalesce(eb.fn.max('id'), eb.lit(0)).as('id'));
  await db.updateTable('uncounted').set({ last }).where('id', '=', 1).where('last', 'is', null).execute();
  const row = await db.selectFrom('uncounted').select('last').where('id', '=', 1).executeTakeFirst();
  return row?.last ?? 0;
}
