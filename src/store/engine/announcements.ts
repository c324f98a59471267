import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Changes, TOPICS, type Topic } from './changes.ts';

/** One channel for the database: who has several bots in one wakes them all, which costs a look. */
const CHANNEL = 'smpp_chatops';
/** Everything is looked at so often (ms), whatever is announced: a kill may fall between a commit and its announcement. */
const LOOK_MS = 1_000;
/** Sooner than a silent connection is given up for dead (ms). */
const CHECK_MS = 15_000;
/** The pause before another connection (ms); the longer one where none was ever had. */
const AGAIN_MS = 1_000;
const AGAIN_LATER_MS = 60_000;

/** Tells the other instances on a PostgreSQL what commits changed, and hears what theirs did. */
export interface Announcements {
  /** To be called after the commit: NOTIFY within it would lock the database against the commits of all others. */
  announce(topics: Iterable<Topic>): void;
  /** Tells what is left to tell, then ends. */
  close(): Promise<void>;
}

/**
 * LISTENs and NOTIFYs on a connection of its own. What is announced while an announcement is under way, or the
 * connection away, goes with the next. Where LISTEN is not to be had, since a pooler shares the sessions out or a
 * cluster has none, the look each second is what there is.
 */
export function startAnnouncements(options: pg.ClientConfig, changes: Changes): Announcements {
  const self = randomUUID();
  const untold = new Set<Topic>();
  let client: pg.Client | null = null;
  let everConnected = false;
  let closed = false;
  let telling: Promise<void> | null = null;
  let wake: () => void = () => {};

  function hear(payload = ''): void {
    const [from, topics = ''] = payload.split(' ');
    if (from === self) return;
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
      if (client !== fresh) return;
      client = null;
      wake();
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => hear(payload));
    await fresh.connect();
    try {
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      await fresh.end();
      throw error;
    }
    everConnected = true;
    return fresh;
  }

  async function drop(): Promise<void> {
    const old = client;
    client = null;
    await old?.end().catch(() => {});
  }

  function tell(): void {
    telling ??= tellAll().finally(() => {
      telling = null;
    });
  }

  async function tellAll(): Promise<void> {
    while (client && untold.size > 0) {
      const topics = [...untold].join();
      untold.clear();
      // Both in one transaction: the lock that its commit takes is not held while a disk or a standby is waited for.
      const said = `set local synchronous_commit = off; notify ${CHANNEL}, '${self} ${topics}'`;
      await client.query(said).catch(drop);
    }
  }

  async function run(): Promise<void> {
    while (!closed) {
      try {
        client ??= await connect();
        tell();
        await client.query('select 1');
      } catch {
        await drop();
      }
      await pause(client ? CHECK_MS : everConnected ? AGAIN_MS : AGAIN_LATER_MS);
    }
    await telling;
    await drop();
  }

  const looking = setInterval(() => changes.emitAll(), LOOK_MS);
  const running = run();
  return {
    announce(topics) {
      for (const topic of topics) untold.add(topic);
      tell();
    },
    async close() {
      closed = true;
      clearInterval(looking);
      wake();
      await running;
    },
  };
}
