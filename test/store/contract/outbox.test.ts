import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { nextReadyAt, outboxDepth, readyMessages } from '../../../src/store/attempts/ready-messages.ts';
import { firstOfEachEnd, tallyOfCard } from '../../../src/store/campaigns/tallies.ts';
import { findCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { recentPrice } from '../../../src/store/provider/recent-price.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { become } from '../../support/become.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const TWO = [sms('79991234567', 'hello'), sms('79990000030', 'hello')];
const drafted = (store: Store) => order(store, TWO, { waits: ['confirmation'] });

const ready = (store: Store, now: number) => store.write((tx) => readyMessages(tx, 'demo', 10, now));

onEachStore(({ open }) => {
  test('a draft is not ready before a person sends it, and its age counts from then', async () => {
    const store = await open();
    const draft = await drafted(store);
    expect(await ready(store, Date.now() + 9999)).toEqual([]);
    expect(await store.write((tx) => nextReadyAt(tx, 'demo'))).toBeNull();

    expect(await store.write((tx) => decide(tx, draft, 'confirmation', 5000))).toBe(2);
    expect(await store.write((tx) => decide(tx, draft, 'confirmation', 6000))).toBe(0);

    expect(await ready(store, 5000)).toMatchObject([
      { recipient: '79991234567', fresh_at: 5000, waiting_for: null },
      { recipient: '79990000030', fresh_at: 5000, waiting_for: null },
    ]);
    await store.close();
  });

  test('what was cancelled does not leave, and its card shows it', async () => {
    const store = await open();
    const queued = await order(store, [sms('79991234567', 'hello')]);
    const before = (await findCard(store.db, queued))?.revision ?? 0;

    await store.write((tx) => decide(tx, queued, 'cancel', Date.now()));

    expect(await messagesOfCard(store.db, queued, 1)).toMatchObject([{ state: 'cancelled', ready_at: null }]);
    expect(await ready(store, Date.now())).toEqual([]);
    expect((await findCard(store.db, queued))?.revision).toBeGreaterThan(before);
    await store.close();
  });

  test('the depth counts what is queued, for one account', async () => {
    const store = await open();
    await order(store, TWO);
    await order(store, [sms('79991234567', 'hello')], { account: 'other' });
    await drafted(store);

    expect(await outboxDepth(store.db, ['demo'])).toMatchObject({ queued: 2, open: 0 });
    await store.close();
  });

  test('a tally adds up states and prices, and a price is per part', async () => {
    const store = await open();
    const bulk = await order(store, [
      sms('79991234567', 'a'),
      sms('79990000030', 'a'),
      sms('79990000031', 'a'),
    ]);
    expect(await recentPrice(store.db, 'sms')).toBeNull();
    await store.db.updateTable('orders').set({ parts: 2 }).execute();
    const delivered = { state: 'delivered', cost: 25_000, ready_at: null, ended_at: 7000 } as const;
    await become(store.db, delivered, { card: bulk, positions: [0, 1] });

    const tally = await tallyOfCard(store.db, bulk);

    expect(tally).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: 'delivered', count: 2, cost: 50_000, ended_at: 7000 }),
        expect.objectContaining({ state: 'queued', count: 1, cost: null }),
      ]),
    );
    expect(await recentPrice(store.db, 'sms')).toBe(12_500);
    await store.close();
  });

  test('of those that failed the first few of each reason are named, in the order in which they were typed', async () => {
    const store = await open();
    const numbers = ['79990000001', '79990000006', '79990000011', '79990000016'];
    const bulk = await order(
      store,
      numbers.map((number) => sms(number, 'a')),
    );
    const end = (position: number, error: number) =>
      store.write((tx) =>
        tx.db
          .updateTable('messages')
          .set({ state: STATE.of.undelivered, error, ready_at: null })
          .where('recipient', '=', numbers[position] ?? '')
          .execute(),
      );
    for (const [position, error] of [6, 1, 6, 6].entries()) await end(position, error);

    const first = await firstOfEachEnd(store.db, bulk, ['undelivered'], 2);

    expect(first.map(({ recipient, error }) => [recipient, error])).toEqual([
      ['79990000001', 6],
      ['79990000006', 1],
      ['79990000011', 6],
    ]);
    await store.close();
  });
});
