import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFailed, isFinal } from '../../src/messages/status.ts';
import type { Deed, Fate, Telling } from '../support/doubtful-deeds.ts';
import type { Reading } from '../support/doubtful-provider.ts';
import { DoubtfulWorld } from '../support/doubtful-world.ts';
import { RULES, UNGUARDED } from '../support/rules.ts';
import { SEED } from '../support/seed.ts';
import { openTestStore } from '../support/store.ts';

/**
 * Runs for each provider, and the seed of a run to be repeated: DOUBT_RUNS=100000 TEST_SEED=123 npm test in-doubt.model.
 * `npm run test:long -- --only doubt` goes on for as long as it has, half the time for each.
 */
const RUNS = Number(process.env.DOUBT_RUNS ?? 40);
const SECONDS = process.env.DOUBT_SECONDS === undefined ? null : Number(process.env.DOUBT_SECONDS);
const UNTIL =
  SECONDS === null ? { numRuns: RUNS } : { numRuns: 1_000_000_000, interruptAfterTimeLimit: SECONDS * 500 };

/** Worlds that a store is for: each looks through what the others there left unanswered to the same number. */
const WORLDS = 50;

const reading = (guards: boolean): fc.Arbitrary<Reading> =>
  fc.record({
    guards: fc.constant(guards),
    beforeThrottle: fc.boolean(),
    perHost: fc.boolean(),
    withSender: fc.boolean(),
    refusedBy: fc.constantFrom('status', 'receipt'),
    renews: fc.boolean(),
    ids: fc.constantFrom('same', 'hex'),
    // Those of a provider that counts, of which one in hex is another in decimal.
    firstId: fc.constantFrom(1, 9, 10, 855_469),
    zone: fc.constantFrom(0, 180, -270),
  });

/** Receipts may come a day late, and clocks of machines differ by seconds. */
const telling: fc.Arbitrary<Telling> = fc.record({
  after: fc.oneof(fc.integer({ min: 1, max: 120_000 }), fc.integer({ min: 1, max: 7_000_000 })),
  says: fc.constantFrom('DELIVRD', 'DELIVRD', 'UNDELIV', 'EXPIRED', 'REJECTD', 'UNKNOWN', 'ENROUTE', 'LOST'),
  skew: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: -5_000, max: 5_000 })),
});

/** A freeze and the way together stay below the 10 s that the repeat leaves of the guard's minute. */
const fate: fc.Arbitrary<Fate> = fc.record({
  frozen: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6_000 })),
  way: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 100 }) },
    fc.integer({ min: 1, max: 4_000 }),
    fc.constant('lost' as const),
  ),
  throttled: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  answer: fc.oneof(
    fc.constantFrom('now' as const, 'cut' as const, 'never' as const),
    fc.integer({ min: 1, max: 80_000 }),
  ),
  nameless: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  receipts: fc.oneof(
    { weight: 4, arbitrary: fc.array(telling, { minLength: 1, maxLength: 1 }) },
    fc.array(telling, { maxLength: 3 }),
  ),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), from: fc.constantFrom('SHOP', 'SHOP', 'OTHER') }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 70_000 }) }),
  fc.record({
    do: fc.constant('switch' as const),
    host: fc.constantFrom('one:3700', 'two:3700'),
    downMs: fc.integer({ min: 0, max: 30_000 }),
  }),
  fc.record({ do: fc.constant('take-over' as const), skewMs: fc.integer({ min: -4_000, max: 4_000 }) }),
  fc.record({ do: fc.constant('jump' as const), ms: fc.integer({ min: -100_000, max: 100_000 }) }),
  fc.record({ do: fc.constant('press' as const) }),
);

test.each([
  { provider: 'that refuses identical requests', rules: RULES, guards: true },
  { provider: 'that takes them as others', rules: UNGUARDED, guards: false },
])(
  `no reading of what a provider $provider does sends a message twice, or tells a wrong end (seed ${SEED})`,
  async ({ provider, rules, guards }) => {
    const open = () => openTestStore('file::memory:', rules);
    let store = await open();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        reading(guards),
        fc.array(fate, { maxLength: 10 }),
        fc.array(deed, { minLength: 1, maxLength: 12 }),
        async (habits, fates, deeds) => {
          runs += 1;
          if (runs % WORLDS === 0) {
            await store.close();
            store = await open();
          }
          const world = new DoubtfulWorld(store, `run ${runs}`, habits, fates);
          const messages = await world.run([{ do: 'write', from: 'SHOP' }, ...deeds]);
          for (const { id, state, doubt_until } of messages) {
            const allowed = 1 + (world.pressed.get(id) ?? 0);
            expect(world.taken.get(id) ?? 0, 'sent').toBeLessThanOrEqual(allowed);
            if (state === 'delivered') expect(world.arrived.get(id) ?? 0, 'delivered').toBeGreaterThan(0);
            const failed = isFailed(state) && !world.pressed.has(id);
            if (failed) expect(world.arrived.get(id) ?? 0, `${state}, but it arrived`).toBe(0);
            const atRest = isFinal(state) || ['accepted', 'waiting', 'in_doubt'].includes(state);
            expect(atRest && doubt_until === null, `at rest: ${state}`).toBe(true);
          }
        },
      ),
      { ...UNTIL, seed: SEED },
    );
    await store.close();
    if (SECONDS !== null) console.info(`  ${runs} runs of a provider ${provider}`);
  },
  Math.max(60_000, RUNS * 100, (SECONDS ?? 0) * 1000),
);
