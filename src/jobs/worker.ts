import { setImmediate as nextTurn, setTimeout as rest } from 'node:timers/promises';
import { errorLine, type Logger } from '../log.ts';
import { Rounds } from '../rounds.ts';
import {
  addJob,
  advanceJob,
  assertJobHeld,
  endJob,
  freeJobs,
  type Job,
  JobLost,
  nextJobAt,
  putOffJob,
  takeJob,
} from '../store/chats/jobs.ts';
import { Alarm } from '../store/engine/alarm.ts';
import type { Store, StoreKind, Tx } from '../store/engine/database.ts';
import { isStoreFailure, levelOf } from '../store/engine/failure.ts';
import { budgetOf } from './budget.ts';
import type { JobWork } from './kind.ts';
import type { JobMetrics, PieceOutcome } from './metrics.ts';

/*
 * Long work, done in pieces between other things. Each round takes the job that has been due for longest, does one
 * piece of it and puts it behind the others. On PostgreSQL every instance does so, with one job at a time of those that
 * read nothing, and one of those that do: what reads may wait for a file, and what is due at a minute does not wait for it.
 */

export interface JobsOptions {
  readonly store: Store;
  readonly kinds: readonly JobWork[];
  /** Names this instance. */
  readonly holder: string;
  readonly log: Logger;
  readonly metrics: JobMetrics;
}

export interface Jobs {
  /** Ends after the piece at hand; what is left goes on after the next start, or elsewhere. */
  stop(): Promise<void>;
}

/**
 * How long a piece goes on (ms). On SQLite all of it is time on the event loop, and so is the commit, which writes the
 * log back into the file now and then (14 ms were seen): together they are to stay below 20. On PostgreSQL most of it
 * is spent waiting.
 */
const PIECE_MS: Readonly<Record<StoreKind, number>> = { sqlite: 6, postgres: 500 };
/** After so long no further step of reading for a piece begins (ms): it holds nobody up. */
const READ_MS = 500;
/** The first try is repeated after this time (ms), which doubles with each. */
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 5 * 60_000;
const STORE_RETRY_MS = 1_000;
/** What an instance that was killed held is found so often (ms). */
const MAX_SLEEP_MS = 10_000;

/** How long a job waits after so many tries that failed (ms). */
const retryAfter = (tries: number): number => Math.min(RETRY_MS * 2 ** (tries - 1), RETRY_MAX_MS);

/** Does the jobs of these kinds as they become due. */
export function startJobs({ store, kinds, holder, log, metrics }: JobsOptions): Jobs {
  // Prometheus sees no increase in the first value of what was not there before.
  for (const { name } of kinds) metrics.pieceSeconds.zero({ kind: name, outcome: 'given_up' });
  const hand = { store, holder, log, metrics, begin: once(() => begin(store, kinds)), inTurn: turns() };
  const hands = [false, true]
    .map((reads) => kinds.filter((kind) => kind.reads === reads))
    .filter((some) => some.length > 0)
    .map((some) => startHand({ ...hand, kinds: some }));
  return {
    async stop() {
      await Promise.all(hands.map((one) => one.stop()));
      await Promise.all(kinds.map((kind) => kind.stop()));
    },
  };
}

async function begin(store: Store, kinds: readonly JobWork[]): Promise<void> {
  await freeJobs(store);
  await store.write(async (tx) => {
    for (const { name, everyMs } of kinds) {
      if (everyMs !== null) await addJob(tx, { kind: name, body: {}, key: name, now: Date.now() });
    }
  });
}

/** Has it done by whoever comes first, once; where it fails, by the next. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work().catch((error) => {
      done = null;
      throw error;
    });
    return done;
  };
}

/** One thing after the other, whoever asks. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

interface HandOptions extends JobsOptions {
  readonly begin: () => Promise<void>;
  /** Has a piece, or a rest, follow those of the other hand. */
  readonly inTurn: ReturnType<typeof turns>;
}

/** Does the jobs of some kinds, one piece after the other. */
function startHand({ store, kinds, holder, log, metrics, begin, inTurn }: HandOptions): Rounds {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const alarm = new Alarm(store.changes, 'jobs');
  const rounds = new Rounds({ alarm, log, waits: 'jobs' });
  const isAlone = store.kind === 'sqlite';

  /** Throws what the piece throws, which then has left nothing behind. */
  async function work(job: Job, kind: JobWork): Promise<PieceOutcome> {
    // Nothing but the end of the process leaves a try without an end of its own.
    if (job.tries > kind.maxTries) throw new Error(`cut off ${kind.maxTries} times`);
    let then: (() => void)[] = [];
    const { body, tries } = job;
    const read = await kind.read({ store, body, cursor: job.cursor, tries, budget: budgetOf(READ_MS) });
    const piece = async (tx: Tx): Promise<PieceOutcome> => {
      then = [];
      await assertJobHeld(tx, job);
      const now = Date.now();
      const budget = budgetOf(PIECE_MS[store.kind]);
      const landed = (what: () => void) => void then.push(what);
      const cursor = await kind.piece({ tx, read, body, cursor: job.cursor, budget, now, landed });
      if (cursor !== null) {
        // By its end, so that it stands behind those that became due meanwhile.
        await advanceJob(tx, job, { cursor, dueAt: kind.dueAt(cursor) ?? Date.now() });
        return 'advanced';
      }
      if (kind.everyMs === null) await endJob(tx, job, { error: null, now });
      else await advanceJob(tx, job, { cursor: null, dueAt: now + kind.everyMs });
      return 'done';
    };
    const outcome = await (isAlone ? inTurn(() => store.write(piece)) : store.write(piece));
    for (const what of then) what();
    return outcome;
  }

  function fail(job: Job, kind: JobWork, error: string, tell: boolean): Promise<PieceOutcome> {
    return store.write(async (tx) => {
      await assertJobHeld(tx, job);
      const now = Date.now();
      if (job.tries < kind.maxTries) {
        await putOffJob(tx, job, { error, dueAt: now + retryAfter(job.tries) });
        return 'put_off';
      }
      if (tell) await kind.givenUp(tx, job.body, now);
      if (kind.everyMs === null) await endJob(tx, job, { error, now });
      else await advanceJob(tx, job, { cursor: null, dueAt: now + kind.everyMs });
      return 'given_up';
    });
  }

  /** Brings a piece that failed on record, as often as it takes: a store that was away is away for this too. */
  async function failed(job: Job, kind: JobWork, err: unknown): Promise<PieceOutcome> {
    for (let tell = true; ; ) {
      try {
        const outcome = await fail(job, kind, errorLine(err), tell);
        const fields = { err, job: job.id, kind: job.kind, tries: job.tries };
        if (outcome === 'given_up') log.error(fields, 'a job is given up');
        else log[levelOf(err)](fields, 'a piece of a job failed: it is tried again');
        return outcome;
      } catch (another) {
        if (another instanceof JobLost || rounds.signal.aborted) throw another;
        tell = isStoreFailure(another);
        const fields = { err: another, job: job.id, kind: job.kind };
        log[levelOf(another)](fields, 'the failure of a job could not be kept');
        await alarm.sleep(STORE_RETRY_MS);
      }
    }
  }

  /** Does one piece of a job that was taken, and says what became of it. */
  async function round(job: Job): Promise<void> {
    const kind = byName.get(job.kind);
    if (!kind) return;
    const began = performance.now();
    const outcome = await work(job, kind)
      .catch((err) => (err instanceof JobLost ? Promise.reject(err) : failed(job, kind, err)))
      .catch((err): PieceOutcome => {
        if (!(err instanceof JobLost)) throw err;
        log.warn({ job: job.id, kind: job.kind }, 'another took a job before its piece was done');
        return 'lost';
      });
    const tookMs = performance.now() - began;
    metrics.pieceSeconds.observe({ kind: job.kind, outcome }, tookMs / 1000);
    // On SQLite a piece keeps all else from the store: half of the time is the others'.
    if (isAlone) await inTurn(() => rest(Math.min(tookMs, PIECE_MS.sqlite)));
    else await nextTurn();
  }

  const names = [...byName.keys()];
  rounds.start(async () => {
    await begin();
    const now = Date.now();
    const job = await store.write((tx) => takeJob(tx, { kinds: names, holder, now }));
    if (job) return round(job);
    const next = await nextJobAt(store.db, now);
    await alarm.sleep(Math.min(Math.max(0, (next ?? Number.POSITIVE_INFINITY) - Date.now()), MAX_SLEEP_MS));
  });
  return rounds;
}
