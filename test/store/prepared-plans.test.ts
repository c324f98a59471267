import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { AS_GIVEN } from '../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { claim, settle, stateOf } from '../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { OUTCOME, STATE } from '../../src/store/tables/coded.ts';
import { order, sms } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, onPostgres } from '../support/stores.ts';

const NOW = Date.now();
const TO = '79990000001';

/** Rows that this session has read lately of what grows, by index or not. */
async function rowsRead({ db }: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_user_tables
    where relname in ('messages', 'attempts', 'receipts', 'guards', 'cards')`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Sends one message, and has it delivered. Returns how many rows the three transactions read. */
async function sendOne(store: Store): Promise<number> {
  const card = await order(store, [sms(TO, 'hello')]);
  const [message] = await messagesOfCard(store.db, card, 1);
  if (!message) throw new Error('one was ordered');
  const attempts = [{ part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' }];
  const read: number[] = [];
  const counted = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    store.write(async (tx) => {
      const before = await rowsRead(tx);
      const result = await work(tx);
      read.push((await rowsRead(tx)) - before);
      return result;
    }, 'shared');
  const [ids] = await counted((tx) => claim(tx, [{ message, attempts, pdus: 1 }], NOW));
  const attemptId = ids?.[0] ?? 0;
  const providerId = `id-${attemptId}`;
  await counted((tx) =>
    settle(tx, 'demo', [{ attemptId, outcome: 'accepted', commandStatus: 0, providerId }], NOW),
  );
  const raw = `id:${providerId} stat:DELIVRD err:000`;
  const receipt = {
    receipt: parseReceipt({ text: raw, tlvs: {} }),
    via: 'smpp' as const,
    raw,
    parties: [TO],
  };
  await counted((tx) => storeReceipts(tx, 'demo', [receipt], NOW, AS_GIVEN));
  expect(await stateOf(store.db, message.id)).toBe('delivered');
  return read.reduce((sum, rows) => sum + rows, 0);
}

test('what PostgreSQL has planned while its tables were small reads none of them through once they have grown', {
  timeout: 240_000,
}, async () => {
  const url = await currentPostgresUrl();
  const opened = await openTestStore(url);
  const store = opened.apart(1);
  await sendOne(store);
  await onPostgres('analyze', url);
  // After five times a plan is kept.
  for (let sent = 0; sent < 8; sent += 1) await sendOne(store);
  await onPostgres(
    `insert into orders (number, id, origin, maker, maker_id, channel, class, total, request, parts, waiting_next,
       created_at)
     values (1000, 'o', 'o', 'person', 'm', 0, 2, 1000, '{"v":1,"content":{"channel":"sms","text":"a"}}', 1, '[]', 0)`,
    url,
  );
  await onPostgres(
    `insert into messages (id, account, recipient, reference, pdus, guard_key, state, held, lane, turn, fresh_at)
     select (1000::bigint << 20) + i, 'demo', i, 0, 1, i, ${STATE.of.accepted}, 0, 4, i, 0 from generate_series(1, 1000) i`,
    url,
  );
  await onPostgres(
    `insert into attempts (message_id, part, way, committed_at, outcome, provider_id)
     select (1000::bigint << 20) + i, 1, 1, 0, ${OUTCOME.of.accepted}, 'many-' || i from generate_series(1, 1000) i`,
    url,
  );

  expect(await sendOne(store)).toBeLessThanOrEqual(100);
  await opened.close();
});
