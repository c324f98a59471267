import { sql } from 'kysely';
import { CHANNEL, ORDER_CLASS } from '../tables/coded.ts';
import { earlier } from './aside.ts';
import type { Carried, Piece } from './piece.ts';

/** An order of so many is counted in tallies. */
const MORE_THAN_FEW = 51;

/** Columns that stay as they were. */
const KEPT = sql.join(
  [
    ...[
      'id',
      'origin',
      'maker',
      'maker_id',
      'chat_id',
      'thread_id',
      'card_id',
      'request',
      'sender',
      'alphabet',
    ],
    ...['parts', 'offered_alphabet', 'offered_parts', 'waiting_for', 'waiting_next', 'wipe_at', 'wiped_at'],
    ...['forgotten_at', 'again_of', 'moved_at', 'created_at'],
  ].map((name) => sql.ref(name)),
);

/** JSON text has its quotes escaped, so a text cannot look like a channel. */
const channel = sql`case ${sql.join(
  Object.entries(CHANNEL.of).map(
    ([name, number]) => sql`when request like ${sql.lit(`%"channel":"${name}"%`)} then ${sql.lit(number)}`,
  ),
  sql` `,
)} end`;

/** Orders get their numbers, in the order of time. */
export async function carryOrders({ db, kind, after, limit }: Piece): Promise<Carried> {
  const last = await lastId(db, 'orders', after, limit);
  if (last === null) return { after: null };
  // The first of what is left of one, where the messages of earlier positions are gone.
  const end = (which: 'asc' | 'desc') => sql`(
    select position from ${earlier('messages')} as m where m.order_id = o.id
    order by position ${sql.raw(which)} limit 1
  )`;
  // Said so, they do not depend on what was rolled back.
  const before = sql`(select coalesce(max(number), 0) from orders)`;
  await sql`
    insert into orders (number, ${KEPT}, channel, class, total)
    select ${before} + row_number() over (order by id), ${KEPT}, ${channel},
      case when total > 1 and total < ${sql.lit(MORE_THAN_FEW)} then ${sql.lit(ORDER_CLASS.of.small)}
        when total > 1 then ${sql.lit(ORDER_CLASS.of.bulk)} else ${sql.lit(ORDER_CLASS.of.single)} end,
      total
    from (
      select o.*, coalesce(${end('desc')} - ${end('asc')} + 1, 0) as total
      from ${earlier('orders')} as o where o.id > ${after} and o.id <= ${last}
    ) as counted
    order by id
  `.execute(db);
  const { rows } = await sql<{ found: number }>`
    select sum(total) as found from orders where id > ${after} and id <= ${last}
  `.execute(db);
  if (kind === 'sqlite') await sql`delete from ${earlier('orders')} where id <= ${last}`.execute(db);
  return { after: last, found: rows[0]?.found ?? 0 };
}

/** The last id of so many that come next in a table of before; null: there are no more. */
export async function lastId(
  db: Piece['db'],
  table: Parameters<typeof earlier>[0] | 'cards',
  after: string,
  limit: number,
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select max(id) as id from (
      select id from ${table === 'cards' ? sql.table('cards') : earlier(table)} where id > ${after}
      order by id limit ${sql.lit(limit)}
    ) as next
  `.execute(db);
  return rows[0]?.id ?? null;
}

/** Attempts and receipts get numbers in the order of time. In SQLite each row has one of its own already. */
export const numberAttempts = (piece: Piece): Promise<Carried> => number(piece, 'attempts');
export const numberReceipts = (piece: Piece): Promise<Carried> => number(piece, 'receipts');

async function number({ db, kind, after, limit }: Piece, table: 'attempts' | 'receipts'): Promise<Carried> {
  if (kind === 'sqlite') return { after: null };
  const [count = '0', id = ''] = after.split(' ');
  const last = await lastId(db, table, id, limit);
  if (last === null) return { after: null };
  const { numAffectedRows } = await sql`
    insert into ${sql.table(`earlier_${table}_numbers`)} (id, number)
    select id, ${sql.lit(Number(count))} + row_number() over (order by id)
    from ${earlier(table)} where id > ${id} and id <= ${last}
  `.execute(db);
  return { after: `${Number(count) + Number(numAffectedRows)} ${last}` };
}

/** Of a row of that table: the number that it has from now on, and where it stands. */
export const numbered = (kind: Piece['kind'], table: 'attempts' | 'receipts', row: string) =>
  kind === 'sqlite'
    ? { number: sql`${sql.ref(`${row}.rowid`)}`, join: sql`` }
    : {
        number: sql`${sql.ref(`${row}_number.number`)}`,
        join: sql`join ${sql.table(`earlier_${table}_numbers`)} as ${sql.ref(`${row}_number`)}
          on ${sql.ref(`${row}_number.id`)} = ${sql.ref(`${row}.id`)}`,
      };
