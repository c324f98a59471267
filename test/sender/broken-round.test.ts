import pg from 'pg';
import { expect, test } from 'vitest';
import { STATE } from '../../src/store/tables/coded.ts';
import { finish, holderForTest, smscForTest, untilBound } from '../support/holder.ts';
import { decide, numbers, order, sms, untilAll } from '../support/outbox.ts';
import { relayTo } from '../support/relay.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, untilBlocked } from '../support/stores.ts';

test('what was claimed as the connection broke goes all the same, though PostgreSQL commits it later', async () => {
  const url = await currentPostgresUrl();
  const relay = await relayTo(new URL(url).host);
  const store = await openTestStore(Object.assign(new URL(url), { host: relay.address }).href);
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc);
  await untilBound(holder);
  const all = numbers(60);
  const card = await order(
    store,
    all.map((to) => sms(to, 'hello')),
    { waits: ['confirmation'] },
  );
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query(
    `begin; insert into tallies select number, ${STATE.of.submitting}, -1, -1, 0, 0, 0, null from orders`,
  );
  await store.write((tx) => decide(tx, card, 'confirmation', Date.now()));
  const never = new Promise<never>(() => {});
  await untilBlocked(url, never);

  await relay.cut();
  await relay.mend();
  await untilBlocked(url, never, 2);
  await other.query('rollback');
  await other.end();

  await untilAll(store, card, 'delivered');
  expect(smsc.submits()).toHaveLength(all.length);
  await finish(store);
});
