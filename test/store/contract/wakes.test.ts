import { expect, test, vi } from 'vitest';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { type Settlement, settle } from '../../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { addJob } from '../../../src/store/chats/jobs.ts';
import { keepUpdate } from '../../../src/store/chats/updates.ts';
import type { Topic } from '../../../src/store/engine/changes.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { giveUpOverdue } from '../../../src/store/receipts/overdue.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { markUnshown } from '../../../src/store/talks/incoming-cards.ts';
import { claimOne } from '../../support/claim.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const PHONE = '79991234567';
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

/** Whom a transaction wakes. */
async function woken(store: Store, work: (tx: Tx) => Promise<unknown>): Promise<Topic[]> {
  const emit = vi.spyOn(store.changes, 'emit');
  await store.write(work);
  const topics = new Set(emit.mock.calls.map(([topic]) => topic));
  emit.mockRestore();
  return [...topics];
}

const receipt = (id: string, stat: string) => ({
  receipt: parseReceipt({ text: `id:${id} stat:${stat} err:000`, tlvs: {} }),
  via: 'smpp' as const,
  raw: '',
});

/** A message that was submitted. Returns it, and the way to say what became of its submit. */
async function submitted(store: Store) {
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await messagesOfCard(store.db, card, 1);
  if (!message) throw new Error('no message');
  const ids = await store.write((tx) => claimOne(tx, message, [ATTEMPT], 1, Date.now()));
  const [attemptId = 0] = ids ?? [];
  const answer = (told: Omit<Settlement, 'attemptId'>) =>
    woken(store, (tx) => settle(tx, 'demo', [{ attemptId, ...told }], Date.now()));
  return { message, answer };
}

const ACCEPTED = { outcome: 'accepted', commandStatus: 0 } as const;

onEachStore(({ open }) => {
  test('an answer and a receipt that end a message wake its card alone', async () => {
    const store = await open();
    const { answer } = await submitted(store);

    expect(await answer({ ...ACCEPTED, providerId: '7' })).toEqual(['cards']);
    const tell = (id: string) =>
      woken(store, (tx) => storeReceipts(tx, 'demo', [receipt(id, 'DELIVRD')], Date.now()));
    expect(await tell('7')).toEqual(['cards']);
    expect(await tell('8')).toEqual([]);
    await store.close();
  });

  test('what is to be sent once more, or is in doubt for a time, wakes the sender', async () => {
    const store = await open();
    const later = await submitted(store);
    expect(await later.answer({ outcome: 'deferred', commandStatus: 0x58 })).toContain('outbox');
    const doubtful = await submitted(store);
    expect(await doubtful.answer({ outcome: 'no_answer' })).toContain('outbox');
    await store.close();
  });

  test('a word that queues messages wakes the sender, one that asks on or ends them does not', async () => {
    const store = await open();
    const say = (card: string, word: Parameters<typeof decide>[2]) =>
      woken(store, (tx) => decide(tx, card, word, Date.now()));
    const asked = await order(store, [sms(PHONE, 'hello')], { waits: ['confirmation'] });
    expect(await say(asked, 'confirmation')).toContain('outbox');
    const askedTwice = await order(store, [sms(PHONE, 'hello')], { waits: ['confirmation', 'terms'] });
    expect(await say(askedTwice, 'confirmation')).toEqual(['cards']);
    expect(await say(askedTwice, 'cancel')).toEqual(['cards']);

    const { message, answer } = await submitted(store);
    await answer({ ...ACCEPTED, providerId: '7' });
    expect(
      await woken(store, (tx) => giveUpOverdue(tx, { id: message.id, card_id: message.card_id }, Date.now())),
    ).toEqual(['cards']);
    await store.close();
  });

  test('what is there already wakes nobody', async () => {
    const store = await open();
    const update = { botId: 1, updateId: 5, body: '{}' };
    const job = { kind: 'a', body: {}, key: 'a', now: 1 };

    expect(await woken(store, (tx) => keepUpdate(tx, update, 1))).toEqual(['updates']);
    expect(await woken(store, (tx) => keepUpdate(tx, update, 1))).toEqual([]);
    expect(await woken(store, (tx) => addJob(tx, job))).toEqual(['jobs']);
    expect(await woken(store, (tx) => addJob(tx, job))).toEqual([]);
    const unknown = { cardId: 'none', incomingId: 'none' };
    expect(await woken(store, (tx) => markUnshown(tx, unknown, 1))).toEqual([]);
    await store.close();
  });
});
