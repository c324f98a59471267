import { sql } from 'kysely';
import { NO_MESSAGE, POSITIONS } from '../tables/message-id.ts';
import { earlier } from './aside.ts';
import { lastId } from './orders.ts';
import type { Carried, Piece } from './piece.ts';

/** The version of a history card's body in which it names its message by a number. */
const NUMBERED = 2;

/** The id that a message of before has from now on. Null: it is gone. */
const newId = (id: ReturnType<typeof sql>) => sql`(
  select o.number * ${sql.lit(POSITIONS)} + m.position
  from ${earlier('messages')} as m join orders as o on o.id = m.order_id where m.id = ${id}
)`;

/** Cards that show one message name it. */
export async function carryHistoryCards({ db, kind, after, limit }: Piece): Promise<Carried> {
  const last = await lastId(db, 'cards', after, limit);
  if (last === null) return { after: null };
  const named =
    kind === 'sqlite' ? sql`json_extract(body, '$.messageId')` : sql`(body::json ->> 'messageId')`;
  await sql`
    update cards
    set body = '{"v":${sql.raw(String(NUMBERED))},"messageId":' || coalesce(${newId(named)}, ${sql.lit(NO_MESSAGE)}) || '}'
    where id > ${after} and id <= ${last} and kind = 'history' and body like '%"messageId":"%'
  `.execute(db);
  return { after: last };
}

/** Who did what may name one. */
export async function carryActions({ db, kind, after, limit }: Piece): Promise<Carried> {
  const last = await lastId(db, 'actions', after, limit);
  if (last === null) return { after: null };
  const kept = sql`id, at, actor_kind, actor_id, chat_id, thread_id, what, arg, order_id, card_id, origin`;
  await sql`
    insert into actions (${kept}, message_id)
    select ${kept}, case when message_id is not null then ${newId(sql.ref('a.message_id'))} end
    from ${earlier('actions')} as a where id > ${after} and id <= ${last} order by id
  `.execute(db);
  if (kind === 'sqlite') await sql`delete from ${earlier('actions')} where id <= ${last}`.execute(db);
  return { after: last };
}

/** Questions to the provider are about one each. */
export async function carryQueries({ db, kind, after, limit }: Piece): Promise<Carried> {
  const last = await lastId(db, 'queries', after, limit);
  if (last === null) return { after: null };
  const kept = sql`id, card_id, account, asked_at, open_at, answer`;
  await sql`
    insert into queries (${kept}, message_id)
    select ${kept}, ${newId(sql.ref('q.message_id'))}
    from ${earlier('queries')} as q where id > ${after} and id <= ${last} order by id
  `.execute(db);
  if (kind === 'sqlite') await sql`delete from ${earlier('queries')} where id <= ${last}`.execute(db);
  return { after: last };
}
