import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { findCard } from '../../../src/store/chats/cards.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { countUntried, isTriedAgain, untriedRecipients } from '../../../src/store/orders/again.ts';
import { moveMessages } from '../../../src/store/orders/decisions.ts';
import { addToStopList } from '../../../src/store/stop-list/stop-list.ts';
import { OUTCOME } from '../../../src/store/tables/coded.ts';
import { become } from '../../support/become.ts';
import { claimOne } from '../../support/claim.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const OFF = { state: 'undelivered', error: 6, command_status: null } as const;
const FULL = { state: 'refused', error: null, command_status: 0x14 } as const;

/** An order to so many numbers: their messages ended so, those beyond are queued. */
async function ended(store: Store, count: number, ends: readonly (typeof OFF | typeof FULL)[]) {
  const card = await order(
    store,
    Array.from({ length: count }, (_, n) => sms(`7999123456${n}`, 'hello')),
  );
  const messages = await messagesOfCard(store.db, card, count);
  for (const [index, end] of ends.entries()) await become(store.db, end, { card, positions: [index] });
  return { card, messages, orderId: messages[0]?.order_id ?? '' };
}

/** To whom it may go once more. */
const untriedOf = async (tx: Tx, orderId: string, ends: Parameters<typeof untriedRecipients>[2], after = 0) =>
  (await untriedRecipients(tx, orderId, ends, { after, limit: 2 })).map(({ recipient }) => recipient);

/** A later order to these of them. */
async function again(store: Store, of: string, recipients: readonly string[]): Promise<string> {
  const card = await order(
    store,
    recipients.map((to) => sms(to, 'hello')),
  );
  const [message] = await messagesOfCard(store.db, card, 1);
  const id = message?.order_id ?? '';
  await store.write(({ db }) =>
    db.updateTable('orders').set({ again_of: of }).where('id', '=', id).execute(),
  );
  return id;
}

onEachStore(({ open }) => {
  test('to be tried again are those that ended in the ways named, as typed, each until it is tried', async () => {
    const store = await open();
    const { orderId, messages } = await ended(store, 5, [OFF, FULL, { ...OFF, error: 1 } as never, OFF]);
    const left = () => store.write((tx) => untriedOf(tx, orderId, [OFF, FULL]));

    expect(await left()).toEqual(['79991234560', '79991234561']);
    expect(await store.write((tx) => untriedOf(tx, orderId, [OFF, FULL], messages[1]?.id))).toEqual([
      '79991234563',
    ]);
    expect(await isTriedAgain(store.db, orderId)).toBe(false);
    await again(store, orderId, ['79991234560', '79991234563']);

    expect(await left()).toEqual(['79991234561']);
    expect(await countUntried(store.db, orderId, [OFF, FULL])).toBe(1);
    expect(await isTriedAgain(store.db, orderId)).toBe(true);
    expect(await countUntried(store.db, orderId, [])).toBe(0);

    const why = { source: 'person', madeBy: 101, why: null, incomingId: null } as const;
    await store.write((tx) => addToStopList(tx, ['79991234561'], why, 1));
    expect(await countUntried(store.db, orderId, [OFF, FULL])).toBe(0);
    await store.close();
  });

  test('what is cancelled before it leaves may be tried again, and its first card shows that', async () => {
    const store = await open();
    const { orderId, card } = await ended(store, 2, [OFF, OFF]);
    const later = await again(store, orderId, ['79991234560', '79991234561']);
    expect(await countUntried(store.db, orderId, [OFF])).toBe(0);
    const before = await findCard(store.db, card);

    await store.write((tx) => moveMessages(tx, later, 'cancel', NOW));

    expect(await countUntried(store.db, orderId, [OFF])).toBe(2);
    expect((await findCard(store.db, card))?.revision).toBe((before?.revision ?? 0) + 1);
    await store.close();
  });

  test.each(['open', 'no_answer', 'given_up', 'duplicate'] as const)(
    'a message with an attempt that is %s is never among them',
    async (outcome) => {
      const store = await open();
      const { orderId, messages } = await ended(store, 2, []);
      for (const message of messages) {
        const part = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
        await store.write((tx) => claimOne(tx, message, [part], 1, NOW));
      }
      await store.write(async ({ db }) => {
        await become(db, OFF);
        const known = { outcome: OUTCOME.of.accepted, open: null };
        await db.updateTable('attempts').set(known).execute();
        const unsure = { outcome: OUTCOME.of[outcome] };
        const id = messages[0]?.id ?? 0;
        await db.updateTable('attempts').set(unsure).where('message_id', '=', id).execute();
      });

      expect(await store.write((tx) => untriedOf(tx, orderId, [OFF]))).toEqual(['79991234561']);
      await store.close();
    },
  );
});
