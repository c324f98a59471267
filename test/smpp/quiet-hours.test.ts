import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { vouchWork } from '../../src/chat/sending/releasing.ts';
import type { Quiet } from '../../src/messages/quiet.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { vouch } from '../../src/store/orders/vouching.ts';
import { askFacts } from '../../src/store/provider/number-facts.ts';
import { settleQuestion } from '../../src/store/provider/provider-questions.ts';
import { lookAgain, quietOf } from '../../src/store/stop-list/left-alone.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { SETTINGS } from '../support/chat.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { doJobs, until as turn } from '../support/jobs.ts';
import { decide, order, sms, until, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const NIGHT: Quiet = { from: 22 * 60, to: 9 * 60, zone: 'Europe/Moscow' };
/** One clock each, four hours ahead of UTC, and one. */
const GEORGIAN = '995555123456';
const GERMAN = '4915112345678';
/** 23:30 in Georgia, 20:30 in Germany. */
const EVENING = Date.UTC(2026, 10, 27, 19, 30);
/** 9:00 in Georgia. */
const MORNING = Date.UTC(2026, 10, 28, 5);

const vouching = ({ db }: Store) =>
  db.selectFrom('jobs').select('id').where('kind', '=', 'vouch').where('ended', 'is', null).execute();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], shouldAdvanceTime: true, now: EVENING });
});
afterEach(() => {
  vi.useRealTimers();
});

test('in the parts in which it can go an order goes at once, and the rest when the quiet hours there are over', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(
    store,
    [GEORGIAN, GERMAN].map((to) => sms(to, 'hello')),
    { quiet: NIGHT, freshAt: EVENING },
  );

  await until(store, card, ([, german]) => german?.state === 'delivered');
  const [georgian] = await messagesOfCard(store.db, card, 1);
  expect(georgian).toMatchObject({
    state: 'queued',
    isLeftAlone: true,
    ready_at: MORNING,
    fresh_at: MORNING,
  });
  expect(smsc.phone(GEORGIAN)).toEqual([]);

  // The machine slept, and its clock says that it is over.
  vi.setSystemTime(MORNING + 1_000);
  await store.write(async (tx) => tx.changed('outbox'));
  await turn(async () => (await vouching(store)).length > 0);
  expect(smsc.phone(GEORGIAN)).toEqual([]);
  await doJobs(store, [vouchWork(SETTINGS)]);
  await untilAll(store, card, 'delivered');
  expect(smsc.phone(GEORGIAN)).toHaveLength(1);
  await finish(store);
});

test('clocks that are known decide, and what is kept back is looked at again once they are', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const [near, far] = ['79001234567', '79002345678'];
  const known = (subject: string, tz: number) =>
    store.write(async (tx) => {
      await askFacts(tx, [subject], { cardId: null, at: EVENING });
      const answer = { country: null, operator: null, region: null, tz };
      await settleQuestion(tx, { kind: 'facts', subject }, { answer, dueAt: null }, EVENING);
      await lookAgain(tx, subject, Date.now());
    });
  // 21:30 in Kaliningrad, and 22:30 in Moscow.
  await known(near, 120);
  const card = await order(
    store,
    [near, far].map((to) => sms(to, 'hello')),
    { quiet: NIGHT, freshAt: EVENING },
  );
  await until(store, card, ([first, second]) => first?.state === 'delivered' && second?.isLeftAlone === true);
  // 9:00 in Kaliningrad, where it may be.
  expect((await messagesOfCard(store.db, card, 2))[1]?.ready_at).toBe(Date.UTC(2026, 10, 28, 7));
  await known(far, 180);
  await until(store, card, ([, second]) => second?.ready_at === Date.UTC(2026, 10, 28, 6));
  await store.write(async (tx) => vouch(tx, (await orderOfCard(tx.db, card))?.number ?? 0, Date.now()));
  await known(far, 120);
  await untilAll(store, card, 'delivered');
  await finish(store);
});

test('it stays where whoever had it sent may not any more by then', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(store, [sms(GEORGIAN, 'hello')], { quiet: NIGHT, freshAt: EVENING });
  await until(store, card, ([one]) => one?.isLeftAlone === true);

  vi.setSystemTime(MORNING + 1_000);
  await store.write(async (tx) => tx.changed('outbox'));
  await turn(async () => (await vouching(store)).length > 0);
  await doJobs(store, [vouchWork({ ...SETTINGS, ownerIds: [1] })]);

  expect((await messagesOfCard(store.db, card, 1))[0]).toMatchObject({
    state: 'waiting',
    waiting_for: 'right',
  });
  expect(
    await store.db.selectFrom('cards').select(['kind', 'chat_id']).where('kind', '=', 'unreleased').execute(),
  ).toEqual([{ kind: 'unreleased', chat_id: 1 }]);
  expect(smsc.phone(GEORGIAN)).toEqual([]);
  await finish(store);
});

test('a campaign goes on with those who may be written to, counts the others, and can be paused meanwhile', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const numbers = Array.from({ length: 60 }, (_, n) => `${n % 2 ? '49151123' : '9955551'}${10 + n}650`);
  const card = await order(
    store,
    numbers.map((to) => sms(to, 'sale')),
    { quiet: NIGHT, freshAt: EVENING },
  );
  const found = await orderOfCard(store.db, card);
  const left = async () =>
    quietOf(store.db, { id: (await messagesOfCard(store.db, card, 1))[0]?.id ?? 0 }, ['demo']);
  await turn(async () => (await left()).n === 30);
  expect(await left()).toEqual({ n: 30, until: MORNING });
  await until(store, card, (all) => all.filter(({ state }) => state === 'delivered').length === 30);

  await store.write((tx) => decide(tx, card, 'pause', EVENING));
  expect((await orderOfCard(store.db, card))?.campaign).toBe(CAMPAIGN.of.paused);
  vi.setSystemTime(MORNING + 1_000);
  await store.write(async (tx) => tx.changed('outbox'));
  await turn(async () => (await left()).n === 0);
  await store.write((tx) => decide(tx, card, 'resume', MORNING + 1_000));
  await untilAll(store, card, 'delivered');
  expect(found?.total).toBe(60);
  await finish(store);
});
