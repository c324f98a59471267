import { expect, test } from 'vitest';
import { keepUpdate } from '../../src/store/chats/updates.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { drivenClock } from '../support/driven-clock.ts';
import {
  add,
  allEnded,
  counting,
  newStore,
  passUntilEnded,
  startWork,
  steps,
  until,
} from '../support/jobs.ts';

test('a piece that fails leaves nothing, is tried again later and later, and goes on where the job stood', async () => {
  const clock = drivenClock();
  const store = await newStore();
  const tries: number[] = [];
  const usual = counting();
  const worker = startWork(store, {
    ...usual,
    async piece(piece) {
      const next = await usual.piece({ ...piece, budget: { isSpent: () => true } });
      if (piece.cursor !== '{"at":1}') return next;
      tries.push(Date.now());
      if (tries.length < 4) throw new Error('no luck with "secret words"');
      return next;
    },
  });
  await add(store, { name: 'a', steps: 3 });

  await until(() => tries.length === 1);
  const kept = () => store.db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
  await until(async () => (await kept()).last_error);
  expect(await kept()).toMatchObject({ cursor: '{"at":1}', tries: 1, last_error: 'Error: no luck with "…"' });
  expect(await steps(store)).toHaveLength(1);
  await passUntilEnded(clock, store);
  await worker.stop();

  const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  expect(waits[0]).toBeGreaterThanOrEqual(1_000);
  expect(waits[1]).toBeGreaterThanOrEqual(2_000);
  expect(waits[2]).toBeGreaterThanOrEqual(4_000);
  expect((await steps(store)).map(({ update_id }) => update_id)).toEqual([0, 1, 2]);
  expect(await worker.pieces('put_off')).toBe(3);
});

test('a job that fails again and again is given up: whoever waits is told, and so are log and metric', async () => {
  const clock = drivenClock();
  const store = await newStore();
  const worker = startWork(
    store,
    counting({
      async piece() {
        throw new Error('never');
      },
      givenUp: (tx, { name }, now) => keepUpdate(tx, { botId: 2, updateId: 0, body: name }, now),
    }),
  );
  await add(store, { name: 'a', steps: 3 }, 'a');

  await passUntilEnded(clock, store);
  await worker.stop();

  expect(await store.db.selectFrom('jobs').selectAll().execute()).toMatchObject([
    { ended: 'failed', last_error: 'Error: never', tries: 4 },
  ]);
  expect(await steps(store)).toEqual([{ update_id: 0, body: 'a' }]);
  expect(worker.logged.filter((line) => line.includes('a job is given up'))).toHaveLength(1);
  expect(await worker.pieces('given_up')).toBe(1);
});

test('a job that ended the program each time it was tried is given up without another try', async () => {
  const store = await newStore();
  await add(store, { name: 'a', steps: 1 });
  await store.write((tx) => tx.db.updateTable('jobs').set({ tries: 4 }).execute());

  const worker = startWork(store, counting());
  await allEnded(store);
  await worker.stop();

  expect(await steps(store)).toEqual([]);
  expect(await store.db.selectFrom('jobs').select('last_error').execute()).toEqual([
    { last_error: 'Error: cut off 4 times' },
  ]);
});

test('a job whose rows cannot be read is given up as well, and holds up no other', async () => {
  const clock = drivenClock();
  const store = await newStore();
  await add(store, { v: 1, who: 'nobody' });
  await add(store, { name: 'a', steps: 1 });

  const worker = startWork(store, counting());
  await passUntilEnded(clock, store);
  await worker.stop();

  expect(await steps(store)).toMatchObject([{ body: 'a' }]);
});

test('a store that is away takes one try from a job at most', async () => {
  const clock = drivenClock();
  const store = await newStore();
  let failures = 0;
  let done = false;
  const flaky: Store = {
    ...store,
    async write(run) {
      if (failures > 0) {
        failures -= 1;
        throw new Error('away');
      }
      return store.write(run);
    },
  };
  const usual = counting({ maxTries: 2 });
  const worker = startWork(flaky, {
    ...usual,
    async piece(piece) {
      const next = await usual.piece(piece);
      if (done) return next;
      // The piece is taken back, and what would put that on record fails ten times.
      done = true;
      failures = 10;
      throw new Error('away');
    },
  });
  await add(store, { name: 'a', steps: 1 });

  await passUntilEnded(clock, store);
  await worker.stop();

  expect(await store.db.selectFrom('jobs').selectAll().execute()).toMatchObject([
    { ended: 'done', tries: 2 },
  ]);
  expect(await steps(store)).toHaveLength(1);
});

test('a job whose giving up cannot be told is given up all the same', async () => {
  const clock = drivenClock();
  const store = await newStore();
  const kind = counting({
    maxTries: 1,
    async piece() {
      throw new Error('never');
    },
    async givenUp() {
      throw new Error('nobody is there');
    },
  });
  await add(store, { name: 'a', steps: 1 });

  const worker = startWork(store, kind);
  await passUntilEnded(clock, store);
  await worker.stop();

  expect(await store.db.selectFrom('jobs').select(['ended', 'last_error']).execute()).toEqual([
    { ended: 'failed', last_error: 'Error: never' },
  ]);
});

test('a piece of a job that another took meanwhile leaves nothing, and is counted as lost', async () => {
  const store = await newStore();
  let isTaken = false;
  const worker = startWork(
    {
      ...store,
      async write(run) {
        const held = store.db.selectFrom('jobs').select('fence').where('holder', '=', 'test');
        const ours = await held.executeTakeFirst();
        if (ours && !isTaken) {
          isTaken = true;
          const another = { holder: 'another', fence: ours.fence + 1, leased_until: 0 };
          await store.write((tx) => tx.db.updateTable('jobs').set(another).execute());
        }
        return store.write(run);
      },
    },
    counting(),
  );
  await add(store, { name: 'a', steps: 2 });

  await allEnded(store);
  await worker.stop();

  expect(isTaken).toBe(true);
  expect(await worker.pieces('lost')).toBe(1);
  // Ours, the other's and ours again, at the least: a slow turn gives the job back between its pieces.
  const { fence } = await store.db.selectFrom('jobs').select('fence').executeTakeFirstOrThrow();
  expect(fence).toBeGreaterThanOrEqual(3);
  expect(await steps(store)).toHaveLength(2);
});

test('what is to follow a piece follows it once it has landed, and not one that was taken back', async () => {
  const clock = drivenClock();
  const store = await newStore();
  const followed: string[] = [];
  let tries = 0;
  const usual = counting();
  const worker = startWork(store, {
    ...usual,
    async piece(piece) {
      const next = await usual.piece({ ...piece, budget: { isSpent: () => true } });
      tries += 1;
      piece.landed(() => followed.push(String(piece.cursor)));
      if (tries === 2) throw new Error('no luck');
      return next;
    },
  });
  await add(store, { name: 'a', steps: 3 });
  await passUntilEnded(clock, store);
  await worker.stop();
  expect(tries).toBe(4);
  expect(followed).toEqual(['null', '{"at":1}', '{"at":2}']);
});
