import { expect, test } from 'vitest';
import { AS_GIVEN } from '../../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { claim, settle, stateOf } from '../../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { receiptsOf } from '../../../src/store/receipts/stored-receipts.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const RECIPIENTS = ['79990000001', '79990000002'];

/** Two messages, each with an attempt that waits for its answer. */
async function underWay(store: Store) {
  const card = await order(
    store,
    RECIPIENTS.map((to) => sms(to, 'hello')),
  );
  const messages = await messagesOfCard(store.db, card, RECIPIENTS.length);
  const claims = messages.map((message) => ({
    message,
    attempts: [{ part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' }],
    pdus: 1,
  }));
  const ids = (await store.write((tx) => claim(tx, claims, NOW))).flat();
  return messages.map(({ id }, index) => ({ id, attemptId: ids[index] ?? 0 }));
}

const accepted = ({ attemptId }: { attemptId: number }) => ({
  ...{ attemptId, outcome: 'accepted' as const, commandStatus: 0 },
  providerId: `id-${attemptId}`,
});

const receipt = (at: number, attemptId: number, stat: string) => {
  const raw = `id:id-${attemptId} stat:${stat} err:000`;
  return {
    receipt: parseReceipt({ text: raw, tlvs: {} }),
    via: 'smpp' as const,
    raw,
    parties: [RECIPIENTS[at] ?? ''],
  };
};

// What is ordinary and what is not come in one group; what becomes of it must not tell that they went by two ways.
onEachStore(({ open }) => {
  test('of two answers to one attempt that come together the first counts', async () => {
    const store = await open();
    const [one, other] = await underWay(store);
    if (!one || !other) throw new Error('two were ordered');
    const deferred = { attemptId: one.attemptId, outcome: 'deferred' as const, commandStatus: 0x58 };
    await store.write((tx) => settle(tx, 'demo', [deferred, accepted(one), accepted(other)], NOW));

    expect(await stateOf(store.db, one.id)).toBe('queued');
    expect(await stateOf(store.db, other.id)).toBe('accepted');
    await store.close();
  });

  test('statuses of one message that come together are kept in their order', async () => {
    const store = await open();
    const [one, other] = await underWay(store);
    if (!one || !other) throw new Error('two were ordered');
    await store.write((tx) => settle(tx, 'demo', [accepted(one), accepted(other)], NOW));
    const group = [
      receipt(0, one.attemptId, 'ENROUTE'),
      receipt(1, other.attemptId, 'UNDELIV'),
      receipt(0, one.attemptId, 'DELIVRD'),
      receipt(1, other.attemptId, 'DELIVRD'),
    ];
    const { joined } = await store.write((tx) => storeReceipts(tx, 'demo', group, NOW, AS_GIVEN));

    expect(joined.map((each) => each.receipt)).toEqual(group.map((each) => each.receipt));
    const told = await Promise.all([one, other].map(({ id }) => receiptsOf(store.db, id)));
    expect(told.map((each) => each.map(({ state }) => state))).toEqual([
      ['enroute', 'delivered'],
      ['undelivered', 'delivered'],
    ]);
    expect(await stateOf(store.db, other.id)).toBe('delivered');
    await store.close();
  });
});
