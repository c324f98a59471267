import { afterEach, expect, test, vi } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { backUp } from '../../src/store/backup.ts';
import { holdStale } from '../../src/store/orders/decisions.ts';
import { claimOne } from '../support/claim.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { migratedUrl, newStoreUrl, openTestStore } from '../support/store.ts';

const DAY_MS = 24 * 3600 * 1000;

afterEach(() => {
  vi.useRealTimers();
});

test('a store of yesterday, restored, sends nothing again by itself', async () => {
  const url = migratedUrl();
  const smsc = await smscForTest();
  const store = await openTestStore(url);
  const [queued, bulk, unanswered, drafted] = [
    await order(store, [sms('79991110030', 'queued')]),
    await order(store, [sms('79991120030', 'bulk'), sms('79991130030', 'bulk')]),
    await order(store, [sms('79991140030', 'no answer came')]),
    await order(store, [sms('79991150030', 'drafted')]),
  ];
  const [draft] = await messagesOfCard(store.db, drafted, 1);
  await store.write((tx) => holdStale(tx, [draft?.order_id ?? ''], Date.now()));
  const [open] = await messagesOfCard(store.db, unanswered, 1);
  if (!open) throw new Error('no message');
  const attempt = { part: 1, host: smsc.address, bind: 'demo/1', source: 'SHOP' };
  await store.write((tx) => claimOne(tx, open, [attempt], 1, Date.now()));
  const backup = `${newStoreUrl().slice('file:'.length)}.backup`;

  backUp(url, backup);
  // All that was queued is sent after the backup.
  const holder = await holderForTest(store, smsc);
  for (const card of [queued, bulk]) await untilAll(store, card, 'delivered');
  await holder.stop(0);
  await store.close();
  const before = smsc.submits().length;

  vi.setSystemTime(Date.now() + DAY_MS);
  const restored = await openTestStore(`file:${backup}`);
  await holderForTest(restored, smsc);
  // One that is written today goes, and by then the holder has looked at all that is older.
  const today = await order(restored, [sms('79991160030', 'today')]);
  await untilAll(restored, today, 'delivered');

  const sent = smsc.submits().slice(before);
  expect(sent.map(({ destination }) => destination)).toEqual(['79991160030']);
  for (const card of [queued, bulk, drafted]) {
    for (const message of await messagesOfCard(restored.db, card, 10)) {
      expect(message).toMatchObject({ state: 'waiting', waiting_for: 'stale', ready_at: null });
    }
  }
  expect(await messagesOfCard(restored.db, unanswered, 1)).toMatchObject([{ state: 'in_doubt' }]);
  await finish(restored);
});
