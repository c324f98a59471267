import { expect, test } from 'vitest';
import { canaryWork } from '../../../src/jobs/canary.ts';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { canaryOnRecord, judgeCanary } from '../../../src/store/campaigns/canary.ts';
import { departuresOf } from '../../../src/store/campaigns/departures.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { addToStopList } from '../../../src/store/stop-list/stop-list.ts';
import { CAMPAIGN } from '../../../src/store/tables/coded.ts';
import { become } from '../../support/become.ts';
import { claimNext } from '../../support/claim.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { shortestPiece } from '../../support/shortest-piece.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';

const NOW = 1_764_000_000_000;
const MANY = 210;
const TRIED = 20;

/** A campaign that somebody has had sent, of which some go first. */
async function campaign(store: Store): Promise<string> {
  const card = await order(
    store,
    numbers(MANY).map((to) => sms(to, 'sale')),
    { canary: TRIED, waits: ['confirmation'], freshAt: NOW },
  );
  await store.write((tx) => decide(tx, card, 'confirmation', NOW));
  return card;
}

/** How many may go now. */
const mayGo = (store: Store): Promise<number> =>
  store.write(async (tx) => (await nextMessages(tx, 'demo', MANY, NOW)).messages.length);

/** The first go, and the provider has them. */
async function submitFirst(store: Store, card: string): Promise<void> {
  expect(await store.write((tx) => claimNext(tx, 'demo', 60, NOW))).toBe(TRIED);
  await become(store.db, { state: 'accepted' }, { card, positions: positions(0, TRIED) });
}

const positions = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

/** Looks what became of them, so long after they were handed over. */
const look = (store: Store, seconds: number) =>
  shortestPiece(store, [canaryWork], { now: NOW + seconds * 1000 });

const stateOf = async (store: Store, card: string) => {
  const state = (await orderOfCard(store.db, card))?.campaign;
  return state && CAMPAIGN.name(state);
};

onEachStore(({ kind, open, migratedUrl }) => {
  test('the rest follow where the last of those that go first are claimed as that is said', async () => {
    const url = kind === 'postgres' ? await migratedUrl() : undefined;
    const store = await open(url);
    const card = await campaign(store);
    const early = 12;
    expect(await store.write((tx) => claimNext(tx, 'demo', early, NOW))).toBe(early);
    await become(store.db, { state: 'delivered' }, { card, positions: positions(0, early) });
    const { id = '' } = (await orderOfCard(store.db, card)) ?? {};

    const judged = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const judging = store.write(async (tx) => {
      const again = await judgeCanary(tx, id, NOW + 1_000);
      judged.resolve();
      await goOn.promise;
      return again;
    });
    await judged.promise;
    const claim = store.write((tx) => claimNext(tx, 'demo', 60, NOW + 1_000));
    if (url !== undefined) await untilBlocked(url, claim);
    goOn.resolve();

    expect(await judging).toBe(null);
    const claimed = await claim;
    expect(claimed + (await mayGo(store))).toBe(MANY - early);
    await store.close();
  });

  test('the first 20 of a campaign go, and the rest once half of them are delivered', async () => {
    const store = await open();
    const card = await campaign(store);

    await submitFirst(store, card);
    await become(store.db, { state: 'delivered' }, { card, positions: positions(0, 9) });
    await look(store, 1);
    expect(await mayGo(store)).toBe(0);
    await become(store.db, { state: 'delivered' }, { card, positions: positions(9, 1) });
    await look(store, 2);

    expect(await mayGo(store)).toBe(MANY - TRIED);
    await store.close();
  });

  test('others go in the place of those that were cancelled, so that the rest waits for 20 in any case', async () => {
    const store = await open();
    const card = await campaign(store);
    const onList = numbers(25).slice(3);
    const reason = { source: 'keyword', madeBy: null, why: null, incomingId: null } as const;
    await store.write((tx) => addToStopList(tx, onList, reason, NOW));
    expect(await store.write((tx) => claimNext(tx, 'demo', 60, NOW))).toBe(3);
    await become(store.db, { state: 'undelivered', error: 1 }, { card, positions: positions(0, 3) });

    await look(store, 1);
    expect(await store.write((tx) => claimNext(tx, 'demo', 60, NOW))).toBe(17);
    await become(store.db, { state: 'undelivered', error: 1 }, { card, positions: positions(25, 17) });
    await look(store, 2);

    expect(await stateOf(store, card)).toBe('paused');
    await store.close();
  });

  test('where none of them comes back the rest follows after 30 s', async () => {
    const store = await open();
    await submitFirst(store, await campaign(store));

    await look(store, 29);
    expect(await mayGo(store)).toBe(0);
    await look(store, 30);

    expect(await mayGo(store)).toBe(MANY - TRIED);
    await store.close();
  });

  test('once most of them have failed it pauses with the reasons on record, and goes on as a person says', async () => {
    const store = await open();
    const card = await campaign(store);
    await submitFirst(store, card);
    const failed = (error: number, from: number, count: number) =>
      become(store.db, { state: 'undelivered', error }, { card, positions: positions(from, count) });
    await failed(1, 0, 3);
    await failed(254, 3, 8);

    await look(store, 1);

    expect(await stateOf(store, card)).toBe('paused');
    const action = await store.db
      .selectFrom('actions')
      .select(['arg', 'actor_kind'])
      .where('card_id', '=', card)
      .where('what', '=', 'canary')
      .executeTakeFirstOrThrow();
    expect(action.actor_kind).toBe('system');
    expect(canaryOnRecord(action.arg)).toEqual({
      of: TRIED,
      failed: 11,
      bill: null,
      ends: [
        { state: 'undelivered', error: 254, command_status: null, count: 8 },
        { state: 'undelivered', error: 1, command_status: null, count: 3 },
      ],
    });
    await store.write((tx) => decide(tx, card, 'resume', NOW));
    expect(await mayGo(store)).toBe(MANY - TRIED);
    await store.close();
  });

  test('paused and resumed meanwhile, by a process that knows of it only from the store, it is judged all the same', async () => {
    const url = await migratedUrl();
    const before = await open(url);
    const card = await campaign(before);
    await submitFirst(before, card);
    await before.write((tx) => decide(tx, card, 'pause', NOW));
    await look(before, 60);
    expect(await mayGo(before)).toBe(0);
    await before.close();

    const store = await open(url);
    await store.write((tx) => decide(tx, card, 'resume', NOW));
    expect(await mayGo(store)).toBe(0);
    await look(store, 61);

    expect(await mayGo(store)).toBe(MANY - TRIED);
    await store.close();
  });

  test('of a campaign that has gone so far it is known when the last one left, and those 2, 4 and so on before', async () => {
    const store = await open();
    const card = await campaign(store);
    const { number = 0 } = (await orderOfCard(store.db, card)) ?? {};
    expect(await departuresOf(store.db, number)).toEqual([]);
    await submitFirst(store, card);

    const departures = await departuresOf(store.db, number);
    expect(departures.toSorted((one, other) => one.since - other.since)).toEqual(
      [1, 2, 4, 8, 16].map((since) => ({ since, at: NOW })),
    );
    await store.close();
  });

  test('one that is to be tried again goes, though the rest waits', async () => {
    const store = await open();
    const card = await campaign(store);
    await submitFirst(store, card);
    await become(store.db, { state: 'in_doubt', doubt_until: null }, { card, positions: [4] });

    await store.write((tx) => decide(tx, card, 'repeat', NOW));

    expect(await mayGo(store)).toBe(1);
    await store.close();
  });
});
