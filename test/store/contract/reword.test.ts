import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { answerWaiting } from '../../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { addresseesOf, rewordMessages, rewordOrder } from '../../../src/store/orders/reword.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const WIDE = `${'a'.repeat(100)}—`;
const PLAIN = WIDE.replace('—', '-');

onEachStore(({ open }) => {
  test('an order with other words has new terms, and each of its messages a key of its own', async () => {
    const store = await open();
    const requests = [sms('79991234567', WIDE), sms('79990000030', WIDE)];
    const card = await order(store, requests, { waits: ['confirmation', 'price'] });
    const other = await order(store, [sms('79991112233', WIDE)], { waits: ['price'] });
    const { id = '', number = 0 } = (await orderOfCard(store.db, card)) ?? {};
    await store.write(async (tx) => {
      const messages = (await addresseesOf(tx.db, number, 0, 9)).map(({ id, recipient, account }) => ({
        id,
        guardKey: `${account} ${recipient} plain`,
      }));
      const terms = { sender: 'SHOP', alphabet: 'gsm', parts: 1 } as const;
      const content = { channel: 'sms', text: PLAIN } as const;
      await rewordOrder(tx, { id, content, terms }, Date.now());
      await rewordMessages(tx, messages, 1);
    });
    expect(await messagesOfCard(store.db, card, 9)).toMatchObject([
      {
        request: { to: '79991234567', text: PLAIN },
        agreed: { sender: 'SHOP', alphabet: 'gsm', parts: 1 },
        guard_key: 'demo 79991234567 plain',
        pdus: 1,
        state: 'waiting',
      },
      { request: { to: '79990000030', text: PLAIN }, guard_key: 'demo 79990000030 plain', pdus: 1 },
    ]);
    expect(await messagesOfCard(store.db, other, 9)).toMatchObject([
      { request: { text: WIDE }, agreed: { alphabet: 'ucs2', parts: 2 } },
    ]);
    const known = await store.db.selectFrom('guards').select('guard_key').orderBy('message_id').execute();
    expect(known.map(({ guard_key }) => guard_key)).toEqual([
      'demo 79991234567 plain',
      'demo 79990000030 plain',
      (await messagesOfCard(store.db, other, 1))[0]?.guard_key,
    ]);
    await store.close();
  });

  test('what holds only by the answer itself is asked next', async () => {
    const store = await open();
    const card = await order(store, [sms('79991234567', WIDE)], { waits: ['price', 'landline', 'guard'] });
    const { id = '' } = (await orderOfCard(store.db, card)) ?? {};
    const now = Date.now();
    expect(await store.write((tx) => answerWaiting(tx, id, 'price', now, ['guard']))).toEqual({
      count: 1,
      next: 'guard',
      isHeld: false,
    });
    expect(await messagesOfCard(store.db, card, 9)).toMatchObject([
      { state: 'waiting', waiting_for: 'guard' },
    ]);
    await store.close();
  });
});
