import { expect, test } from 'vitest';
import { cancelWork } from '../../../src/jobs/campaigns.ts';
import { LANES } from '../../../src/messages/lanes.ts';
import { AS_GIVEN } from '../../../src/messages/receipt-id.ts';
import { Fates } from '../../../src/sender/fates.ts';
import { markAble } from '../../../src/store/attempts/able.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { endDoubts } from '../../../src/store/attempts/doubts.ts';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { readyMessages } from '../../../src/store/attempts/ready-messages.ts';
import { withoutHalted } from '../../../src/store/campaigns/halted.ts';
import { stopCampaigns } from '../../../src/store/campaigns/stopping.ts';
import { createCard, findCard, rewriteCard } from '../../../src/store/chats/cards.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { holdForTerms, lockOrder } from '../../../src/store/orders/decisions.ts';
import { holdForGuard } from '../../../src/store/orders/guard.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { passQuiet } from '../../../src/store/stop-list/left-alone.ts';
import { CAMPAIGN, OUTCOME } from '../../../src/store/tables/coded.ts';
import { storeIncoming, unplacedIncoming } from '../../../src/store/talks/incoming.ts';
import { keepIncomingCard, markUnshown, takeUnplaced } from '../../../src/store/talks/incoming-cards.ts';
import { cameIn, endTalk, findTalk, type Talk } from '../../../src/store/talks/talks.ts';
import { become } from '../../support/become.ts';
import { claimNext } from '../../support/claim.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { shortestPiece } from '../../support/shortest-piece.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';
import { uncommitted } from '../../support/uncommitted.ts';

/*
 * PostgreSQL's transactions run side by side: what one has read another may change before it is through. Each of these once
 * decided by what it had read.
 */

const NOW = 1_764_000_000_000;
const HOUR_MS = 3600 * 1000;
/** As many as make a campaign. */
const MANY = 60;
const BY = { actor_kind: 'system', actor_id: 'shell', chat_id: null, thread_id: null, origin: 's' } as const;
const NIGHT = { from: 21 * 60, to: 9 * 60, zone: 'Europe/Moscow' };

const campaign = (store: Store, options: Parameters<typeof order>[2] = {}): Promise<string> =>
  order(
    store,
    numbers(MANY).map((to) => sms(to, 'sale')),
    { freshAt: NOW, ...options },
  );

const mayGo = (store: Store): Promise<number> =>
  store.write(async (tx) => (await nextMessages(tx, 'demo', MANY, NOW)).messages.length);

const stateOf = async (store: Store, card: string) => {
  const state = (await orderOfCard(store.db, card))?.campaign;
  return state && CAMPAIGN.name(state);
};

onEachStore(({ kind, open, migratedUrl }) => {
  /** Resolves once it waits for another, or is through. On SQLite it waits anyway. */
  const underWay = async (url: string, other: Promise<unknown>): Promise<void> => {
    if (kind === 'postgres') await untilBlocked(url, other);
  };
  const opened = async () => {
    const url = await migratedUrl();
    return { url, store: await open(url) };
  };

  test.runIf(kind === 'postgres')(
    'what was to be tried again goes where its campaign is resumed as it is found halted',
    async () => {
      const { store } = await opened();
      const card = await campaign(store);
      expect(await store.write((tx) => claimNext(tx, 'demo', MANY, NOW))).toBe(MANY);
      const again = { state: 'queued', lane: LANES.retry, turn: NOW, ready_at: NOW } as const;
      await become(store.db, again, { card, positions: [0] });
      await store.write((tx) => decide(tx, card, 'pause', NOW));

      const going = await store.write(async (tx) => {
        const ready = await readyMessages(tx, 'demo', MANY, NOW);
        await store.write((other) => decide(other, card, 'resume', NOW));
        return withoutHalted(tx, ready, NOW);
      });

      expect([going.length, await mayGo(store)]).toEqual([0, 1]);
      await store.close();
    },
  );

  test.runIf(kind === 'postgres')(
    'a word to a campaign, and the sender that has some of it to try again, wait for each other in one order',
    async () => {
      const { url, store } = await opened();
      const card = await campaign(store);
      const again = { state: 'queued', lane: LANES.retry, turn: NOW, ready_at: NOW } as const;
      await become(store.db, again, { card, positions: [0] });
      const one = await orderOfCard(store.db, card);
      if (!one) throw new Error('no order');
      const locked = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      let runs = 0;
      const word = store.write(async (tx) => {
        runs += 1;
        await lockOrder(tx, one.id);
        locked.resolve();
        await goOn.promise;
        await passQuiet(tx, one, ['demo'], NOW);
      });
      await locked.promise;
      const going = store.write(async (tx) => {
        runs += 1;
        return (await nextMessages(tx, 'demo', MANY, NOW)).messages.length;
      });
      await untilBlocked(url, going);
      goOn.resolve();

      await word;
      expect([await going, runs]).toEqual([MANY, 2]);
      await store.close();
    },
  );

  const keepBack = (until: number) => async (tx: Tx) => {
    const next = await nextMessages(tx, 'demo', MANY, NOW);
    const fates = new Fates();
    for (const message of next.messages)
      if (message.quiet !== null) fates.heldBack.push({ message, until, why: 'quiet' });
    await fates.write(tx, NOW, { clock: 0, wall: NOW }, NOW, new Map());
  };

  test.each(['before', 'behind'] as const)(
    'what somebody lets go at any hour goes, said %s the sender that keeps it back over the night',
    async (at) => {
      const { url, store } = await opened();
      const card = await order(
        store,
        numbers(2).map((to) => sms(to, 'sale')),
        { quiet: NIGHT, freshAt: NOW },
      );
      const until = NOW + HOUR_MS;
      const messages = await messagesOfCard(store.db, card, 2);
      if (at === 'before') {
        const held = messages.map((message) => ({ message, until: NOW, why: 'quiet' as const }));
        await store.write((tx) => holdForGuard(tx, held, NOW));
      }
      const letGo = async (tx: Tx) => {
        const one = await orderOfCard(tx.db, card);
        if (one) await passQuiet(tx, one, ['demo'], NOW);
      };
      const [first, second] = at === 'before' ? [letGo, keepBack(until)] : [keepBack(until), letGo];

      const commit = await uncommitted(store, first);
      const other = store.write(second);
      await underWay(url, other);
      await commit();
      await other;

      const left = (await messagesOfCard(store.db, card, 2)).map(({ isLeftAlone }) => isLeftAlone);
      expect([left, await mayGo(store)]).toEqual([[false, false], 2]);
      await store.close();
    },
  );

  test.each([
    { what: 'kept back', at: 'before', left: ['waiting', 'waiting'] },
    { what: 'kept back', at: 'behind', left: ['waiting', 'waiting'] },
    { what: 'claimed', at: 'before', left: ['submitting', 'waiting'] },
    { what: 'claimed', at: 'behind', left: ['waiting', 'waiting'] },
    { what: 'let go', at: 'before', left: ['queued', 'queued'] },
    { what: 'let go', at: 'behind', left: ['waiting', 'waiting'] },
  ])(
    'what is $what $at all is stopped leaves $left of two that go by the hours of their recipients',
    async ({ what, at, left }) => {
      const { url, store } = await opened();
      const of = { quiet: NIGHT, freshAt: NOW };
      const card = await order(
        store,
        numbers(2).map((to) => sms(to, 'sale')),
        of,
      );
      await store.write((tx) => markAble(tx, 'demo', NOW));
      const letGo = async (tx: Tx) => {
        const one = await orderOfCard(tx.db, card);
        if (one) await passQuiet(tx, one, ['demo'], NOW);
      };
      const claims = (tx: Tx) => claimNext(tx, 'demo', 1, NOW);
      const other = what === 'claimed' ? claims : what === 'let go' ? letGo : keepBack(NOW + HOUR_MS);
      const stops = (tx: Tx) => stopCampaigns(tx, BY, NOW);
      const [first, second] = at === 'before' ? [other, stops] : [stops, other];

      const commit = await uncommitted<unknown>(store, first);
      const behind = store.write<unknown>(second);
      await underWay(url, behind);
      await commit();
      await behind;

      const states = (await messagesOfCard(store.db, card, 2)).map(({ state }) => state);
      expect(states).toEqual(left);
      expect(await mayGo(store)).toBe(left.filter((one) => one === 'queued').length);
      const { waiting_for: asked } = (await orderOfCard(store.db, card)) ?? {};
      expect(asked).toBe(left.includes('waiting') ? 'stopped' : null);
      await store.close();
    },
  );

  test('what is let go at its set time as all campaigns are stopped is stopped', async () => {
    const { url, store } = await opened();
    const card = await campaign(store, { sendAt: NOW, waits: ['schedule'] });
    const commit = await uncommitted(store, (tx) => decide(tx, card, 'schedule', NOW));
    const stopping = store.write((tx) => stopCampaigns(tx, BY, NOW));
    await underWay(url, stopping);
    await commit();

    const { id } = (await orderOfCard(store.db, card)) ?? {};
    expect(await stopping).toEqual({ campaigns: [id], scheduled: [], leftAlone: [] });
    expect([await stateOf(store, card), await mayGo(store)]).toEqual(['paused', 0]);
    await store.close();
  });

  test('what somebody has sent again of a cancelled campaign goes, though that is still written to the others', async () => {
    const { store } = await opened();
    const all = 300;
    const doubtful = 280;
    const card = await order(
      store,
      numbers(all).map((to) => sms(to, 'sale')),
      { freshAt: NOW },
    );
    const others = Array.from({ length: all - 10 }, (_, n) => n + 10);
    await become(store.db, { state: 'delivered', ended_at: NOW }, { card, positions: others });
    await become(
      store.db,
      { state: 'in_doubt', doubt_until: null, ended_at: null, attempted_at: NOW },
      { card, positions: [doubtful] },
    );
    await store.db.updateTable('campaigns').set({ left: 10 }).execute();
    await store.write((tx) => decide(tx, card, 'cancel', NOW));
    await shortestPiece(store, [cancelWork], { now: NOW });
    expect(await store.write((tx) => decide(tx, card, 'repeat', NOW))).toBe(1);

    await shortestPiece(store, [cancelWork], { now: NOW });

    const [again] = await messagesOfCard(store.db, card, 1, doubtful);
    expect([again?.state, await mayGo(store)]).toEqual(['queued', 1]);
    await store.close();
  });

  test('an answer that comes as its message is sent again is not given up', async () => {
    const { url, store } = await opened();
    const card = await order(store, [sms('79991234567', 'hello')]);
    await submit(store, card, [{ outcome: 'no_answer' }]);
    await become(store.db, { state: 'in_doubt', doubt_until: null, ready_at: null }, { card });
    const attempt = store.db.selectFrom('attempts').select(['id', 'outcome']);
    const { id: attemptId } = await attempt.executeTakeFirstOrThrow();

    const commit = await uncommitted(store, (tx) =>
      settle(tx, 'demo', [{ attemptId, ...accepted('1') }], Date.now(), AS_GIVEN),
    );
    const again = store.write((tx) => decide(tx, card, 'repeat', Date.now()));
    await underWay(url, again);
    await commit();

    expect(await again).toBe(0);
    expect((await attempt.executeTakeFirstOrThrow()).outcome).toBe(OUTCOME.of.accepted);
    await receipt(store, 'id:1 stat:DELIVRD err:000');
    expect((await messagesOfCard(store.db, card, 1))[0]?.state).toBe('delivered');
    await store.close();
  });

  test('nobody is asked about a message in doubt whose time is put off as it ends', async () => {
    const { url, store } = await opened();
    const card = await order(store, [sms('79991234567', 'hello')]);
    await submit(store, card, [{ outcome: 'no_answer' }]);
    await become(store.db, { state: 'in_doubt', doubt_until: NOW, ready_at: null }, { card });
    const putOff = { state: 'in_doubt', doubt_until: NOW + HOUR_MS } as const;
    const commit = await uncommitted(store, (tx) => become(tx.db, putOff, { card }));
    const ending = store.write((tx) => endDoubts(tx, 'demo', NOW));
    await underWay(url, ending);
    await commit();
    await ending;

    expect((await messagesOfCard(store.db, card, 1))[0]?.doubt_until).toBe(putOff.doubt_until);
    await store.close();
  });

  test('what ends as other terms are agreed on for the rest is counted with those', async () => {
    const { url, store } = await opened();
    const card = await order(
      store,
      numbers(2).map((to) => sms(to, 'hello')),
    );
    await submit(store, card, [accepted('1')]);
    const [, second] = await messagesOfCard(store.db, card, 2);
    await become(store.db, { state: 'queued', attempted_at: null, ready_at: NOW }, { card, positions: [1] });
    await store.db
      .deleteFrom('attempts')
      .where('message_id', '=', second?.id ?? 0)
      .execute();
    const { id = '' } = (await orderOfCard(store.db, card)) ?? {};
    await store.write((tx) => holdForTerms(tx, new Map([[id, { alphabet: 'ucs2', parts: 2 }]]), NOW));

    const commit = await uncommitted(store, (tx) => decide(tx, card, 'terms', NOW));
    const ending = receipt(store, 'id:1 stat:UNDELIV err:006');
    await underWay(url, ending);
    await commit();
    await ending;

    const rows = await store.db.selectFrom('hours').select(['messages', 'parts', 'error']).execute();
    expect(rows.filter(({ messages, parts }) => messages !== 0 || parts !== 0)).toEqual([
      { messages: 1, parts: 2, error: 6 },
    ]);
    await store.close();
  });

  test('what a card is given by two at once it keeps', async () => {
    const { url, store } = await opened();
    const id = await store.write((tx) =>
      createCard(tx, {
        ...{ chatId: 101, threadId: null, replyTo: null, personId: null },
        ...{ kind: 'notice', body: {}, language: 'en', now: NOW },
      }),
    );
    const give = (name: string) => async (tx: Tx) => {
      const card = await findCard(tx.db, id);
      if (card) await rewriteCard(tx, card, { ...JSON.parse(card.body), [name]: true }, NOW);
    };
    const commit = await uncommitted(store, give('one'));
    const other = store.write(give('other'));
    await underWay(url, other);
    await commit();
    await other;

    expect(JSON.parse((await findCard(store.db, id))?.body ?? '')).toEqual({ one: true, other: true });
    await store.close();
  });

  test.each(['before', 'behind'] as const)(
    'what a customer writes waits for an answer, though %s it somebody says that nothing more is to be done',
    async (at) => {
      const { url, store } = await opened();
      const came = (time: number) => (tx: Tx) =>
        cameIn(
          tx,
          { account: 'demo', number: '79991234567', own: '79000000' },
          { at: time, ends: false, isAnswered: async () => false },
        );
      const talk: Talk = await store.write(came(1000));
      let isDone: boolean | null = null;
      const done = async (tx: Tx) => {
        isDone = await endTalk(tx, talk, { by: 101, now: 2000 });
      };
      const more = async (tx: Tx) => void (await came(2000)(tx));
      const [first, second] = at === 'before' ? [done, more] : [more, done];

      const commit = await uncommitted(store, first);
      const other = store.write(second);
      await underWay(url, other);
      await commit();
      await other;

      expect(isDone).toBe(at === 'before');
      const since = at === 'before' ? 2000 : 1000;
      expect(await findTalk(store.db, talk.id)).toMatchObject({ waiting_since: since, last_in_at: 2000 });
      await store.close();
    },
  );

  test('what came in wants other cards where two chats refuse those that it has at once', async () => {
    const { url, store } = await opened();
    const part = { sender: '79991234567', recipient: '79000000', text: 'Спасибо', concatenation: null };
    const { id: incomingId = '' } = (await store.write((tx) => storeIncoming(tx, 'demo', part, NOW))) ?? {};
    const [one = '', other = ''] = await store.write(async (tx) => {
      await takeUnplaced(tx, incomingId);
      const cards: string[] = [];
      for (const chatId of [-1, -2]) {
        const rest = { kind: 'incoming', body: {}, language: 'en', personId: null, now: NOW };
        const cardId = await createCard(tx, { chatId, threadId: null, replyTo: null, ...rest });
        await keepIncomingCard(tx, { cardId, incomingId, threadId: 0 });
        cards.push(cardId);
      }
      return cards;
    });
    const refuse = (cardId: string) => (tx: Tx) => markUnshown(tx, { cardId, incomingId }, NOW);

    const commit = await uncommitted(store, refuse(one));
    const refusing = store.write(refuse(other));
    await underWay(url, refusing);
    await commit();
    await refusing;

    expect((await unplacedIncoming(store.db, 9)).map(({ id }) => id)).toEqual([incomingId]);
    await store.close();
  });
});
