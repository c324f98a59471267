import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { claim, type Settlement, settle } from '../../../src/store/attempts/attempts.ts';
import { askPerson, postponeRepeats } from '../../../src/store/attempts/doubts.ts';
import { type Message, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { holdStale } from '../../../src/store/orders/decisions.ts';
import { holdForGuard } from '../../../src/store/orders/guard.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { OUTCOME, STATE } from '../../../src/store/tables/coded.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
const FEW = 60;
const MANY = 200;

/** Runs `work` in a transaction, and returns how many statements it took. */
async function statements(store: Store, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let count = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      count += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await store.write((tx) => work({ ...tx, db: tx.db.withPlugin(counting) }));
  return count;
}

async function queued(store: Store, count: number): Promise<Message[]> {
  const card = await order(
    store,
    Array.from({ length: count }, (_, index) => sms(`7999${String(1_000_000 + index)}`, 'hello')),
  );
  return messagesOfCard(store.db, card, count);
}

const claims = (messages: readonly Message[]) =>
  messages.map((message) => ({ message, attempts: [ATTEMPT], pdus: 1 }));

async function claimed(store: Store, count: number): Promise<number[]> {
  const messages = await queued(store, count);
  const ids = await store.write((tx) => claim(tx, claims(messages), NOW));
  return ids.flatMap((own) => own ?? []);
}

const accepted = (ids: readonly number[]): Settlement[] =>
  ids.map((attemptId) => ({
    attemptId,
    outcome: 'accepted',
    commandStatus: 0,
    providerId: `id-${attemptId}`,
  }));

/** What a busy second brings: most are taken, some are not, and some are never answered. */
const mixed = (ids: readonly number[]): Settlement[] =>
  ids.map((attemptId, index): Settlement => {
    if (index % 10 === 0) return { attemptId, outcome: 'deferred', commandStatus: 0x58 };
    if (index % 10 === 1) return { attemptId, outcome: 'refused', commandStatus: 0x0b };
    if (index % 10 === 2) return { attemptId, outcome: 'no_answer' };
    return { attemptId, outcome: 'accepted', commandStatus: 0, providerId: `id-${attemptId}` };
  });

/** Every one with a price of its own; every fifth failed. */
const receiptsFor = (ids: readonly number[]) =>
  ids.map((id, index) => {
    const text = `id:id-${id} stat:${index % 5 === 0 ? 'UNDELIV' : 'DELIVRD'} err:000`;
    const receipt = { ...parseReceipt({ text, tlvs: {} }), cost: 10_000 + index };
    return { receipt, via: 'smpp' as const, raw: text, parties: ['79990000000', `7999${1_000_000 + index}`] };
  });

/** Does the same to a small and to a large group. */
async function bothSizes(run: (count: number) => Promise<number>): Promise<{ few: number; many: number }> {
  return { few: await run(FEW), many: await run(MANY) };
}

onEachStore(({ open }) => {
  test('a large group is claimed in as many statements as a small one', async () => {
    const store = await open();
    // The first puts its way on record.
    await claimed(store, 1);
    const { few, many } = await bothSizes(async (count) => {
      const messages = await queued(store, count);
      return statements(store, (tx) => claim(tx, claims(messages), NOW));
    });
    expect(few).toBeLessThanOrEqual(4);
    expect(many).toBe(few);
    await store.close();
  });

  test('a large group of acceptances is settled in as many statements as a small one', async () => {
    const store = await open();
    const { few, many } = await bothSizes(async (count) => {
      const ids = await claimed(store, count);
      return statements(store, (tx) => settle(tx, 'demo', accepted(ids), NOW));
    });
    expect(few).toBeLessThanOrEqual(10);
    expect(many).toBe(few);
    await store.close();
  });

  test('answers of every kind in one group, and receipts that came before them, cost no statements for each', async () => {
    const store = await open();
    const { few, many } = await bothSizes(async (count) => {
      const ids = await claimed(store, count);
      await store.write((tx) => storeReceipts(tx, 'demo', receiptsFor(ids.slice(-5)), NOW));
      return statements(store, (tx) => settle(tx, 'demo', mixed(ids), NOW));
    });
    expect(few).toBeLessThanOrEqual(23);
    expect(many).toBe(few);
    await store.close();
  });

  test.each(['known', 'unknown'])(
    'receipts for %s ids are stored in as many statements for a large group as for a small one',
    async (kind) => {
      const store = await open();
      const { few, many } = await bothSizes(async (count) => {
        const ids = await claimed(store, count);
        if (kind === 'known') await store.write((tx) => settle(tx, 'demo', accepted(ids), NOW));
        const habit = { written: 'same', isSet: false } as const;
        return statements(store, (tx) => storeReceipts(tx, 'demo', receiptsFor(ids), NOW, habit));
      });
      expect(few).toBeLessThanOrEqual(11);
      expect(many).toBe(few);
      await store.close();
    },
  );

  test('messages that wait, for the guard or for a person, are put off together', async () => {
    const store = await open();
    const { few, many } = await bothSizes(async (count) => {
      const messages = await queued(store, count);
      const ids = messages.map(({ id }) => id);
      const heldBack = messages.map((message, index) => ({ message, until: NOW + index }));
      return statements(store, async (tx) => {
        await holdForGuard(tx, heldBack, NOW);
        await askPerson(tx, messages, NOW);
        await postponeRepeats(tx, ids, NOW);
        await holdStale(tx, [messages[0]?.order_id ?? ''], NOW);
      });
    });
    expect(few).toBeLessThanOrEqual(12);
    expect(many).toBe(few);
    await store.close();
  });

  test('of a group, only those are claimed that are still queued', async () => {
    const store = await open();
    const messages = await queued(store, 3);
    const [first, second, third] = claims(messages);
    if (!first || !second || !third) throw new Error('no messages');
    await store.write((tx) => claim(tx, [second], NOW));

    const ids = await store.write((tx) => claim(tx, [first, second, third], NOW));

    expect(ids).toEqual([[expect.any(Number)], null, [expect.any(Number)]]);
    const attempts = await store.db.selectFrom('attempts').select('message_id').orderBy('id').execute();
    expect(attempts.map(({ message_id }) => message_id)).toEqual(
      [second, first, third].map(({ message }) => message.id),
    );
    await store.close();
  });

  test('of two answers to one attempt in a group the first counts, unless it was none', async () => {
    const store = await open();
    const [one = 0, other = 0] = await claimed(store, 2);
    const group: Settlement[] = [
      { attemptId: one, outcome: 'no_answer' },
      { attemptId: other, outcome: 'refused', commandStatus: 0x0b },
      { attemptId: one, outcome: 'accepted', commandStatus: 0, providerId: '7' },
      { attemptId: other, outcome: 'accepted', commandStatus: 0, providerId: '8' },
    ];

    await store.write((tx) => settle(tx, 'demo', group, NOW));

    const attempts = await store.db.selectFrom('attempts').selectAll().orderBy('id').execute();
    expect(attempts).toMatchObject([
      { outcome: OUTCOME.of.accepted, provider_id: '7', command_status: 0, unanswered_to: null, open: null },
      { outcome: OUTCOME.of.refused, provider_id: null, command_status: 0x0b, open: null },
    ]);
    await store.close();
  });

  test('more than one statement takes are moved on whole', async () => {
    const store = await open();
    const ids = await claimed(store, 1_201);
    await store.write((tx) => settle(tx, 'demo', accepted(ids), NOW));

    await store.write((tx) => storeReceipts(tx, 'demo', receiptsFor(ids), NOW));

    const messages = await store.db.selectFrom('messages').selectAll().orderBy('id').execute();
    messages.forEach((message, index) => {
      const state = STATE.of[index % 5 === 0 ? 'undelivered' : 'delivered'];
      expect(message).toMatchObject({ state, cost: 10_000 + index, accepted_at: NOW, ended_at: NOW });
    });
    await store.close();
  });
});
