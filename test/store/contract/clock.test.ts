import { expect, test } from 'vitest';
import { pullBack } from '../../../src/store/clock.ts';
import { holdForGuard } from '../../../src/store/guard.ts';
import { addJob, takeJob } from '../../../src/store/jobs.ts';
import { messagesOfCard, readyMessages } from '../../../src/store/outbox.ts';
import { due } from '../../support/due-cards.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const HOUR_MS = 3_600_000;

onEachStore(({ open }) => {
  test('what lies in the future after the clock was set back is pulled back to now', async () => {
    const store = await open();
    const card = await order(store, [sms('79991234567', 'hello')]);
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');
    const now = message.created_at - 3 * HOUR_MS;
    await store.write(async (tx) => {
      await tx.db.updateTable('messages').set({ attempted_at: message.created_at }).execute();
      await holdForGuard(tx, [{ message, until: message.created_at + 60_000 }], message.created_at);
      await addJob(tx, { kind: 'count', body: {}, key: null, now: message.created_at });
    });
    const job = { kinds: ['count'], holder: 'us', now };
    expect(await store.write((tx) => takeJob(tx, job))).toBeUndefined();
    expect(await store.write((tx) => readyMessages(tx, message.account, 10, now))).toEqual([]);
    expect(await due(store, now)).toEqual([]);

    await store.write((tx) => pullBack(tx, now));

    expect(await store.write((tx) => readyMessages(tx, message.account, 10, now))).toMatchObject([
      { id: message.id, ready_at: now, fresh_at: now, attempted_at: now },
    ]);
    expect(await due(store, now)).toMatchObject([{ id: card }]);
    expect(await store.write((tx) => takeJob(tx, job))).toBeDefined();
    await store.close();
  });

  test('what waits for its turn within the minute goes on waiting', async () => {
    const store = await open();
    const card = await order(store, [sms('79991234567', 'hello')]);
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');
    const now = Date.now();
    await store.write((tx) => holdForGuard(tx, [{ message, until: now + 60_000 }], now));

    await store.write((tx) => pullBack(tx, now));

    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ ready_at: now + 60_000 }]);
    await store.close();
  });
});
