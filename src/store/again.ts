import { type Ended, UNSURE_OUTCOMES } from '../messages/ends.ts';
import type { Reader, Snapshot, Tx } from './database.ts';

/** Recipients of later orders that try this one again; what was cancelled there was not tried. */
const triedAgain = (db: Snapshot, orderId: string) =>
  db
    .selectFrom('orders as later')
    .innerJoin('messages as tried', 'tried.order_id', 'later.id')
    .select('tried.recipient')
    .where('later.again_of', '=', orderId)
    .where('tried.state', '!=', 'cancelled');

/** Has somebody tried a message of this order again? */
export async function isTriedAgain(db: Reader, orderId: string): Promise<boolean> {
  return (await triedAgain(db, orderId).limit(1).executeTakeFirst()) !== undefined;
}

/** An order's messages that ended in one of these ways, for sure, and that nobody has tried again. */
const untried = (db: Snapshot, orderId: string, ends: readonly Ended[]) =>
  db
    .selectFrom('messages')
    .where('order_id', '=', orderId)
    .where(({ eb, or, and }) =>
      or(
        ends.map(({ state, error, command_status }) =>
          and([
            eb('state', '=', state),
            eb('error', error === null ? 'is' : '=', error),
            eb('command_status', command_status === null ? 'is' : '=', command_status),
          ]),
        ),
      ),
    )
    .where('recipient', 'not in', triedAgain(db, orderId))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attempts')
            .select('attempts.id')
            .whereRef('attempts.message_id', '=', 'messages.id')
            .where('attempts.outcome', 'in', UNSURE_OUTCOMES),
        ),
      ),
    );

/** How many they are. */
export async function countUntried(db: Snapshot, orderId: string, ends: readonly Ended[]): Promise<number> {
  if (ends.length === 0) return 0;
  const { n } = await untried(db, orderId, ends)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** To whom they went, as typed. On PostgreSQL nobody else tries them again before this transaction ends. */
export async function untriedRecipients(tx: Tx, orderId: string, ends: readonly Ended[]): Promise<string[]> {
  if (ends.length === 0) return [];
  await tx.db
    .selectFrom('orders')
    .select('id')
    .where('id', '=', orderId)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  const rows = await untried(tx.db, orderId, ends).select('recipient').orderBy('position').execute();
  return rows.map(({ recipient }) => recipient);
}
