import { expect, test } from 'vitest';
import { releaseWork } from '../../../src/chat/sending/releasing.ts';
import { markAble } from '../../../src/store/attempts/able.ts';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { stopCampaigns } from '../../../src/store/campaigns/stopping.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { settleApproval } from '../../../src/store/orders/approvals.ts';
import { waitsOf } from '../../../src/store/orders/documents.ts';
import { holdForGuard } from '../../../src/store/orders/guard.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { scheduledOrders, setTime } from '../../../src/store/orders/scheduled.ts';
import { CAMPAIGN } from '../../../src/store/tables/coded.ts';
import { OLGA, SETTINGS } from '../../support/chat.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { shortestPiece } from '../../support/shortest-piece.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = 1_764_000_000_000;
const MINUTE_MS = 60_000;
const AT = NOW + 60 * MINUTE_MS;
/** As many as make a campaign. */
const MANY = 60;
const BY = { actor_kind: 'system', actor_id: 'shell', chat_id: null, thread_id: null, origin: 's' } as const;

const campaign = (store: Store, sendAt: number): Promise<string> =>
  order(
    store,
    numbers(MANY).map((to) => sms(to, `sale ${sendAt}`)),
    { sendAt, waits: ['confirmation', 'schedule'], freshAt: sendAt },
  );

const send = (store: Store, card: string, now = NOW) =>
  store.write((tx) => decide(tx, card, 'confirmation', now));

/** What is due so long after it was asked for is done. */
const pass = (store: Store, minutes: number) =>
  shortestPiece(store, [releaseWork(SETTINGS)], { now: NOW + minutes * MINUTE_MS });

const mayGo = (store: Store, minutes: number): Promise<number> =>
  store.write(
    async (tx) => (await nextMessages(tx, 'demo', MANY, NOW + minutes * MINUTE_MS)).messages.length,
  );

async function standing(store: Store, card: string) {
  const found = await orderOfCard(store.db, card);
  if (!found || found.campaign === null) throw new Error('no campaign');
  return [CAMPAIGN.name(found.campaign), ...waitsOf(found)];
}

onEachStore(({ open, migratedUrl }) => {
  test('a campaign that was confirmed goes at its time, all of it by one row', async () => {
    const store = await open();
    const card = await campaign(store, AT);
    await send(store, card);
    expect(await standing(store, card)).toEqual(['preview', 'schedule']);
    await pass(store, 59);
    expect(await mayGo(store, 59)).toBe(0);
    await pass(store, 60);
    expect(await standing(store, card)).toEqual(['running']);
    expect(await mayGo(store, 60)).toBe(MANY);
    await store.close();
  });

  test('one that nobody has confirmed by its time stays, and goes once somebody has', async () => {
    const store = await open();
    const card = await campaign(store, AT);
    await pass(store, 61);
    expect(await standing(store, card)).toEqual(['preview', 'confirmation', 'schedule']);
    await send(store, card, AT + 2 * MINUTE_MS);
    await pass(store, 62);
    expect(await standing(store, card)).toEqual(['running']);
    await store.close();
  });

  test('another time takes the place of the first, earlier or later, and none sets it free', async () => {
    const store = await open();
    const [sooner, later, never] = [
      await campaign(store, AT),
      await campaign(store, AT),
      await campaign(store, AT),
    ];
    const set = async (card: string, at: number | null) => {
      const id = (await orderOfCard(store.db, card))?.id ?? '';
      return store.write((tx) => setTime(tx, id, at, NOW));
    };
    for (const card of [sooner, later]) await send(store, card);
    expect(await set(sooner, NOW + 30 * MINUTE_MS)).toBe(true);
    expect(await set(later, NOW + 90 * MINUTE_MS)).toBe(true);
    expect(await set(never, null)).toBe(true);
    expect(await standing(store, never)).toEqual(['preview', 'confirmation']);
    // Nothing else is asked of this one: it is sent, or it waits.
    expect(await set(sooner, null)).toBe(false);
    await pass(store, 30);
    expect([await standing(store, sooner), await standing(store, later)]).toEqual([
      ['running'],
      ['preview', 'schedule'],
    ]);
    await pass(store, 60);
    expect(await standing(store, later)).toEqual(['preview', 'schedule']);
    expect(await set(sooner, AT)).toBe(false);
    await pass(store, 90);
    expect(await standing(store, later)).toEqual(['running']);
    await store.close();
  });

  test('what is scheduled is listed by its time, and what was stopped with it', async () => {
    const store = await open();
    const [second, first] = [await campaign(store, AT + 1), await campaign(store, AT)];
    await campaign(store, AT);
    for (const card of [second, first]) await send(store, card);
    const listed = async (where: Parameters<typeof scheduledOrders>[1]) =>
      (await scheduledOrders(store.db, where, { from: 0, limit: 9 })).map(({ card_id }) => card_id);
    expect(await listed('everywhere')).toEqual([first, second]);
    expect(await listed({ personId: OLGA.id + 1000 })).toEqual([]);
    const { scheduled, campaigns } = await store.write((tx) => stopCampaigns(tx, BY, NOW));
    expect([scheduled.length, campaigns.length]).toEqual([2, 0]);
    expect(await listed('everywhere')).toEqual([first, second]);
    await pass(store, 61);
    expect(await standing(store, first)).toEqual(['preview', 'stopped', 'schedule']);
    await store.close();
  });

  test('what quiet hours keep back is listed among it, is stopped with it, and goes on from there after a restart', async () => {
    const url = await migratedUrl();
    let store = await open(url);
    const of = { quiet: { from: 21 * 60, to: 9 * 60, zone: 'Europe/Moscow' }, freshAt: NOW };
    const set = await campaign(store, AT);
    await send(store, set);
    const [later, sooner] = [
      await order(store, [sms('79991230001', 'a')], of),
      await order(store, [sms('79991230002', 'b')], of),
    ];
    const all = await order(
      store,
      numbers(MANY).map((to) => sms(to, 'sale')),
      of,
    );
    const hold = async (card: string, until: number) => {
      const held = (await messagesOfCard(store.db, card, MANY)).map((message) => ({
        message,
        until,
        why: 'quiet' as const,
      }));
      await store.write((tx) => holdForGuard(tx, held, NOW));
    };
    await store.write((tx) => markAble(tx, 'demo', NOW));
    await hold(later, AT + 1);
    await hold(sooner, AT - 1);
    await hold(all, AT);
    const listed = async () =>
      (await scheduledOrders(store.db, 'everywhere', { from: 0, limit: 9 })).map(
        ({ card_id, kept_until }) => [card_id, kept_until] as const,
      );
    expect(await listed()).toEqual([
      [sooner, AT - 1],
      [set, null],
      [later, AT + 1],
    ]);
    const stopped = await store.write((tx) => stopCampaigns(tx, BY, NOW));
    expect([stopped.campaigns.length, stopped.scheduled.length, stopped.leftAlone.length]).toEqual([1, 1, 2]);
    expect(await mayGo(store, 62)).toBe(0);
    await store.close();

    store = await open(url);
    expect(await listed()).toEqual([
      [later, null],
      [sooner, null],
      [set, null],
    ]);
    await store.write((tx) => decide(tx, sooner, 'stopped', NOW));
    await store.write((tx) => decide(tx, later, 'cancel', NOW));
    await store.write((tx) => decide(tx, all, 'resume', NOW));
    expect(await listed()).toEqual([[set, null]]);
    expect(await mayGo(store, 62)).toBe(MANY);
    const [first] = await messagesOfCard(store.db, sooner, 1);
    expect([first?.state, first?.isLeftAlone]).toEqual(['queued', false]);
    await store.close();
  });

  test('what a second person has to approve first is among them by its time, until it is approved or called off', async () => {
    const store = await open();
    const asked = ['confirmation', 'approval'] as const;
    const of = (at: number | null) =>
      order(store, [sms('79991230000', `at ${at}`)], {
        sendAt: at,
        waits: at === null ? asked : [...asked, 'schedule'],
      });
    const [later, sooner, atNoTime] = [await of(AT + 2), await of(AT), await of(null)];
    const between = await campaign(store, AT + 1);
    for (const card of [later, sooner, atNoTime, between]) await send(store, card);
    const listed = async () =>
      (await scheduledOrders(store.db, 'everywhere', { from: 0, limit: 9 })).map(({ card_id }) => card_id);
    expect(await listed()).toEqual([sooner, between, later]);
    const { number = 0 } = (await orderOfCard(store.db, sooner)) ?? {};
    await store.write(async (tx) => {
      await settleApproval(tx, number, { outcome: 'approved', by: OLGA.id }, NOW);
      await decide(tx, sooner, 'approval', NOW);
      await decide(tx, later, 'cancel', NOW);
    });
    expect(await listed()).toEqual([sooner, between]);
    await store.close();
  });
});
