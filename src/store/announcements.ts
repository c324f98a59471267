import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type Changes, TOPICS, type Topic } from './changes.ts';
import type { Schema } from './schema.ts';

/** One channel for the database: who has several bots in one wakes them all, which costs a look. */
const CHANNEL = 'smpp_chatops';
/** Asks after each of these whether what is announced still comes through (ms). */
const CHECK_MS = 15_000;
/** An announcement that takes longer does not come at all: a pooler swallows it, or the connection is dead (ms). */
const ARRIVAL_MS = 3_000;
/** Without announcements everything is looked at so often (ms). */
const POLL_MS = 1_000;
/** The pause before announcements are tried again (ms); the longer one where they never came. */
const AGAIN_MS = 1_000;
const AGAIN_LATER_MS = 60_000;

/** Tells the other instances on a PostgreSQL what a commit changed, and hears what theirs did. */
export interface Announcements {
  /** Says it with the commit of this transaction, and not at all when that fails. */
  announce(tx: Transaction<Schema>, topics: Iterable<Topic>): Promise<void>;
  /** What others commit comes by LISTEN; else it is polled for. */
  readonly listening: boolean;
  close(): Promise<void>;
}

/**
 * LISTENs on a connection of its own. Where that is not to be had, since a pooler shares the sessions out or a cluster
 * has no NOTIFY, and while it is away, every topic rings each second. That it works is known by our own
 * announcement coming back, not by LISTEN having been accepted.
 */
export function startAnnouncements(
  options: pg.ClientConfig,
  db: Kysely<Schema>,
  changes: Changes,
): Announcements {
  const self = randomUUID();
  let client: pg.Client | null = null;
  let listening = false;
  let everListened = false;
  let closed = false;
  let wake: () => void = () => {};
  let arrived: () => void = () => {};

  const say = (on: Kysely<Schema>, topics: string) =>
    sql`select pg_notify(${CHANNEL}, ${`${self} ${topics}`})`.execute(on);

  function hear(payload = ''): void {
    const [from, topics = ''] = payload.split(' ');
    if (from === self) {
      if (topics === 'check') arrived();
      return;
    }
    for (const topic of TOPICS) if (topics.split(',').includes(topic)) changes.emit(topic);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (closed) wake();
    });
  }

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client(options);
    const lost = () => {
      if (client === fresh) {
        client = null;
        listening = false;
        wake();
      }
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => hear(payload));
    await fresh.connect();
    await fresh.query(`listen ${CHANNEL}`);
    return fresh;
  }

  /** Whether an announcement of ours comes back. */
  async function comesThrough(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), ARRIVAL_MS);
    arrived = () => resolve(true);
    say(db, 'check').catch(() => resolve(false));
    const came = await promise;
    clearTimeout(timer);
    return came;
  }

  async function drop(): Promise<void> {
    const old = client;
    client = null;
    listening = false;
    await old?.end().catch(() => {});
  }

  async function run(): Promise<void> {
    while (!closed) {
      try {
        client ??= await connect();
        const came = await comesThrough();
        if (came && !listening && client) {
          listening = true;
          everListened = true;
          changes.emitAll();
        }
        if (!came) await drop();
      } catch {
        await drop();
      }
      await pause(listening ? CHECK_MS : everListened ? AGAIN_MS : AGAIN_LATER_MS);
    }
    await drop();
  }

  const polling = setInterval(() => {
    if (!listening) changes.emitAll();
  }, POLL_MS);
  const running = run();
  return {
    async announce(tx, topics) {
      await say(tx, [...topics].join());
    },
    get listening() {
      return listening;
    },
    async close() {
      closed = true;
      clearInterval(polling);
      arrived();
      wake();
      await running;
    },
  };
}
