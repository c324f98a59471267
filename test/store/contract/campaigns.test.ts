import { expect, test } from 'vitest';
import { cancelWork, decideWork } from '../../../src/jobs/campaigns.ts';
import { agedOrders } from '../../../src/store/attempts/able.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { type Message, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { outboxDepth } from '../../../src/store/attempts/ready-messages.ts';
import {
  cancelStranded,
  moveStranded,
  strandedMessages,
  takeStranded,
} from '../../../src/store/attempts/stranded.ts';
import { endCampaigns, maySendAgain } from '../../../src/store/campaigns/campaign-decisions.ts';
import { stopCampaigns } from '../../../src/store/campaigns/stopping.ts';
import { tallyOfCard } from '../../../src/store/campaigns/tallies.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { holdStale } from '../../../src/store/orders/decisions.ts';
import { countRepeated } from '../../../src/store/orders/guard.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { CAMPAIGN } from '../../../src/store/tables/coded.ts';
import { become } from '../../support/become.ts';
import { claimOne } from '../../support/claim.ts';
import { doJobs } from '../../support/jobs.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { shortestPiece } from '../../support/shortest-piece.ts';
import { onEachStore } from '../../support/stores.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
/** One more than a small order has. */
const MANY = 51;

const campaign = (store: Store, options: Parameters<typeof order>[2] = {}, count = MANY) =>
  order(
    store,
    numbers(count).map((to) => sms(to, 'sale')),
    options,
  );

interface Claimed {
  readonly message: Message;
  readonly attemptId: number;
}

/** Claims what is next, as the sender does. */
const claimNext = (store: Store, count: number, now = Date.now(), account = 'demo'): Promise<Claimed[]> =>
  store.write(async (tx) => {
    const next = await nextMessages(tx, account, count, now);
    const claimed: Claimed[] = [];
    for (const message of next.messages) {
      const [attemptId] = (await claimOne(tx, message, [ATTEMPT], 1, now)) ?? [];
      if (attemptId !== undefined) claimed.push({ message, attemptId });
    }
    await next.moveOn(new Set(next.messages.map(({ id }) => id)));
    return claimed;
  });

const positionsOf = (claimed: readonly Claimed[]) => claimed.map(({ message }) => message.position);

const press = (store: Store, card: string, word: Parameters<typeof decide>[2], now = Date.now()) =>
  store.write((tx) => decide(tx, card, word, now));

/** What the provider says to some of them. */
const answer = (store: Store, claimed: readonly Claimed[], outcome: 'accepted' | 'deferred' | 'no_answer') =>
  store.write((tx) =>
    settle(
      tx,
      'demo',
      claimed.map(({ attemptId }) => ({
        ...{ attemptId, outcome },
        ...(outcome === 'accepted' ? { commandStatus: 0, providerId: `id ${attemptId}` } : {}),
        ...(outcome === 'deferred' ? { commandStatus: 0x58 } : {}),
      })),
      Date.now(),
    ),
  );

const said = async (store: Store, card: string) =>
  (await tallyOfCard(store.db, card)).map(({ state, count }) => `${state} ${count}`).toSorted();

const placeOf = async (store: Store, card: string) => {
  const place = (await orderOfCard(store.db, card))?.campaign;
  return place && CAMPAIGN.name(place);
};

/** More than are decided about at once. */
const VERY_MANY = 1_100;
const NOW = Date.now();
const DECIDE = [decideWork, cancelWork];

/** A campaign that has left, and of which nobody knows what became of it. */
async function inDoubt(store: Store) {
  const card = await campaign(store, {}, VERY_MANY);
  const doubt = { state: 'in_doubt', doubt_until: null, attempted_at: NOW } as const;
  await store.write((tx) => become(tx.db, doubt, { card }));
  return { card, said: await said(store, card) };
}

/** Later than any retry. */
const later = () => Date.now() + 3_600_000;

onEachStore(({ open }) => {
  test('what is claimed of a campaign is claimed once, in the order in which it was typed', async () => {
    const store = await open();
    await campaign(store);

    expect(positionsOf(await claimNext(store, 20))).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(positionsOf(await claimNext(store, 100))).toEqual(
      Array.from({ length: MANY - 20 }, (_, n) => 20 + n),
    );
    expect(await claimNext(store, 100)).toEqual([]);
    await store.close();
  });

  test('of a campaign that was sent for the most part, what is left is found', async () => {
    const store = await open();
    const count = 4_200;
    const card = await campaign(store, {}, count);
    await store.write((tx) => become(tx.db, { state: 'delivered' }, { card }));
    await store.write((tx) => become(tx.db, { state: 'queued' }, { card, positions: [count - 1] }));

    expect(await claimNext(store, 10)).toEqual([]);
    expect(positionsOf(await claimNext(store, 10))).toEqual([count - 1]);
    await store.close();
  });

  test('a preview waits, whole, until a person sends it', async () => {
    const store = await open();
    const card = await campaign(store, { waits: ['confirmation'] });
    expect(await said(store, card)).toEqual([`waiting ${MANY}`]);
    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([
      { state: 'waiting', waiting_for: 'confirmation' },
    ]);
    expect(await claimNext(store, 10)).toEqual([]);

    expect(await press(store, card, 'confirmation')).toBe(MANY);
    expect(await said(store, card)).toEqual([`queued ${MANY}`]);
    expect(await claimNext(store, 10)).toHaveLength(10);
    await store.close();
  });

  test('a paused campaign sends nothing, and goes on where it was once it is resumed', async () => {
    const store = await open();
    const card = await campaign(store);
    await claimNext(store, 10);

    expect(await press(store, card, 'pause')).toBe(MANY - 10);
    expect(await press(store, card, 'pause')).toBe(0);
    expect(await claimNext(store, 10)).toEqual([]);
    expect(await said(store, card)).toEqual([`queued ${MANY - 10}`, 'submitting 10']);

    expect(await press(store, card, 'resume')).toBe(MANY - 10);
    expect(await press(store, card, 'resume')).toBe(0);
    expect(positionsOf(await claimNext(store, 2))).toEqual([10, 11]);
    await store.close();
  });

  test('campaigns that are stopped all at once send nothing more, each until it is resumed', async () => {
    const store = await open();
    const cards = [await campaign(store), await campaign(store)];
    expect(await claimNext(store, 10)).toHaveLength(10);

    const by = {
      actor_kind: 'person',
      actor_id: '101',
      chat_id: 101,
      thread_id: null,
      origin: 'stop',
    } as const;
    const { campaigns } = await store.write((tx) => stopCampaigns(tx, by, Date.now()));
    expect(campaigns).toHaveLength(cards.length);
    expect(await claimNext(store, 10)).toEqual([]);

    await press(store, cards[1] ?? '', 'resume');
    expect((await claimNext(store, 100)).map(({ message }) => message.card_id)).toEqual(
      Array(MANY - 5).fill(cards[1]),
    );
    await store.close();
  });

  test('what is refused for now while its campaign is paused goes once it is resumed, before what comes after it', async () => {
    const store = await open();
    const card = await campaign(store);
    const claimed = await claimNext(store, 10);
    await press(store, card, 'pause');
    await answer(store, claimed.slice(3, 5), 'deferred');

    expect(await claimNext(store, 10, later())).toEqual([]);
    await press(store, card, 'resume');

    expect(positionsOf(await claimNext(store, 4))).toEqual([3, 4, 10, 11]);
    await store.close();
  });

  test('a campaign that is resumed joins the others where they are', async () => {
    const store = await open();
    const paused = await campaign(store);
    const other = await campaign(store, {}, 60);
    await press(store, paused, 'pause');
    await claimNext(store, 30);

    await press(store, paused, 'resume');

    const cards = (await claimNext(store, 6)).map(({ message }) => message.card_id);
    expect(cards.filter((card) => card === paused)).toHaveLength(3);
    expect(cards.filter((card) => card === other)).toHaveLength(3);
    await store.close();
  });

  test('what is cancelled leaves no more, is said to be cancelled at once, and is written so later', async () => {
    const store = await open();
    const card = await campaign(store);
    await claimNext(store, 10);

    expect(await press(store, card, 'cancel')).toBe(MANY - 10);
    expect(await press(store, card, 'cancel')).toBe(0);
    const all = [`cancelled ${MANY - 10}`, 'submitting 10'];
    expect(await said(store, card)).toEqual(all);
    expect((await messagesOfCard(store.db, card, MANY)).at(-1)?.state).toBe('cancelled');
    expect(await claimNext(store, 10)).toEqual([]);

    await doJobs(store, [cancelWork]);
    expect(await said(store, card)).toEqual(all);
    expect((await messagesOfCard(store.db, card, MANY)).at(-1)).toMatchObject({
      state: 'cancelled',
      ended_at: expect.any(Number),
    });
    await store.close();
  });

  test('what is refused for now of a cancelled campaign is cancelled, too', async () => {
    const store = await open();
    const card = await campaign(store);
    const claimed = await claimNext(store, 10);
    await press(store, card, 'cancel');
    await doJobs(store, [cancelWork]);
    await answer(store, claimed, 'deferred');

    expect(await claimNext(store, 10, later())).toEqual([]);
    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([
      { state: 'cancelled', ended_at: expect.any(Number), ready_at: null },
    ]);
    await store.close();
  });

  test('of what is cancelled, that of which an earlier try may have been taken is left', async () => {
    const store = await open();
    const card = await campaign(store);
    const [first] = await claimNext(store, 1);
    if (!first) throw new Error('nothing was claimed');
    await answer(store, [first], 'no_answer');
    await become(store.db, { doubt_until: null, ready_at: null }, { card, positions: [0] });
    await press(store, card, 'repeat');

    await press(store, card, 'cancel');
    await doJobs(store, [cancelWork]);

    expect(await said(store, card)).toEqual([`cancelled ${MANY - 1}`, 'left 1']);
    await store.close();
  });

  test('what is in doubt of a cancelled campaign can be sent again once the rest is cancelled', async () => {
    const store = await open();
    const card = await campaign(store);
    await answer(store, await claimNext(store, 2), 'no_answer');
    await become(store.db, { doubt_until: null, ready_at: null }, { card, positions: [0, 1] });
    await press(store, card, 'cancel');
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');

    expect(await maySendAgain(store.db, message)).toBe(false);
    expect(await press(store, card, 'repeat')).toBe(0);
    await doJobs(store, [cancelWork]);
    expect(await maySendAgain(store.db, message)).toBe(true);
    expect(await press(store, card, 'repeat')).toBe(2);

    expect(positionsOf(await claimNext(store, 10, later()))).toEqual([0, 1]);
    await store.close();
  });

  test('a word on many messages in doubt is carried out in pieces, and is none on what is asked about later', async () => {
    const store = await open();
    const { card, said: before } = await inDoubt(store);
    expect(await press(store, card, 'repeat', NOW)).toBe(VERY_MANY);
    expect(await said(store, card)).toEqual(before);
    expect(await press(store, card, 'leave', NOW)).toBe(0);

    await shortestPiece(store, DECIDE);
    expect(await said(store, card)).toEqual([`in_doubt ${VERY_MANY - 100}`, 'queued 100']);
    await become(store.db, { attempted_at: NOW + 1 }, { card, positions: [VERY_MANY - 1] });
    await doJobs(store, DECIDE);

    expect(await said(store, card)).toEqual(['in_doubt 1', `queued ${VERY_MANY - 1}`]);
    expect(positionsOf(await claimNext(store, 3))).toEqual([0, 1, 2]);
    expect(await press(store, card, 'leave')).toBe(1);
    await store.close();
  });

  test('of many in doubt those are left alone that were not sent again when the campaign was cancelled', async () => {
    const store = await open();
    const { card } = await inDoubt(store);
    await press(store, card, 'repeat', NOW);
    await shortestPiece(store, DECIDE);
    expect(await press(store, card, 'cancel')).toBe(100);

    await doJobs(store, DECIDE);

    expect(await said(store, card)).toEqual(['cancelled 100', `in_doubt ${VERY_MANY - 100}`]);
    expect(await press(store, card, 'leave', NOW)).toBe(VERY_MANY - 100);
    await doJobs(store, DECIDE);
    expect(await said(store, card)).toEqual(['cancelled 100', `left ${VERY_MANY - 100}`]);
    await store.close();
  });

  test('a campaign that has aged is held as a whole, and its age counts from the word on it', async () => {
    const store = await open();
    const now = Date.now();
    const card = await campaign(store, { freshAt: now - 10_000 });
    await claimNext(store, 10);
    const aged = () => agedOrders(store.db, 'demo', 5_000, now);
    const orders = await aged();
    expect(orders).toEqual([(await orderOfCard(store.db, card))?.id]);

    await store.write((tx) => holdStale(tx, orders, now));
    expect(await aged()).toEqual([]);
    expect(await claimNext(store, 10)).toEqual([]);
    expect(await said(store, card)).toEqual(['submitting 10', `waiting ${MANY - 10}`]);
    const [, , waiting] = (await messagesOfCard(store.db, card, MANY)).slice(8);
    expect(waiting).toMatchObject({ waiting_for: 'stale', fresh_at: now - 10_000 });

    expect(await press(store, card, 'stale', now)).toBe(MANY - 10);
    expect(await aged()).toEqual([]);
    expect(await claimNext(store, 100)).toHaveLength(MANY - 10);
    await store.close();
  });

  test('neither a preview nor what was cancelled holds back the same text, a paused campaign does', async () => {
    const store = await open();
    const card = await campaign(store, { waits: ['confirmation'] });
    const [message] = await messagesOfCard(store.db, card, 1);
    const repeated = () => store.write((tx) => countRepeated(tx, [message?.guard_key ?? ''], Date.now()));
    expect(await repeated()).toBe(0);

    await press(store, card, 'confirmation');
    await press(store, card, 'pause');
    expect(await repeated()).toBe(1);
    await press(store, card, 'cancel');

    expect(await repeated()).toBe(0);
    await store.close();
  });

  test('what runs counts as queued, for the account that is to send it', async () => {
    const store = await open();
    const card = await campaign(store);
    await campaign(store, { account: 'other' });
    await claimNext(store, 10);
    expect(await outboxDepth(store.db, ['demo'])).toMatchObject({ queued: MANY - 10, open: 10 });

    await press(store, card, 'pause');
    expect(await outboxDepth(store.db, ['demo'])).toMatchObject({ queued: 0, open: 10 });
    await store.close();
  });

  test('a campaign of a login that is gone is sent by another, or cancelled', async () => {
    const store = await open();
    const moved = await campaign(store, { account: 'gone' });
    expect(await strandedMessages(store.db, ['demo'])).toEqual([{ account: 'gone', count: MANY }]);
    await store.write(async (tx) => {
      const messages = await takeStranded(tx, 'gone', Date.now());
      const moves = messages.map((message) => ({ message, account: 'demo', guardKey: message.guard_key }));
      await moveStranded(tx, moves, Date.now());
    });
    expect(await strandedMessages(store.db, ['demo'])).toEqual([]);
    expect(await claimNext(store, 100)).toHaveLength(MANY);
    expect(await said(store, moved)).toEqual([`submitting ${MANY}`]);

    const cancelled = await campaign(store, { account: 'gone' });
    await store.write(async (tx) =>
      cancelStranded(tx, await takeStranded(tx, 'gone', Date.now()), Date.now()),
    );
    expect(await said(store, cancelled)).toEqual([`cancelled ${MANY}`]);
    await store.close();
  });

  test('a campaign is done once nothing of it is open any more', async () => {
    const store = await open();
    const card = await campaign(store);
    const other = await campaign(store, {}, MANY + 1);
    await store.write((tx) => endCampaigns(tx, 0, 1));
    expect(await placeOf(store, card)).toBe('running');

    await become(store.db, { state: 'delivered' }, { card });
    expect(await store.write((tx) => endCampaigns(tx, 0, 1))).toBe(
      (await orderOfCard(store.db, card))?.number,
    );
    expect([await placeOf(store, card), await placeOf(store, other)]).toEqual(['done', 'running']);
    await store.close();
  });

  test('a campaign that is paused, resumed and cancelled while it is claimed sends each message once, or not', async () => {
    const store = await open();
    const count = 300;
    const card = await campaign(store, {}, count);
    const attempts: number[] = [];
    let isDecided = false;
    const claiming = (async () => {
      while (!isDecided && attempts.length < count - 20) {
        attempts.push(...(await claimNext(store, 7)).map(({ message }) => message.position));
      }
    })();
    const deciding = (async () => {
      for (let round = 0; round < 5; round++) {
        await press(store, card, 'pause');
        await press(store, card, 'resume');
      }
      while (attempts.length < 70) await new Promise((resolve) => setImmediate(resolve));
      await press(store, card, 'cancel');
      await doJobs(store, [cancelWork]);
      isDecided = true;
    })();
    await Promise.all([claiming, deciding]);

    expect(new Set(attempts).size).toBe(attempts.length);
    expect(await said(store, card)).toEqual([
      `cancelled ${count - attempts.length}`,
      `submitting ${attempts.length}`,
    ]);
    await store.close();
  });
});
