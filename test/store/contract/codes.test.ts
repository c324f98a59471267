import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/engine/database.ts';
import { wipeCodes } from '../../../src/store/orders/codes.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { migratedUrl, openTestStore } from '../../support/store.ts';
import { onEachStore } from '../../support/stores.ts';

const TO = '79991234567';
const CODE = '48219377';

/** Writes orders that were cancelled, and are to be looked at. */
async function cancelled(store: Store, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const card = await order(store, [sms(TO, text)]);
    await store.write((tx) => decide(tx, card, 'cancel', Date.now()));
  }
  await store.write((tx) => tx.db.updateTable('orders').set({ wipe_at: 1 }).execute());
}

const wipe = (store: Store) => store.write((tx) => wipeCodes(tx, Date.now()));

const requests = async ({ db }: Store): Promise<string> =>
  JSON.stringify(await db.selectFrom('orders').select(['request', 'wiped_at']).execute());

onEachStore(({ open }) => {
  test('of what an earlier version kept the codes go, in pieces, and nothing else does', async () => {
    const store = await open();
    await cancelled(store, [`code ${CODE}`, ...Array.from({ length: 49 }, (_, n) => `hello ${n}`)]);
    await cancelled(store, [`code ${CODE}, once more`]);

    expect(await wipe(store)).toBe(true);
    expect(await wipe(store)).toBe(false);

    const left = await requests(store);
    expect(left).not.toContain(CODE);
    expect(left.match(/code •{8}/g)).toHaveLength(2);
    expect(left.match(/hello \d/g)).toHaveLength(49);
    expect(left.match(/"wiped_at":null/g)).toHaveLength(49);
    const due = store.db.selectFrom('orders').select('id').where('wipe_at', 'is not', null);
    expect(await due.execute()).toEqual([]);
    await store.close();
  });

  test('one that is not to be looked at yet stays', async () => {
    const store = await open();
    const card = await order(store, [sms(TO, `code ${CODE}`)]);
    await store.write((tx) => decide(tx, card, 'cancel', Date.now()));
    await wipe(store);
    expect(await requests(store)).toContain(CODE);
    await store.close();
  });
});

test('a SQLite file does not hold it either, where nothing is read any more', async () => {
  const url = migratedUrl();
  const path = url.slice('file:'.length);
  const store = await openTestStore(url);
  await cancelled(store, [
    'hello',
    ...Array.from({ length: 60 }, (_, n) => `${'x'.repeat(n * 5)} code ${CODE}`),
    'goodbye',
  ]);
  await store.close();
  expect(readFileSync(path).includes(CODE)).toBe(true);

  const again = await openTestStore(url);
  while (await wipe(again));
  await again.close();

  expect(readFileSync(path).includes(CODE)).toBe(false);
});
