import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { createCard } from '../../../src/store/chats/cards.ts';
import { chunks } from '../../../src/store/engine/chunks.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { messagesTold, tellEvents, toldBy, untoldWatches } from '../../../src/store/watch/alerts.ts';
import { switchOff, switchOn, watchesIn } from '../../../src/store/watch/watches.ts';
import { termsColumn } from '../../../src/store/watch/watches-at-hand.ts';
import type { Watched } from '../../../src/watch/watched.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const PLACE = { chatId: -1001, threadId: 7 };

async function watch(store: Store, watched: Watched) {
  await store.write((tx) => switchOn(tx, PLACE, { watched, by: 101, now: Date.now() }));
  const here = (await watchesIn(store.db, PLACE)).find((one) => one.watched.kind === watched.kind);
  if (!here) throw new Error('nothing is watched');
  return here;
}

let ids = 0;

/** Messages that come to this end. */
async function end(store: Store, stat: string, count = 1): Promise<number[]> {
  const text = `text ${++ids}`;
  const card = await order(
    store,
    numbers(count).map((to) => sms(to, text)),
  );
  const given = Array.from({ length: count }, () => String(700_000 + ++ids));
  await submit(store, card, given.map(accepted));
  for (const id of given) await receipt(store, `id:${id} ${stat}`);
  return (await messagesOfCard(store.db, card, count)).map(({ id }) => id);
}

const UNDELIVERED = 'stat:UNDELIV err:254';

/** Tells a watch what it has not been told of. */
const tell = (store: Store, one: Awaited<ReturnType<typeof watch>>) =>
  store.write((tx) => tellEvents(tx, one, Date.now(), () => cardIn(tx)));

const cardIn = (tx: Tx) =>
  createCard(tx, {
    ...PLACE,
    replyTo: null,
    kind: 'alert',
    body: {},
    language: 'en',
    personId: null,
    now: Date.now(),
  });

/** The messages that each alert tells of, the oldest first. */
async function told({ db }: Store): Promise<number[][]> {
  const alerts = await db.selectFrom('alerts').select('id').orderBy('told_at').orderBy('id').execute();
  return Promise.all(alerts.map(async ({ id }) => (await messagesTold(db, id)).toSorted()));
}

onEachStore(({ open, kind }) => {
  test.runIf(kind === 'sqlite')(
    'what thousands of chats watch is kept for each, however many that are',
    async () => {
      const store = await open();
      const terms = termsColumn({ kind: 'usual', only: {} });
      const rows = Array.from({ length: 3_000 }, (_, n) => ({
        chat_id: -2_000 - n,
        thread_id: 0,
        kind: 'usual',
        terms,
        made_by: 101,
        made_at: Date.now(),
      }));
      await store.write(async (tx) => {
        for (const some of chunks(rows)) await tx.db.insertInto('watches').values(some).execute();
        tx.changed('watches');
      });
      await end(store, UNDELIVERED);
      for (const table of ['events', 'outcomes'] as const) {
        expect(await store.db.selectFrom(table).select('watch_id').execute()).toHaveLength(rows.length);
      }
      await store.close();
    },
  );

  test('what happens is kept for those who watch it, once each, and for nobody where nobody does', async () => {
    const store = await open();
    await end(store, UNDELIVERED);
    const failures = await watch(store, { kind: 'failed', only: {} });
    const deliveries = await watch(store, { kind: 'delivered', only: { number: ['99'] } });
    const failed = await end(store, UNDELIVERED, 2);
    await end(store, 'stat:DELIVRD err:000');
    expect(await untoldWatches(store.db)).toEqual([failures.id]);

    await tell(store, failures);
    await tell(store, deliveries);
    expect(await told(store)).toEqual([failed]);
    expect(await untoldWatches(store.db)).toEqual([]);
    const { id } = await store.db.selectFrom('alerts').select('id').executeTakeFirstOrThrow();
    expect(await toldBy(store.db, id)).toEqual([
      {
        kind: 'failed',
        sender: 'SHOP',
        operator: null,
        state: STATE.of.undelivered,
        error: 254,
        command_status: null,
        count: 2,
      },
    ]);
    await store.close();
  });

  test('what is told is told once, and what the transaction takes back was not told', async () => {
    const store = await open();
    const failures = await watch(store, { kind: 'failed', only: {} });
    const first = await end(store, UNDELIVERED);
    const broken = store.write(async (tx) => {
      await tellEvents(tx, failures, Date.now(), () => cardIn(tx));
      throw new Error('the process ends here');
    });
    await expect(broken).rejects.toThrow('ends here');
    expect(await told(store)).toEqual([]);
    await tell(store, failures);
    await tell(store, failures);
    const second = await end(store, UNDELIVERED);
    await tell(store, failures);
    expect(await told(store)).toEqual([[...first, ...second].toSorted()]);
    await store.close();
  });

  test.runIf(kind === 'postgres')('what is committed late is told late, and not passed over', async () => {
    const store = await open();
    const failures = await watch(store, { kind: 'failed', only: {} });
    const written = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const late = store.write(async (tx) => {
      await tx.db
        .insertInto('events')
        .values({
          watch_id: failures.id,
          at: Date.now(),
          kind: 'failed',
          account: 'demo',
          sender: null,
          operator: null,
          state: STATE.of.undelivered,
          error: 254,
          command_status: null,
          count: 1,
          messages: '[42]',
          untold_to: failures.id,
          alert_id: null,
        })
        .execute();
      written.resolve();
      await release.promise;
    });
    await written.promise;
    const early = await end(store, UNDELIVERED);
    await tell(store, failures);
    expect(await told(store)).toEqual([early]);
    release.resolve();
    await late;
    await tell(store, failures);
    expect(await told(store)).toEqual([[...early, 42].toSorted()]);
    await store.close();
  });

  test('the operator of a number is that of its last look-up', async () => {
    const store = await open();
    const failures = await watch(store, { kind: 'failed', only: { operator: ['mega'] } });
    const [to = ''] = numbers(1);
    const card = await order(store, [{ channel: 'hlr', to }]);
    await submit(store, card, [accepted('hlr-1')]);
    await receipt(store, 'id:hlr-1 stat:DELIVRD err:000 imsi:250023012345678 mcc:250 mnc:02 net:MegaFON');
    const failed = await end(store, UNDELIVERED);
    await tell(store, failures);
    expect(await told(store)).toEqual([failed]);
    await store.close();
  });

  test('nothing is kept any more for a watch that was switched off', async () => {
    const store = await open();
    const failures = await watch(store, { kind: 'failed', only: {} });
    await end(store, UNDELIVERED);
    await store.write((tx) => switchOff(tx, failures.id));
    await end(store, UNDELIVERED);
    expect(await store.db.selectFrom('events').select('id').execute()).toEqual([]);
    await store.close();
  });
});
