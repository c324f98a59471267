import type fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { anyHistory, anyOfCampaigns, historyOf } from '../support/histories/generate.ts';
import type { History } from '../support/histories/history.ts';
import type { Path } from '../support/histories/path.ts';
import { runHistory } from '../support/histories/run.ts';
import { inMemory, withPath } from '../support/histories/with-path.ts';

interface Fault {
  readonly what: string;
  readonly says: RegExp;
  readonly any?: fc.Arbitrary<History>;
  readonly faulty: (path: Path, store: Store) => Partial<Path>;
}

const { running, paused } = CAMPAIGN.of;

/** What a way of keeping messages may do wrong, beside what else it does. */
const faults: Fault[] = [
  {
    what: 'submits a message once more before its answer is there',
    says: /left although its answer is awaited/,
    faulty: (path) => ({
      turn: async (...turn) => (await path.turn(...turn)).flatMap((left) => [left, left]),
    }),
  },
  {
    what: 'takes the minute of the guard for over before it is',
    says: /said the same within the minute/,
    faulty(path) {
      let ahead = 0;
      return {
        turn(account, atHand, { now, clock }) {
          ahead += 70_000;
          return path.turn(account, atHand, { now: now + ahead, clock });
        },
      };
    },
  },
  {
    what: 'lets an earlier holder write',
    says: /an earlier holder of first was let in/,
    faulty: (path) => ({ lateTurn: async (...turn) => !(await path.lateTurn(...turn)) }),
  },
  {
    what: 'has a message that ended begin anew',
    says: /was cancelled and is queued/,
    faulty(path) {
      let looks = 0;
      return {
        async states() {
          looks += 1;
          const states = await path.states();
          return states.map((one) =>
            one.state === 'cancelled' && looks % 2 === 0 ? { ...one, state: 'queued' } : one,
          );
        },
      };
    },
  },
  {
    what: 'counts wrong',
    says: /queued null null: counted 2, 0, there are 1, 0/,
    faulty: (path) => ({
      async standing(...of) {
        const standing = await path.standing(...of);
        const tally = standing.tally.map((row) =>
          row.state === 'queued' ? { ...row, count: row.count + 1 } : row,
        );
        return { ...standing, tally };
      },
    }),
  },
  {
    what: 'does not show what has changed',
    says: /the card of A says something else, and is not shown/,
    faulty: (path) => ({ show: async (...of) => ({ ...(await path.show(...of)), isDue: false }) }),
  },
  {
    what: 'has a paused campaign sent',
    says: /left although its campaign is in paused/,
    any: anyOfCampaigns,
    faulty: (path, { db }) => ({
      async turn(...turn) {
        const found = await db.selectFrom('orders').select('number').where('campaign', '=', paused).execute();
        const numbers = [0, ...found.map(({ number }) => number)];
        const make = (campaign: typeof paused, isRunning: 1 | null) => [
          db.updateTable('orders').set({ campaign }).where('number', 'in', numbers).execute(),
          db
            .updateTable('campaigns')
            .set({ running: isRunning })
            .where('order_number', 'in', numbers)
            .execute(),
        ];
        await Promise.all(make(running, 1));
        const left = await path.turn(...turn);
        await Promise.all(make(paused, null));
        return left;
      },
    }),
  },
  {
    what: 'leaves out a message of a campaign that is resumed',
    says: /is queued, and never leaves/,
    any: anyOfCampaigns,
    faulty: (path, { db }) => ({
      async press(order, button, at) {
        const to = await path.press(order, button, at);
        if (button === 'resume') {
          await db
            .updateTable('campaigns')
            .set((eb) => ({ next: eb('next', '+', 1) }))
            .execute();
        }
        return to;
      },
    }),
  },
];

/** Histories until each of these is found out. */
const ENOUGH = 200;

test.each(faults)(
  'a way of keeping messages that $what is found out',
  async ({ says, any = anyHistory, faulty }) => {
    await withPath(inMemory, async (open, [guarded, unguarded]) => {
      const wrong: string[] = [];
      for (let seed = 1; seed <= ENOUGH && !wrong.some((what) => says.test(what)); seed += 1) {
        const observation = await runHistory(
          async (world) => {
            const path = await open(world);
            return { ...path, ...faulty(path, world.guards ? guarded : unguarded) };
          },
          historyOf(seed, any),
        );
        wrong.push(...observation.wrong);
      }
      expect(wrong.join('\n')).toMatch(says);
    });
  },
);
