import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cancelWork } from '../../../src/jobs/campaigns.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { createCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { recordAction } from '../../../src/store/people/actions.ts';
import { askStatus } from '../../../src/store/receipts/queries.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { storeIncoming } from '../../../src/store/talks/incoming.ts';
import { keepIncomingCard, markSeen } from '../../../src/store/talks/incoming-cards.ts';
import { become } from '../../support/become.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { doJobs } from '../../support/jobs.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { DAY_MS, retentionIn } from '../../support/retention.ts';
import { KEEPING } from '../../support/rules.ts';
import { onEachStore } from '../../support/stores.ts';

/* What is not forgotten, however old it is; and what goes whole, with all that refers to it. */

const NOW = Date.parse('2026-11-23T09:00:00Z');
const HOUR_MS = 3600 * 1000;
const SOONEST = { raw: 0, texts: 2, messages: 2 };

beforeEach(() => {
  vi.setSystemTime(NOW);
});
afterEach(() => {
  vi.useRealTimers();
});

/** What was done so many days before now. */
async function ago<T>(days: number, what: () => Promise<T>): Promise<T> {
  vi.setSystemTime(NOW - days * DAY_MS);
  const done = await what();
  vi.setSystemTime(NOW);
  return done;
}

/** All cards stand in their chats and have nothing more to say. */
const show = (store: Store) =>
  store.write((tx) => tx.db.updateTable('cards').set({ due_at: null }).execute());

const texts = async ({ db }: Store): Promise<string[]> => {
  const rows = await db.selectFrom('orders').select('request').orderBy('id').execute();
  return rows.map(({ request }) => JSON.parse(request).content.text);
};

const TABLES = [
  'orders',
  'messages',
  'attempts',
  'receipts',
  'orphans',
  'queries',
  'incoming',
  'incoming_cards',
  'actions',
  'cards',
] as const;

async function count({ db }: Store): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    counts[table] = (
      await db
        .selectFrom(table as 'orders')
        .select((eb) => eb.lit(1).as('one'))
        .execute()
    ).length;
  }
  return counts;
}

/** A message that was delivered. */
async function deliver(store: Store, to: string, text: string, id: string): Promise<string> {
  const card = await order(store, [sms(to, text)]);
  await submit(store, card, [accepted(id)]);
  await receipt(store, `id:${id} stat:DELIVRD err:000`);
  return card;
}

/** What a subscriber wrote, and the card that shows it. */
const write = (store: Store, text: string, now = Date.now()) =>
  store.write(async (tx) => {
    const from = { sender: '79991112233', recipient: '79000000', text, concatenation: null };
    const message = await storeIncoming(tx, 'demo', from, now);
    const place = { chatId: 101, threadId: null, replyTo: null, language: 'en', personId: 101 };
    const body = { v: 3, incomingId: message?.id, answers: null };
    const cardId = await createCard(tx, { ...place, kind: 'incoming', body, now });
    const incoming = { cardId, incomingId: message?.id ?? '' };
    await keepIncomingCard(tx, { ...incoming, threadId: 0 });
    return incoming;
  });

onEachStore(({ open }) => {
  test('what is waiting, queued, on its way or in doubt stays whole, however old, and what none has seen', async () => {
    const store = await open(undefined, KEEPING);
    await ago(400, async () => {
      await order(store, [sms('79990000001', 'waiting')], { waits: ['confirmation'] });
      await order(store, [sms('79990000002', 'queued')]);
      await submit(store, await order(store, [sms('79990000003', 'accepted')]), [accepted('3')]);
      await receipt(store, 'id:3 stat:ENROUTE err:000', {}, 'raw');
      await submit(store, await order(store, [sms('79990000004', 'in doubt')]), [{ outcome: 'no_answer' }]);
      await order(store, [sms('79990000005', 'half'), sms('79990000006', 'half')]);
      const half = { state: 'delivered', ready_at: null } as const;
      await become(store.db, half, { to: '79990000005' });
      await write(store, 'unseen');
      await show(store);
      await order(store, [sms('79990000007', 'not shown')]);
      const over = { state: 'cancelled', ready_at: null } as const;
      await become(store.db, over, { to: '79990000007' });
    });
    const dump = async () => ({
      texts: await texts(store),
      counts: await count(store),
      raw: await store.db.selectFrom('receipts').select('raw').execute(),
      incoming: await store.db.selectFrom('incoming').select('body').execute(),
    });
    const before = await dump();
    expect(before.texts).toEqual(['waiting', 'queued', 'accepted', 'in doubt', 'half', 'not shown']);

    await retentionIn(store, SOONEST).round();

    expect(await dump()).toEqual(before);
    await store.close();
  });

  test('nothing goes to which something happened within two days', async () => {
    const store = await open();
    await ago(400, () => order(store, [sms('79990000001', 'sent by a person yesterday')]));
    const bulk = await ago(400, () => order(store, [sms('79990000002', 'bulk'), sms('79990000003', 'bulk')]));
    const [first] = await messagesOfCard(store.db, bulk, 1);
    const over = { state: 'delivered', ready_at: null } as const;
    await become(store.db, over);
    await become(store.db, { ended_at: NOW - 47 * HOUR_MS }, { to: '79990000001' });
    await store.db
      .updateTable('orders')
      .set({ moved_at: NOW - 47 * HOUR_MS })
      .where('id', '=', first?.order_id ?? '')
      .execute();
    await show(store);
    const retention = retentionIn(store, SOONEST);

    await retention.round();
    expect(await texts(store)).toEqual(['sent by a person yesterday', 'bulk']);

    vi.setSystemTime(NOW + 2 * HOUR_MS);
    await retention.round();
    expect(await count(store)).toMatchObject({ orders: 0, messages: 0 });
    await store.close();
  });

  test('raw receipts go first, and of those to be kept for 0 days all that were understood', async () => {
    const store = await open(undefined, KEEPING);
    const raw = async () => {
      const rows = await store.db.selectFrom('receipts').select('raw').orderBy('id').execute();
      return rows.map((row) => row.raw);
    };
    await ago(31, async () => {
      await deliver(store, '79990000001', 'hello', '1');
      await receipt(store, 'id:1 something that nobody can read', {}, 'unread');
      await receipt(store, 'id:nobody stat:DELIVRD err:000', {}, 'of nobody');
    });
    await ago(29, () => deliver(store, '79990000002', 'hello', '2'));
    await ago(1, () => deliver(store, '79990000003', 'hello', '3'));
    await show(store);

    await retentionIn(store, { raw: 0 }).round();
    expect(await raw()).toEqual([null, 'unread', 'of nobody', null, 'id:3 stat:DELIVRD err:000']);
    await retentionIn(store, { raw: 30 }).round();
    expect(await raw()).toEqual([null, null, null, null, 'id:3 stat:DELIVRD err:000']);
    expect(await texts(store)).toEqual(['hello', 'hello', 'hello']);
    await store.close();
  });

  test('a receipt that may yet be found to be of a message in doubt keeps what it quotes', async () => {
    const store = await open();
    const read = parseReceipt({ text: 'id:7 stat:DELIVRD err:000 text:hello', tlvs: {} });
    await ago(90, () =>
      store.write((tx) =>
        storeReceipts(
          tx,
          'demo',
          [{ receipt: read, via: 'smpp', raw: 'raw', parties: ['79991234567'] }],
          Date.now(),
        ),
      ),
    );
    const kept = () => store.db.selectFrom('receipts').select(['raw', 'parsed']).executeTakeFirstOrThrow();
    const before = await kept();
    expect(before.parsed).toContain('hello');
    const retention = retentionIn(store, SOONEST);

    await retention.round();
    expect(await kept()).toEqual(before);

    vi.setSystemTime(NOW + 10 * DAY_MS);
    await retentionIn(store, { texts: 2 }).round();
    const after = await kept();
    expect(after.raw).toBeNull();
    expect(after.parsed).not.toContain('hello');
    await store.close();
  });

  test('a whole message goes with its tries, receipts and questions, and leaves an empty card and who did what', async () => {
    const store = await open();
    await ago(101, async () => {
      const card = await deliver(store, '79990000001', 'old', '1');
      const [message] = await messagesOfCard(store.db, card, 1);
      await receipt(store, 'id:nobody stat:DELIVRD err:000');
      const { incomingId, cardId } = await write(store, 'old answer');
      await store.write(async (tx) => {
        await markSeen(tx, { incomingId, cardId });
        if (message) await askStatus(tx, message, card, Date.now());
        await recordAction(tx, {
          at: Date.now(),
          actor_kind: 'person',
          actor_id: '101',
          chat_id: 101,
          thread_id: null,
          what: 'command sms',
          arg: null,
          order_id: message?.order_id ?? null,
          card_id: card,
          message_id: message?.id ?? null,
          origin: 'update 1',
        });
        const rows = await tx.db.selectFrom('receipts').select('id').execute();
        for (const { id: receipt_id } of rows) {
          const orphan = { account: 'demo', address: '79990000001', other: null, receipt_id };
          await tx.db
            .insertInto('orphans')
            .values({ ...orphan, received_at: Date.now() })
            .execute();
        }
      });
    });
    await ago(99, () => deliver(store, '79990000002', 'young', '2'));
    await show(store);
    const retention = retentionIn(store, { messages: 100 });

    await retention.round();

    expect(await count(store)).toEqual({
      orders: 1,
      messages: 1,
      attempts: 1,
      receipts: 1,
      orphans: 0,
      queries: 0,
      incoming: 0,
      incoming_cards: 0,
      actions: 1,
      cards: 3,
    });
    expect(await texts(store)).toEqual(['young']);
    const cards = await store.db
      .selectFrom('cards')
      .select('body')
      .where('forgotten_at', 'is not', null)
      .execute();
    expect(cards).toEqual([{ body: '{}' }, { body: '{}' }]);
    expect(await retention.forgotten('whole_message')).toBe(1);
    expect(await retention.forgotten('whole_incoming')).toBe(1);
    expect(await retention.forgotten('whole_receipt')).toBe(1);
    await store.close();
  });

  test('a bulk goes a piece at a time, however little time there is for each, and is counted once', async () => {
    const store = await open(undefined, KEEPING);
    const recipients = Array.from({ length: 250 }, (_, n) =>
      sms(`7999000${String(n).padStart(4, '0')}`, 'sale'),
    );
    await ago(91, async () => {
      const card = await order(store, recipients);
      await store.write((tx) => decide(tx, card, 'cancel', Date.now()));
      await doJobs(store, [cancelWork]);
    });
    await ago(91, () => deliver(store, '79990000001', 'a single', '1'));
    await show(store);
    const { work, metrics } = retentionIn(store, { messages: 90 });
    const budget = { isSpent: () => true };
    const counted: (() => void)[] = [];
    const landed = (then: () => void) => void counted.push(then);
    let cursor: string | null = null;
    let most = 0;
    do {
      const before = await count(store);
      cursor = await store.write((tx) =>
        work.piece({ tx, read: undefined, body: '{}', cursor, budget, now: NOW, landed }),
      );
      most = Math.max(most, (before.messages ?? 0) - ((await count(store)).messages ?? 0));
      for (const then of counted.splice(0)) then();
    } while (cursor !== null);

    expect(await count(store)).toMatchObject({ orders: 0, messages: 0, attempts: 0, receipts: 0 });
    expect(most).toBeLessThanOrEqual(20);
    const { values } = await metrics.forgotten.get();
    const figures = Object.fromEntries(values.map(({ labels, value }) => [labels.kind, value]));
    expect(figures).toMatchObject({ receipt: 1, order: 2, whole_message: 251 });
    await store.close();
  });
});
