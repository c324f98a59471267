import { expect, test } from 'vitest';
import { LANES } from '../../../src/messages/lanes.ts';
import { agedOrders } from '../../../src/store/attempts/able.ts';
import { type Message, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { nextReadyAt, readyMessages } from '../../../src/store/attempts/ready-messages.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import { touchCards } from '../../../src/store/chats/cards.ts';
import { addJob, takeJob } from '../../../src/store/chats/jobs.ts';
import { pullBack } from '../../../src/store/engine/clock.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { carryWaits, pullBackWaits } from '../../../src/store/engine/store-time.ts';
import { holdForGuard } from '../../../src/store/orders/guard.ts';
import { OUTCOME, STATE } from '../../../src/store/tables/coded.ts';
import { claimOne } from '../../support/claim.ts';
import { due } from '../../support/due-cards.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const HOUR_MS = 3_600_000;
const ATTEMPT = { part: 1, host: 'one:3700', bind: 'demo/1', source: 'SHOP' };

async function queued(store: Store, to: string): Promise<Message> {
  const [message] = await messagesOfCard(store.db, await order(store, [sms(to, 'hello')]), 1);
  if (!message) throw new Error('no message');
  return message;
}

const read = (store: Store, { id }: Message) =>
  store.db
    .selectFrom('messages')
    .select(['ready_at', 'lane', 'turn', 'attempted_at', 'doubt_until'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** One that was tried at `now`, one that the guard keeps back until a minute later, one that is looked at then. */
async function waits(
  store: Store,
  now: number,
): Promise<{ tried: Message; held: Message; doubted: Message }> {
  const tried = await queued(store, '79991234567');
  const held = await queued(store, '79991234568');
  const doubted = await queued(store, '79991234569');
  await store.write(async (tx) => {
    await claimOne(tx, tried, [ATTEMPT], 1, now);
    await holdForGuard(tx, [{ message: held, until: now + 60_000 }], now);
    await tx.db
      .updateTable('messages')
      .set({ state: STATE.of.in_doubt, ready_at: now + 1_000, turn: now + 1_000, lane: LANES.repeat })
      .set({ doubt_until: now + 40_000 })
      .where('id', '=', doubted.id)
      .execute();
  });
  return { tried, held, doubted };
}

onEachStore(({ open }) => {
  test('cards and jobs that lie in the future after the clock was set back are due now', async () => {
    const store = await open();
    const card = await order(store, [sms('79991234567', 'hello')]);
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');
    const now = message.created_at - 3 * HOUR_MS;
    await store.write((tx) => addJob(tx, { kind: 'count', body: {}, key: null, now: message.created_at }));
    const job = { kinds: ['count'], holder: 'us', now };
    expect(await store.write((tx) => takeJob(tx, job))).toBeUndefined();
    expect(await due(store, now)).toEqual([]);

    await store.write((tx) => pullBack(tx, now));

    expect(await due(store, now)).toMatchObject([{ id: card }]);
    expect(await store.write((tx) => takeJob(tx, job))).toBeDefined();
    await store.close();
  });

  test('a card that is touched by a clock that is ahead is shown at once', async () => {
    const store = await open();
    const card = await order(store, [sms('79991234567', 'hello')]);

    await store.write((tx) => touchCards(tx, [card], Date.now() + HOUR_MS));

    expect(await due(store, Date.now())).toMatchObject([{ id: card }]);
    await store.close();
  });

  test('after a gap what is old has aged, and so has what is of a time to come', async () => {
    const store = await open();
    const now = Date.now();
    const ids = [];
    for (const hours of [-1, 0, 1]) {
      const card = await order(store, [sms('79991234567', 'hello')], { freshAt: now + hours * HOUR_MS });
      ids.push((await messagesOfCard(store.db, card, 1))[0]?.order_id);
    }

    const aged = await agedOrders(store.db, 'demo', 600_000, now);

    expect(aged.toSorted()).toEqual([ids[0], ids[2]].toSorted());
    await store.close();
  });

  test('what is queued may go at once, whatever clock its writer had', async () => {
    const store = await open();
    const message = await queued(store, '79991234567');
    const now = message.created_at - 3 * HOUR_MS;

    const ready = await store.write((tx) => readyMessages(tx, message.account, 10, now));

    expect(ready).toMatchObject([{ id: message.id }]);
    await store.close();
  });

  test('when the clock was set back while nobody sent, nothing waits for it, and what was tried was tried just now', async () => {
    const store = await open();
    const { tried, held, doubted } = await waits(store, Date.now());
    const now = Date.now() - 3 * HOUR_MS;

    await store.write((tx) => pullBackWaits(tx, 'demo', now));

    expect(await read(store, tried)).toMatchObject({ attempted_at: now });
    expect(await read(store, held)).toMatchObject({ ready_at: now, turn: now });
    expect(await read(store, doubted)).toMatchObject({
      ready_at: now,
      turn: now,
      doubt_until: now + 600_000,
    });
    await store.close();
  });

  test.each([
    { of: 'one that was answered', outcome: OUTCOME.of.accepted, committed: 'now' },
    {
      of: 'one that nobody answered, which is not to be repeated',
      outcome: OUTCOME.of.no_answer,
      committed: 'then',
    },
  ])(
    'when the clock was set back while nobody sent, an attempt of a time to come is of $committed, $of',
    async (attempt) => {
      const store = await open();
      const then = Date.now();
      const message = await queued(store, '79991234567');
      await store.write(async (tx) => {
        await claimOne(tx, message, [ATTEMPT], 1, then);
        await tx.db.updateTable('attempts').set({ outcome: attempt.outcome, open: null }).execute();
      });
      const now = then - 3 * HOUR_MS;

      await store.write((tx) => pullBackWaits(tx, 'demo', now));

      const [{ committed_at } = { committed_at: null }] = await attemptsOf(store.db, message.id);
      expect(committed_at).toBe(attempt.committed === 'now' ? now : then);
      await store.close();
    },
  );

  test('what waits for its turn within the minute goes on waiting', async () => {
    const store = await open();
    const now = Date.now();
    const { held, doubted } = await waits(store, now);

    await store.write((tx) => pullBackWaits(tx, 'demo', now));

    expect(await read(store, held)).toMatchObject({ ready_at: now + 60_000, turn: now + 60_000 });
    expect(await read(store, doubted)).toMatchObject({ turn: now + 1_000, doubt_until: now + 40_000 });
    await store.close();
  });

  test.each([70_000, -3 * HOUR_MS])(
    'when the clock is set by %i ms, what waits goes on waiting for as long as it would have',
    async (stepMs) => {
      const store = await open();
      const before = Date.now();
      const { tried, held, doubted } = await waits(store, before);
      const other = await order(store, [sms('79991234567', 'hello')], { account: 'other' });
      await store.write((tx) =>
        tx.db.updateTable('messages').set({ attempted_at: before }).where('account', '=', 'other').execute(),
      );
      const now = before + stepMs;

      await store.write((tx) => carryWaits(tx, 'demo', now, stepMs));

      expect(await read(store, tried)).toMatchObject({ attempted_at: now });
      expect(await read(store, held)).toMatchObject({ ready_at: now + 60_000, turn: now + 60_000 });
      expect(await read(store, doubted)).toMatchObject({ turn: now + 1_000, doubt_until: now + 40_000 });
      expect(await store.write((tx) => nextReadyAt(tx, 'demo'))).toBe(now + 1_000);
      expect(await messagesOfCard(store.db, other, 1)).toMatchObject([{ attempted_at: before }]);
      await store.close();
    },
  );

  test('a leap forwards leaves an attempt without an answer as old as it may be, one back not younger than it is', async () => {
    const store = await open();
    const before = Date.now();
    const { tried } = await waits(store, before);
    const committedAt = async () =>
      (
        await store.db
          .selectFrom('attempts')
          .select('committed_at')
          .where('message_id', '=', tried.id)
          .executeTakeFirstOrThrow()
      ).committed_at;

    await store.write((tx) => carryWaits(tx, 'demo', before + 70_000, 70_000));
    expect(await committedAt()).toBe(before);

    await store.write((tx) => carryWaits(tx, 'demo', before, -70_000));
    expect(await committedAt()).toBe(before);

    await store.write((tx) => carryWaits(tx, 'demo', before - HOUR_MS, -HOUR_MS));
    expect(await committedAt()).toBe(before - HOUR_MS);
    await store.close();
  });
});
