import type { Mention } from '../../messages/mention.ts';
import { touchCards } from '../chats/cards.ts';
import { forgetFile } from '../chats/files.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { approvalOf, cardsOf } from '../orders/approvals.ts';
import { dropDigests } from '../orders/dropped-guards.ts';
import type { Order } from '../orders/orders.ts';
import { CHANNEL, OUTCOME, RECEIPT_STATE, STATE, VIA } from '../tables/coded.ts';
import { ITS_ORDER, idsOf, orderNumberOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { readingOf } from '../watch/readings.ts';
import { deleteMessages, deleteOrder, deleteReceipts } from './forget-messages.ts';
import { OPEN } from './forgetting.ts';
import type { Holding, Page, PersonRow } from './person.ts';
import { eraseCards } from './person-cards.ts';

/*
 * What was sent to one person and came from them, found by the number.
 */

/** Rows of a page: each message may have hundreds of parts. */
const PAGE = 20;

const paged = <Row extends PersonRow>(rows: readonly Row[], idOf: (row: Row) => unknown): Page<Row> => {
  const last = rows.at(-1);
  return { rows, next: last === undefined || rows.length < PAGE ? null : String(idOf(last)) };
};

/** Files with words of these, whatever is in them. */
async function eraseFilesOf(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const files = await tx.db.selectFrom('files').select('id').where('of', 'in', ids).execute();
  for (const { id } of files) while (!(await forgetFile(tx, id)));
}

type MessageRow = PersonRow &
  Pick<MessagesTable, 'id' | 'error' | 'command_status' | 'cost' | 'ended_at'> & {
    readonly code: MessagesTable['state'];
  };

async function theirMessages(db: Reader, { number }: Mention, after: string | null) {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .selectAll('messages')
    .select(['orders.request', 'orders.sender', 'orders.channel', 'orders.maker', 'orders.maker_id'])
    .select(['orders.created_at'])
    .where('messages.recipient', '=', number)
    .where('messages.id', '>', Number(after ?? 0))
    .orderBy('messages.id')
    .limit(PAGE)
    .execute();
  const whole: MessageRow[] = [];
  for (const { state, channel, guard_key: _, ...row } of rows) {
    whole.push({
      ...row,
      code: state,
      state: STATE.name(state),
      channel: CHANNEL.name(channel),
      reading: (await readingOf(db, row.id)) ?? null,
      attempts: await attemptsOf(db, row.id),
      queries: await db.selectFrom('queries').selectAll().where('message_id', '=', row.id).execute(),
    });
  }
  return paged(whole, ({ id }) => id);
}

const messages: Holding<MessageRow> = {
  name: 'messages',
  page: theirMessages,
  async erase(tx, _, rows, { now }) {
    // What was asked for meanwhile is on its way: it is nobody's to take away.
    const over = rows.filter(({ code }) => !OPEN.includes(code));
    for (const [number, some] of Map.groupBy(over, ({ id }) => orderNumberOf(id))) {
      const order = await tx.db
        .selectFrom('orders')
        .selectAll()
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      const approval = await approvalOf(tx.db, number);
      const ids = some.map(({ id }) => id);
      await dropDigests(tx, (eb) => eb('id', 'in', ids));
      const going = some.map(({ code: state, ...row }) => ({ ...row, state }));
      while (!(await deleteMessages(tx, order, going, now)));
      await eraseFilesOf(tx, [order.id]);
      await eraseOrder(tx, order, now);
      // They name the recipients as the order's own card does.
      if (approval) await touchCards(tx, cardsOf(approval), now);
    }
  },
};

/** An order that has no messages any more goes. */
async function eraseOrder(tx: Tx, order: Order, now: number): Promise<void> {
  const { first, last } = idsOf(order.number);
  const left = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .limit(1)
    .executeTakeFirst();
  if (left) return touchCards(tx, [order.card_id], now);
  await deleteOrder(tx, order, now);
  await touchCards(tx, [order.card_id], now);
}

async function attemptsOf(db: Reader, messageId: number): Promise<PersonRow[]> {
  const attempts = await db.selectFrom('attempts').selectAll().where('message_id', '=', messageId).execute();
  const whole: PersonRow[] = [];
  for (const { outcome, octets: _, ...attempt } of attempts) {
    const receipts = await db
      .selectFrom('receipts')
      .selectAll()
      .where('attempt_id', '=', attempt.id)
      .execute();
    whole.push({
      ...attempt,
      outcome: OUTCOME.name(outcome),
      receipts: receipts.map((receipt) => ({
        ...receipt,
        via: VIA.name(receipt.via),
        state: receipt.state === null ? null : RECEIPT_STATE.name(receipt.state),
      })),
    });
  }
  return whole;
}

async function theirIncoming(db: Reader, { number }: Mention, after: string | null) {
  const rows = await db
    .selectFrom('incoming')
    .selectAll()
    .where('sender', '=', number)
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(PAGE)
    .execute();
  return paged(rows, ({ id }) => id);
}

const incoming: Holding<PersonRow & { readonly id: string; readonly unseen_at: number | null }> = {
  name: 'incoming',
  page: theirIncoming,
  async erase(tx, _, rows, { now }) {
    // What has come meanwhile nobody has read.
    const ids = rows.filter(({ unseen_at }) => unseen_at === null).map(({ id }) => id);
    if (ids.length === 0) return;
    const cards = await tx.db
      .deleteFrom('incoming_cards')
      .where('incoming_id', 'in', ids)
      .returning('card_id')
      .execute();
    await eraseFilesOf(tx, ids);
    await tx.db.deleteFrom('incoming').where('id', 'in', ids).execute();
    await eraseCards(
      tx,
      cards.map(({ card_id }) => card_id),
      now,
    );
  },
};

async function theirParts(db: Reader, { number }: Mention) {
  const rows = await db.selectFrom('incoming_parts').selectAll().where('sender', '=', number).execute();
  return { rows, next: null };
}

const incomingParts: Holding<PersonRow & { readonly set_id: string }> = {
  name: 'incoming_parts',
  page: theirParts,
  async erase(tx, { number }) {
    await tx.db.deleteFrom('incoming_parts').where('sender', '=', number).execute();
  },
};

async function theirStrays(db: Reader, { number }: Mention) {
  const rows = await db
    .selectFrom('orphans')
    .innerJoin('receipts', 'receipts.id', 'orphans.receipt_id')
    .select(['orphans.receipt_id', 'orphans.address', 'orphans.other', 'orphans.received_at'])
    .select(['receipts.parsed', 'receipts.raw'])
    .where(({ or, eb }) => or([eb('orphans.address', '=', number), eb('orphans.other', '=', number)]))
    .execute();
  return { rows, next: null };
}

/** Receipts of no message, which name them all the same. */
const orphans: Holding<PersonRow & { readonly receipt_id: number }> = {
  name: 'orphans',
  page: theirStrays,
  async erase(tx, _, rows) {
    await deleteReceipts(
      tx,
      rows.map(({ receipt_id: id }) => ({ id })),
    );
  },
};

export const MESSAGES_OF = [messages, incoming, incomingParts, orphans] as const;
