import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFailed, isFinal } from '../../src/messages/status.ts';
import type { Deed, Fate } from '../support/doubtful-deeds.ts';
import type { Reading } from '../support/doubtful-provider.ts';
import { DoubtfulWorld } from '../support/doubtful-world.ts';
import { openTestStore } from '../support/store.ts';

/** Runs, and the seed of a run to be repeated: DOUBT_RUNS=100000 DOUBT_SEED=123 npx vitest run in-doubt.model */
const RUNS = Number(process.env.DOUBT_RUNS ?? 800);
const SEED = process.env.DOUBT_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.DOUBT_SEED);

const reading: fc.Arbitrary<Reading> = fc.record({
  beforeThrottle: fc.boolean(),
  perHost: fc.boolean(),
  withSender: fc.boolean(),
  refusedBy: fc.constantFrom('status', 'receipt'),
  renews: fc.boolean(),
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
  receipt: fc.option(fc.record({ after: fc.integer({ min: 1, max: 120_000 }), delivered: fc.boolean() }), {
    freq: 4,
  }),
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

test(
  `no reading of the provider's rules sends a message twice, or tells a wrong end (seed ${SEED})`,
  async () => {
    const store = await openTestStore('file::memory:');
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        reading,
        fc.array(fate, { maxLength: 10 }),
        fc.array(deed, { minLength: 1, maxLength: 12 }),
        async (rules, fates, deeds) => {
          runs += 1;
          const world = new DoubtfulWorld(store, `run ${runs}`, rules, fates);
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
      { numRuns: RUNS, seed: SEED },
    );
    await store.close();
  },
  Math.max(60_000, RUNS * 100),
);
