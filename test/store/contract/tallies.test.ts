import { expect, test } from 'vitest';
import { cancelWork } from '../../../src/jobs/campaigns.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { firstOfEachEnd, type Tally, tallyOfCard } from '../../../src/store/campaigns/tallies.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { countOfCard } from '../../../src/store/orders/history.ts';
import { become } from '../../support/become.ts';
import { claimOne } from '../../support/claim.ts';
import { accepted, cost, receipt, type SubmitAnswer } from '../../support/fates.ts';
import { doJobs } from '../../support/jobs.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { recount } from '../../support/recount.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
/** One more than a small order has. */
const BULK = 51;

const bulk = (store: Store, options = {}) =>
  order(
    store,
    numbers(BULK).map((to) => sms(to, 'sale')),
    options,
  );

/** Submits as many of its messages as there are answers, the first ones. */
const submitFirst = (store: Store, card: string, answers: readonly SubmitAnswer[]) =>
  store.write(async (tx) => {
    const messages = await messagesOfCard(tx.db, card, answers.length);
    for (const [index, message] of messages.entries()) {
      const [attemptId = 0] = (await claimOne(tx, message, [ATTEMPT], 1, Date.now())) ?? [];
      const answer = answers[index];
      if (answer) await settle(tx, 'demo', [{ attemptId, ...answer }], Date.now());
    }
  });

const said = async (store: Store, card: string) =>
  (await tallyOfCard(store.db, card))
    .map(({ state, error, command_status, count, cost }: Tally) =>
      [state, error ?? command_status, count, cost].filter((one) => one !== null).join(' '),
    )
    .toSorted();

onEachStore(({ open, migratedUrl, kind }) => {
  test('what becomes of a bulk is counted as it changes: states, reasons, prices', async () => {
    const store = await open();
    const card = await bulk(store, { waits: ['confirmation'] });
    expect(await said(store, card)).toEqual([`waiting ${BULK}`]);
    await store.write((tx) => decide(tx, card, 'confirmation', Date.now()));
    expect(await said(store, card)).toEqual([`queued ${BULK}`]);

    await submitFirst(store, card, [
      accepted('1'),
      accepted('2'),
      { outcome: 'refused', commandStatus: 0x14 },
      { outcome: 'deferred', commandStatus: 0x58 },
    ]);
    expect(await said(store, card)).toEqual([
      'accepted 2',
      `queued ${BULK - 4}`,
      'queued 88 1',
      'refused 20 1',
    ]);
    await receipt(store, 'id:1 stat:DELIVRD err:000', cost('2.50'));
    await receipt(store, 'id:2 stat:UNDELIV err:006', cost('2.00'));
    await store.write((tx) => decide(tx, card, 'cancel', Date.now()));
    expect(await said(store, card)).toEqual([
      `cancelled ${BULK - 4}`,
      'cancelled 88 1',
      'delivered 0 1 25000',
      'refused 20 1',
      'undelivered 6 1 20000',
    ]);
    // It arrived after all, and the price that stands for it is another.
    await receipt(store, 'id:2 stat:DELIVRD err:000', cost('2.50'));
    expect(await said(store, card)).toEqual([
      `cancelled ${BULK - 4}`,
      'cancelled 88 1',
      'delivered 0 2 50000',
      'refused 20 1',
    ]);
    expect(await countOfCard(store.db, card)).toBe(BULK);
    await store.close();
  });

  test('when the last of a bulk ended is known without its messages', async () => {
    const store = await open();
    const card = await bulk(store);
    await submitFirst(store, card, [accepted('1'), accepted('2')]);
    const before = Date.now();
    await receipt(store, 'id:1 stat:DELIVRD err:000');
    const [first] = await messagesOfCard(store.db, card, 1);
    const ended = async () =>
      Math.max(...(await tallyOfCard(store.db, card)).map((row) => row.ended_at ?? 0));
    expect(await ended()).toBe(first?.ended_at);
    expect(await ended()).toBeGreaterThanOrEqual(before);
    await store.db.deleteFrom('tallies').execute();
    expect(await tallyOfCard(store.db, card)).toEqual([]);
    await recount(store.db);
    await store.close();
  });

  test('a small order is counted in its messages, and nothing is kept of it', async () => {
    const store = await open();
    const card = await order(
      store,
      numbers(BULK - 1).map((to) => sms(to, 'hello')),
    );
    await submitFirst(store, card, [accepted('1')]);
    expect(await said(store, card)).toEqual(['accepted 1', `queued ${BULK - 2}`]);
    expect(await store.db.selectFrom('tallies').selectAll().execute()).toEqual([]);
    await store.close();
  });

  test('of each state and reason those are named that were typed first', async () => {
    const store = await open();
    const card = await bulk(store);
    const to = numbers(BULK);
    await become(store.db, { state: 'undelivered', error: 6 }, { card, positions: [40, 3, 12] });
    await become(store.db, { state: 'undelivered', error: null }, { card, positions: [50] });
    await become(store.db, { state: 'refused', command_status: 0x14 }, { card, positions: [7, 8, 9] });
    const named = await firstOfEachEnd(store.db, card, ['undelivered', 'refused'], 2);
    expect(named.map(({ recipient, error, command_status }) => [recipient, error ?? command_status])).toEqual(
      [
        [to[3], 6],
        [to[7], 0x14],
        [to[8], 0x14],
        [to[12], 6],
        [to[50], null],
      ],
    );
    await store.close();
  });

  test('transactions side by side count all that each of them changes', async () => {
    const store = await open();
    const card = await bulk(store);
    const messages = await messagesOfCard(store.db, card, 8);
    await Promise.all(
      messages.map((message) => store.write((tx) => claimOne(tx, message, [ATTEMPT], 1, Date.now()))),
    );
    expect(await said(store, card)).toEqual([`queued ${BULK - 8}`, 'submitting 8']);
    await store.close();
  });

  test.skipIf(kind === 'sqlite')(
    'what another transaction has taken meanwhile is not counted as cancelled',
    async () => {
      const url = await migratedUrl();
      const store = await open(url);
      const card = await bulk(store);
      const [message] = await messagesOfCard(store.db, card, 1);
      if (!message) throw new Error('no message');
      const { promise: through, resolve: goOn } = Promise.withResolvers<void>();
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      const claiming = store.write(async (tx) => {
        await claimOne(tx, message, [ATTEMPT], 1, Date.now());
        begin();
        await through;
      });
      await begun;
      await store.write((tx) => decide(tx, card, 'cancel', Date.now()));
      const cancelling = doJobs(store, [cancelWork]);
      expect(await untilBlocked(url, cancelling)).toBe('blocked');
      goOn();

      await claiming;
      await cancelling;
      expect(await said(store, card)).toEqual([`cancelled ${BULK - 1}`, 'submitting 1']);
      await store.close();
    },
  );
});
