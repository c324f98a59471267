import { LANES } from '../messages/lanes.ts';
import type { Reader } from './database.ts';
import { idsOf, orderNumberOf } from './message-id.ts';

/** How many messages of an order are kept back since their recipients are left alone, and until when the first is (ms). */
export async function quietOf(
  db: Reader,
  { id }: { readonly id: number },
  accounts: readonly string[],
): Promise<{ readonly n: number; readonly until: number | null }> {
  const { first, last } = idsOf(orderNumberOf(id));
  const { n, until } = await db
    .selectFrom('messages')
    .select(({ fn }) => [fn.countAll<number>().as('n'), fn.min<number | null>('turn').as('until')])
    .where('account', 'in', accounts)
    .where('lane', '=', LANES.retry)
    .where('ready_at', 'is not', null)
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('held', '=', 2)
    .executeTakeFirstOrThrow();
  return { n, until };
}
