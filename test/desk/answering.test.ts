import { expect, test } from 'vitest';
import { prepareWork } from '../../src/chat/sending/preparing.ts';
import { answerAsked } from '../../src/desk/answering.ts';
import { placeOrder, type Wanted } from '../../src/desk/order.ts';
import type { DeskSettings } from '../../src/desk/settings.ts';
import { guardKey } from '../../src/messages/guard-key.ts';
import type { WaitingReason } from '../../src/messages/waiting.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { waitsOf } from '../../src/store/orders/documents.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { idsOf } from '../../src/store/tables/message-id.ts';
import { SETTINGS } from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';
import { numbers } from '../support/outbox.ts';
import { onEachStore, untilBlocked } from '../support/stores.ts';

const LONG = 1_010;
let origins = 0;

/** Asks for the same text to go to these. */
async function place(
  store: Store,
  recipients: readonly string[],
  {
    settings = SETTINGS,
    at = Date.now(),
    ...wanted
  }: Partial<Wanted> & { settings?: DeskSettings; at?: number } = {},
): Promise<string> {
  const placed = await store.write((tx) =>
    placeOrder(tx, settings, {
      origin: `answering ${++origins}`,
      maker: { kind: 'person', id: 101 },
      place: null,
      content: { channel: 'sms', text: 'sale' },
      recipients,
      isDraft: true,
      writtenAt: at,
      now: at,
      ...wanted,
    }),
  );
  await doJobs(store, [prepareWork(settings)]);
  return placed?.id ?? '';
}

const answer = (store: Store, id: string, reason: WaitingReason = 'confirmation', settings = SETTINGS) =>
  store.write((tx) => answerAsked(tx, settings, id, reason, Date.now()));

const waitsFor = async (store: Store, id: string) => {
  const order = await findOrder(store.db, id);
  return order && waitsOf(order);
};

onEachStore(({ kind, open, migratedUrl }) => {
  test('of two that say the same, and are agreed to at once, one goes and the other is asked about', async () => {
    const url = kind === 'postgres' ? await migratedUrl() : undefined;
    const store = await open(url);
    const [one, other] = [await place(store, numbers(3)), await place(store, numbers(3))];
    const answered = Promise.withResolvers<void>();
    const free = Promise.withResolvers<void>();
    const first = store.write(async (tx) => {
      const came = await answerAsked(tx, SETTINGS, one, 'confirmation', Date.now());
      answered.resolve();
      await free.promise;
      return came;
    });
    await answered.promise;
    const second = answer(store, other);
    if (url !== undefined) expect(await untilBlocked(url, second)).toBe('blocked');
    free.resolve();
    expect(await first).toMatchObject({ count: 3, next: null, repeated: 0 });
    expect(await second).toMatchObject({ count: 3, next: 'guard', repeated: 3 });
    expect(await waitsFor(store, other)).toEqual(['guard']);
    // Whoever says so all the same has read it.
    expect(await answer(store, other, 'guard')).toMatchObject({ count: 3, next: null, repeated: 0 });
    await store.close();
  });

  test('of a long list all that are repeated are counted, and one that says nothing twice goes', async () => {
    const store = await open();
    const people = numbers(LONG + 20);
    const one = await place(store, people.slice(0, LONG));
    const other = await place(store, people.slice(20));
    expect(await answer(store, one)).toMatchObject({ count: LONG, next: null });
    expect(await answer(store, other)).toMatchObject({ next: 'guard', repeated: LONG - 20 });
    expect(await waitsFor(store, other)).toEqual(['guard']);
    await store.close();
  });

  test('of a long list that has one recipient in common with another that one is found, wherever it stands', async () => {
    const store = await open();
    const people = numbers(2 * LONG);
    const one = await place(store, people.slice(0, LONG));
    const other = await place(store, people.slice(LONG).with(100, people[7] ?? ''));
    expect(await answer(store, one)).toMatchObject({ count: LONG, next: null });
    expect(await answer(store, other)).toMatchObject({ next: 'guard', repeated: 1 });
    await store.close();
  });

  test('what its preview told of is not asked about again, and what has gone since then is', async () => {
    const store = await open();
    const [test = ''] = numbers(1);
    await place(store, [test], { isDraft: false, at: Date.now() - 1_000 });
    const [one, other] = [await place(store, numbers(3)), await place(store, numbers(3))];
    expect(await waitsFor(store, one)).toEqual(['confirmation', 'guard']);
    expect(await answer(store, one)).toMatchObject({ next: null, repeated: 0 });
    expect(await answer(store, other)).toMatchObject({ next: 'guard', repeated: 3 });
    await store.close();
  });

  test('what was tried of the order itself is no reason to ask', async () => {
    const store = await open();
    const id = await place(store, numbers(2));
    const { number = 0 } = (await findOrder(store.db, id)) ?? {};
    const { first, last } = idsOf(number);
    await store.write((tx) =>
      tx.db
        .updateTable('messages')
        .set({ attempted_at: Date.now() })
        .where('id', '>=', first)
        .where('id', '<=', last)
        .execute(),
    );
    expect(await answer(store, id)).toMatchObject({ next: null, repeated: 0 });
    await store.close();
  });

  test('what a program asked for goes, since nobody may be there who reads the question', async () => {
    const store = await open();
    const id = await place(store, numbers(2), { maker: { kind: 'token', name: 'crm' } });
    await place(store, numbers(2), { isDraft: false });
    expect(await waitsFor(store, id)).toEqual(['confirmation']);
    expect(await answer(store, id)).toMatchObject({ next: null, repeated: 0 });
    await store.close();
  });

  test('a single one is asked about where the same goes by another account, too', async () => {
    const store = await open();
    const settings = { ...SETTINGS, accounts: ['demo', 'other'] };
    const [to = ''] = numbers(1);
    const [one, other] = [await place(store, [to], { settings }), await place(store, [to], { settings })];
    expect(await answer(store, one, 'confirmation', settings)).toMatchObject({ next: null });
    const { number = 0 } = (await findOrder(store.db, one)) ?? {};
    const { account } = await store.db
      .selectFrom('messages')
      .select('account')
      .where('id', '=', idsOf(number).first)
      .executeTakeFirstOrThrow();
    const key = guardKey(account === 'demo' ? 'other' : 'demo', { destination: to, text: 'sale' });
    await store.write(async (tx) => {
      const { first } = idsOf(number);
      await tx.db.updateTable('guards').set({ guard_key: key }).where('message_id', '=', first).execute();
      await tx.db.updateTable('messages').set({ guard_key: key }).where('id', '=', first).execute();
    });
    expect(await answer(store, other, 'confirmation', settings)).toMatchObject({
      next: 'guard',
      repeated: 1,
    });
    await store.close();
  });
});
