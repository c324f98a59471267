import { expect, test, vi } from 'vitest';
import { viewOf } from '../../../src/chat/cards/index.ts';
import { findCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { become } from '../../support/become.ts';
import { chatForTest, SETTINGS } from '../../support/chat.ts';
import { order, sms } from '../../support/outbox.ts';

/** A card of so many messages that failed, and how often some of it was read aside. */
async function shown(store: Store, count: number) {
  const id = await order(
    store,
    Array.from({ length: count }, (_, n) => sms(String(79_230_000_000 + n), 'hello')),
  );
  const body = '{"duplicates":[],"bad":[]}';
  await store.write(({ db }) =>
    db.updateTable('cards').set({ kind: 'send', body }).where('id', '=', id).execute(),
  );
  await become(store.db, { state: 'undelivered', error: 6, ready_at: null }, { card: id });
  const card = await findCard(store.db, id);
  if (!card) throw new Error('no card');
  const read = vi.fn(store.read) as Store['read'] & { mock: { calls: unknown[] } };
  const { text } = await viewOf({ db: store.db, read, settings: SETTINGS, now: Date.now() }, card);
  return { text: String(text), reads: read.mock.calls.length };
}

test('who failed of a long card is looked up aside, where nobody waits for it; of a short one not', async () => {
  const { store } = await chatForTest();

  const long = await shown(store, 5_001);
  const short = await shown(store, 5_000);

  expect(long.text).toContain('5,001');
  // Who failed, what failed, and how many have read.
  expect(long.reads).toBe(3);
  expect(short.text).toContain('5,000');
  expect(short.reads).toBe(0);
});
