import { expect, test } from 'vitest';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { LONG, order, sms, untilAll, WIRE } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

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
    expect(await attemptsOf(store.db, message?.id ?? 0)).toMatchObject([
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
