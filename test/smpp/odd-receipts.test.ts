import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { receiptOf } from '../../src/store/orders/documents.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import type { SmppSettings } from '../support/smpp.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';
/** This number does not exist. */
const NOBODY = '79990000001';
const AUTO: Partial<SmppSettings> = { receiptId: 'auto', receiptZone: 'auto' };

/** An SMSC that is odd, and a holder that is bound to it. */
async function odd(faults: readonly object[], settings: Partial<SmppSettings> = {}) {
  const store = await openTestStore();
  const smsc = await smscForTest();
  for (const fault of faults) smsc.fault({ times: 100, ...fault });
  const holder = await holderForTest(store, smsc, { ...AUTO, ...settings });
  return { store, smsc, holder };
}

const ids = (as: string) => ({ fault: 'odd-ids', as });
const receipts = (as: string) => ({ fault: 'odd-receipts', as });

test.each<[string, object[], Partial<SmppSettings>]>([
  ['hex, and decimal in its receipt', [ids('hex'), receipts('id-in-decimal')], {}],
  ['decimal, with zeros before it, and hex in its receipt', [ids('padded'), receipts('id-in-hex')], {}],
  ['padded with zeros, and without them in its receipt', [ids('padded'), receipts('id-without-zeros')], {}],
  ['a UUID, and in capitals in its receipt', [ids('uuid'), receipts('id-in-other-case')], {}],
  ['in a TLV alone, whatever the setting says', [receipts('id-in-tlv-alone')], { receiptId: 'hex' }],
  ['of any printable characters', [ids('symbols'), receipts('without-tlvs')], {}],
  ['told in a data_sm', [receipts('in-data-sm')], {}],
  ['told in ASCII under the data_coding of UCS-2', [receipts('as-ucs2')], {}],
  ['followed by a NUL', [receipts('nul-at-end')], {}],
  ['told behind its state, with a NUL after it', [receipts('state-first')], {}],
  ['between semicolons', [receipts('semicolons')], {}],
  ['between commas', [receipts('commas')], {}],
  ['behind equals signs', [receipts('equals-signs')], {}],
  ['told with a state that has no name', [receipts('bare-word')], {}],
  ['told with a state that is called status', [receipts('status-in-full')], {}],
  ['told with a state in full', [receipts('full-words')], {}],
  ['told with a TLV that is cut off', [receipts('cut-tlv')], {}],
  ['told after an alert_notification', [receipts('after-alert')], {}],
  ['told of a failure, and then of a delivery', [receipts('failed-then-delivered')], {}],
  ['never given, and told by its receipt', [{ fault: 'answer-without-id' }, receipts('without-tlvs')], {}],
])('a message whose id is %s is delivered', async (_, faults, settings) => {
  const { store, smsc } = await odd(faults, settings);
  const card = await order(store, [sms(PHONE, 'hello')]);
  await untilAll(store, card, 'delivered');
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});

test('a failure that is spelled out is one', async () => {
  const { store } = await odd([receipts('full-words')]);
  await untilAll(store, await order(store, [sms(NOBODY, 'hello')]), 'undelivered');
  await finish(store);
});

test('of two messages with one id each is ended by the receipt from its own recipient', async () => {
  const { store, smsc } = await odd([ids('always-1'), receipts('without-tlvs')]);
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  const [first, second] = [
    await order(store, [sms(NOBODY, 'hello')]),
    await order(store, [sms(PHONE, 'hello')]),
  ];
  for (const card of [first, second]) await untilAll(store, card, 'accepted');
  smsc.fault({ fault: 'hold-receipts', seconds: 0 });
  await untilAll(store, first, 'undelivered');
  await untilAll(store, second, 'delivered');
  await finish(store);
});

test('a status that nobody knows is kept as it is written', async () => {
  const { store } = await odd([receipts('unknown-state')]);
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  const told = () => receiptsOf(store.db, message?.id ?? 0);
  while ((await told()).length === 0) {
    await new Promise((resolve) => store.changes.on('cards', () => resolve(null)));
  }
  expect((await told()).map((one) => receiptOf(one).unknownState)).toEqual(['LOST']);
  expect((await messagesOfCard(store.db, card, 1))[0]?.state).toBe('accepted');
  await finish(store);
});

test('an unanswered message is settled by a receipt with dates in a time zone that nobody has set', async () => {
  const { store, smsc } = await odd([receipts('dates-in-utc'), { fault: 'late', seconds: 60 }], {
    limits: { requestTimeoutMs: 100 },
  });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');
  expect(await attemptsOf(store.db, message?.id ?? 0)).toMatchObject([
    { outcome: 'accepted', answered_at: null },
  ]);
  expect(smsc.phone(PHONE)).toHaveLength(1);
  await finish(store);
});
