import { expect, test, vi } from 'vitest';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { askStatus, lastQuery, type Query } from '../../src/store/receipts/queries.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { finish, holderForTest, smscForTest, untilBound } from '../support/holder.ts';
import { order, sms, until, untilAll } from '../support/outbox.ts';
import { longPart } from '../support/parts.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';
/** No receipt ever comes from this subscriber. */
const SILENT = '79990000099';

async function answered(store: Store, messageId: number, asked = 1): Promise<Query> {
  for (;;) {
    const count = await store.db
      .selectFrom('queries')
      .select('id')
      .where('message_id', '=', messageId)
      .where('answer', 'is not', null)
      .execute();
    const query = await lastQuery(store.db, messageId);
    if (query?.answers && count.length >= asked) return query;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a status is asked with the id and the source of the submit, and the answer is kept', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(store, [sms(SILENT, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  if (!message) throw new Error('no message');
  const [attempt] = await attemptsOf(store.db, message.id);

  await store.write((tx) => askStatus(tx, message, card, Date.now()));

  expect((await answered(store, message.id)).answers).toEqual([
    { providerId: attempt?.provider_id, commandStatus: 0, messageState: 1, error: 0 },
  ]);
  await finish(store);
});

test('a final state in the answer settles a message whose receipt was lost', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  await holderForTest(store, smsc);
  const card = await order(store, [sms(PHONE, 'hello')]);
  const reached = new Promise((resolve) => smsc.events.once('phone', resolve));
  const [message] = await untilAll(store, card, 'accepted');
  if (!message) throw new Error('no message');
  await reached;

  await store.write((tx) => askStatus(tx, message, card, Date.now()));

  await untilAll(store, card, 'delivered');
  expect(await receiptsOf(store.db, message.id)).toMatchObject([{ via: 'query', state: 'delivered' }]);
  await finish(store);
});

test('asking about a message that has ended adds nothing to its receipts', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');
  if (!message) throw new Error('no message');

  await store.write((tx) => askStatus(tx, message, card, Date.now()));

  expect((await answered(store, message.id)).answers).toMatchObject([{ commandStatus: 0, messageState: 2 }]);
  expect(await receiptsOf(store.db, message.id)).toMatchObject([{ via: 'smpp' }]);
  await finish(store);
});

test('asking about a message that ended as unknown ends it anew, should the provider know by now', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');
  if (!message) throw new Error('no message');
  await store.write(async ({ db }) => {
    await db.deleteFrom('receipts').execute();
    await db.updateTable('messages').set({ state: STATE.of.unknown }).execute();
  });

  await store.write((tx) => askStatus(tx, message, card, Date.now()));

  await untilAll(store, card, 'delivered');
  expect(await receiptsOf(store.db, message.id)).toMatchObject([{ via: 'query', state: 'delivered' }]);
  await finish(store);
});

test('a message without an id is answered with nothing, bound or not', async () => {
  const store = await openTestStore();
  await holderForTest(store, '127.0.0.1:1');
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await until(store, card, () => true);
  if (!message) throw new Error('no message');

  await store.write((tx) => askStatus(tx, message, card, Date.now()));

  expect((await answered(store, message.id)).answers).toEqual([]);
  await finish(store);
});

test('an overdue message is asked about three times, and ends as unknown', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc);
  await untilBound(holder);
  const card = await order(store, [sms(SILENT, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  if (!message) throw new Error('no message');
  expect((message.overdue_at ?? 0) - (message.accepted_at ?? 0)).toBe((24 * 60 + 10) * 60_000);
  const age = (): Promise<unknown> =>
    store.write((tx) =>
      tx.db
        .updateTable('messages')
        .set({ accepted_at: Date.now() - 25 * 3_600_000, overdue_at: Date.now() })
        .where('id', '=', message.id)
        .execute(),
    );

  // What a person asked before the validity was over does not count.
  await store.write((tx) => askStatus(tx, message, card, Date.now() - 12 * 3_600_000));
  for (const asked of [2, 3, 4]) {
    await age();
    vi.advanceTimersByTime(60_000);
    await answered(store, message.id, asked);
  }
  await age();
  vi.advanceTimersByTime(60_000);
  const [ended] = await untilAll(store, card, 'unknown');

  expect(ended).toMatchObject({ error: null, overdue_at: null });
  expect(await receiptsOf(store.db, message.id)).toEqual([]);
  vi.useRealTimers();
  await finish(store);
});

test('parts of an incoming message that wait for ten minutes are joined without the others', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const began = Date.now() - 601_000;
  await store.write((tx) => storeIncoming(tx, 'demo', longPart('the end', 2, 2), began));
  const joined = new Promise((resolve) => store.changes.on('incoming', () => resolve(null)));

  vi.advanceTimersByTime(60_000);
  await joined;

  const row = await store.db.selectFrom('incoming').select('body').executeTakeFirstOrThrow();
  expect(JSON.parse(row.body)).toEqual({ text: '…the end', missing: [1], unread: [] });
  vi.useRealTimers();
  await finish(store);
});

test('while no bind is up a question waits ten seconds, and is then left without an answer', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const first = await holderForTest(store, smsc);
  const card = await order(store, [sms(SILENT, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  if (!message) throw new Error('no message');
  const [attempt] = await attemptsOf(store.db, message.id);
  await first.stop(0);
  await holderForTest(store, '127.0.0.1:1');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await store.write((tx) => askStatus(tx, message, card, Date.now()));
  // The question is under way once its timer is set.
  const timers = vi.getTimerCount();
  while (vi.getTimerCount() === timers) await new Promise((resolve) => setImmediate(resolve));

  vi.advanceTimersByTime(9_999);
  expect((await lastQuery(store.db, message.id))?.answers).toBeNull();
  vi.advanceTimersByTime(1);
  vi.useRealTimers();

  expect((await answered(store, message.id)).answers).toEqual([
    { providerId: attempt?.provider_id, commandStatus: null, messageState: null, error: null },
  ]);
  await finish(store);
});
