import type { Selectable } from 'kysely';
import { type Ended, UNSURE_OUTCOMES } from '../messages/ends.ts';
import { AMISS, CAMPAIGN, OUTCOME, STATE } from './coded.ts';
import type { Reader, Snapshot, Tx } from './database.ts';
import { ITS_MESSAGES, idsOf } from './message-id.ts';
import type { OrdersTable } from './schema.ts';
import { isAmiss, tallyOf } from './tallies.ts';

/** Recipients of later orders that try this one again; what was cancelled there was not tried. */
const triedAgain = (db: Snapshot, orderId: string) =>
  db
    .selectFrom('orders')
    .innerJoin('messages', (join) => join.on(ITS_MESSAGES))
    .select('messages.recipient')
    .where('orders.again_of', '=', orderId)
    .where('messages.state', '!=', STATE.of.cancelled)
    // A campaign's are cancelled by and by.
    .where(({ eb, or }) =>
      or([
        eb('messages.state', '!=', STATE.of.queued),
        eb('orders.campaign', 'is', null),
        eb('orders.campaign', '!=', CAMPAIGN.of.cancelled),
      ]),
    );

/** Has somebody tried a message of this order again? */
export async function isTriedAgain(db: Reader, orderId: string): Promise<boolean> {
  const orders = await db
    .selectFrom('orders')
    .select(['number', 'class', 'campaign'])
    .where('again_of', '=', orderId)
    .execute();
  for (const order of orders) {
    const tally = await tallyOf(db, order);
    if (tally.some(({ state }) => state !== 'cancelled')) return true;
  }
  return false;
}

/** An order's messages that ended in one of these ways, for sure, and that nobody has tried again. */
const untried = (db: Snapshot, order: Order, ends: readonly Ended[]) => {
  const { first, last } = idsOf(order.number);
  return db
    .selectFrom('messages')
    .where('messages.id', '>=', first)
    .where('messages.id', '<=', last)
    .$if(
      ends.every(({ state }) => STATE.of[state] >= AMISS),
      (query) => query.where(isAmiss),
    )
    .where(({ eb, or, and }) =>
      or(
        ends.map(({ state, error, command_status }) =>
          and([
            eb('state', '=', STATE.of[state]),
            eb('error', error === null ? 'is' : '=', error),
            eb('command_status', command_status === null ? 'is' : '=', command_status),
          ]),
        ),
      ),
    )
    .where('recipient', 'not in', triedAgain(db, order.id))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attempts')
            .select('attempts.id')
            .whereRef('attempts.message_id', '=', 'messages.id')
            .where('attempts.outcome', 'in', OUTCOME.all(UNSURE_OUTCOMES)),
        ),
      ),
    );
};

type Order = Pick<Selectable<OrdersTable>, 'number' | 'id'>;

/** How many they are. */
export async function countUntried(db: Snapshot, orderId: string, ends: readonly Ended[]): Promise<number> {
  if (ends.length === 0) return 0;
  const order = await db
    .selectFrom('orders')
    .select(['number', 'id'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const { n } = await untried(db, order, ends)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** To whom they went, as typed. On PostgreSQL nobody else tries them again before this transaction ends. */
export async function untriedRecipients(tx: Tx, orderId: string, ends: readonly Ended[]): Promise<string[]> {
  if (ends.length === 0) return [];
  const order = await tx.db
    .selectFrom('orders')
    .select(['number', 'id'])
    .where('id', '=', orderId)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  const rows = await untried(tx.db, order, ends).select('recipient').orderBy('messages.id').execute();
  return rows.map(({ recipient }) => recipient);
}
