import { sql } from 'kysely';
import { chunks } from '../engine/chunks.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { findOf } from '../engine/update-each.ts';
import { receiptOf } from '../orders/documents.ts';
import type { StoredReceipt } from '../receipts/stored-receipts.ts';
import { HOUR_MS, type HourlyOrder, makerIn } from '../stats/hour-deltas.ts';
import type { HourReadingsTable, ReadingsTable } from '../tables/hour-schema.ts';
import { idsOf, orderNumberOf } from '../tables/message-id.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';

/*
 * That a message was read, and its link followed, is no state but a mark beside `delivered`: it comes after that, few
 * messages have it, and nothing is sent, stopped or paid for by it. So what nearly all messages are kept and counted by
 * knows nothing of it.
 */

/** A message that arrived, and its order. */
type Arrived = HourlyOrder &
  Pick<OrdersTable, 'chain' | 'fallback'> &
  Pick<
    MessagesTable,
    | 'id'
    | 'account'
    | 'recipient'
    | 'operator'
    | 'state'
    | 'error'
    | 'command_status'
    | 'accepted_at'
    | 'ended_at'
  >;

/** What receipts say of its reader; null: nothing. */
function readingIn(told: readonly StoredReceipt[]): Omit<ReadingsTable, 'message_id'> | null {
  const said = told
    // Most keep nothing beside their columns.
    .filter(({ parsed }) => parsed !== null)
    .map((receipt) => ({ at: receipt.received_at, reading: receiptOf(receipt).reading }))
    .filter(({ reading }) => reading !== null);
  if (said.length === 0) return null;
  const clicked = said.filter(({ reading }) => reading === 'clicked').map(({ at }) => at);
  return {
    read_at: Math.min(...said.map(({ at }) => at)),
    clicked_at: clicked.length > 0 ? Math.min(...clicked) : null,
  };
}

/** Notes of messages that arrived what their receipts say of their readers. Whoever calls has locked the account. */
export async function noteReadings(
  tx: Tx,
  arrived: readonly { readonly message: Arrived; readonly told: readonly StoredReceipt[] }[],
): Promise<void> {
  const read = arrived.flatMap(({ message, told }) => {
    const reading = readingIn(told);
    return reading ? [{ message, reading }] : [];
  });
  if (read.length === 0) return;
  const before = await readingsOf(
    tx.db,
    read.map(({ message }) => message.id),
  );
  const hours = new Map<string, HourReadingsTable>();
  const news = read.flatMap(({ message, reading }) => {
    const known = before.get(message.id);
    const isRead = known === undefined;
    const isClicked = reading.clicked_at !== null && (known?.clicked_at ?? null) === null;
    if (!isRead && !isClicked) return [];
    count(hours, message, Number(isRead), Number(isClicked));
    tell(tx, message, isRead, isClicked);
    return [{ message_id: message.id, ...reading }];
  });
  for (const rows of chunks(news)) {
    await tx.db
      .insertInto('readings')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('message_id').doUpdateSet((eb) => ({ clicked_at: eb.ref('excluded.clicked_at') })),
      )
      .execute();
  }
  const counted = [...hours].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  for (const rows of chunks(counted)) {
    await tx.db
      .insertInto('hour_readings')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['hour', 'account', 'channel', 'sender', 'operator', 'maker']).doUpdateSet((eb) => ({
          read: eb('hour_readings.read', '+', eb.ref('excluded.read')),
          clicked: eb('hour_readings.clicked', '+', eb.ref('excluded.clicked')),
        })),
      )
      .execute();
  }
}

/** Counts in the hour in which the message itself counts. */
function count(hours: Map<string, HourReadingsTable>, message: Arrived, read: number, clicked: number): void {
  const at = message.accepted_at ?? message.ended_at;
  if (at === null) return;
  const { account, channel } = message;
  const key = {
    hour: Math.floor(at / HOUR_MS),
    account,
    channel,
    sender: message.sender ?? '',
    operator: message.operator ?? '',
    maker: makerIn(message),
  };
  const name = JSON.stringify(Object.values(key));
  const row = hours.get(name) ?? { ...key, read: 0, clicked: 0 };
  row.read += read;
  row.clicked += clicked;
  hours.set(name, row);
}

/** Programs are told; people see it on their cards, those of a chain too. */
function tell(tx: Tx, message: Arrived, isRead: boolean, isClicked: boolean): void {
  const { id, account, recipient, state, error, command_status, chain, fallback } = message;
  const what = { id, account, recipient, state, error, command_status };
  if (isRead) tx.happened({ kind: 'read', ...what });
  if (isClicked) tx.happened({ kind: 'clicked', ...what });
  if (chain !== null || fallback !== null)
    tx.chained({ id, chain: chain ?? orderNumberOf(id), isFollowed: false });
}

/** Of these messages, those that were read. */
export async function readingsOf(
  db: Snapshot,
  messageIds: readonly number[],
): Promise<Map<number, ReadingsTable>> {
  const rows = await findOf(messageIds, 'message_id', (isOne) =>
    db.selectFrom('readings').selectAll().where(isOne).execute(),
  );
  return new Map(rows.map((row) => [row.message_id, row]));
}

/** The same of one; undefined: nobody says that it was read. */
export const readingOf = async (db: Snapshot, messageId: number): Promise<ReadingsTable | undefined> =>
  (await readingsOf(db, [messageId])).get(messageId);

/** How many messages were read, and of how many of these a link was followed. */
export interface Readers {
  readonly read: number;
  readonly clicked: number;
}

/** Those of an order, and of what went on of it by other channels. */
export async function countReaders(db: Snapshot, orderNumber: number): Promise<Readers> {
  const { first, last } = idsOf(orderNumber);
  const figures = [
    sql<number>`count(*)`.as('read'),
    sql<number>`count(readings.clicked_at)`.as('clicked'),
  ] as const;
  const own = await db
    .selectFrom('readings')
    .select(figures)
    .where('message_id', '>=', first)
    .where('message_id', '<=', last)
    .executeTakeFirstOrThrow();
  const further = await db
    .selectFrom('orders')
    .innerJoin('readings', (join) => join.on(sql<boolean>`readings.message_id = (orders.number << 20)`))
    .select(figures)
    .where('orders.chain', '=', orderNumber)
    .executeTakeFirstOrThrow();
  return { read: own.read + further.read, clicked: own.clicked + further.clicked };
}
