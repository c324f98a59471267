import { expect, test } from 'vitest';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { lookupOf, receiptOf } from '../../../src/store/orders/documents.ts';
import { isKnownStatus, storeReceipts } from '../../../src/store/receipts/receipts.ts';
import type { Via } from '../../../src/store/receipts/stored-receipts.ts';
import { claimOne } from '../../support/claim.ts';
import { accepted } from '../../support/fates.ts';
import { order, sms } from '../../support/outbox.ts';
import { KEEPING } from '../../support/rules.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const PHONE = '79991234567';
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
const DELIVERED = 'id:7 sub:001 dlvrd:001 stat:DELIVRD err:000 text:hel';

/** A message that is submitted; returns what answers it. */
async function submitted(store: Store) {
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await messagesOfCard(store.db, card, 1);
  if (!message) throw new Error('no message');
  const [attemptId = 0] = (await store.write((tx) => claimOne(tx, message, [ATTEMPT], 1, NOW))) ?? [];
  return {
    card,
    answer: () => store.write((tx) => settle(tx, 'demo', [{ attemptId, ...accepted('7') }], NOW)),
  };
}

async function told(store: Store, text: string, via: Via = 'smpp'): Promise<void> {
  const receipt = parseReceipt({ text, tlvs: {} });
  const group = [{ receipt, via, raw: text, parties: [PHONE, 'SHOP'] }];
  await store.write((tx) => storeReceipts(tx, 'demo', group, NOW));
}

const kept = (store: Store) =>
  store.db.selectFrom('receipts').select(['raw', 'parsed', 'quotes_at']).executeTakeFirstOrThrow();

onEachStore(({ open }) => {
  test('of an ordinary delivery nothing is kept but what its columns say', async () => {
    const store = await open();
    const { card, answer } = await submitted(store);
    await answer();
    await told(store, DELIVERED);

    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'delivered', error: 0 }]);
    expect(await kept(store)).toEqual({ raw: null, parsed: null, quotes_at: null });
    await store.close();
  });

  test('a receipt of which not all is understood is kept as it came, for a person to read', async () => {
    const store = await open();
    const { answer } = await submitted(store);
    await answer();
    const text = 'id:7 stat:TELEPORTED err:000';
    await told(store, text);

    const row = await kept(store);
    expect(row).toMatchObject({ raw: text, quotes_at: NOW });
    expect(receiptOf(row)).toMatchObject({ unknownState: 'TELEPORTED', text: null });
    await store.close();
  });

  test('a receipt that names no message yet is kept whole until it is known whose it is', async () => {
    const store = await open();
    const { card, answer } = await submitted(store);
    await told(store, DELIVERED);
    const waiting = await kept(store);
    expect(waiting).toMatchObject({ raw: DELIVERED, quotes_at: NOW });
    expect(receiptOf(waiting).text).toBe('hel');

    await answer();

    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'delivered' }]);
    expect(await kept(store)).toEqual({ raw: null, parsed: null, quotes_at: null });
    await store.close();
  });

  test.each(['before', 'after'])(
    'where receipts are to be kept as they came, one that comes %s the answer is',
    async (when) => {
      const store = await open(undefined, KEEPING);
      const { answer } = await submitted(store);
      if (when === 'after') await answer();
      await told(store, DELIVERED);
      if (when === 'before') await answer();

      expect(await kept(store)).toEqual({ raw: DELIVERED, parsed: null, quotes_at: NOW });
      await store.close();
    },
  );

  test('a call is kept as it came, by which the next knows that it says the same', async () => {
    const store = await open();
    const { answer } = await submitted(store);
    await answer();
    await told(store, DELIVERED, 'http');

    expect(await kept(store)).toMatchObject({ raw: DELIVERED, quotes_at: NOW });
    await store.close();
  });

  test("a look-up's result is kept, and comes out of a receipt that waited for its answer", async () => {
    const store = await open();
    const { card, answer } = await submitted(store);
    await told(store, 'id:7 stat:DELIVRD err:000 IMSI:250011234567890 MSC:79037011111 MCC:250 MNC:01');
    await answer();

    const [message] = await messagesOfCard(store.db, card, 1);
    expect(message && lookupOf(message)).toMatchObject({ imsi: '250011234567890', mcc: '250' });
    expect(receiptOf(await kept(store)).lookup).toMatchObject({ imsi: '250011234567890' });
    await store.close();
  });

  test('a status is known that was told of an id before, whether it is known whose it is or not', async () => {
    const store = await open();
    const { answer } = await submitted(store);
    const isKnown = (state: 'delivered' | 'expired') =>
      isKnownStatus(store.db, 'demo', { id: '7', state, error: null, reading: null });
    expect(await isKnown('delivered')).toBe(false);

    await told(store, DELIVERED);
    expect(await isKnown('delivered')).toBe(true);

    await answer();
    expect(await isKnown('delivered')).toBe(true);
    expect(await isKnown('expired')).toBe(false);
    await store.close();
  });
});
