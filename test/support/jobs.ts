import { Registry } from 'prom-client';
import { vi } from 'vitest';
import { z } from 'zod';
import { type JobKind, type JobWork, jobWork, type WorkOptions } from '../../src/jobs/kind.ts';
import { jobMetrics } from '../../src/jobs/metrics.ts';
import { type Jobs, startJobs } from '../../src/jobs/worker.ts';
import { createLog } from '../../src/log.ts';
import { addJob } from '../../src/store/chats/jobs.ts';
import { keepUpdate } from '../../src/store/chats/updates.ts';
import type { Store } from '../../src/store/engine/database.ts';
import type { DrivenClock } from './driven-clock.ts';
import { afterEveryTest } from './endings.ts';
import { openTestStore } from './store.ts';

const body = z.object({ name: z.string(), steps: z.number() });
export type CountBody = z.infer<typeof body>;

/** Counts from 0 to `steps`. */
export const countJob: JobKind<CountBody> = { name: 'count', version: 1, body };

/** Counts a step at a time; each one that is kept is an update of its own. */
export const counting = (changes: Partial<WorkOptions<CountBody, { at: number }>> = {}): JobWork =>
  jobWork<CountBody, { at: number }>(countJob, {
    cursor: z.object({ at: z.number() }),
    maxTries: 4,
    async piece({ tx, body, cursor, budget, now }) {
      let at = cursor?.at ?? 0;
      do {
        await keepUpdate(tx, { botId: 1, updateId: at, body: body.name }, now);
        at += 1;
      } while (at < body.steps && !budget.isSpent());
      return at < body.steps ? { at } : null;
    },
    ...changes,
  });

/** The steps that were kept, in order. */
export const steps = ({ db }: Store) =>
  db.selectFrom('updates').select(['update_id', 'body']).orderBy('id').execute();

/** Makes a job that counts, as the program wrote it or some other one. */
export const add = (store: Store, body: object, key: string | null = null) =>
  store.write((tx) => addJob(tx, { kind: 'count', body, key, now: Date.now() }));

export interface Worker extends Jobs {
  readonly logged: string[];
  /** How many pieces came to this. */
  pieces(outcome: string): Promise<number>;
}

/** Starts a worker, which the test has to stop. */
export function startWork(store: Store, ...kinds: JobWork[]): Worker {
  const registry = new Registry();
  const logged: string[] = [];
  const log = createLog('info', { write: (line) => void logged.push(line) });
  const jobs = startJobs({ store, kinds, holder: 'test', log, metrics: jobMetrics(registry) });
  return {
    ...jobs,
    logged,
    async pieces(outcome) {
      const [metric] = await registry.getMetricsAsJSON();
      const counts = metric?.values as { metricName?: string; labels: object; value: number }[];
      return counts
        .filter(({ metricName }) => metricName === 'job_piece_seconds_count')
        .filter(({ labels }) => Object.values(labels).includes(outcome))
        .reduce((sum, { value }) => sum + value, 0);
    },
  };
}

/** Lets the event loop turn until it is so; no time has to pass for that. */
export async function until(look: () => unknown): Promise<void> {
  while (!(await look())) await new Promise((resolve) => setImmediate(resolve));
}

const jobs = ({ db }: Store) => db.selectFrom('jobs').select('id').where('ended', 'is', null);

const open = (store: Store) => jobs(store).executeTakeFirst();

/** The clock of a machine that has just woken is set back by so much (ms), but none that a test sets. */
const setBackMs = (): number => (vi.getMockedSystemTime() === null ? 2_000 : 0);

/** What waits for its time is not to be done yet; what failed is to be tried again. */
const due = (store: Store, kinds: readonly JobWork[]) =>
  jobs(store)
    .where(
      'kind',
      'in',
      kinds.map(({ name }) => name),
    )
    .where((eb) => eb.or([eb('due_at', '<=', Date.now() + setBackMs()), eb('tries', '>', 0)]))
    .executeTakeFirst();

export const allEnded = (store: Store) => until(async () => !(await open(store)));

/** Lets time pass until there is nothing left to be tried again. */
export async function passUntilEnded(clock: DrivenClock, store: Store): Promise<void> {
  while (await open(store)) await clock.pass(1 / 60);
}

/** Does what is due by now of these kinds, if there is anything, as the program would do it meanwhile. */
export async function doJobs(store: Store, kinds: readonly JobWork[]): Promise<void> {
  if (!(await due(store, kinds))) return;
  let written = 0;
  let wake = () => {};
  const watched: Store = {
    ...store,
    write: (work, how) =>
      store.write(work, how).finally(() => {
        written += 1;
        wake();
      }),
  };
  const worker = startWork(watched, ...kinds);
  // What is due changes by what the worker writes alone.
  for (let seen = 0; await due(store, kinds); seen = written) {
    if (seen === written) await new Promise<void>((resolve) => (wake = resolve));
  }
  await worker.stop();
}

let opened: Store | null = null;
afterEveryTest(async () => {
  await opened?.close();
  opened = null;
});

/** A store that is closed with the test. */
export async function newStore(): Promise<Store> {
  opened = await openTestStore();
  return opened;
}
