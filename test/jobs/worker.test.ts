import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type JobWork, jobWork } from '../../src/jobs/kind.ts';
import { addJob } from '../../src/store/chats/jobs.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { drivenClock } from '../support/driven-clock.ts';
import {
  add,
  allEnded,
  type CountBody,
  counting,
  countJob,
  newStore,
  startWork,
  steps,
  until,
} from '../support/jobs.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl } from '../support/stores.ts';

test('a piece begins no step that its time would not be enough for, and two jobs take turns', async () => {
  drivenClock();
  const store = await newStore();
  const done: string[] = [];
  const kind = counting({
    async piece({ body, cursor, budget }) {
      let at = cursor?.at ?? 0;
      const first = at;
      do {
        vi.advanceTimersByTime(2);
        at += 1;
      } while (at < body.steps && !budget.isSpent());
      done.push(`${body.name} ${at - first}`);
      return at < body.steps ? { at } : null;
    },
  });
  await add(store, { name: 'a', steps: 7 });
  await add(store, { name: 'b', steps: 6 });

  const worker = startWork(store, kind);
  await allEnded(store);
  await worker.stop();

  expect(done).toEqual(['a 3', 'b 3', 'a 3', 'b 3', 'a 1']);
});

test('whatever else there is to do gets its turn between two pieces', async () => {
  const store = await newStore();
  const turns: number[] = [];
  let turn = 0;
  const turning = setInterval(() => turn++, 1);
  onTestFinished(() => clearInterval(turning));
  const kind = counting({
    async piece({ body, cursor }) {
      turns.push(turn);
      const end = performance.now() + 5;
      while (performance.now() < end);
      const at = (cursor?.at ?? 0) + 1;
      return at < body.steps ? { at } : null;
    },
  });
  await add(store, { name: 'a', steps: 5 });

  const worker = startWork(store, kind);
  await allEnded(store);
  await worker.stop();

  expect(turns).toHaveLength(5);
  expect(new Set(turns).size).toBe(5);
});

test('a job that is made while nothing is to be done is begun at once', async () => {
  drivenClock();
  const store = await newStore();
  const worker = startWork(store, counting());
  // It has looked, and sleeps: from here on only what the commit says can wake it.
  await until(async () => vi.getTimerCount() > 0);

  await add(store, { name: 'a', steps: 2 });
  await allEnded(store);
  await worker.stop();

  expect(await steps(store)).toHaveLength(2);
});

test('what waits for a file keeps nothing waiting that reads none', async () => {
  const store = await newStore();
  const asked = Promise.withResolvers<void>();
  const comes = Promise.withResolvers<void>();
  const slow = jobWork<CountBody, object>(
    { ...countJob, name: 'slow' },
    {
      cursor: z.object({}),
      maxTries: 1,
      async read() {
        asked.resolve();
        await comes.promise;
      },
      piece: async () => null,
    },
  );
  await store.write((tx) =>
    addJob(tx, { kind: 'slow', body: { v: 1, name: 'a', steps: 1 }, key: null, now: Date.now() }),
  );
  const worker = startWork(store, slow, counting());
  await asked.promise;
  await add(store, { name: 'b', steps: 2 });
  await until(async () => (await steps(store)).length === 2);
  comes.resolve();
  await allEnded(store);
  await worker.stop();
});

test('a job that an earlier version made is upgraded as it is read', async () => {
  const store = await newStore();
  const done: CountBody[] = [];
  const kind = jobWork<CountBody, object>(
    {
      ...countJob,
      version: 2,
      earlier: { 1: z.object({ count: z.number() }).transform(({ count }) => ({ name: 'a', steps: count })) },
    },
    {
      cursor: z.object({}),
      maxTries: 1,
      async piece({ body }) {
        done.push(body);
        return null;
      },
    },
  );
  await add(store, { v: 1, count: 2 });

  const worker = startWork(store, kind);
  await allEnded(store);
  await worker.stop();

  expect(done).toEqual([{ name: 'a', steps: 2 }]);
});

test('a stop ends after the piece at hand, and the next start goes on from there', async () => {
  const store = await newStore();
  const usual = counting();
  const { promise: atPiece, resolve: begun } = Promise.withResolvers<void>();
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  let pieces = 0;
  const kind: JobWork = {
    ...usual,
    async piece(piece) {
      pieces += 1;
      begun();
      await mayGoOn;
      return usual.piece({ ...piece, budget: { isSpent: () => true } });
    },
  };
  await add(store, { name: 'a', steps: 3 });
  const first = startWork(store, kind);
  await atPiece;

  const stopped = first.stop();
  goOn();
  await stopped;

  expect(pieces).toBe(1);
  expect(await steps(store)).toHaveLength(1);
  const second = startWork(store, kind);
  await allEnded(store);
  await second.stop();
  expect(pieces).toBe(3);
  expect((await steps(store)).map(({ update_id }) => update_id)).toEqual([0, 1, 2]);
});

test('a job of a kind that recurs is there from the first start on, once, and is done again and again', async () => {
  const clock = drivenClock();
  const store = await newStore();
  const times: number[] = [];
  const kind = jobWork<object, object>(
    { name: 'sweep', version: 1, body: z.object({}) },
    {
      cursor: z.object({}),
      maxTries: 2,
      everyMs: 60_000,
      async piece() {
        times.push(Date.now());
        return null;
      },
    },
  );
  await startWork(store, kind).stop();

  const worker = startWork(store, kind);
  while (times.length < 4) await clock.pass(1);
  await worker.stop();

  for (const [index, at] of times.slice(1).entries())
    expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(60_000);
  expect(await store.db.selectFrom('jobs').select('kind').execute()).toEqual([{ kind: 'sweep' }]);
});

test('three instances on one PostgreSQL do each step of each job once', async () => {
  const url = await currentPostgresUrl();
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore(url)));
  const [store] = stores as [Store];
  const usual = counting();
  // A step that is done twice breaks the row that is there only once.
  const kind: JobWork = {
    ...usual,
    async piece({ tx, body, cursor, now }) {
      const { name, steps } = JSON.parse(body) as CountBody;
      const at = cursor === null ? 0 : (JSON.parse(cursor) as { at: number }).at;
      const row = { bot_id: Number(name), update_id: at, received_at: now, body: name };
      const values = { ...row, id: `${name} ${at}`, state: 'done', tries: 0 } as const;
      await tx.db.insertInto('updates').values(values).execute();
      return at + 1 < steps ? JSON.stringify({ at: at + 1 }) : null;
    },
  };
  for (const name of ['1', '2', '3', '4']) await add(store, { name, steps: 15 });

  const workers = stores.map((one) => startWork(one, kind));
  await allEnded(store);
  await Promise.all(workers.map((worker) => worker.stop()));

  expect(await steps(store)).toHaveLength(60);
  const outcomes = await Promise.all(workers.map((worker) => worker.pieces('put_off')));
  expect(outcomes).toEqual([0, 0, 0]);
  await Promise.all(stores.map((one) => one.close()));
});
