import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Mention } from '../../messages/mention.ts';
import { maskPhone } from '../../messages/recipient.ts';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Tx } from '../engine/database.ts';
import type { Schema } from '../tables/schema.ts';
import { emptyCards } from './forget-words.ts';
import { hasOpen, OPEN } from './forgetting.ts';
import type { Holding, PersonRow } from './person.ts';

/*
 * Texts and documents in which somebody may be mentioned, whosever row they stand in.
 */

/** Rows that are looked at by one call, and what of those mentions somebody. */
const LOOKED_AT = 2_000;

type Id = string | number;
type Mentioning = PersonRow & { readonly id: Id; readonly text: string };

interface Place {
  readonly table: keyof Schema;
  /** Its primary key. */
  readonly key: string;
  readonly isNumbered?: true;
  readonly column: string;
  /** Rows that may be looked at; absent: all of them. */
  readonly only?: RawBuilder<SqlBool>;
  /** It may be in hex: as a receipt came. */
  readonly isHex?: true;
  /** What becomes of it. */
  readonly becomes: (text: string, whom: Mention) => string | null;
}

const document = (text: string, whom: Mention): string => JSON.stringify(whom.withoutIn(JSON.parse(text)));
const nothing = (): null => null;
const bare = (text: string, whom: Mention): string => whom.without(text);
const emptyDocument = (): string => '{}';

/** In hex, as receipts are kept as they came, or in text. */
const mentions = (whom: Mention, text: string): boolean =>
  whom.isIn(text) ||
  text.includes(maskPhone(whom.number)) ||
  (/^[0-9a-f]*$/i.test(text) && whom.isIn(Buffer.from(text, 'hex').toString('latin1')));

/** Rows whose column mentions somebody, a stretch of the primary key at a time. */
function mentioning({ table, key, isNumbered, column, only, isHex }: Place): Holding<Mentioning>['page'] {
  const id = sql.ref(key);
  const cell = sql.ref(column);
  return async function stretch(db, whom, after) {
    const from = isNumbered ? Number(after ?? 0) : (after ?? '');
    const { rows: ends } = await sql<{ id: Id }>`
      select ${id} as id from ${sql.table(table)} where ${id} > ${from} order by ${id}
      limit 1 offset ${sql.lit(LOOKED_AT - 1)}`.execute(db);
    const end = ends[0]?.id;
    const upTo = end === undefined ? sql`` : sql`and ${id} <= ${end}`;
    const among = only ? sql`and ${only}` : sql``;
    const inHex = isHex
      ? sql`or ${cell} like ${`%${Buffer.from(whom.number.slice(-4)).toString('hex')}%`}`
      : sql``;
    const masked = `%${maskPhone(whom.number)}%`;
    const { rows } = await sql<Mentioning>`
      select ${id} as id, ${cell} as text from ${sql.table(table)}
      where ${id} > ${from} ${upTo}
        ${among} and (${cell} like ${whom.like} or ${cell} like ${masked} ${inHex})`.execute(db);
    return {
      rows: rows.filter(({ text }) => mentions(whom, text)),
      next: end === undefined ? null : String(end),
    };
  };
}

async function write(tx: Tx, { table, key, column }: Place, id: Id, text: string | null): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text} where ${sql.ref(key)} = ${id}`.execute(
    tx.db,
  );
}

function place(of: Place): Holding<Mentioning> {
  return {
    name: `${of.table}.${of.column}`,
    page: mentioning(of),
    async erase(tx, whom, rows) {
      for (const { id, text } of rows) await write(tx, of, id, of.becomes(text, whom));
    },
  };
}

/** A job that goes on needs to know what it is for. */
const HAS_ENDED = sql<SqlBool>`due_at is null`;
/** What somebody else is to be told yet stays as it is. */
const IS_OVER = sql<SqlBool>`state not in (${sql.join(OPEN.map((state) => sql.lit(state)))})`;

/** Texts to others that mention somebody, once all of them have arrived, or not. */
function ofOrders(column: 'request' | 'fallback'): Holding<Mentioning> {
  const texts: Place = { table: 'orders', key: 'number', isNumbered: true, column, becomes: document };
  return {
    name: `orders.${column}`,
    page: mentioning(texts),
    async erase(tx, whom, rows) {
      for (const { id, text } of rows) {
        const order = await tx.db
          .selectFrom('orders')
          .select((eb) => hasOpen(eb).as('open'))
          .where('number', '=', Number(id))
          .executeTakeFirst();
        if (!order?.open) await write(tx, texts, id, document(text, whom));
      }
    },
  };
}

const CARDS: Place = { table: 'cards', key: 'id', column: 'body', becomes: document };

/** A card of an order that is there for others forgets whom it named; any other one all of it. */
const cards: Holding<Mentioning> = {
  name: 'cards',
  page: mentioning(CARDS),
  async erase(tx, whom, rows, { now, except }) {
    for (const { id, text } of rows) {
      const card = String(id);
      if (card === except) continue;
      const order = await tx.db
        .selectFrom('orders')
        .select('id')
        .where('card_id', '=', card)
        .executeTakeFirst();
      if (order) await write(tx, CARDS, card, document(text, whom));
      else await emptyCards(tx, [card], now);
      await touchCards(tx, [card], now);
    }
  },
};

async function theirWords(db: Reader, whom: Mention) {
  const rows = await db
    .selectFrom('heard')
    .select(['chat_id', 'message_id', 'cut'])
    .where('cut', 'like', whom.like)
    .execute();
  return { rows: rows.filter(({ cut }) => cut !== null && whom.isIn(cut)), next: null };
}

/** What somebody typed within the last two days, as long as Telegram takes. */
const heard: Holding<PersonRow & { readonly chat_id: number; readonly message_id: number }> = {
  name: 'heard',
  page: theirWords,
  async erase(tx, _, rows) {
    for (const { chat_id, message_id } of rows) {
      await tx.db
        .updateTable('heard')
        .set({ cut: null })
        .where('chat_id', '=', chat_id)
        .where('message_id', '=', message_id)
        .execute();
    }
  },
};

async function theirKeys(db: Reader, whom: Mention) {
  const rows = await db
    .selectFrom('idempotency_keys')
    .select(['token', 'key'])
    .where('key', 'like', whom.like)
    .execute();
  return { rows: rows.filter(({ key }) => whom.isIn(key)), next: null };
}

/** A program may have named its call by them. */
const keys: Holding<PersonRow & { readonly token: string; readonly key: string }> = {
  name: 'idempotency_keys',
  page: theirKeys,
  async erase(tx, _, rows) {
    for (const { token, key } of rows) {
      await tx.db.deleteFrom('idempotency_keys').where('token', '=', token).where('key', '=', key).execute();
    }
  },
};

export const MENTIONS = [
  ofOrders('request'),
  place({
    table: 'messages',
    key: 'id',
    isNumbered: true,
    column: 'own_text',
    only: IS_OVER,
    becomes: document,
  }),
  ofOrders('fallback'),
  place({ table: 'approvals', key: 'order_number', isNumbered: true, column: 'words', becomes: bare }),
  place({ table: 'incoming', key: 'id', column: 'body', becomes: document }),
  place({ table: 'receipts', key: 'id', isNumbered: true, column: 'parsed', becomes: document }),
  place({ table: 'receipts', key: 'id', isNumbered: true, column: 'raw', isHex: true, becomes: nothing }),
  place({ table: 'contacts', key: 'id', isNumbered: true, column: 'fields', becomes: document }),
  place({ table: 'templates', key: 'id', isNumbered: true, column: 'text', becomes: bare }),
  place({ table: 'alerts', key: 'id', column: 'facts', becomes: document }),
  place({ table: 'actions', key: 'id', column: 'arg', becomes: nothing }),
  place({ table: 'signals', key: 'key', column: 'body', becomes: nothing }),
  place({ table: 'stop_list', key: 'digest', column: 'why', becomes: nothing }),
  place({ table: 'jobs', key: 'id', column: 'body', only: HAS_ENDED, becomes: emptyDocument }),
  place({ table: 'jobs', key: 'id', column: 'cursor', only: HAS_ENDED, becomes: nothing }),
  place({ table: 'jobs', key: 'id', column: 'last_error', only: HAS_ENDED, becomes: nothing }),
  cards,
  heard,
  keys,
] as const;
