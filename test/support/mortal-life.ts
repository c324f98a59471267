import { expect } from 'vitest';
import { chatJobs } from '../../src/chat/jobs.ts';
import { followOnFor } from '../../src/chat/sending/chains.ts';
import { placeOrder, type Wanted } from '../../src/desk/order.ts';
import { readTable } from '../../src/files/table.ts';
import { campaignJobs } from '../../src/jobs/campaigns.ts';
import type { JobWork } from '../../src/jobs/kind.ts';
import { createLog } from '../../src/log.ts';
import { claim } from '../../src/store/attempts/attempts.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { SETTINGS } from './chat.ts';
import { shortestPiece } from './shortest-piece.ts';
import { statesOf } from './states.ts';
import type { StoreUnderTest } from './stores.ts';
import { download } from './tables.ts';
import { expectTalliesRight } from './tallies.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

/** What a process does beside; it forgets what it did not commit. */
const work = (): readonly JobWork[] => [
  ...chatJobs(SETTINGS, { download, open: readTable }, createLog('silent')),
  ...campaignJobs,
];

type Round<T> = (now: number) => Promise<T>;
/** What a process goes round with from its start on. */
export type Rounds<T = unknown> = (store: Store) => Round<T>;

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
  #rounds = new Map<Rounds, Round<unknown>>();
  #aheadMs = 0;

  static async begin(under: StoreUnderTest, deaths: Deaths): Promise<MortalLife> {
    const url = await under.migratedUrl();
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

  /** The store of whichever process lives, for somebody who asks again until what is asked for is done. */
  get store(): Store {
    const life = this;
    return {
      get kind() {
        return life.#store.kind;
      },
      get rules() {
        return life.#store.rules;
      },
      get db() {
        return life.#store.db;
      },
      get changes() {
        return life.#store.changes;
      },
      write: (work) => life.commit(work),
      read: (work) => life.#store.read(work),
      apart: (connections) => life.#store.apart(connections),
      close: () => life.#forget(),
    };
  }

  /** So much time goes by (ms). */
  pass(ms: number): void {
    this.#aheadMs += ms;
  }

  get #now(): number {
    return Date.now() + this.#aheadMs;
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
    this.#rounds.clear();
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
    return this.commit((tx) => moveMessages(tx, id, word, this.#now));
  }

  /** Claims the next ones, so many at most. Returns them. */
  async claim(count: number): Promise<Claimed[]> {
    const claimed = await this.commit(async (tx) => {
      const { messages, moveOn } = await nextMessages(tx, 'demo', count, this.#now);
      const attempts = messages.map((message) => ({ message, attempts: [ATTEMPT], pdus: 1 }));
      const ids = await claim(tx, attempts, this.#now);
      await moveOn(new Set(messages.map(({ id }) => id)));
      return messages.flatMap(({ id }, index) => (ids[index] ?? []).map((attemptId) => ({ id, attemptId })));
    });
    this.claimed.push(...claimed);
    return claimed;
  }

  /** Goes round once, from its beginning again where the process died over it. */
  async round<T>(rounds: Rounds<T>): Promise<T> {
    for (;;) {
      const write: Store['write'] = async (work) => {
        const process = this.#store;
        const result = await this.#once(work);
        // It does no more.
        if (process !== this.#store) throw new Killed();
        return result;
      };
      const there = this.#rounds.get(rounds) as Round<T> | undefined;
      const round = there ?? rounds({ ...this.#store, write });
      this.#rounds.set(rounds, round);
      try {
        return await round(this.#now);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  }

  /** Does a piece of the oldest job that is due, of one step. Returns whether there was one. */
  async doPiece(): Promise<boolean> {
    for (;;) {
      const { db, read } = this.#store;
      const store = { db, read, write: <T>(piece: (tx: Tx) => Promise<T>) => this.#once(piece) };
      try {
        return await shortestPiece(store, this.#work, { now: this.#now });
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
    await this.#under.giveBack(this.#url);
  }
}
