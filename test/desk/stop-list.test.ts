import { expect, test } from 'vitest';
import { prepareWork } from '../../src/chat/sending/preparing.ts';
import { placeOrder, type Wanted } from '../../src/desk/order.ts';
import { OnStopList } from '../../src/desk/stop-list.ts';
import { LANES } from '../../src/messages/lanes.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { answerWaiting } from '../../src/store/orders/decisions.ts';
import { waitsOf } from '../../src/store/orders/documents.ts';
import { messagesOfOrder } from '../../src/store/orders/order-messages.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { ofPerson, setQuota } from '../../src/store/people/quotas.ts';
import { addToStopList, removeFromStopList, stopEntryOf } from '../../src/store/stop-list/stop-list.ts';
import { countStopped, firstStopped } from '../../src/store/stop-list/stopped-messages.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { become } from '../support/become.ts';
import { NIKOLAI, SETTINGS } from '../support/chat.ts';
import { claimNext } from '../support/claim.ts';
import { doJobs } from '../support/jobs.ts';
import { numbers } from '../support/outbox.ts';
import { onEachStore, untilBlocked } from '../support/stores.ts';

const IVAN = '79991234567';
const OLGA = '79991234568';
const PETR = '79991234569';
const ADDED = { source: 'person', madeBy: 101, why: 'asked by phone', incomingId: null } as const;
const settings = { ...SETTINGS, accounts: ['demo'] };
let origins = 0;

const place = (tx: Tx, recipients: readonly string[], more: Partial<Wanted> = {}) =>
  placeOrder(tx, settings, {
    origin: `stop list ${++origins}`,
    maker: { kind: 'person', id: 101 },
    place: null,
    content: { channel: 'sms', text: 'sale' },
    recipients,
    isDraft: false,
    writtenAt: Date.now(),
    now: Date.now(),
    ...more,
  });

const placed = async (store: Store, recipients: readonly string[], more: Partial<Wanted> = {}) => {
  const order = await store.write((tx) => place(tx, recipients, more));
  if (!order) throw new Error('placed before');
  return order;
};

const stop = (store: Store, some: readonly string[], now = 1000) =>
  store.write((tx) => addToStopList(tx, some, ADDED, now));

/** What is kept of an order's messages, and how many of them were stopped. */
async function look(store: Store, id: string) {
  const order = await findOrder(store.db, id);
  if (!order) throw new Error('no order');
  const messages = await messagesOfOrder(store.db, order);
  return {
    states: messages.map(({ recipient, state }) => `${recipient.slice(-2)} ${state}`),
    stopped: (await countStopped(store.db, order.number)).get('stop-list') ?? 0,
    waits: waitsOf(order),
  };
}

onEachStore(({ kind, open, migratedUrl }) => {
  test('a number is on the list once, with the first reason, until it is taken off', async () => {
    const store = await open();
    expect(await stop(store, [IVAN, OLGA])).toEqual([IVAN, OLGA]);
    const again = { ...ADDED, why: 'again' };
    expect(await store.write((tx) => addToStopList(tx, [OLGA, PETR], again, 2000))).toEqual([PETR]);
    expect(await stopEntryOf(store.db, OLGA)).toMatchObject({ why: 'asked by phone', at: 1000, madeBy: 101 });
    expect(await store.write((tx) => removeFromStopList(tx, OLGA, 3000))).toMatchObject({ at: 1000 });
    expect(await stopEntryOf(store.db, OLGA)).toBeNull();
    expect(await store.write((tx) => removeFromStopList(tx, OLGA, 3000))).toBeNull();
    await store.close();
  });

  test('a number that was put on the list as it was dialled once is on it as it is dialled today', async () => {
    const store = await open();
    await stop(store, ['5215512345678']);
    const today = '525512345678';
    await expect(store.write((tx) => place(tx, [today]))).rejects.toThrow(OnStopList);
    expect(await stop(store, [today])).toEqual([]);
    expect(await store.write((tx) => removeFromStopList(tx, today, 3000))).toMatchObject({ at: 1000 });
    expect(await stopEntryOf(store.db, today)).toBeNull();
    await store.close();
  });

  test('a single message to a number on the list is refused before anything is written, a look-up goes', async () => {
    const store = await open();
    await stop(store, [IVAN]);
    const refused = store.write((tx) => place(tx, [IVAN]));
    await expect(refused).rejects.toThrow(OnStopList);
    expect(await store.db.selectFrom('orders').selectAll().execute()).toEqual([]);
    const { id } = await placed(store, [IVAN], { content: { channel: 'hlr' } });
    expect((await look(store, id)).states).toEqual(['67 queued']);
    await store.close();
  });

  test('of several the others go, and what waits for a word as well', async () => {
    const store = await open();
    await stop(store, [OLGA]);
    const atOnce = await placed(store, [IVAN, OLGA]);
    expect(await look(store, atOnce.id)).toMatchObject({ states: ['67 queued', '68 cancelled'], stopped: 1 });
    const draft = await placed(store, [OLGA, PETR], { isDraft: true });
    expect(await look(store, draft.id)).toMatchObject({ states: ['68 cancelled', '69 waiting'], stopped: 1 });
    await store.write((tx) => answerWaiting(tx, draft.id, 'confirmation', Date.now()));
    expect((await look(store, draft.id)).states).toEqual(['68 cancelled', '69 queued']);
    await stop(store, [PETR]);
    await expect(store.write((tx) => place(tx, [OLGA, PETR]))).rejects.toThrow(OnStopList);
    await store.close();
  });

  test('a number that is put on the list gets nothing of what has not left, of single messages and of lists', async () => {
    const store = await open();
    const single = await placed(store, [IVAN]);
    const draft = await placed(store, [IVAN], { content: { channel: 'sms', text: 'later' }, isDraft: true });
    const several = await placed(store, [OLGA, IVAN], { content: { channel: 'viber', text: 'hi' } });
    const lookup = await placed(store, [IVAN], { content: { channel: 'ping' } });
    await stop(store, [IVAN]);
    expect(await look(store, single.id)).toMatchObject({ states: ['67 cancelled'], stopped: 1 });
    expect(await look(store, draft.id)).toMatchObject({ states: ['67 cancelled'], stopped: 1, waits: [] });
    expect(await look(store, several.id)).toMatchObject({
      states: ['68 queued', '67 cancelled'],
      stopped: 1,
    });
    expect(await look(store, lookup.id)).toMatchObject({ states: ['67 queued'], stopped: 0 });
    await store.close();
  });

  test('a campaign that runs leaves out who is put on the list, and what was prepared in pieces likewise', async () => {
    const store = await open();
    const all = numbers(1_100);
    const [first = '', ...others] = all;
    const [early = '', late = ''] = [others[700], others[900]];
    await stop(store, [first, early]);
    const { id } = await placed(store, all, { isDraft: true });
    await doJobs(store, [prepareWork(settings)]);
    const order = await findOrder(store.db, id);
    const number = order?.number ?? 0;
    expect(await firstStopped(store.db, number, 'stop-list', 5)).toEqual([first, early]);
    await store.write((tx) => answerWaiting(tx, id, 'confirmation', Date.now()));
    await stop(store, [late]);
    expect(await firstStopped(store.db, number, 'stop-list', 5)).toEqual([first, early, late]);
    const [share] = await store.db.selectFrom('campaigns').selectAll().execute();
    expect(share).toMatchObject({ left: 1_097, running: 1 });
    const states = (await look(store, id)).states.filter((one) => !one.endsWith(' queued'));
    expect(states).toEqual([first, early, late].map((one) => `${one.slice(-2)} cancelled`));
    expect((await findOrder(store.db, id))?.campaign).toBe(CAMPAIGN.of.running);
    await store.close();
  });

  test('of a campaign one that was tried before is stopped, and all that are left still go', async () => {
    const store = await open();
    const all = numbers(60);
    const { id } = await placed(store, all, { isDraft: true });
    const now = Date.now();
    await store.write((tx) => answerWaiting(tx, id, 'confirmation', now));
    const claim = () => store.write((tx) => claimNext(tx, 'demo', 100, Date.now()));
    expect(await store.write((tx) => claimNext(tx, 'demo', 1, now))).toBe(1);
    // It was throttled, and waits for its next try.
    const throttled = {
      state: 'queued',
      lane: LANES.retry,
      turn: now + 60_000,
      ready_at: now + 60_000,
    } as const;
    await become(store.db, throttled, { to: all[0] ?? '' });
    await stop(store, all.slice(0, 1));
    expect(await claim()).toBe(59);
    await store.close();
  });

  test('a list of which the first are all on it counts towards a quota of money like any other', async () => {
    const store = await open();
    await store.write((tx) => setQuota(tx, ofPerson(NIKOLAI.id), { day_money: 10_000 }, { by: 1, now: 1 }));
    const all = numbers(1_100);
    await stop(store, all.slice(0, 250));
    await placed(store, all, { maker: { kind: 'person', id: NIKOLAI.id } });
    const [use] = await store.db.selectFrom('quota_uses').select(['messages', 'money']).execute();
    expect(use).toEqual({ messages: 850, money: 0 });
    await store.close();
  });

  test('the digest alone tells that a number is on the list', async () => {
    const store = await open();
    await stop(store, [IVAN]);
    await store.db.updateTable('stop_list').set({ number: null }).execute();
    await expect(store.write((tx) => place(tx, [IVAN]))).rejects.toThrow(OnStopList);
    const [row] = await store.db.selectFrom('stop_list').select('digest').execute();
    const other = await open();
    await stop(other, [IVAN]);
    const [alien] = await other.db.selectFrom('stop_list').select('digest').execute();
    expect(alien?.digest).not.toBe(row?.digest);
    await store.close();
    await other.close();
  });

  test.runIf(kind === 'postgres')(
    'who is written to while somebody puts them on the list is written to before, and that is stopped, or not at all',
    async () => {
      const url = await migratedUrl();
      const [store, beside] = [await open(url), await open(url)];
      let id = '';
      let go = () => {};
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      let hasPlaced = () => {};
      const isPlaced = new Promise<void>((resolve) => {
        hasPlaced = resolve;
      });
      const writing = store.write(async (tx) => {
        id = (await place(tx, [IVAN]))?.id ?? '';
        hasPlaced();
        await held;
      });
      await isPlaced;
      const stopping = stop(beside, [IVAN]);
      expect(await untilBlocked(url, stopping)).toBe('blocked');
      go();
      await Promise.all([writing, stopping]);
      expect(await look(store, id)).toMatchObject({ states: ['67 cancelled'], stopped: 1 });
      await beside.close();
      await store.close();
    },
  );
});
