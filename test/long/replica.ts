import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../support/embedded-postgres.ts';
import { type MovableRelay, openRelay } from '../support/movable-relay.ts';
import { ready, type Trouble } from './under-load.ts';

/** A primary dies after it has been under load, with a replica beside it, for so long. */
const LIVES_MS = { least: 10_000, most: 40_000 };
/** A replica that has not caught up by then never will, ms. */
const CATCH_UP_MS = 60_000;
const LOOK_MS = 100;

/** Two servers, one of which follows the other, and one address for whichever is the primary. */
export interface Pair {
  /** DATABASE_URL at the address that moves. */
  readonly url: string;
  /** The replica takes the primary's data over, and follows it: no commit is acknowledged that it does not have. */
  replicate(): Promise<void>;
  /** The primary dies and the replica takes its place, at the same address. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** Waits until that query, whose only row has one column, says true. */
async function untilTrue(server: PostgresServer, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server.address}/postgres` });
  await client.connect();
  try {
    const until = performance.now() + CATCH_UP_MS;
    for (;;) {
      const { rows } = await client.query<[boolean]>({ text: query, rowMode: 'array' });
      if (rows[0]?.[0]) return;
      if (performance.now() > until) throw new Error(`never became true: ${query}`);
      await pause(LOOK_MS);
    }
  } finally {
    await client.end();
  }
}

export async function replicatedPostgres(): Promise<Pair> {
  const settings = { max_connections: 200, wal_keep_size: '512MB' };
  let [primary, replica] = await Promise.all([
    startPostgres({ password: 'secret', settings }),
    startPostgres({ password: 'secret', settings }),
  ]);
  await replica.stop();
  const hostOf = ({ address }: PostgresServer) => new URL(address).host;
  const relay: MovableRelay = await openRelay(hostOf(primary));
  return {
    url: `${primary.address.replace(hostOf(primary), relay.address)}/postgres`,
    async replicate() {
      await primary.stop();
      replica.follow(primary);
      // On its command line alone: a replica that inherited it would wait, once promoted, for one of its own.
      await primary.start({ synchronous_standby_names: '*' });
      await replica.start();
      await untilTrue(
        primary,
        "select exists (select from pg_stat_replication where sync_state = 'sync' and state = 'streaming')",
      );
    },
    async promote() {
      await primary.kill();
      await untilTrue(replica, 'select pg_promote()');
      [primary, replica] = [replica, primary];
      await relay.cut();
      relay.moveTo(hostOf(primary));
      await relay.mend();
    },
    async stop() {
      await relay.cut();
      await Promise.all([primary.remove(), replica.remove()]);
    },
  };
}

/**
 * Lets the primary die under load and the replica take its place, again and again; between two of these the store is
 * away for as long as it takes to make a new replica.
 */
export const promotions =
  (pair: Pair): Trouble =>
  async ({ random, instances, isOver, launch }) => {
    const bots = Array.from({ length: instances }, (_, slot) => launch(slot));
    await Promise.all(bots.map(ready));
    let runs = 0;
    while (!isOver()) {
      await pair.replicate();
      const dies = performance.now() + random.between(LIVES_MS.least, LIVES_MS.most);
      while (!isOver() && performance.now() < dies) await pause(LOOK_MS);
      await pair.promote();
      runs += 1;
    }
    return { bots, runs };
  };
