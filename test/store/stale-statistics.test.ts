import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { MessageState } from '../../src/messages/status.ts';
import { readyMessages } from '../../src/store/attempts/ready-messages.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, onPostgres } from '../support/stores.ts';

test('where PostgreSQL still takes the queue for empty, of a campaign no more is read than may go', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);
  await onPostgres(
    `insert into orders (number, id, origin, maker, maker_id, channel, class, total, request, parts, waiting_next,
       created_at)
     values (1, 'o', 'o', 'person', 'm', 0, 2, 6000, '{"v":1,"content":{"channel":"sms","text":"a"}}', 1, '[]', 0)`,
    url,
  );
  const write = (from: number, to: number, state: MessageState, readyAt: number | null) =>
    onPostgres(
      `insert into messages (id, account, recipient, reference, pdus, guard_key, state, held, lane, turn, ready_at, fresh_at)
       select (1 << 20) + i, 'demo', i, 0, 1, i, ${STATE.of[state]}, 0, 4, i, ${readyAt}, 0
       from generate_series(${from}, ${to}) i`,
      url,
    );
  await write(1, 5_000, 'delivered', null);
  await onPostgres('analyze', url);
  await write(5_001, 6_000, 'queued', 1);

  const read = await store.write(async (tx) => {
    expect(await readyMessages(tx, 'demo', 10, 1)).toHaveLength(10);
    const { rows } = await sql<{ n: string }>`
      select seq_tup_read + idx_tup_fetch as n from pg_stat_xact_user_tables where relname = 'messages'
    `.execute(tx.db);
    return Number(rows[0]?.n);
  });

  expect(read).toBeLessThanOrEqual(50);
  await store.close();
});
