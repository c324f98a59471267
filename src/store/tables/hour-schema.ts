import type { Channel } from '../../messages/request.ts';
import type { MessageState } from '../../messages/status.ts';
import type { Coded } from './coded.ts';

/*
 * What is counted by the hour, and what was read.
 */

/** How many deliveries took how long: see delivery-time.ts. */
type TookColumns = Record<TookColumn, number>;

export type TookColumn = `took_${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13}`;

/**
 * How many messages the provider took, or refused, in an hour of UTC, by what they are now: a message counts in the hour in
 * which it was accepted, or refused. It outlives the messages.
 */
export interface HoursTable extends TookColumns {
  /** Hours since 1970. */
  hour: number;
  account: string;
  channel: Coded<Channel>;
  /** '': none was agreed on. */
  sender: string;
  /** '': not known. */
  operator: string;
  /** The kind of the order's maker, and after a colon the id, if it has one. */
  maker: string;
  state: Coded<MessageState>;
  /** As of the messages; -1: they have none. */
  error: number;
  /** The same. */
  command_status: number;
  messages: number;
  /** That are paid for. */
  parts: number;
  /** Of those that have a price. */
  cost: number;
}

/** Messages that arrived and were read, as far as the provider says so. */
export interface ReadingsTable {
  message_id: number;
  /** When it first said so. */
  read_at: number;
  /** When it first said that a link was followed; null: it did not. */
  clicked_at: number | null;
}

/** How many of those that count in an hour were read: see HoursTable. They are beside it, so that what few have is no part of what all are counted by. */
export interface HourReadingsTable
  extends Pick<HoursTable, 'hour' | 'account' | 'channel' | 'sender' | 'operator' | 'maker'> {
  read: number;
  /** Of these, how many had a link followed. */
  clicked: number;
}

/** The one row of a store with messages of before they were counted by the hour, until all of those are. */
export interface UncountedTable {
  id: 1;
  /** The last of those messages; null: the store was not opened since. */
  last: number | null;
  /** Of them, those up to this one are counted. */
  counted: number;
}
