import { expect, test } from 'vitest';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { decide, LONG, numbers, order, sms, until, untilAll, WIRE } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';
const ISO = { wire: { ...WIRE, defaultAlphabet: 'latin1' as const }, systemType: 'ISO' };

test('what was ordered under one SENDER goes from it under another', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'hello')], { wire: { ...WIRE, sender: 'BEFORE' } });

  await holderForTest(store, smsc, { wire: { ...WIRE, sender: 'AFTER' } });
  await untilAll(store, card, 'delivered');

  expect(smsc.submits()).toMatchObject([{ destination: PHONE, source: 'BEFORE' }]);
  await finish(store);
});

test('what cannot go as agreed waits for a word on what can be had, and all else goes', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'a'.repeat(160))]);
  const hlr = await order(store, [{ channel: 'hlr', to: '79231112233' }]);
  await holderForTest(store, smsc, ISO);

  const [waiting] = await untilAll(store, card, 'waiting');
  await untilAll(store, hlr, 'delivered');
  expect(waiting).toMatchObject({
    waiting_for: 'terms',
    agreed: { alphabet: 'gsm', parts: 1 },
    offered: { alphabet: 'latin1', parts: 2 },
  });
  expect(smsc.phone(PHONE)).toEqual([]);

  await store.write((tx) => decide(tx, card, 'terms', Date.now()));
  const [sent] = await untilAll(store, card, 'delivered');
  expect(sent).toMatchObject({ agreed: { sender: 'SHOP', alphabet: 'latin1', parts: 2 }, offered: null });
  expect(smsc.phone(PHONE)).toMatchObject([{ text: 'a'.repeat(160) }]);
  await finish(store);
});

test.each([
  ['alone', 1],
  ['of a campaign', 51],
])(
  'a message %s whose first parts were taken in another cut goes whole once a person says so',
  async (_, count) => {
    const store = await openTestStore();
    const smsc = await smscForTest();
    const udh = { wire: { ...WIRE, long: 'udh' as const } };
    smsc.events.once('submit', () => smsc.fault({ fault: 'throttle', times: 1000 }));
    const before = await holderForTest(store, smsc, udh);
    const others = numbers(count - 1);
    const card = await order(
      store,
      [PHONE, ...others].map((to) => sms(to, LONG)),
      udh,
    );
    await until(store, card, ([message]) => message?.command_status === 0x58);
    await before.stop(0);
    smsc.fault({ fault: 'none' });

    await holderForTest(store, smsc);
    const [waiting] = await until(store, card, ([message]) => message?.state === 'waiting');
    expect(waiting).toMatchObject({ waiting_for: 'terms', offered: { alphabet: 'gsm', parts: 3 } });

    await store.write((tx) => decide(tx, card, 'terms', Date.now()));
    const [queued] = await until(store, card, ([message]) => message?.waiting_for === 'guard');
    expect(queued?.state).toBe('queued');
    await finish(store);
  },
);
