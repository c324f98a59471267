import { expect, test } from 'vitest';
import {
  addJob,
  advanceJob,
  assertJobHeld,
  endJob,
  forgetJobs,
  freeJobs,
  hastenJob,
  type Job,
  JobLost,
  nextJobAt,
  putOffJob,
  takeJob,
} from '../../../src/store/chats/jobs.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { setRole } from '../../../src/store/people/people.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';

const NOW = 1_000_000;

const add = (store: Store, key: string | null = null, now = NOW) =>
  store.write((tx) => addJob(tx, { kind: 'count', body: { v: 1, to: 3 }, key, now }));

const take = (store: Store, holder = 'one', now = NOW) =>
  store.write((tx) => takeJob(tx, { kinds: ['count'], holder, now }));

/** Does what a worker does of a piece: whatever is written lands with the new cursor. */
const advance = (store: Store, job: Job, cursor: string, now = NOW) =>
  store.write(async (tx) => {
    await assertJobHeld(tx, job);
    await setRole(tx, { id: Number(cursor), name: 'piece', role: 'viewer', by: 1, now });
    await advanceJob(tx, job, { cursor, dueAt: now });
  });

const pieces = async ({ db }: Store) =>
  (await db.selectFrom('people').select('id').orderBy('id').execute()).map(({ id }) => id);

/** Lets the lease of whoever holds a job run out, as it does by itself on PostgreSQL. */
async function runOut(store: Store): Promise<void> {
  await store.write((tx) => tx.db.updateTable('jobs').set({ leased_until: 0 }).execute());
}

async function held(store: Store): Promise<Job> {
  await add(store);
  const job = await take(store);
  if (!job) throw new Error('no job was taken');
  return job;
}

onEachStore(({ open, migratedUrl, kind }) => {
  test('of three who want it at once, one takes a job', async () => {
    const store = await open();
    await add(store);

    const taken = await Promise.all(['one', 'two', 'three'].map((holder) => take(store, holder)));

    expect(taken.filter(Boolean)).toMatchObject([{ kind: 'count', body: '{"v":1,"to":3}', cursor: null }]);
    await store.close();
  });

  test('jobs are taken as they become due, whichever was committed first', async () => {
    const store = await open();
    await add(store, 'third', NOW + 2);
    await add(store, 'first', NOW);
    await add(store, 'second', NOW + 1);

    expect((await take(store, 'one', NOW + 1))?.key).toBe('first');
    expect((await take(store, 'one', NOW + 1))?.key).toBe('second');
    expect(await take(store, 'one', NOW + 1)).toBeUndefined();
    expect(await nextJobAt(store.db, NOW + 1)).toBe(NOW + 2);
    await store.close();
  });

  test('a job of a kind that is not known here is left to others', async () => {
    const store = await open();
    await add(store);

    expect(
      await store.write((tx) => takeJob(tx, { kinds: ['other'], holder: 'one', now: NOW })),
    ).toBeUndefined();
    expect(await take(store)).toBeDefined();
    await store.close();
  });

  test('a job is not made twice while it is open, and can be made anew when it has ended', async () => {
    const store = await open();
    expect(await add(store, 'report 7')).toBe(true);
    expect(await add(store, 'report 7')).toBe(false);
    const job = await take(store);
    expect(await add(store, 'report 7')).toBe(false);

    await store.write((tx) => endJob(tx, job as Job, { error: null, now: NOW }));

    expect(await add(store, 'report 7')).toBe(true);
    await store.close();
  });

  test('what waits for its time is done at once where that is asked for by how far it came', async () => {
    const store = await open();
    await add(store, 'report 7');
    const job = await take(store);
    const hasten = (isWanted: boolean) =>
      store.write((tx) => hastenJob(tx, 'report 7', NOW, (cursor) => isWanted && cursor === 3));
    await store.write((tx) => advanceJob(tx, job as Job, { cursor: '3', dueAt: NOW + 60 }));

    await hasten(false);
    expect(await take(store)).toBeUndefined();
    await hasten(true);
    expect(await take(store)).toMatchObject({ key: 'report 7', cursor: '3' });
    await hasten(true);
    expect(await take(store)).toBeUndefined();
    await store.close();
  });

  test('a job that its transaction takes back is not there', async () => {
    const store = await open();
    await expect(
      store.write(async (tx) => {
        await addJob(tx, { kind: 'count', body: {}, key: null, now: NOW });
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');

    expect(await take(store)).toBeUndefined();
    await store.close();
  });

  test('what was done is kept with how far it came, and the job waits behind the others', async () => {
    const store = await open();
    const job = await held(store);
    await add(store, 'other', NOW + 1);

    await advance(store, job, '1', NOW + 2);

    expect((await take(store, 'one', NOW + 2))?.key).toBe('other');
    expect(await take(store, 'two', NOW + 2)).toMatchObject({ id: job.id, cursor: '1', tries: 1 });
    expect(await pieces(store)).toEqual([1]);
    await store.close();
  });

  test('who has lost a job to another writes nothing', async () => {
    const store = await open();
    const job = await held(store);
    await runOut(store);
    const again = await take(store, 'two');

    await expect(advance(store, job, '1')).rejects.toBeInstanceOf(JobLost);
    await advance(store, again as Job, '2');

    expect(await pieces(store)).toEqual([2]);
    await store.close();
  });

  test('who comes late, but before another, still does the piece', async () => {
    const store = await open();
    const job = await held(store);
    await runOut(store);

    await advance(store, job, '1');

    expect((await take(store))?.cursor).toBe('1');
    await store.close();
  });

  test('a job that has ended meanwhile is not worked on', async () => {
    const store = await open();
    const job = await held(store);
    await store.write((tx) => endJob(tx, job, { error: null, now: NOW }));

    await expect(advance(store, job, '1')).rejects.toBeInstanceOf(JobLost);
    expect(await take(store)).toBeUndefined();
    await store.close();
  });

  test('a try that ended with its process counts, and coming on begins the count anew', async () => {
    const store = await open();
    await held(store);
    await runOut(store);
    const second = await take(store);
    expect(second?.tries).toBe(2);

    await advance(store, second as Job, '1');

    expect((await take(store))?.tries).toBe(1);
    await store.close();
  });

  test('a job that failed waits, and keeps what was wrong; one that is given up keeps it too', async () => {
    const store = await open();
    const job = await held(store);

    await store.write((tx) => putOffJob(tx, job, { error: 'no luck', dueAt: NOW + 60 }));

    expect(await take(store, 'one', NOW + 59)).toBeUndefined();
    const again = await take(store, 'one', NOW + 60);
    expect(again).toMatchObject({ tries: 2, last_error: 'no luck' });
    await store.write((tx) => endJob(tx, again as Job, { error: 'never', now: NOW + 61 }));
    expect(await store.db.selectFrom('jobs').selectAll().execute()).toMatchObject([
      { ended: 'failed', last_error: 'never', ended_at: NOW + 61, holder: null },
    ]);
    await store.close();
  });

  test('ended jobs are forgotten after a time, and no others', async () => {
    const store = await open();
    for (const at of [1, 2, 3]) {
      await add(store, null, NOW);
      const job = await take(store);
      if (at < 3) await store.write((tx) => endJob(tx, job as Job, { error: null, now: NOW + at }));
    }

    expect(await store.write((tx) => forgetJobs(tx, NOW + 2))).toBe(false);

    expect(await store.db.selectFrom('jobs').select('ended_at').orderBy('id').execute()).toEqual([
      { ended_at: NOW + 2 },
      { ended_at: null },
    ]);
    await store.close();
  });

  test('who was killed at a piece is followed by another, from where it stood', async () => {
    const url = await migratedUrl();
    const first = await open(url);
    const job = await held(first);
    await advance(first, job, '1');
    await take(first);
    await first.close();

    const second = await open(url);
    // On PostgreSQL the lease says when, on SQLite the new process is the only one.
    if (kind === 'postgres') expect(await take(second, 'two')).toBeUndefined();
    if (kind === 'postgres') await runOut(second);
    await freeJobs(second);

    expect(await take(second, 'two')).toMatchObject({ id: job.id, cursor: '1', tries: 2 });
    await second.close();
  });

  test('nobody takes a job during its piece, however long that is', async () => {
    const url = await migratedUrl();
    const store = await open(url);
    const job = await held(store);
    await runOut(store);
    const { promise: mayEnd, resolve: letEnd } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
    const piece = store.write(async (tx) => {
      await assertJobHeld(tx, job);
      begins();
      await mayEnd;
      await advanceJob(tx, job, { cursor: '1', dueAt: NOW + 1 });
    });
    await begun;

    // SQLite has one writer: there it waits for the piece.
    const other = take(store, 'two');
    if (kind === 'postgres') expect(await untilBlocked(url, other)).toBeUndefined();
    letEnd();
    await piece;

    expect(await other).toBeUndefined();
    expect((await take(store, 'two', NOW + 1))?.cursor).toBe('1');
    await store.close();
  });
});
