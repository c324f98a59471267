import { type RawBuilder, sql } from 'kysely';

/*
 * A message's id says whose it is: the number of its order, and its position there. So the messages of an order are a
 * stretch of the primary key, in the order in which they were typed, and ids grow with time. Orders have 2^20 positions at
 * the most, and up to number 2^33 the ids are whole numbers that JavaScript can tell apart.
 */

/** One more than the last position that an order may have. */
export const POSITIONS = 2 ** 20;

/** @param position from 0 */
export const messageId = (orderNumber: number, position: number): number =>
  orderNumber * POSITIONS + position;

/** Of no message: orders are numbered from 1 on. */
export const NO_MESSAGE = 0;

export const positionOf = (id: number): number => id % POSITIONS;

export const orderNumberOf = (id: number): number => Math.floor(id / POSITIONS);

/** The same in SQL, of a column. */
export const orderNumberIn = (id: string): RawBuilder<number> => sql<number>`(${sql.ref(id)} >> 20)`;

/** Joins a message with its order, found by its number. */
export const ITS_ORDER = sql<boolean>`orders.number = (messages.id >> 20)`;

/** Joins an order with its messages, which are a stretch of their ids. */
export const ITS_MESSAGES = sql<boolean>`messages.id between (orders.number << 20) and (orders.number << 20) + ${sql.lit(POSITIONS - 1)}`;

/** The same of orders of one message each, told from the order's side: by its key that message is found. */
export const ITS_ONE_MESSAGE = sql<boolean>`messages.id = (orders.number << 20)`;

/** A stretch of ids, the last of them included. */
export interface Ids {
  readonly first: number;
  readonly last: number;
}

/** All ids that an order's messages may have. */
export const idsOf = (orderNumber: number): Ids => ({
  first: messageId(orderNumber, 0),
  last: messageId(orderNumber, POSITIONS - 1),
});
