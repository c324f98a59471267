import { expect } from 'vitest';
import { reportWork } from '../../src/chat/cards/report/job.ts';
import { followOnFor, goOnWork } from '../../src/chat/chains.ts';
import { prepareWork } from '../../src/chat/preparing.ts';
import { releaseWork } from '../../src/chat/releasing.ts';
import { rewordWork } from '../../src/chat/rewording.ts';
import { tableWork } from '../../src/chat/tables/work.ts';
import { placeOrder, type Wanted } from '../../src/desk/order.ts';
import { readTable } from '../../src/files/table.ts';
import { campaignJobs } from '../../src/jobs/campaigns.ts';
import type { JobWork } from '../../src/jobs/kind.ts';
import { claim } from '../../src/store/attempts.ts';
import type { Store, Tx } from '../../src/store/database.ts';
import { moveMessages } from '../../src/store/decisions.ts';
import { nextMessages } from '../../src/store/next-messages.ts';
import { SETTINGS } from './chat.ts';
import { shortestPiece } from './shortest-piece.ts';
import { statesOf } from './states.ts';
import type { StoreUnderTest } from './stores.ts';
import { download } from './tables.ts';
import { expectTalliesRight } from './tallies.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

/** What a process does beside; it forgets what it did not commit. */
const work = (): readonly JobWork[] => [
  prepareWork(SETTINGS),
  releaseWork(SETTINGS),
  rewordWork(SETTINGS),
  reportWork(SETTINGS),
  tableWork(SETTINGS, { download, open: readTable }),
  goOnWork(SETTINGS),
  ...campaignJobs,
];

const opened = (under: StoreUnderTest, url: string): Promise<Store> =>
  under.open(url, undefined, followOnFor(SETTINGS));

class Killed extends Error {}

/** Before or after which commit a process dies, counted from 1. */
export type Deaths = (commit: number) => 'before' | 'after' | null;

/** What was claimed, as the sender knows it. */
interface Claimed {
  readonly id: number;
  readonly attemptId: number;
}

type Word = Parameters<typeof moveMessages>[2];

type Sms = Pick<Wanted, 'recipients'> &
  Partial<Wanted> & {
    readonly text: string;
    /** The first of a large one go alone at first; else all may go at once. */
    readonly isTried?: boolean;
  };

/** All of a large order may go, not only the first of it. */
export async function letAllGo({ db }: Tx, orderId: string): Promise<void> {
  await db.updateTable('orders').set({ canary: null }).where('id', '=', orderId).execute();
}

/** Orders an SMS. Returns the order's id; null: it is there already. */
export async function placeSms(
  tx: Tx,
  origin: string,
  { text, isTried = false, ...more }: Sms,
): Promise<string | null> {
  const placed = await placeOrder(tx, SETTINGS, {
    origin,
    maker: { kind: 'person', id: 101 },
    place: null,
    content: { channel: 'sms', text },
    isDraft: false,
    writtenAt: Date.now(),
    now: Date.now(),
    ...more,
  });
  if (!placed) return null;
  if (!isTried) await letAllGo(tx, placed.id);
  return placed.id;
}

/**
 * Processes over one store, each of which may die at a commit; the next one finds what was committed. What they do comes to
 * nothing or to all it is.
 */
export class MortalLife {
  /** So far, with those that came to nothing. */
  commits = 0;
  readonly claimed: Claimed[] = [];
  readonly #under: StoreUnderTest;
  readonly #url: string;
  readonly #deaths: Deaths;
  #store: Store;
  #work = work();

  static async begin(under: StoreUnderTest, deaths: Deaths): Promise<MortalLife> {
    const url = await under.newUrl();
    return new MortalLife(under, url, deaths, await opened(under, url));
  }

  private constructor(under: StoreUnderTest, url: string, deaths: Deaths, store: Store) {
    this.#under = under;
    this.#url = url;
    this.#deaths = deaths;
    this.#store = store;
  }

  get db(): Store['db'] {
    return this.#store.db;
  }

  /** Somebody asks for it until it is done: what was not committed comes again, what was does not. */
  async commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  }

  /** Throws Killed when the process dies before the commit. */
  async #once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.commits += 1;
    const dies = this.#deaths(this.commits);
    try {
      return await this.#store.write(async (tx) => {
        const result = await work(tx);
        if (dies === 'before') throw new Killed();
        return result;
      });
    } finally {
      if (dies) await this.#anew();
    }
  }

  async #anew(): Promise<void> {
    await this.#forget();
    this.#work = work();
    this.#store = await opened(this.#under, this.#url);
  }

  async #forget(): Promise<void> {
    for (const one of this.#work) await one.stop();
    await this.#store.close();
  }

  /** Orders an SMS. Returns the order's id. */
  async place(origin: string, wanted: Sms): Promise<string> {
    return (await this.commit((tx) => placeSms(tx, origin, wanted))) ?? '';
  }

  /** Says a word to an order. Returns how many messages it is about. */
  say(id: string, word: Word): Promise<number> {
    return this.commit((tx) => moveMessages(tx, id, word, Date.now()));
  }

  /** Claims the next ones, so many at most. Returns them. */
  async claim(count: number): Promise<Claimed[]> {
    const claimed = await this.commit(async (tx) => {
      const { messages, moveOn } = await nextMessages(tx, 'demo', count, Date.now());
      const attempts = messages.map((message) => ({ message, attempts: [ATTEMPT], pdus: 1 }));
      const ids = await claim(tx, attempts, Date.now());
      await moveOn(new Set(messages.map(({ id }) => id)));
      return messages.flatMap(({ id }, index) => (ids[index] ?? []).map((attemptId) => ({ id, attemptId })));
    });
    this.claimed.push(...claimed);
    return claimed;
  }

  /** Does a piece of the oldest job, of one step. Returns whether there was one. */
  async doPiece(): Promise<boolean> {
    for (;;) {
      const { db, read } = this.#store;
      try {
        return await shortestPiece({ db, read, write: (piece) => this.#once(piece) }, this.#work);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  }

  /** Does all jobs. */
  async doJobs(): Promise<void> {
    while (await this.doPiece());
  }

  /** How many messages are in which state. */
  async states(): Promise<Record<string, number>> {
    const states = Map.groupBy(await statesOf(this.db), (state) => state);
    return Object.fromEntries([...states].map(([state, { length }]) => [state, length]));
  }

  /** None was claimed twice, and what is counted is right. */
  async end(): Promise<void> {
    const ids = this.claimed.map(({ id }) => id);
    expect(new Set(ids).size, 'none is claimed twice').toBe(ids.length);
    await expectTalliesRight(this.db);
    await this.#forget();
  }
}
