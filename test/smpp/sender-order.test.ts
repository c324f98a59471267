import { expect, test } from 'vitest';
import { reportedBinds } from '../../src/store/attempts/binds.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { numbers, order, sms, until, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

test('what a cut leaves without an answer is repeated before the rest of its bulk, and nobody is asked', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const arrived: string[] = [];
  // A receipt settles what is in doubt as well.
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  smsc.fault({ fault: 'late', seconds: 60, times: 9 });
  smsc.events.on('submit', ({ destination }) => {
    arrived.push(destination);
    if (arrived.length === 9) smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
    if (arrived.length === 19) smsc.fault({ fault: 'none' });
  });
  await holderForTest(store, smsc);

  const bulk = await order(
    store,
    numbers(80).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, bulk, 'delivered');

  // Nine were read, and the tenth was on its way.
  expect(arrived.slice(9, 19).toSorted()).toEqual(numbers(10).toSorted());
  for (const number of numbers(80)) expect(smsc.phone(number)).toHaveLength(1);
  await finish(store);
});

test('a recipient whose queue is full is tried again by itself, and slows nobody else', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'queue-full', ending: '0002130', times: 2 });
  const holder = await holderForTest(store, smsc);

  const bulk = await order(
    store,
    numbers(60).map((to) => sms(to, 'sale')),
  );
  const others = await until(
    store,
    bulk,
    (all) => all.filter(({ state }) => state === 'delivered').length >= 59,
  );
  expect(others.find(({ state }) => state !== 'delivered')).toMatchObject({
    recipient: numbers(22)[21],
    command_status: 0x14,
  });
  await untilAll(store, bulk, 'delivered');

  expect(smsc.submits().filter(({ status }) => status === 0x14)).toHaveLength(2);
  await holder.stop(0);
  expect((await reportedBinds(store.db))[0]?.report.rate).toBe(1000);
  await finish(store);
});
