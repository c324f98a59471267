import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { forgetMessages } from '../../../src/store/person/forget-messages.ts';
import { FIRST } from '../../../src/store/person/forgetting.ts';
import { HOUR_MS } from '../../../src/store/stats/hour-deltas.ts';
import { readersIn } from '../../../src/store/stats/stats.ts';
import { countReaders, readingOf } from '../../../src/store/watch/readings.ts';
import { accepted, submit } from '../../support/fates.ts';
import { tellStatus } from '../../support/http-statuses.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { countAsBulk } from '../../support/recount.ts';
import { onEachStore } from '../../support/stores.ts';
import { expectTalliesRight } from '../../support/tallies.ts';

const YEAR_MS = 365 * 24 * HOUR_MS;
const TO = numbers(3);

/** Viber messages to three, whose ids are m0 and so on. */
async function submitted(store: Store) {
  const card = await order(
    store,
    TO.map((to) => ({ channel: 'viber', to, text: 'hello' })),
  );
  await submit(
    store,
    card,
    TO.map((_, n) => accepted(`m${n}`)),
  );
  const messages = await messagesOfCard(store.db, card, 10);
  const [first] = messages;
  if (!first) throw new Error('no message');
  return { card, first, number: Math.floor(first.id / 2 ** 20), messages };
}

const stateOf = async (store: Store, card: string) => (await messagesOfCard(store.db, card, 1))[0]?.state;

const day = () => ({ from: Date.now() - 24 * HOUR_MS, to: Date.now() + HOUR_MS });

onEachStore(({ open }) => {
  test('what is read after it arrived stays delivered, and says when that was said first, and when its link was followed', async () => {
    const store = await open();
    const { card, first } = await submitted(store);
    const start = Date.now();
    await tellStatus(store, 'm0', 'delivered', start);
    const { ended_at } = (await messagesOfCard(store.db, card, 1))[0] ?? {};
    expect(await readingOf(store.db, first.id)).toBeUndefined();

    await tellStatus(store, 'm0', 'read', start + 60_000);
    expect(await readingOf(store.db, first.id)).toMatchObject({ read_at: start + 60_000, clicked_at: null });
    await tellStatus(store, 'm0', 'clicked', start + 90_000);
    await tellStatus(store, 'm0', 'read', start + 120_000);
    await tellStatus(store, 'm0', 'clicked', start + 150_000);
    expect(await readingOf(store.db, first.id)).toMatchObject({
      read_at: start + 60_000,
      clicked_at: start + 90_000,
    });
    expect((await messagesOfCard(store.db, card, 1))[0]).toMatchObject({ state: 'delivered', ended_at });
    await store.close();
  });

  test('a reading that comes first tells of the delivery too, and no state that comes later takes it back', async () => {
    const store = await open();
    const { card, first } = await submitted(store);
    await tellStatus(store, 'm0', 'clicked');
    expect(await stateOf(store, card)).toBe('delivered');
    const before = await readingOf(store.db, first.id);
    expect(before?.clicked_at).toBe(before?.read_at);

    await tellStatus(store, 'm0', 'delivered');
    await tellStatus(store, 'm0', 'expired');
    await tellStatus(store, 'm0', 'undelivered');
    expect(await stateOf(store, card)).toBe('delivered');
    expect(await readingOf(store.db, first.id)).toEqual(before);
    await store.close();
  });

  test('a reading that overtakes the answer to the submit is known once the answer is there', async () => {
    const store = await open();
    const card = await order(store, [{ channel: 'viber', to: TO[0], text: 'hello' }]);
    await tellStatus(store, 'm0', 'read');
    const [message] = await submit(store, card, [accepted('m0')]);
    expect(await stateOf(store, card)).toBe('delivered');
    expect(await readingOf(store.db, message?.id ?? 0)).toBeDefined();
    await store.close();
  });

  test('a text in several parts is read once all of it arrived', async () => {
    const store = await open();
    const card = await order(store, [sms(TO[0] ?? '', 'a long text')]);
    await store.db.updateTable('messages').set({ pdus: 2 }).execute();
    const [message] = await submit(store, card, ['p0', 'p1'].map(accepted));
    await tellStatus(store, 'p0', 'read');
    expect(await stateOf(store, card)).toBe('accepted');
    expect(await readingOf(store.db, message?.id ?? 0)).toBeUndefined();
    await tellStatus(store, 'p1', 'delivered');
    expect(await stateOf(store, card)).toBe('delivered');
    expect(await readingOf(store.db, message?.id ?? 0)).toBeDefined();
    await store.close();
  });

  test('readers are counted of an order and by the hour, each message once, beside tallies and hours that stay right', async () => {
    const store = await open();
    const { first, number } = await submitted(store);
    await countAsBulk(store.db, first.order_id);
    for (const id of ['m0', 'm1', 'm2']) await tellStatus(store, id, 'delivered');
    for (const id of ['m0', 'm1', 'm0']) await tellStatus(store, id, 'read');
    for (const id of ['m0', 'm0']) await tellStatus(store, id, 'clicked');

    const readers = { read: 2, clicked: 1 };
    expect(await countReaders(store.db, number)).toEqual(readers);
    expect(await readersIn(store.db, day(), {})).toEqual(readers);
    const filters = [
      { channel: 'viber' },
      { from: 'shop' },
      { makers: ['person:101'] },
      { operator: '' },
    ] as const;
    for (const filter of filters) expect(await readersIn(store.db, day(), filter)).toEqual(readers);
    const others = [{ channel: 'sms' }, { from: 'other' }, { error: 6 }, { operator: 'mts' }] as const;
    for (const filter of others)
      expect(await readersIn(store.db, day(), filter)).toEqual({ read: 0, clicked: 0 });
    expect(await readersIn(store.db, day(), { number: TO[0] })).toEqual({ read: 1, clicked: 1 });
    expect(await readersIn(store.db, day(), { number: TO[1] })).toEqual({ read: 1, clicked: 0 });
    expect(await readersIn(store.db, { from: 0, to: Date.now() - 2 * HOUR_MS }, {})).toEqual({
      read: 0,
      clicked: 0,
    });
    await expectTalliesRight(store.db);
    await store.close();
  });

  test('how many have read in an hour outlives the messages; who has goes with them', async () => {
    const store = await open();
    const { card, number } = await submitted(store);
    for (const id of ['m0', 'm1', 'm2']) await tellStatus(store, id, 'read');
    await store.db.updateTable('orders').set({ forgotten_at: 1 }).execute();
    await store.db.updateTable('cards').set({ due_at: null }).where('id', '=', card).execute();
    const later = Date.now() + YEAR_MS;
    await store.write((tx) => forgetMessages(tx, { before: later, after: FIRST, now: later }));

    expect(await store.db.selectFrom('readings').selectAll().execute()).toEqual([]);
    expect(await countReaders(store.db, number)).toEqual({ read: 0, clicked: 0 });
    expect(await readersIn(store.db, day(), {})).toEqual({ read: 3, clicked: 0 });
    // They outlive the messages, which a recount cannot know of this hour.
    await store.db.deleteFrom('hours').execute();
    await store.db.deleteFrom('hour_readings').execute();
    await store.close();
  });
});
