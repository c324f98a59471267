import { Registry } from 'prom-client';
import smpp from 'smpp';
import { expect, test } from 'vitest';
import { reportedBinds } from '../../src/store/attempts/binds.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { LONG, numbers, order, sms, untilAll, WIRE } from '../support/outbox.ts';
import { metricsIn } from '../support/smpp.ts';
import { openTestStore } from '../support/store.ts';
import { StubSmsc } from '../support/stub-smsc.ts';

const PHONE = '79991234567';

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
  const { report } = (await reportedBinds(store.db))[0] ?? {};
  expect(report?.rate).toBeLessThan(900);
  expect(report?.rateSetting).toBe(1000);
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

  expect(await receiptsOf(store.db, message?.id ?? 0)).toHaveLength(1);
  await finish(store);
});

test('receipts that one read brings along with the answers to their submits find their messages at once', async () => {
  const store = await openTestStore();
  const smsc = await StubSmsc.listen({
    submit_sm: (pdu, { socket }) => {
      const id = `id${pdu.sequence_number}`;
      const receipt = new smpp.PDU('deliver_sm', {
        sequence_number: pdu.sequence_number,
        esm_class: 0x04,
        source_addr: pdu.destination_addr,
        destination_addr: pdu.source_addr,
        short_message: `id:${id} stat:DELIVRD err:000`,
      });
      socket.write(Buffer.concat([pdu.response({ message_id: id }).toBuffer(), receipt.toBuffer()]));
    },
  });
  const metrics = metricsIn(new Registry());
  await holderForTest(store, `127.0.0.1:${smsc.port}`, { window: 2, receiptId: 'same' }, { metrics });

  const card = await order(
    store,
    numbers(20).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, card, 'delivered');

  expect((await metrics.smpp.unmatchedReceipts.get()).values).toMatchObject([{ value: 0 }]);
  await finish(store);
  await smsc.close();
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
  expect(await attemptsOf(store.db, message?.id ?? 0)).toMatchObject([{ bind: 'demo/1/transmitter' }]);
  await finish(store);
});
