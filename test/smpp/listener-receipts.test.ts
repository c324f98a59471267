import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { ITS_MESSAGES } from '../../src/store/tables/message-id.ts';
import { deliverSm } from '../support/deliver-sm.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { metricsIn } from '../support/smpp.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

test('receipts that were held while nobody listened settle their messages at the next bind', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  const first = await holderForTest(store, smsc);
  const card = await order(store, [sms(PHONE, 'hello'), sms('79990000001', 'hello')]);
  await untilAll(store, card, 'accepted');
  await first.stop(0);

  smsc.fault({ fault: 'none' });
  await holderForTest(store, smsc);
  await untilAll(store, await order(store, [sms('79990000030', 'last')]), 'delivered');
  const ended = store.db
    .selectFrom('orders')
    .innerJoin('messages', (join) => join.on(ITS_MESSAGES))
    .select('messages.state')
    .where('orders.card_id', '=', card);
  while ((await ended.execute()).some(({ state }) => state === STATE.of.accepted)) {
    await new Promise((resolve) => store.changes.on('cards', () => resolve(null)));
  }

  expect((await messagesOfCard(store.db, card, 2)).map(({ state, error }) => [state, error])).toEqual([
    ['delivered', 0],
    ['undelivered', 1],
  ]);
  await finish(store);
});

test('after a few receipts it is known, and said, how ids are written, and what they left open is read', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ firstId: 10 });
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  const holder = await holderForTest(store, smsc, { receiptId: 'auto' });
  const cards: string[] = [];
  for (let n = 10; n <= 30; n++) {
    cards.push(await order(store, [sms(PHONE, `message ${n}`)]));
    await untilAll(store, cards.at(-1) ?? '', 'accepted');
  }
  const tell = (id: number) =>
    smsc.sendRaw(deliverSm(0x04, `id:${id.toString(16)} stat:DELIVRD err:000`, PHONE));

  // "10" may be 10 or 16.
  for (const id of [16, 26, 27]) tell(id);
  await untilAll(store, cards[17] ?? '', 'delivered');
  const [sixteen] = await messagesOfCard(store.db, cards[6] ?? '', 1);
  expect(sixteen?.state).toBe('accepted');
  tell(28);

  await untilAll(store, cards[6] ?? '', 'delivered');
  expect(holder.log).toContainEqual(expect.objectContaining({ level: 'info', written: 'hex' }));
  const [ten] = await messagesOfCard(store.db, cards[0] ?? '', 1);
  expect(ten?.state).toBe('accepted');
  await finish(store);
});

test('receipts that would name messages, were it not for the setting, are counted, and the setting is said once', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  const metrics = metricsIn(new Registry());
  const holder = await holderForTest(store, smsc, { receiptId: 'same' }, { metrics });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  const [attempt] = await attemptsOf(store.db, message?.id ?? 0);
  const hex = Number(attempt?.provider_id).toString(16);

  for (const stat of ['ENROUTE', 'DELIVRD']) {
    smsc.sendRaw(deliverSm(0x04, `id:${hex} stat:${stat} err:000`, PHONE));
  }
  while ((await metrics.smpp.unmatchedReceipts.get()).values[0]?.value !== 2) {
    await new Promise((resolve) => setImmediate(resolve));
  }

  const said = holder.log.filter(({ msg }) => String(msg).includes('SMPP_RECEIPT_ID=hex'));
  expect(said).toHaveLength(1);
  expect((await messagesOfCard(store.db, card, 1))[0]?.state).toBe('accepted');
  await finish(store);
});

test('a receipt in hex finds the message whose answer was decimal', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  await holderForTest(store, smsc, { receiptId: 'hex' });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  const [attempt] = await attemptsOf(store.db, message?.id ?? 0);
  const hex = Number(attempt?.provider_id).toString(16).toUpperCase();

  smsc.sendRaw(deliverSm(0x04, `id:${hex} sub:001 dlvrd:001 stat:DELIVRD err:000`));

  await untilAll(store, card, 'delivered');
  await finish(store);
});
