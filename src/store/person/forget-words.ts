import { sql } from 'kysely';
import { PROFILES } from '../../messages/provider.ts';
import { overdueAfterMs } from '../../messages/waits.ts';
import type { Card } from '../chats/cards.ts';
import { forgetFile } from '../chats/files.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { incomingColumn, incomingOf, receiptOf, withoutQuotes } from '../orders/documents.ts';
import {
  behind,
  FIRST,
  finds,
  hasOpen,
  isBehind,
  isBehindNumber,
  OPEN,
  ROWS,
  type Sought,
  type Step,
} from './forgetting.ts';

/** By what it quotes a receipt may be found to be of a message in doubt, for as long as any provider tries one (ms). */
const SOUGHT_MS = overdueAfterMs(PROFILES.generic.longestValidity);

/**
 * Takes out of receipts what came as it came, and what they quote.
 * @param unreadBefore those that were not understood are left unless they are from before this (ms)
 */
export async function forgetReceipts(
  tx: Tx,
  { before, after, now }: Sought,
  unreadBefore: number,
): Promise<Step> {
  const rows = await tx.db
    .selectFrom('receipts')
    .select(['id', 'attempt_id', 'received_at', 'quotes_at', 'state', 'parsed'])
    .select((eb) =>
      eb
        .or([
          finds(
            eb
              .selectFrom('attempts')
              .innerJoin('messages', 'messages.id', 'attempts.message_id')
              .select(sql.lit(1).as('one'))
              .whereRef('attempts.id', '=', 'receipts.attempt_id')
              .where('messages.state', 'in', OPEN),
          ),
          finds(
            eb
              .selectFrom('orphans')
              .select(sql.lit(1).as('one'))
              .whereRef('orphans.receipt_id', '=', 'receipts.id')
              .where('orphans.received_at', '>', now - SOUGHT_MS),
          ),
        ])
        .as('open'),
    )
    .where('quotes_at', '<', before)
    .where(isBehindNumber('quotes_at', after))
    .orderBy('quotes_at')
    .orderBy('id')
    .limit(ROWS)
    .execute();
  const over = rows.filter((row) => {
    const isUnderstood = row.attempt_id !== null && row.state !== null && receiptOf(row).unread === null;
    return !row.open && (isUnderstood || row.received_at < unreadBefore);
  });
  await updateEach(
    tx,
    'receipts',
    over.map((row) => ({ id: row.id, set: { ...withoutQuotes(row), raw: null, quotes_at: null } })),
  );
  return { next: behind(rows, ({ quotes_at }) => quotes_at ?? 0), gone: over.length };
}

/** Takes the texts out of incoming messages that a chat has shown. */
export async function forgetIncoming(tx: Tx, { before, after, now }: Sought): Promise<Step> {
  const rows = await tx.db
    .selectFrom('incoming')
    .select(['id', 'body', 'received_at', 'unseen_at'])
    .where('forgotten_at', 'is', null)
    .where('received_at', '<', before)
    .where(isBehind('received_at', after))
    .orderBy('received_at')
    .orderBy('id')
    .limit(ROWS)
    .execute();
  const seen = rows.filter(({ unseen_at }) => unseen_at === null);
  for (const message of seen) {
    await tx.db
      .updateTable('incoming')
      .set({ ...incomingColumn({ ...incomingOf(message), text: '', unread: [] }), forgotten_at: now })
      .where('id', '=', message.id)
      .execute();
  }
  return { next: behind(rows, ({ received_at }) => received_at), gone: seen.length };
}

/**
 * What is left of what a card keeps: undefined, all of it, since nobody's words are in it; null, nothing.
 */
export type WordlessBody = (card: Pick<Card, 'kind' | 'body'>) => object | null | undefined;

/** Takes what was typed out of the cards that keep it. */
export async function forgetCards(
  tx: Tx,
  { before, after, now }: Sought,
  wordless: WordlessBody,
): Promise<Step> {
  const rows = await tx.db
    .selectFrom('cards')
    .select(['id', 'kind', 'body', 'created_at', 'due_at'])
    .select((eb) =>
      finds(
        eb
          .selectFrom('orders')
          .select(sql.lit(1).as('one'))
          .whereRef('orders.card_id', '=', 'cards.id')
          .where(hasOpen),
      ).as('open'),
    )
    .where('forgotten_at', 'is', null)
    .where('created_at', '<', before)
    .where(isBehind('created_at', after))
    .orderBy('created_at')
    .orderBy('id')
    .limit(ROWS)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  const over = rows.filter(({ open, due_at }) => !open && due_at === null);
  for (const card of over) {
    const left = wordless(card);
    await tx.db
      .updateTable('cards')
      .set({ ...(left === undefined ? {} : { body: JSON.stringify(left ?? {}) }), forgotten_at: now })
      .where('id', '=', card.id)
      .execute();
  }
  await forgetWhyTakenOff(
    tx,
    over.map(({ id }) => id),
  );
  return { next: behind(rows, ({ created_at }) => created_at), gone: over.length };
}

/** What was said of numbers that were taken off the stop list goes with the cards that answered it; that they were stays on record. */
async function forgetWhyTakenOff(tx: Tx, cards: readonly string[]): Promise<void> {
  if (cards.length === 0) return;
  const rows = await tx.db
    .selectFrom('actions')
    .select(['id', 'arg'])
    .where('card_id', 'in', cards)
    .where('what', '=', 'command stoplist')
    .where('arg', 'like', 'remove %)')
    .execute();
  for (const { id, arg } of rows) {
    const without = arg?.replace(/ \(.*\)$/s, '') ?? null;
    await tx.db.updateTable('actions').set({ arg: without }).where('id', '=', id).execute();
  }
}

/** Takes out of the stop list what was said of its numbers: that they are not written to, since when and by whom stays. */
export async function forgetStopWords(tx: Tx, before: number): Promise<Step> {
  const rows = await tx.db
    .selectFrom('stop_list')
    .select('digest')
    .where('why', 'is not', null)
    .where('at', '<', before)
    .orderBy('at')
    .orderBy('digest')
    .limit(ROWS)
    .execute();
  const digests = rows.map(({ digest }) => digest);
  if (digests.length > 0) {
    await tx.db.updateTable('stop_list').set({ why: null }).where('digest', 'in', digests).execute();
  }
  // Those are found no more.
  return { next: rows.length < ROWS ? null : FIRST, gone: rows.length };
}

/** Nothing is left of what these cards keep. */
export async function emptyCards(tx: Tx, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.updateTable('cards').set({ body: '{}', forgotten_at: now }).where('id', 'in', ids).execute();
}

/** Forgets some of a file with words that are forgotten where they came from. */
export async function forgetQuotes(tx: Tx): Promise<Step> {
  const file = await quotingFile(tx.db);
  if (!file) return { next: null, gone: 0 };
  const isGone = await forgetFile(tx, file.id);
  return { next: FIRST, gone: isGone ? 1 : 0 };
}

const quotingFile = (db: Reader) =>
  db
    .selectFrom('files')
    .select('id')
    .where('of', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('orders')
            .select(sql.lit(1).as('one'))
            .whereRef('orders.id', '=', 'files.of')
            .where('orders.forgotten_at', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incoming')
            .select(sql.lit(1).as('one'))
            .whereRef('incoming.id', '=', 'files.of')
            .where('incoming.forgotten_at', 'is', null),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
