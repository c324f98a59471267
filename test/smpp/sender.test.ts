import { expect, test, vi } from 'vitest';
import { attemptsOf } from '../../src/store/attempts.ts';
import { reportedBinds } from '../../src/store/binds.ts';
import { findCard } from '../../src/store/cards.ts';
import type { Store } from '../../src/store/database.ts';
import { messagesOfCard, moveCardMessages, readyMessages } from '../../src/store/outbox.ts';
import { receiptsOf } from '../../src/store/receipts.ts';
import { claimOne } from '../support/claim.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, until, untilAll, WIRE } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `7999100${String(index).padStart(2, '0')}30`);
/** Three parts in GSM. */
const LONG = 'The quick brown fox jumps over the lazy dog. '.repeat(8);

test('single messages go ahead of bulk', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const bulk = await order(
    store,
    numbers(5).map((to) => sms(to, 'sale')),
  );
  const single = await order(store, [sms(PHONE, 'your code is 1234')]);

  await holderForTest(store, smsc);
  await untilAll(store, bulk, 'delivered');
  await untilAll(store, single, 'delivered');

  expect(smsc.submits().map(({ destination }) => destination)).toEqual([PHONE, ...numbers(5)]);
  await finish(store);
});

test('a throttled campaign slows down and completes, with every message sent once', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'throttle', times: 7 });
  const holder = await holderForTest(store, smsc);

  const card = await order(
    store,
    numbers(40).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, card, 'delivered');

  for (const number of numbers(40)) expect(smsc.phone(number)).toHaveLength(1);
  expect(smsc.submits().filter(({ status }) => status === 0x58)).toHaveLength(7);
  await holder.stop(0);
  expect((await reportedBinds(store.db))[0]?.report.rate).toBeLessThan(900);
  await finish(store);
});

test('no more submits wait for an answer than the window holds', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'late', seconds: 0.05, times: 1000 });
  const holder = await holderForTest(store, smsc, { window: 3 });
  let most = 0;
  smsc.events.on('submit', () => {
    most = Math.max(most, holder.state()[0]?.inFlight ?? 0);
  });

  const card = await order(
    store,
    numbers(12).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, card, 'delivered');

  expect(most).toBe(3);
  await finish(store);
});

test('a receipt that comes before the answer is joined when the answer lands', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'late', seconds: 1, times: 1 });
  const receipt = new Promise((resolve) => smsc.events.once('receipt', resolve));
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  await receipt;
  expect((await messagesOfCard(store.db, card, 1))[0]?.state).toBe('submitting');
  const [message] = await untilAll(store, card, 'delivered');

  expect(await receiptsOf(store.db, message?.id ?? '')).toHaveLength(1);
  await finish(store);
});

for (const long of ['udh', 'sar'] as const) {
  test(`parts by ${long} settle as one`, async () => {
    const store = await openTestStore();
    const smsc = await smscForTest();
    const wire = { ...WIRE, long };
    await holderForTest(store, smsc, { wire });

    const card = await order(store, [sms(PHONE, LONG)], { wire });
    const [message] = await untilAll(store, card, 'delivered');

    expect(smsc.submits()).toHaveLength(3);
    expect(smsc.phone(PHONE)).toMatchObject([{ text: LONG, parts: 3 }]);
    expect(await attemptsOf(store.db, message?.id ?? '')).toMatchObject([
      { part: 1, outcome: 'accepted' },
      { part: 2, outcome: 'accepted' },
      { part: 3, outcome: 'accepted' },
    ]);
    await finish(store);
  });
}

test('a message of more parts than the window goes a window at a time', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const wire = { ...WIRE, long: 'udh' as const };
  await holderForTest(store, smsc, { wire, window: 2 });

  const card = await order(store, [sms(PHONE, LONG)], { wire });
  await untilAll(store, card, 'delivered');

  expect(smsc.phone(PHONE)).toMatchObject([{ text: LONG, parts: 3 }]);
  expect(smsc.submits()).toHaveLength(3);
  await finish(store);
});

test('of a message throttled in the middle only the part that was not taken goes again', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const wire = { ...WIRE, long: 'udh' as const };
  smsc.events.once('submit', () => smsc.fault({ fault: 'throttle', times: 1 }));
  await holderForTest(store, smsc, { wire });

  const card = await order(store, [sms(PHONE, LONG)], { wire });
  await untilAll(store, card, 'delivered');

  expect(smsc.submits().map(({ status }) => status)).toEqual([0, 0x58, 0, 0]);
  expect(smsc.phone(PHONE)).toMatchObject([{ text: LONG, parts: 3 }]);
  await finish(store);
});

test('a temporary refusal is sent again a second later', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'refuse', status: 0x14, times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  await untilAll(store, card, 'delivered');

  const [first, second] = smsc.submits();
  expect(first?.status).toBe(0x14);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  await finish(store);
});

test('a permanent refusal is the end, with the command_status to explain it', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'refuse', status: 0x0b, times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'refused');

  expect(message).toMatchObject({ command_status: 0x0b });
  expect(message?.ended_at).not.toBeNull();
  expect(smsc.submits()).toHaveLength(1);
  await finish(store);
});

test('a status that means "identical within a minute" refuses, whatever it means elsewhere', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'refuse', status: 0x14, times: 1 });
  await holderForTest(store, smsc, { duplicateStatuses: [0x14] });

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'refused');

  expect(message?.command_status).toBe(0x14);
  await finish(store);
});

test('what the settings no longer allow is refused, nothing is sent, and the next one goes', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const wire = { ...WIRE, defaultAlphabet: 'latin1' as const };
  const impossible = await order(store, [{ ...sms(PHONE, 'hello'), alphabet: 'gsm' }]);
  const possible = await order(store, [sms('79990000030', 'hello')], { wire });

  await holderForTest(store, smsc, { wire, systemType: 'ISO' });
  const [message] = await untilAll(store, impossible, 'refused');
  await untilAll(store, possible, 'delivered');

  expect(message?.command_status).toBeNull();
  expect(smsc.phones()).toEqual(['79990000030']);
  await finish(store);
});

test('a message older than allowed waits for a person, with all of its card', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const old = Date.now() - 601_000;
  const stale = await order(
    store,
    numbers(3).map((to) => sms(to, 'sale')),
    { freshAt: old },
  );
  const fresh = await order(store, [sms(PHONE, 'hello')]);

  await holderForTest(store, smsc, { window: 2 });
  await untilAll(store, fresh, 'delivered');
  const waiting = await untilAll(store, stale, 'waiting');
  expect(waiting.map((message) => message.waiting_for)).toEqual(['stale', 'stale', 'stale']);
  expect(smsc.submits()).toHaveLength(1);

  await store.write((tx) => moveCardMessages(tx, stale, 'send', Date.now()));
  await untilAll(store, stale, 'delivered');
  await finish(store);
});

test('a bulk that is under way is not stale', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(
    store,
    numbers(3).map((to) => sms(to, 'sale')),
    { freshAt: Date.now() - 601_000 },
  );
  await store.write((tx) =>
    tx.db
      .updateTable('cards')
      .set({ moved_at: Date.now() - 1000 })
      .where('id', '=', card)
      .execute(),
  );

  await holderForTest(store, smsc);

  await untilAll(store, card, 'delivered');
  await finish(store);
});

test('what leaves keeps its bulk fresh, and what was refused for now and comes again does not', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const bulk = await order(
    store,
    numbers(2).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, bulk, 'delivered');
  expect((await findCard(store.db, bulk))?.moved_at).not.toBeNull();

  smsc.fault({ fault: 'refuse', status: 0x14, times: 2 });
  const refused = await order(
    store,
    numbers(2).map((to) => sms(to, 'again')),
  );
  await until(store, refused, (all) => all.every(({ command_status }) => command_status === 0x14));
  await store.write((tx) => tx.db.updateTable('cards').set({ moved_at: null }).execute());
  await untilAll(store, refused, 'delivered');
  expect((await findCard(store.db, refused))?.moved_at).toBeNull();
  await finish(store);
});

test('the rate is kept so well that an SMSC which counts any second has nothing to throttle', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ rate: 40 });
  const wire = { ...WIRE, long: 'udh' as const };
  await holderForTest(store, smsc, { rate: 40, window: 100, wire });

  const card = await order(
    store,
    numbers(16).map((to) => sms(to, LONG)),
    { wire },
  );
  await untilAll(store, card, 'delivered');

  expect(smsc.submits()).toHaveLength(48);
  for (const { status } of smsc.submits()) expect(status).toBe(0);
  await finish(store);
});

test('after a freeze between commit and write nothing is written, and the message goes back', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const store = await openTestStore();
  const smsc = await smscForTest();
  const outcomes: (string | undefined)[] = [];
  let frozen = false;
  const freezing: Store = {
    ...store,
    async write(work) {
      const result = await store.write(work);
      const [attempt] = await store.db.selectFrom('attempts').selectAll().execute();
      if (attempt?.outcome === 'open' && !frozen) {
        frozen = true;
        vi.advanceTimersByTime(5_001);
      } else if (frozen) outcomes.push(attempt?.outcome);
      return result;
    },
  };
  await holderForTest(freezing, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  expect(outcomes[0]).toBe('not_written');
  expect(await attemptsOf(store.db, message?.id ?? '')).toMatchObject([
    { outcome: 'not_written' },
    { outcome: 'accepted' },
  ]);
  expect(smsc.submits()).toHaveLength(1);
  vi.useRealTimers();
  await finish(store);
});

test('answers outlive a store that fails for a while, and nothing is sent meanwhile', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 3000 });
  let failures = 0;
  const failing: Store = {
    ...store,
    write(work) {
      if (smsc.submits().length === 1 && failures < 3) {
        failures += 1;
        return Promise.reject(new Error('disk full'));
      }
      return store.write(work);
    },
  };
  const holder = await holderForTest(failing, smsc);

  const first = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, first, 'accepted');

  expect(message?.accepted_at).not.toBeNull();
  expect(failures).toBe(3);
  expect(holder.log.filter(({ level }) => level === 'error')).toHaveLength(3);
  await finish(store);
});

test('stop waits for the answers that are under way, and claims nothing more', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 5000 });
  smsc.fault({ fault: 'late', seconds: 0.2, times: 10 });
  const submitted = new Promise((resolve) => smsc.events.once('submit', resolve));
  const holder = await holderForTest(store, smsc, { window: 1 });
  const card = await order(
    store,
    numbers(2).map((to) => sms(to, 'sale')),
  );
  await submitted;

  await holder.stop(5000);

  const messages = await messagesOfCard(store.db, card, 10);
  expect(messages.map(({ state }) => state)).toEqual(['accepted', 'queued']);
  expect(smsc.submits()).toHaveLength(1);
  await finish(store);
});

test('what is not answered when draining ends is in doubt', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 60_000 });
  const submitted = new Promise((resolve) => smsc.events.once('submit', resolve));
  const holder = await holderForTest(store, smsc);
  smsc.fault({ fault: 'late', seconds: 60, times: 1 });
  const card = await order(store, [sms(PHONE, 'hello')]);
  await submitted;

  await holder.stop(50);

  expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt' }]);
  await finish(store);
});

test('what a killed process left unanswered is in doubt at the next start, and is not sent', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'hello')]);
  await store.write(async (tx) => {
    const now = Date.now();
    for (const message of await readyMessages(tx, 'demo', 10, now)) {
      await claimOne(tx, message, [{ part: 1, host: smsc.address, bind: 'demo/1', source: 'SHOP' }], 1, now);
    }
  });

  await holderForTest(store, smsc);

  expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt' }]);
  const next = await order(store, [sms('79990000030', 'hello')]);
  await untilAll(store, next, 'delivered');
  expect(smsc.phones()).toEqual(['79990000030']);
  await finish(store);
});

test('every channel that the dialect has goes out, an e-mail to a long address too', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const address = 'somebody.with.a.long.name@example.com';

  const mail = await order(store, [{ channel: 'email', to: address, text: 'hello', subject: 'Bill' }]);
  const hlr = await order(store, [{ channel: 'hlr', to: '79231112233' }]);
  const [lookup] = await untilAll(store, hlr, 'delivered');
  await untilAll(store, mail, 'delivered');

  expect(smsc.phone(address)).toMatchObject([{ channel: 'email', subject: 'Bill' }]);
  expect(JSON.parse(lookup?.lookup ?? 'null')).toMatchObject({ mcc: '250', mnc: '02' });
  await finish(store);
});

test('two binds share the work, each within its window', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ binds: 2 });
  smsc.fault({ fault: 'late', seconds: 0.1, times: 1000 });
  await holderForTest(store, smsc, { binds: 2, window: 2 });
  const bound =
    smsc.binds() === 2
      ? null
      : new Promise((resolve) => smsc.events.on('bind', () => smsc.binds() === 2 && resolve(null)));
  await bound;

  const card = await order(
    store,
    numbers(8).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, card, 'delivered');

  expect(new Set(smsc.submits().map(({ bind }) => bind)).size).toBe(2);
  await finish(store);
});

test('a split account sends by the transmitter and hears by the receiver', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc, { bind: 'split' });

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  expect(holder.state().map(({ id }) => id)).toEqual(['demo/1/transmitter', 'demo/1/receiver']);
  expect(await attemptsOf(store.db, message?.id ?? '')).toMatchObject([{ bind: 'demo/1/transmitter' }]);
  await finish(store);
});
