import { expect, test } from 'vitest';
import { prepareWork } from '../../src/chat/preparing.ts';
import { placeOrder } from '../../src/desk/order.ts';
import { cancelWork } from '../../src/jobs/campaigns.ts';
import type { Store, Tx } from '../../src/store/database.ts';
import { moveMessages } from '../../src/store/decisions.ts';
import { nextMessages } from '../../src/store/next-messages.ts';
import { SETTINGS } from '../support/chat.ts';
import { claimOne } from '../support/claim.ts';

import { numbers } from '../support/outbox.ts';
import { Random } from '../support/random.ts';
import { shortestPiece } from '../support/shortest-piece.ts';
import { statesOf } from '../support/states.ts';
import { onEachStore, type StoreUnderTest } from '../support/stores.ts';

const MANY = 1_100;
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
const WORK = [prepareWork(SETTINGS), cancelWork];
/** Kills in `npm test`; `npm run test:long` has time for all. */
const SAMPLE = 4;

class Killed extends Error {}

/** What happens in the life of a campaign, each in transactions that come to nothing or to all they are. */
interface Life {
  /** Commits so far. */
  commits: number;
  /** The order, once it is placed. */
  id: string;
  /** Positions that were claimed. */
  readonly claimed: number[];
}

/** Before or after which commit a process dies; 0: none. */
type Moment = readonly [when: 'before' | 'after', commit: number];

/** Lives through it. A process that dies is followed by another one, which finds what was committed. */
async function live({ open, newUrl }: StoreUnderTest, [when, at]: Moment): Promise<Life> {
  const life: Life = { commits: 0, id: '', claimed: [] };
  const url = await newUrl();
  let store = await open(url);
  /** Somebody asks for it until it is done: what was not committed comes again, what was does not. */
  async function commit<T>(work: (tx: Tx) => Promise<T>, landed: (done: T) => void = () => {}): Promise<T> {
    for (;;) {
      life.commits += 1;
      const dies = life.commits === at;
      try {
        const done = await store.write(async (tx) => {
          const result = await work(tx);
          if (dies && when === 'before') throw new Killed();
          return result;
        });
        landed(done);
        if (dies) store = await anew(store);
        return done;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        store = await anew(store);
      }
    }
  }
  async function anew(old: Store): Promise<Store> {
    await old.close();
    return open(url);
  }
  const move = (word: 'pause' | 'resume' | 'cancel') =>
    commit((tx) => moveMessages(tx, life.id, word, Date.now()));
  const claim = () =>
    commit(
      async (tx) => {
        const { messages, moveOn } = await nextMessages(tx, 'demo', 150, Date.now());
        for (const message of messages) await claimOne(tx, message, [ATTEMPT], 1, Date.now());
        await moveOn(new Set(messages.map(({ id }) => id)));
        return messages.map(({ position }) => position);
      },
      (positions) => life.claimed.push(...positions),
    );
  const doJobs = async () => {
    const piece = () => commit((tx) => shortestPiece({ write: (work) => work(tx) }, WORK));
    while (await piece());
  };

  await commit(
    async (tx) =>
      placeOrder(tx, SETTINGS, {
        origin: 'one',
        maker: { kind: 'person', id: 101 },
        place: null,
        content: { channel: 'sms', text: 'sale' },
        recipients: numbers(MANY),
        isDraft: false,
        writtenAt: Date.now(),
        now: Date.now(),
      }),
    (placed) => {
      life.id = placed?.id ?? '';
    },
  );
  await doJobs();
  await claim();
  await move('pause');
  expect(await claim()).toEqual([]);
  await move('resume');
  await claim();
  await move('cancel');
  await doJobs();
  await claim();

  expect(new Set(life.claimed).size, 'none is claimed twice').toBe(life.claimed.length);
  const states = Map.groupBy(await statesOf(store.db), (state) => state);
  expect(Object.fromEntries([...states].map(([state, { length }]) => [state, length]))).toEqual({
    submitting: 300,
    cancelled: MANY - 300,
  });
  await store.close();
  return life;
}

onEachStore((under) => {
  test('a kill before or after any commit of preparing, pausing or cancelling a campaign loses nothing and doubles nothing', {
    timeout: 600_000,
  }, async ({ task }) => {
    const { commits } = await live(under, ['before', 0]);
    expect(commits).toBeGreaterThan(20);
    const { KILL_AT_SEED, KILL_AT_SECONDS } = process.env;
    const seed = KILL_AT_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(KILL_AT_SEED);
    const until = performance.now() + (Number(KILL_AT_SECONDS ?? Number.POSITIVE_INFINITY) * 1000) / 2;
    const random = new Random(seed);
    const moments = Array.from({ length: commits }, (_, n) => n + 1)
      .flatMap((commit): Moment[] => [
        ['before', commit],
        ['after', commit],
      ])
      .map((moment) => ({ moment, place: random.next() }))
      .toSorted((one, other) => one.place - other.place)
      .slice(0, KILL_AT_SECONDS === undefined ? SAMPLE : undefined);
    task.meta.kills = 0;
    for (const { moment } of moments) {
      if (performance.now() >= until) break;
      task.meta.kills += 1;
      await live(under, moment).catch((cause) => {
        throw new Error(`killed ${moment.join(' ')}, which KILL_AT_SEED=${seed} repeats: ${cause}`, {
          cause,
        });
      });
    }
  });
});
