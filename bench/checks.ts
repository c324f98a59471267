import { STATE } from '../src/store/tables/coded.ts';
import type { Database } from './databases.ts';
import type { Counts } from './smsc/tally.ts';

/** A run whose messages did not fare as they must: its figure would say nothing. */
class WrongRun extends Error {
  override name = 'WrongRun';
}

export function demand(isRight: boolean, what: string, found: unknown): void {
  if (!isRight) throw new WrongRun(`${what}: ${JSON.stringify(found)}`);
}

/** Every message was submitted once, and every receipt acknowledged once, within the window. */
export function checkWire(counts: Counts, messages: number, receiptWindow: number): void {
  const { submits, repeated, receipts, refused, mostUnderWay } = counts;
  demand(submits === messages && repeated === 0, `not each of ${messages} was submitted once`, counts);
  demand(receipts === messages && refused === 0, `not each of ${messages} receipts was acknowledged`, counts);
  demand(mostUnderWay <= receiptWindow, `more receipts than ${receiptWindow} were under way`, counts);
}

/**
 * Of the messages written since then (ms since 1970) the store holds so many, each of them delivered, which nothing but
 * its receipt can have made it.
 */
export async function checkStore(database: Database, messages: number, since = 0): Promise<void> {
  const found = await database.read(
    `select state, count(*) as count from messages join orders on orders.number = (messages.id >> 20)
     where orders.created_at >= ${since} group by state`,
  );
  const [first, ...others] = found;
  const isRight =
    Number(first?.state) === STATE.of.delivered && Number(first?.count) === messages && others.length === 0;
  demand(isRight, `not each of ${messages} is delivered in the store`, found);
}
