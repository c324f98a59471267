import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { addToStopList, stopEntryOf } from '../../src/store/stop-list/stop-list.ts';
import { deliverSm } from '../support/deliver-sm.ts';
import { finish, holderForTest, smscForTest, untilBound } from '../support/holder.ts';
import { decide, order, sms, until, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';
const REASON = { source: 'person', madeBy: 101, why: null, incomingId: null } as const;
/** Numbers are put on the list after what is ordered now, and before it is tried a second time. */
const SOON_MS = 60_000;

const stop = (store: Store) => store.write((tx) => addToStopList(tx, [PHONE], REASON, Date.now() + SOON_MS));

test.each([`+${PHONE}`, `00${PHONE}`])('who writes a keyword is on the list, also as %s', async (source) => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await untilBound(await holderForTest(store, smsc));
  const came = new Promise<void>((resolve) => store.changes.on('incoming', () => resolve()));
  smsc.sendRaw(deliverSm(0, 'STOP', source));
  await came;

  expect(await stopEntryOf(store.db, PHONE)).toMatchObject({ number: PHONE, source: 'keyword' });
  await finish(store);
});

test('what was throttled as its number came on the stop list is not tried again', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await stop(store);
  smsc.fault({ fault: 'throttle', times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  await untilAll(store, card, 'cancelled');

  expect(smsc.submits()).toHaveLength(1);
  expect(smsc.phone(PHONE)).toEqual([]);
  await finish(store);
});

test('what is in doubt by then is not repeated, and does not go when a person has it sent again', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await stop(store);
  smsc.fault({ fault: 'drop', when: 'before-submit', times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  await until(store, card, ([one]) => one?.state === 'in_doubt' && one.doubt_until === null);
  await store.write((tx) => decide(tx, card, 'repeat', Date.now()));
  await untilAll(store, card, 'left');

  expect(smsc.phone(PHONE)).toEqual([]);
  await finish(store);
});

test('what was asked for by somebody who knew that it was on the list is tried again', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await store.write((tx) => addToStopList(tx, [PHONE], REASON, Date.now() - 1));
  smsc.fault({ fault: 'throttle', times: 1 });
  await holderForTest(store, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  await untilAll(store, card, 'delivered');
  expect(await messagesOfCard(store.db, card, 9)).toHaveLength(1);
  await finish(store);
});
