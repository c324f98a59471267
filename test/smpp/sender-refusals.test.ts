import { expect, test } from 'vitest';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

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
  await holderForTest(store, smsc, { refusesRepeats: { seconds: 60, statuses: [0x14] } });

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'refused');

  expect(message?.command_status).toBe(0x14);
  await finish(store);
});
