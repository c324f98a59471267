import type { ExpressionBuilder, Selectable } from 'kysely';
import { type Ended, UNSURE_OUTCOMES } from '../../messages/ends.ts';
import { following, isAmiss, tallyOf } from '../campaigns/tallies.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { onStopList } from '../stop-list/stop-list.ts';
import { AMISS, CAMPAIGN, OUTCOME, STATE } from '../tables/coded.ts';
import { idsOf, orderNumberIn } from '../tables/message-id.ts';
import type { OrdersTable } from '../tables/message-schema.ts';
import type { Schema } from '../tables/schema.ts';
import { ownTextOf } from './documents.ts';
import type { Addressee } from './recipient-lists.ts';

/** Messages to the same recipient of later orders that try this one again; what was cancelled there was not tried. */
const triedAgain = (eb: ExpressionBuilder<Schema, 'messages'>, orderId: string) =>
  eb
    .selectFrom('messages as later')
    .innerJoin('orders', (join) => join.on('orders.number', '=', orderNumberIn('later.id')))
    .select('later.id')
    .whereRef('later.recipient', '=', 'messages.recipient')
    .where('orders.again_of', '=', orderId)
    .where('later.state', '!=', STATE.of.cancelled)
    // A campaign's are cancelled by and by.
    .where(({ eb, or }) =>
      or([
        eb('later.state', '!=', STATE.of.queued),
        eb('orders.campaign', 'is', null),
        eb('orders.campaign', '!=', CAMPAIGN.of.cancelled),
      ]),
    );

/** Has somebody tried a message of this order again? */
export async function isTriedAgain(db: Reader, orderId: string): Promise<boolean> {
  const orders = await db
    .selectFrom('orders')
    .select(['number', 'class', 'campaign', 'fallback'])
    .where('again_of', '=', orderId)
    .execute();
  for (const order of orders) {
    const tally = await tallyOf(db, order);
    if (tally.some(({ state }) => state !== 'cancelled')) return true;
  }
  return false;
}

/** An order's messages that ended in one of these ways, for sure, and that neither went on nor were tried again. */
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
    .where((eb) => eb.not(eb.exists(triedAgain(eb, order.id))))
    .where((eb) => eb.not(eb.exists(following(eb))))
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

/** Up to so many, each is looked up on the stop list: of more, the preview that comes next says who is. */
const LOOKED_UP = 1_000;

/** How many they are whom another try may go to. */
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
  if (n === 0 || n > LOOKED_UP) return n;
  const rows = await untried(db, order, ends).select('messages.recipient').execute();
  const stopped = await onStopList(
    db,
    rows.map(({ recipient }) => recipient),
  );
  return n - stopped.size;
}

/**
 * To whom they went, as typed, with texts of their own, so many behind an id. On PostgreSQL nobody else tries them again
 * before this transaction ends.
 */
export async function untriedRecipients(
  tx: Tx,
  orderId: string,
  ends: readonly Ended[],
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly id: number; readonly recipient: string; readonly addressee: Addressee }[]> {
  if (ends.length === 0) return [];
  const order = await tx.db
    .selectFrom('orders')
    .select(['number', 'id'])
    .where('id', '=', orderId)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  const rows = await untried(tx.db, order, ends)
    .select(['messages.id', 'messages.recipient', 'messages.own_text'])
    .where('messages.id', '>', after)
    .orderBy('messages.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, recipient, own_text }) => {
    const text = ownTextOf({ own_text });
    return { id, recipient, addressee: text === null ? recipient : { to: recipient, text } };
  });
}
