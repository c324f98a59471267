import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { UNKNOWN_HABIT } from '../../../src/messages/receipt-id.ts';
import { abandonOpenAttempts } from '../../../src/store/attempts.ts';
import { touchCards } from '../../../src/store/cards.ts';
import { joinOrphans, joinOrphansOf } from '../../../src/store/orphans.ts';
import { openTestStore } from '../../support/store.ts';
import { onEachStore } from '../../support/stores.ts';

test('an account starts again with more open attempts, each on a card of its own, than a statement of SQLite can bind', async () => {
  const count = 33_000;
  const store = await openTestStore();
  const { db } = store;
  const rows = sql.raw(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`);
  await sql`
    insert into cards (id, chat_id, kind, body, language, revision, shown_revision, created_at)
    ${rows} select 'm' || i, 101, 'send', '{}', 'en', 0, 0, 0 from n
  `.execute(db);
  await sql`
    insert into orders (id, origin, maker, card_id, request, parts, waiting_next, created_at)
    ${rows} select 'm' || i, i, 'person', 'm' || i, '{"v":1,"content":{"channel":"sms","text":"a"}}', 1, '[]', 0 from n
  `.execute(db);
  await sql`
    insert into messages (id, order_id, position, account, channel, recipient, reference, pdus, guard_key, state, lane,
      fresh_at, created_at)
    ${rows} select 'm' || i, 'm' || i, 0, 'demo', 'sms', i, 0, 1, i, 'submitting', 1, 0, 0 from n
  `.execute(db);
  await sql`
    insert into attempts (id, message_id, part, account, host, bind, source, committed_at, outcome, open_at)
    ${rows} select 'a' || i, 'm' || i, 1, 'demo', 'h:1', 'b', 'SHOP', 1000, 'open', 1000 from n
  `.execute(db);

  expect(await store.write((tx) => abandonOpenAttempts(tx, 'demo', 2000))).toBe(count);

  const { n } = await db
    .selectFrom('messages')
    .innerJoin('orders', 'orders.id', 'messages.order_id')
    .innerJoin('cards', 'cards.id', 'orders.card_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('messages.state', '=', 'in_doubt')
    .where('cards.due_at', '=', 2000)
    .executeTakeFirstOrThrow();
  expect(n).toBe(count);
  await store.close();
});

onEachStore(({ open }) => {
  test('more cards, messages and recipients are asked for than a statement can bind', async () => {
    const store = await open();
    // 32,766 values on SQLite, 65,535 on PostgreSQL.
    const ids = Array.from({ length: 66_000 }, (_, index) => `${index}`);
    await store.write(async (tx) => {
      await touchCards(tx, ids, 1000);
      await joinOrphans(tx, 'demo', ids, 1000);
      await joinOrphansOf(tx, 'demo', ids, 1000, UNKNOWN_HABIT);
    });
    await store.close();
  });
});
