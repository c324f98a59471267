import { ORDER_CLASS } from '../tables/coded.ts';
import type { MessagesTable, OrdersTable, TalliesTable } from '../tables/message-schema.ts';

/** Whose messages are counted, if it is a bulk: those of others are as soon counted as read. */
export type Counting = Pick<OrdersTable, 'class'> & { readonly number: number };

/** What a message is counted by. */
export type Counted = Pick<MessagesTable, 'state' | 'error' | 'command_status' | 'cost' | 'ended_at'>;

/** How many messages come to be in a state for a reason, or are so no longer: then all three are below 0. */
export interface Count extends Pick<MessagesTable, 'state' | 'error' | 'command_status' | 'ended_at'> {
  readonly count: number;
  /** Of those that have a price. */
  readonly cost: number;
  /** How many have a price. */
  readonly priced: number;
}

/** Stands for no error and no command_status: what is null is no part of a key. */
export const NONE = -1;

type Codes = Pick<Counted, 'error' | 'command_status'>;

/** The codes of a key as messages have them. */
export const codesOf = ({ error, command_status }: Codes): Codes => ({
  error: error === NONE ? null : error,
  command_status: command_status === NONE ? null : command_status,
});

/** What one transaction changes of the tallies. */
export class TallyDeltas {
  readonly #rows = new Map<string, TalliesTable>();

  add(order: Counting, { state, error, command_status, ended_at, count, cost, priced }: Count): void {
    if (order.class !== ORDER_CLASS.of.bulk) return;
    const key = {
      order_number: order.number,
      state,
      error: error ?? NONE,
      command_status: command_status ?? NONE,
    };
    const name = `${key.order_number} ${state} ${key.error} ${key.command_status}`;
    const row = this.#rows.get(name) ?? { ...key, count: 0, cost: 0, priced: 0, ended_at: null };
    row.count += count;
    row.cost += cost;
    row.priced += priced;
    // Whatever leaves a state, the others of it have ended when they did.
    if (count > 0 && ended_at !== null) row.ended_at = Math.max(row.ended_at ?? 0, ended_at);
    this.#rows.set(name, row);
  }

  /**
   * What is to be written, in the order of their keys: so no two transactions that run side by side wait for each other over
   * them, and what one has changed others wait for until its commit alone.
   */
  rows(): TalliesTable[] {
    return [...this.#rows.values()]
      .filter(({ count, cost, priced, ended_at }) => count || cost || priced || ended_at !== null)
      .toSorted(byKey);
  }
}

const byKey = (one: TalliesTable, other: TalliesTable): number =>
  one.order_number - other.order_number ||
  one.state - other.state ||
  one.error - other.error ||
  one.command_status - other.command_status;
