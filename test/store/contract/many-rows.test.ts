import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { UNKNOWN_HABIT } from '../../../src/messages/receipt-id.ts';
import { abandonOpenAttempts } from '../../../src/store/attempts/attempts.ts';
import { touchCards } from '../../../src/store/chats/cards.ts';
import { joinOrphansOf } from '../../../src/store/receipts/orphans.ts';
import { joinOrphans } from '../../../src/store/receipts/orphans-in-doubt.ts';
import { OUTCOME, STATE } from '../../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../../src/store/tables/message-id.ts';
import { openTestStore } from '../../support/store.ts';
import { onEachStore } from '../../support/stores.ts';

/** Some seconds, and on a machine that does other things many times that. */
const SLOW_MS = 120_000;

test('an account starts again with more open attempts, each on a card of its own, than a statement of SQLite can bind', {
  timeout: SLOW_MS,
}, async () => {
  const count = 33_000;
  const store = await openTestStore();
  const { db } = store;
  const rows = sql.raw(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`);
  await sql`
    insert into cards (id, chat_id, kind, body, language, revision, shown_revision, created_at)
    ${rows} select 'm' || i, 101, 'send', '{}', 'en', 0, 0, 0 from n
  `.execute(db);
  await sql`
    insert into orders (number, id, origin, maker, card_id, channel, class, total, request, parts, waiting_next, created_at)
    ${rows} select i, 'm' || i, i, 'person', 'm' || i, 0, 0, 1, '{"v":1,"content":{"channel":"sms","text":"a"}}', 1, '[]', 0 from n
  `.execute(db);
  await sql`
    insert into messages (id, account, recipient, reference, pdus, guard_key, state, held, lane, turn, fresh_at)
    ${rows} select i << 20, 'demo', i, 0, 1, i, ${STATE.of.submitting}, 0, 1, 0, 0 from n
  `.execute(db);
  await sql`
    insert into ways (id, protocol, account, host, bind, source) values (1, 'smpp', 'demo', 'h:1', 'b', 'SHOP')
  `.execute(db);
  await sql`
    insert into attempts (message_id, part, way, committed_at, outcome, open)
    ${rows} select i << 20, 1, 1, 1000, ${OUTCOME.of.open}, 1 from n
  `.execute(db);

  expect(await store.write((tx) => abandonOpenAttempts(tx, 'demo', 2000))).toBe(count);

  const { n } = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .innerJoin('cards', 'cards.id', 'orders.card_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('messages.state', '=', STATE.of.in_doubt)
    .where('cards.due_at', '=', 2000)
    .executeTakeFirstOrThrow();
  expect(n).toBe(count);
  await store.close();
});

onEachStore(({ open }) => {
  test('more cards, messages and recipients are asked for than a statement can bind', {
    timeout: SLOW_MS,
  }, async () => {
    const store = await open();
    // 32,766 values on SQLite, 65,535 on PostgreSQL.
    const ids = Array.from({ length: 66_000 }, (_, index) => index);
    const names = ids.map(String);
    await store.write(async (tx) => {
      await touchCards(tx, names, 1000);
      await joinOrphans(tx, 'demo', names, 1000);
      await joinOrphansOf(tx, 'demo', ids, 1000, UNKNOWN_HABIT);
    });
    await store.close();
  });
});
