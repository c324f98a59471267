import { type Kysely, SqliteAdapter, sql } from 'kysely';
import { z } from 'zod';
import { ALPHABETS, type Alphabet, countParts, narrowest } from '../../messages/alphabet.ts';
import { withLineFeeds } from '../../messages/check.ts';
import { readEmailSender } from '../../messages/source.ts';

/** Orders looked at in one statement. */
const ROWS = 500;

/**
 * What one command or press asked for becomes a row of its own, which its messages refer to and a card may show. So
 * far that was a card with messages, each with the whole request; the order takes the card's id.
 *
 * What was agreed is taken from what is on record: the sender from the last attempt; for what was never tried, from
 * the request, else that of the messages before, which named none either. Which alphabet the text went in follows from
 * the text and the parts; where those allow GSM as well as Latin-1, it was GSM unless the connection was an ISO one.
 */
export async function ordersUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('orders')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('origin', 'text', (c) => c.notNull().unique())
    .addColumn('maker', 'text', (c) => c.notNull())
    .addColumn('maker_id', 'text')
    .addColumn('chat_id', 'bigint')
    .addColumn('thread_id', 'bigint')
    .addColumn('card_id', 'text', (c) => c.unique().references('cards.id'))
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('sender', 'text')
    .addColumn('alphabet', 'text')
    .addColumn('parts', 'integer', (c) => c.notNull())
    .addColumn('offered_alphabet', 'text')
    .addColumn('offered_parts', 'integer')
    .addColumn('waiting_for', 'text')
    .addColumn('waiting_next', 'text', (c) => c.notNull())
    .addColumn('moved_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  // The request as it was, without its recipient: JSON text has its quotes escaped, so a text cannot look like one.
  await sql`
    insert into orders (id, origin, maker, maker_id, chat_id, thread_id, card_id, request, sender, alphabet, parts,
      waiting_for, waiting_next, moved_at, created_at)
    select c.id, m.origin, case when c.person_id is null then 'system' else 'person' end,
      cast(c.person_id as text), c.chat_id, c.thread_id, c.id,
      '{"v":1,"content":' || replace(m.request, ',"to":"' || m.recipient || '"', '') || '}',
      (select a.source from attempts a join messages n on n.id = a.message_id
        where n.card_id = c.id order by a.id desc limit 1),
      null, m.parts,
      (select min(w.waiting_for) from messages w where w.card_id = c.id and w.state = 'waiting'),
      '[]', c.moved_at, c.created_at
    from cards c join messages m on m.card_id = c.id
      and m.position = (select min(f.position) from messages f where f.card_id = c.id)
  `.execute(db);
  await recordTerms(db);
  if (db.getExecutor().adapter instanceof SqliteAdapter) await rebuildMessages(db);
  else await alterMessages(db);
  await sql`update messages set waiting_for = null where state = 'waiting'`.execute(db);
  await schema
    .createIndex('messages_by_order')
    .on('messages')
    .columns(['order_id', 'position'])
    .unique()
    .execute();
  await schema.createIndex('messages_by_state').on('messages').columns(['order_id', 'state']).execute();
  await schema.alterTable('cards').dropColumn('moved_at').execute();
}

const kept = z.object({
  content: z.object({
    channel: z.string(),
    text: z.string().optional(),
    from: z.string().optional(),
    alphabet: z.enum(ALPHABETS).optional(),
  }),
});

async function recordTerms(db: Kysely<unknown>): Promise<void> {
  let usual: string | null = null;
  for (let last = ''; ; ) {
    const { rows } = await sql<{ id: string; request: string; sender: string | null; parts: number }>`
      select id, request, sender, parts from orders where id > ${last} order by id limit ${sql.lit(ROWS)}
    `.execute(db);
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
    const terms = rows.map(({ id, request, sender, parts }) => {
      const { content } = kept.parse(JSON.parse(request));
      const { channel, text = '', from, alphabet = null } = content;
      if (from === undefined) usual = sender ?? usual;
      const asked = from === undefined ? usual : (readEmailSender(from)?.address ?? null);
      const chosen = channel === 'sms' ? alphabetOf(withLineFeeds(text), parts) : null;
      return sql`(${id}, ${sender ?? asked}, ${alphabet ?? chosen})`;
    });
    await sql`
      with news (key, sender, alphabet) as (values ${sql.join(terms)})
      update orders set sender = cast(news.sender as text), alphabet = cast(news.alphabet as text)
      from news where orders.id = news.key
    `.execute(db);
  }
}

/** The alphabet that carries the text in so many parts: on an ordinary connection, else on an ISO one. */
function alphabetOf(text: string, parts: number): Alphabet | null {
  const choices = [narrowest(text, ['gsm', 'latin1', 'ucs2']), narrowest(text, ['latin1', 'ucs2'])];
  return choices.find((alphabet) => countParts(text, alphabet) === parts) ?? null;
}

/** The columns of messages that stay as they were. */
const KEPT = [
  'id',
  'position',
  'account',
  'channel',
  'recipient',
  'reference',
  'pdus',
  'guard_key',
  'state',
  'waiting_for',
  'bulk',
  'ready_at',
  'fresh_at',
  'command_status',
  'error',
  'cost',
  'lookup',
  'created_at',
  'accepted_at',
  'ended_at',
  'overdue_at',
  'attempted_at',
  'doubt_until',
];

/**
 * SQLite drops no column that refers to another table: the table is written anew. Meanwhile nothing that refers to it
 * is judged, and an insert under the old name mends what its removal broke.
 */
async function rebuildMessages(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await sql`pragma defer_foreign_keys = on`.execute(db);
  await sql`create table messages_kept as select * from messages`.execute(db);
  await schema.dropTable('messages').execute();
  await schema
    .createTable('messages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('order_id', 'text', (c) => c.notNull().references('orders.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('reference', 'integer', (c) => c.notNull())
    .addColumn('pdus', 'integer', (c) => c.notNull())
    .addColumn('guard_key', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('waiting_for', 'text')
    .addColumn('bulk', 'integer', (c) => c.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('fresh_at', 'bigint', (c) => c.notNull())
    .addColumn('command_status', 'bigint')
    .addColumn('error', 'integer')
    .addColumn('cost', 'bigint')
    .addColumn('lookup', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('accepted_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('overdue_at', 'bigint')
    .addColumn('attempted_at', 'bigint')
    .addColumn('doubt_until', 'bigint')
    .execute();
  const columns = sql.join(KEPT.map((name) => sql.ref(name)));
  await sql`
    insert into messages (order_id, ${columns}) select card_id, ${columns} from messages_kept order by id
  `.execute(db);
  await schema.dropTable('messages_kept').execute();
  await schema
    .createIndex('messages_by_guard_key')
    .on('messages')
    .columns(['guard_key', 'attempted_at'])
    .execute();
  await schema.createIndex('messages_doubtful').on('messages').columns(['account', 'doubt_until']).execute();
  await schema
    .createIndex('messages_ready')
    .on('messages')
    .columns(['account', 'bulk', 'ready_at', 'id'])
    .execute();
  await schema.createIndex('messages_overdue').on('messages').columns(['account', 'overdue_at']).execute();
}

async function alterMessages({ schema }: Kysely<unknown>): Promise<void> {
  const messages = () => schema.alterTable('messages');
  await schema.dropIndex('messages_by_card').execute();
  await schema.dropIndex('messages_by_position').execute();
  await messages().dropConstraint('messages_once').execute();
  await messages().dropConstraint('messages_card_id_fkey').execute();
  await messages().renameColumn('card_id', 'order_id').execute();
  await messages()
    .addForeignKeyConstraint('messages_order_id_fkey', ['order_id'], 'orders', ['id'])
    .execute();
  for (const column of ['origin', 'request', 'parts']) await messages().dropColumn(column).execute();
}
