import type { Reader } from '../../store/engine/database.ts';
import { findOrder, type Order } from '../../store/orders/orders.ts';
import type { Caller } from './callers.ts';
import { Problem } from './problem.ts';

/** What a token asked for, by the id that it was answered with; else, whoever has asked for it, that it has not. */
export async function ownOrder(db: Reader, id: string, { name }: Caller): Promise<Order | Problem> {
  const found = await findOrder(db, id);
  return found?.maker === 'token' && found.maker_id === name
    ? found
    : new Problem(404, 'this token has asked for nothing by this id');
}
