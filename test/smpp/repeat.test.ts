import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Smsc } from '../../src/demo/smsc/index.ts';
import { toWire } from '../../src/messages/wire.ts';
import { submitOf } from '../../src/smpp/submit-of.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { readyMessages } from '../../src/store/attempts/ready-messages.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { claimOne } from '../support/claim.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { decide, order, sms, until, untilAll, WIRE } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';
const OTHER = '79990000030';
const QUICK = { requestTimeoutMs: 100, backoff: { firstMs: 10, maxMs: 50 } };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
});

/** So much time passes at once, by all clocks; timers do not see it. */
function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}

const outcomes = async (store: Store, message: Message | undefined): Promise<string[]> =>
  (await attemptsOf(store.db, message?.id ?? 0)).map(({ outcome }) => outcome);

const submitsTo = (smsc: Smsc, number: string) =>
  smsc.submits().filter(({ destination }) => destination === number);

/** Anything that is written wakes the sender. */
const wake = (store: Store): Promise<void> => store.write(async (tx) => tx.changed('outbox'));

test('a submit that was lost on its way is repeated, and arrives once', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'drop', when: 'before-submit', times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  expect(await outcomes(store, message)).toEqual(['no_answer', 'accepted']);
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('a submit whose answer was lost is refused as a duplicate when repeated, and its receipt finds it', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  const [first] = await attemptsOf(store.db, message?.id ?? 0);
  expect(first).toMatchObject({ outcome: 'accepted', answered_at: null, unanswered_to: null });
  expect(first?.provider_id).toBe(submitsTo(smsc, PHONE)[0]?.messageId);
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('what has probably arrived waits for its receipt, and after that for a person', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await until(store, card, ([one]) => one?.state === 'in_doubt' && one.ready_at === null);
  expect(await outcomes(store, message)).toEqual(['no_answer', 'duplicate']);
  expect(message?.doubt_until).toBeGreaterThan(Date.now());
  expect(await store.write((tx) => decide(tx, card, 'repeat', Date.now()))).toBe(0);

  pass(600_000);
  await wake(store);
  await until(store, card, ([one]) => one?.doubt_until === null);

  expect(await store.write((tx) => decide(tx, card, 'leave', Date.now()))).toBe(1);
  expect(submitsTo(smsc, PHONE)).toHaveLength(2);
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('an answer that comes late settles a message that was repeated meanwhile', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  smsc.fault({ fault: 'late', seconds: 60, times: 1 });
  await holderForTest(store, smsc, { limits: QUICK });

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await until(store, card, ([one]) => one?.state === 'in_doubt' && one.ready_at === null);
  // A repeat whose answer takes longer than QUICK has it is repeated like the first.
  const [first, ...repeats] = await outcomes(store, message);
  expect([first, repeats.at(-1)]).toEqual(['no_answer', 'duplicate']);

  smsc.fault({ fault: 'none' });
  await until(store, card, ([one]) => one?.state !== 'in_doubt');
  expect(await outcomes(store, message)).toEqual(['accepted', ...repeats]);
  await untilAll(store, card, 'delivered');
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('a repeat that is throttled is repeated again, and its refusal as a duplicate then says nothing', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  smsc.events.once('submit', () => smsc.fault({ fault: 'throttle', times: 1 }));
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await until(
    store,
    card,
    ([one]) => one?.state === 'in_doubt' && one.doubt_until === null,
  );

  expect(await outcomes(store, message)).toEqual(['no_answer', 'deferred', 'duplicate']);
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('nothing is repeated to another host, and a person is asked when the time for it is over', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const spare = await smscForTest();
  const [host, port] = [smsc, spare].map(({ address }) => Number(address.split(':')[1]));
  const hosts = [host, port].map((one) => ({ host: '127.0.0.1', port: one ?? 0 }));
  await holderForTest(store, smsc, { hosts, limits: QUICK });
  smsc.events.once('submit', () => void smsc.close());
  smsc.fault({ fault: 'late', seconds: 60, times: 1 });

  const card = await order(store, [sms(PHONE, 'hello')]);
  await untilAll(store, card, 'in_doubt');
  const next = await order(store, [sms(OTHER, 'still here')]);
  await untilAll(store, next, 'delivered');
  expect(spare.phones()).toEqual([OTHER]);

  pass(50_000);
  await wake(store);
  await until(store, card, ([one]) => one?.doubt_until === null && one.ready_at === null);
  expect(submitsTo(spare, PHONE)).toHaveLength(0);
  await finish(store);
});

test.each([
  ['a call', { channel: 'call', to: PHONE, text: 'hello' }, 'payload'],
  ['a message in parts', sms(PHONE, 'The quick brown fox jumps over the lazy dog. '.repeat(8)), 'udh'],
] as const)('%s without an answer is not repeated: a person is asked at once', async (_, request, long) => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 60_000 });
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  const wire = { ...WIRE, long };
  await holderForTest(store, smsc, { wire });

  const card = await order(store, [request], { wire });
  const [message] = await untilAll(store, card, 'in_doubt');

  expect(message).toMatchObject({ ready_at: null, doubt_until: null });
  await finish(store);
});

test('a look-up without an answer is asked again when the minute is over', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'drop', when: 'before-submit', times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [{ channel: 'hlr', to: '79231112233' }]);
  const [message] = await until(
    store,
    card,
    ([one]) => (one?.attempted_at ?? null) !== null && one?.state === 'queued',
  );
  expect((message?.ready_at ?? 0) - (message?.attempted_at ?? 0)).toBe(65_000);

  pass(65_000);
  await wake(store);
  const [found] = await untilAll(store, card, 'delivered');
  expect(await outcomes(store, found)).toEqual(['given_up', 'accepted']);
  await finish(store);
});

test('a look-up that is never answered is submitted three times, and then a person is asked', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 9 });
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  await holderForTest(store, smsc);

  const card = await order(store, [{ channel: 'hlr', to: '79231112233' }]);
  for (const _ of [1, 2]) {
    await until(store, card, ([one]) => one?.state === 'queued' && (one.ready_at ?? 0) > Date.now());
    pass(65_000);
    await wake(store);
  }
  const [message] = await untilAll(store, card, 'in_doubt');

  expect(message).toMatchObject({ ready_at: null, doubt_until: null });
  expect(await outcomes(store, message)).toEqual(['given_up', 'given_up', 'no_answer']);
  expect(smsc.submits()).toHaveLength(3);
  expect(await store.write((tx) => decide(tx, card, 'repeat', Date.now()))).toBe(1);
  await finish(store);
});

test('the same text to the same number waits for the end of the minute, whoever wrote it', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const first = await order(store, [sms(PHONE, 'hello')]);
  const [sent] = await untilAll(store, first, 'delivered');

  const second = await order(store, [sms(PHONE, 'hello')]);
  const other = await order(store, [sms(PHONE, 'another text')]);
  await untilAll(store, other, 'delivered');
  const [held] = await messagesOfCard(store.db, second, 1);
  expect(held).toMatchObject({ state: 'queued', waiting_for: 'guard' });
  expect(held?.ready_at).toBe((sent?.attempted_at ?? 0) + 65_000);

  pass(65_000);
  await wake(store);
  await until(store, second, ([one]) => one?.state === 'submitting' || one?.ended_at !== null);
  expect(submitsTo(smsc, PHONE)).toHaveLength(3);
  await finish(store);
});

test('of two identical messages that are queued together the second waits', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const cards = [await order(store, [sms(PHONE, 'hello')]), await order(store, [sms(PHONE, 'hello')])];
  await holderForTest(store, smsc);

  await untilAll(store, cards[0] ?? '', 'delivered');

  expect(await messagesOfCard(store.db, cards[1] ?? '', 1)).toMatchObject([
    { state: 'queued', waiting_for: 'guard' },
  ]);
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('what a person has sent again waits for the end of the minute after the last attempt', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 60_000 });
  smsc.fault({ fault: 'drop', when: 'before-submit', times: 1 });
  const holder = await holderForTest(store, smsc);
  const card = await order(store, [{ channel: 'viber', to: PHONE, text: 'hello' }]);
  const [doubtful] = await untilAll(store, card, 'in_doubt');

  await store.write((tx) => decide(tx, card, 'repeat', Date.now()));
  const [held] = await until(store, card, ([one]) => one?.waiting_for === 'guard');

  expect(held?.ready_at).toBe((doubtful?.attempted_at ?? 0) + 65_000);
  expect(smsc.submits()).toHaveLength(0);
  await holder.stop(0);
  await finish(store);
});

/** What a killed process leaves: its attempt on record, and no answer. */
async function killed(store: Store, host: string, ageMs: number): Promise<void> {
  const at = Date.now() - ageMs;
  await store.write(async (tx) => {
    for (const message of await readyMessages(tx, 'demo', 10, Date.now())) {
      const wire = toWire(message.request, WIRE, message.reference);
      const attempts = wire.pdus.map((pdu, index) => {
        const { part, octets } = submitOf(wire, pdu, index + 1);
        return { part, host, bind: 'demo/1', source: 'SHOP', octets };
      });
      await claimOne(tx, message, attempts, 1, at);
    }
  });
}

test('what a killed process left unanswered is repeated by the next one, when it was lately', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'hello')]);
  await killed(store, smsc.address, 20_000);

  await holderForTest(store, smsc);

  const [message] = await untilAll(store, card, 'delivered');
  expect(await outcomes(store, message)).toEqual(['no_answer', 'accepted']);
  await finish(store);
});

test.each([
  ['too long ago, as the clocks of two machines may differ by 5 s', 45_000, {}],
  ['by a clock that was ahead of this one', -60_000, {}],
  [
    'in an alphabet that the connection no longer has',
    20_000,
    { wire: { ...WIRE, defaultAlphabet: 'latin1' as const }, systemType: 'ISO' },
  ],
])('what a killed process left unanswered %s is not repeated', async (_, ageMs, changes) => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'hello')]);
  await killed(store, smsc.address, ageMs);

  await holderForTest(store, smsc, changes);

  const [message] = await until(
    store,
    card,
    ([one]) => one?.state === 'in_doubt' && one.doubt_until === null,
  );
  expect(message?.ready_at).toBeNull();
  expect(submitsTo(smsc, PHONE)).toHaveLength(0);
  await finish(store);
});
