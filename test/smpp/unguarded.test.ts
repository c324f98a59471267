import { expect, test } from 'vitest';
import { PROFILES } from '../../src/messages/provider.ts';
import { abandonOpenAttempts } from '../../src/store/attempts/attempts.ts';
import { reportedBinds } from '../../src/store/attempts/binds.ts';
import { endDoubts } from '../../src/store/attempts/doubts.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { claimOne } from '../support/claim.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { decide, order, sms, until, untilAll, WIRE } from '../support/outbox.ts';
import { UNGUARDED } from '../support/rules.ts';
import { openTestStore } from '../support/store.ts';

/*
 * At a provider that takes an identical request as another message, whatever is repeated arrives twice.
 */
const PHONE = '79991234567';
const QUIET = '79990000099';
const { habits, ...GENERIC } = PROFILES.generic;
const PLAIN = {
  wire: { ...WIRE, ...GENERIC, ...habits, defaultAlphabet: 'gsm' as const },
  refusesRepeats: { seconds: 0, statuses: [] },
  limits: { requestTimeoutMs: 200, backoff: { firstMs: 10, maxMs: 50 } },
};

const openStore = (): Promise<Store> => openTestStore(undefined, UNGUARDED);
const generic = (more: object = {}) => smscForTest({ provider: 'generic', ...more });

const asked = (store: Store, card: string): Promise<readonly Message[]> =>
  until(store, card, ([one]) => one?.state === 'in_doubt' && one.doubt_until === null);

const outcomes = async (store: Store, card: string): Promise<string[]> => {
  const [message] = await messagesOfCard(store.db, card, 1);
  return (await attemptsOf(store.db, message?.id ?? 0)).map(({ outcome }) => outcome);
};

test.each([
  ['came too late', { fault: 'late', seconds: 30, times: 1 }, false],
  // Who hangs up may mean that it was too fast: each message that the next time would cost is asked about as well.
  ['was lost with the connection', { fault: 'drop', when: 'before-answer', times: 1 }, true],
])('a message whose answer %s goes once, and a person is asked', async (_, fault, slows) => {
  const store = await openStore();
  const smsc = await generic();
  const holder = await holderForTest(store, smsc, PLAIN);
  smsc.fault(fault);

  const card = await order(store, [sms(QUIET, 'hello')], PLAIN);
  await asked(store, card);
  // What is sent after it shows that the sender has been by.
  await untilAll(store, await order(store, [sms(PHONE, 'next')], PLAIN), 'delivered');

  expect(smsc.submits().map(({ text }) => text)).toEqual(['hello', 'next']);
  expect(await outcomes(store, card)).toEqual(['no_answer']);
  await holder.stop(0);
  const { report } = (await reportedBinds(store.db))[0] ?? {};
  expect(report?.rate === report?.rateSetting).toBe(!slows);
  await finish(store);
});

test('a bulk that a process left unanswered asks, all of it, and goes again by a word', async () => {
  const store = await openStore();
  const smsc = await generic();
  const numbers = Array.from({ length: 20 }, (_, n) => `7999${1_000_060 + n * 100}`);
  const card = await order(
    store,
    numbers.map((to) => sms(to, 'sale')),
    PLAIN,
  );
  const attempt = { part: 1, host: smsc.address, bind: 'demo/1', source: 'SHOP', octets: '' };
  await store.write(async (tx) => {
    for (const message of await messagesOfCard(tx.db, card, 100)) {
      await claimOne(tx, message, [attempt], 1, Date.now() - 1_000);
    }
    expect(await abandonOpenAttempts(tx, 'demo', Date.now())).toBe(20);
    await endDoubts(tx, 'demo', Date.now());
  });
  await holderForTest(store, smsc, PLAIN);
  await untilAll(store, await order(store, [sms(PHONE, 'next')], PLAIN), 'delivered');
  expect(smsc.submits().map(({ text }) => text)).toEqual(['next']);

  expect(await store.write((tx) => decide(tx, card, 'repeat', Date.now()))).toBe(20);
  await untilAll(store, card, 'delivered');
  for (const number of numbers) expect(smsc.phone(number)).toHaveLength(1);
  await finish(store);
});

test('ESME_RSUBMITFAIL is a refusal there like any other', async () => {
  const store = await openStore();
  const smsc = await generic();
  await holderForTest(store, smsc, PLAIN);
  smsc.fault({ fault: 'refuse', status: 0x45, times: 1 });

  const card = await order(store, [sms(PHONE, 'hello')], PLAIN);
  await untilAll(store, card, 'refused');

  expect(await outcomes(store, card)).toEqual(['refused']);
  await finish(store);
});

test('the same text to the same number twice goes twice at once', async () => {
  const store = await openStore();
  const smsc = await generic();
  await holderForTest(store, smsc, PLAIN);

  for (const _ of [1, 2]) {
    await untilAll(store, await order(store, [sms(PHONE, 'hello')], PLAIN), 'delivered');
  }

  expect(smsc.phone(PHONE)).toHaveLength(2);
  await finish(store);
});

test.each([
  ['gsm', 'mail a@b_c.ru {€}', 0],
  ['ascii', 'mail a@b_c.ru {1}', 0],
  ['latin1', 'Forêt', 0],
  ['ascii', 'Forêt', 3],
  ['gsm', 'Привет', 8],
] as const)(
  'where data_coding 0 means %s, "%s" goes as %i and arrives as it is',
  async (defaultAlphabet, text, coding) => {
    const store = await openStore();
    const smsc = await generic({ defaultAlphabet });
    const plain = { ...PLAIN, wire: { ...PLAIN.wire, defaultAlphabet, validity: 72 } };
    await holderForTest(store, smsc, plain);

    for (const flash of [false, true]) {
      await untilAll(store, await order(store, [{ ...sms(PHONE, text), flash }], plain), 'delivered');
    }

    expect(smsc.submits()[0]).toMatchObject({ dataCoding: coding, status: 0 });
    expect(smsc.phone(PHONE)).toMatchObject([{ text }, { text, flash: true }]);
    await finish(store);
  },
);

test('an order for what the new provider does not have waits for a word, and all else goes', async () => {
  const store = await openStore();
  const smsc = await generic();
  const viber = await order(store, [{ channel: 'viber', to: PHONE, text: 'hello' }]);
  const hlr = await order(store, [{ channel: 'hlr', to: PHONE }]);
  const plain = await order(store, [sms(PHONE, 'hello')]);

  await holderForTest(store, smsc, PLAIN);
  await untilAll(store, plain, 'delivered');

  for (const card of [viber, hlr]) {
    const [message] = await untilAll(store, card, 'waiting');
    expect(message).toMatchObject({ waiting_for: 'terms', offered: null });
  }
  expect(smsc.submits().map(({ text }) => text)).toEqual(['hello']);
  await finish(store);
});
