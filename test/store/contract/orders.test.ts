import { expect, test } from 'vitest';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { messagesFrom, ordered } from '../../../src/store/attempts/outbox.ts';
import { readyMessages } from '../../../src/store/attempts/ready-messages.ts';
import { findCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { answerWaiting, holdForTerms, holdStale, moveMessages } from '../../../src/store/orders/decisions.ts';
import { waitsOf } from '../../../src/store/orders/documents.ts';
import { findMessage } from '../../../src/store/orders/history.ts';
import { markMoved, type NewOrder, orderOfCard, writeOrder } from '../../../src/store/orders/orders.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { messageId, POSITIONS } from '../../../src/store/tables/message-id.ts';
import { claimOne } from '../../support/claim.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const TWO = [sms('79991234567', 'hello'), sms('79990000030', 'hello')];

const message = (recipient: string) => ({
  recipient,
  account: 'demo',
  reference: 1,
  pdus: 1,
  guardKey: `key ${recipient}`,
});

const WITHOUT_A_CARD: NewOrder = {
  origin: 'call 1',
  maker: { kind: 'token', name: 'shop' },
  place: null,
  content: { channel: 'sms', text: 'hello' },
  terms: { sender: 'SHOP', alphabet: 'gsm', parts: 1 },
  messages: [message('79991234567')],
  waits: [],
  freshAt: NOW,
  now: NOW,
};

async function theOrder(store: Store, card: string) {
  const found = await orderOfCard(store.db, card);
  if (!found) throw new Error('no order');
  return found;
}

const statesOf = async (store: Store, orderId: string): Promise<string[]> =>
  messagesFrom(await ordered(store.db).where('orders.id', '=', orderId).orderBy('messages.id').execute()).map(
    ({ state, waiting_for }) => (waiting_for ? `${state} ${waiting_for}` : state),
  );

onEachStore(({ open }) => {
  test('an order that is written again for the same origin adds nothing', async () => {
    const store = await open();
    const id = await store.write((tx) => writeOrder(tx, WITHOUT_A_CARD));
    const again = await store.write((tx) => writeOrder(tx, WITHOUT_A_CARD));
    const other = await store.write((tx) => writeOrder(tx, { ...WITHOUT_A_CARD, origin: 'call 2' }));

    expect(again).toBeNull();
    const messages = messagesFrom(await ordered(store.db).orderBy('messages.id').execute());
    expect(messages.map(({ order_id }) => order_id)).toEqual([id, other]);
    await store.close();
  });

  test('an order of more messages than it has places for is not written', async () => {
    const store = await open();
    const messages = Array.from({ length: POSITIONS + 1 }, () => message('79991234567'));
    const written = store.write((tx) => writeOrder(tx, { ...WITHOUT_A_CARD, messages }));

    await expect(written).rejects.toThrow(RangeError);
    expect(await store.db.selectFrom('orders').select('id').execute()).toEqual([]);
    await store.close();
  });

  test('each message reads as the request to its recipient, with what was agreed', async () => {
    const store = await open();
    const content = { channel: 'sms', text: 'a\u0000b “ы”', from: 'CAFE', flash: true } as const;
    await store.write((tx) =>
      writeOrder(tx, {
        ...WITHOUT_A_CARD,
        content,
        terms: { sender: 'CAFE', alphabet: 'ucs2', parts: 2 },
        messages: [message('79991234567'), message('79990000030')],
      }),
    );

    const messages = messagesFrom(await ordered(store.db).orderBy('messages.id').execute());

    const agreed = { sender: 'CAFE', alphabet: 'ucs2', parts: 2 };
    expect(messages).toMatchObject([
      { request: { ...content, to: '79991234567' }, agreed, position: 0, card_id: null },
      { request: { ...content, to: '79990000030' }, agreed, position: 1, card_id: null },
    ]);
    expect(await store.db.selectFrom('orders').selectAll().execute()).toMatchObject([
      { maker: 'token', maker_id: 'shop', chat_id: null, card_id: null, waiting_for: null },
    ]);
    await store.close();
  });

  test('what waited too long of an order without a card, about which nobody can be asked, is cancelled', async () => {
    const store = await open();
    const id = (await store.write((tx) => writeOrder(tx, WITHOUT_A_CARD))) ?? '';
    await store.write((tx) => holdStale(tx, [id], NOW));
    expect(await statesOf(store, id)).toEqual(['cancelled']);
    await store.close();
  });

  test('an order without a card is sent and settled like any other', async () => {
    const store = await open();
    await store.write((tx) => writeOrder(tx, WITHOUT_A_CARD));
    const [ready] = await store.write((tx) => readyMessages(tx, 'demo', 10, NOW));
    if (!ready) throw new Error('nothing is ready');

    const attempt = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
    const [attemptId = 0] = (await store.write((tx) => claimOne(tx, ready, [attempt], 1, NOW))) ?? [];
    await store.write((tx) =>
      settle(tx, 'demo', [{ attemptId, outcome: 'accepted', commandStatus: 0, providerId: '7' }], NOW),
    );
    const text = 'id:7 stat:DELIVRD err:000';
    const receipt = { receipt: parseReceipt({ text, tlvs: {} }), via: 'smpp' as const, raw: text };
    await store.write((tx) => storeReceipts(tx, 'demo', [receipt], NOW));

    expect(await findMessage(store.db, ready.id)).toMatchObject({ state: 'delivered', card_id: null });
    await store.close();
  });

  test('the word on one reason does not pass another, and what is left is asked next', async () => {
    const store = await open();
    const card = await order(store, TWO, { waits: ['stale', 'terms'] });
    const { id } = await theOrder(store, card);

    expect(await store.write((tx) => decide(tx, card, 'confirmation', NOW))).toBe(0);
    expect(await store.write((tx) => decide(tx, card, 'terms', NOW))).toBe(0);
    expect(await statesOf(store, id)).toEqual(['waiting stale', 'waiting stale']);

    expect(await store.write((tx) => decide(tx, card, 'stale', NOW))).toBe(2);
    expect(await statesOf(store, id)).toEqual(['waiting terms', 'waiting terms']);
    expect(await store.write((tx) => decide(tx, card, 'stale', NOW))).toBe(0);
    expect(await store.write((tx) => readyMessages(tx, 'demo', 10, NOW + 1))).toEqual([]);
    await store.close();
  });

  test('what was held for one reason, and then for another, waits for both', async () => {
    const store = await open();
    const card = await order(store, TWO, { waits: ['confirmation'] });
    const { id, number } = await theOrder(store, card);
    await store.write(async (tx) => {
      await tx.db
        .updateTable('messages')
        .set({ state: STATE.of.queued, ready_at: NOW })
        .where('id', '=', messageId(number, 1))
        .execute();
      await holdStale(tx, [id], NOW);
    });

    expect(waitsOf(await theOrder(store, card))).toEqual(['stale', 'confirmation']);
    expect(await statesOf(store, id)).toEqual(['waiting stale', 'waiting stale']);
    await store.close();
  });

  test('an order of which nothing is queued is not held', async () => {
    const store = await open();
    const card = await order(store, TWO);
    await store.write((tx) => decide(tx, card, 'cancel', NOW));
    const { id } = await theOrder(store, card);
    const before = await findCard(store.db, card);

    await store.write((tx) => holdStale(tx, [id], NOW));

    expect(await theOrder(store, card)).toMatchObject({ waiting_for: null });
    expect(await findCard(store.db, card)).toEqual(before);
    await store.close();
  });

  test('what is offered in place of the terms becomes what was agreed by a word on it', async () => {
    const store = await open();
    const [first, second] = [await order(store, TWO), await order(store, TWO)];
    const [one, other] = [await theOrder(store, first), await theOrder(store, second)];
    const offer = { alphabet: 'latin1' as const, parts: 2 };
    await store.write((tx) =>
      holdForTerms(
        tx,
        new Map([
          [one.id, offer],
          [other.id, null],
        ]),
        NOW,
      ),
    );

    expect(await statesOf(store, one.id)).toEqual(['waiting terms', 'waiting terms']);
    expect(await store.write((tx) => decide(tx, first, 'terms', NOW))).toBe(2);
    expect(await theOrder(store, first)).toMatchObject({ sender: 'SHOP', ...offer, offered_parts: null });
    expect(await statesOf(store, one.id)).toEqual(['queued', 'queued']);

    expect(await store.write((tx) => decide(tx, second, 'terms', NOW))).toBe(0);
    expect(await statesOf(store, other.id)).toEqual(['waiting terms', 'waiting terms']);
    await store.close();
  });

  test('what is cancelled waits for nothing any more', async () => {
    const store = await open();
    const card = await order(store, TWO, { waits: ['stale', 'confirmation'] });
    const { id } = await theOrder(store, card);

    expect(await store.write((tx) => moveMessages(tx, id, 'cancel', NOW))).toBe(2);

    expect(waitsOf(await theOrder(store, card))).toEqual([]);
    expect(await statesOf(store, id)).toEqual(['cancelled', 'cancelled']);
    expect((await store.write((tx) => answerWaiting(tx, id, 'stale', NOW))).count).toBe(0);
    await store.close();
  });

  test('that messages of an order have left is written once a second', async () => {
    const store = await open();
    const card = await order(store, TWO);
    const { id } = await theOrder(store, card);

    const written = [];
    for (const at of [NOW, NOW + 1000, NOW + 1001]) {
      await store.write((tx) => markMoved(tx, [id], at));
      written.push((await theOrder(store, card)).moved_at);
    }

    expect(written).toEqual([NOW, NOW, NOW + 1001]);
    await store.close();
  });
});
