import { expect, test } from 'vitest';
import type { MessageState } from '../../../src/messages/status.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { reachedBy } from '../../../src/store/orders/reached.ts';
import { become } from '../../support/become.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const numberOf = (n: number) => `7999123456${n}`;
const EXPIRED = { state: 'expired', error: null, command_status: null } as const;

/** An order of which each message is in one of these states. */
async function ended(store: Store, states: readonly MessageState[]) {
  const card = await order(
    store,
    states.map((_, n) => sms(numberOf(n), 'hello')),
  );
  for (const [position, state] of states.entries())
    await become(store.db, { state }, { card, positions: [position] });
  const found = await orderOfCard(store.db, card);
  if (!found) throw new Error('the card has an order');
  return { card, order: found };
}

onEachStore(({ open }) => {
  test('reached are those whose message left, and did not certainly come to nothing, a page after the other', async () => {
    const store = await open();
    const states = [
      'delivered',
      'undelivered',
      'accepted',
      'expired',
      'cancelled',
      'in_doubt',
      'queued',
      'unknown',
    ] as const;
    const { order } = await ended(store, states);
    const page = async (after: number, ends: readonly (typeof EXPIRED)[] = [EXPIRED]) =>
      reachedBy(store.db, order, ends, { after, limit: 3 });

    const first = await page(0);
    expect(first.map(({ recipient }) => recipient)).toEqual([0, 2, 3].map(numberOf));
    const second = await page(first.at(-1)?.id ?? 0);
    expect(second.map(({ recipient }) => recipient)).toEqual([5, 7].map(numberOf));
    expect((await page(0, [])).map(({ recipient }) => recipient)).toEqual([0, 2, 5].map(numberOf));
    await store.close();
  });

  test('whom another channel has reached is among them, once', async () => {
    const store = await open();
    const { card, order: first } = await ended(store, ['undelivered', 'delivered', 'undelivered']);
    const [message] = await messagesOfCard(store.db, card, 1);
    const later = await order(store, [sms(numberOf(0), 'hello')]);
    await become(store.db, { state: 'delivered' }, { card: later });
    await store.write(async ({ db }) => {
      await db
        .updateTable('orders')
        .set({ fallback: '{"v":0,"steps":[]}' })
        .where('id', '=', first.id)
        .execute();
      const follows = { follows: message?.id ?? 0, chain: first.number };
      await db.updateTable('orders').set(follows).where('card_id', '=', later).execute();
    });
    const found = await reachedBy(store.db, { ...first, fallback: '' }, [], { after: 0, limit: 10 });
    expect(found.map(({ recipient }) => recipient)).toEqual([0, 1].map(numberOf));
    await store.close();
  });
});
