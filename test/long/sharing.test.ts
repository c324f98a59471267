import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, timeFor } from './sharing.ts';

/** What each gets; `overrun` is how much longer than that each one takes, ms. */
function shareOut(claims: readonly Claim[], totalMs: number, overrun: readonly number[] = []): number[] {
  let left = totalMs;
  return claims.map((claim, index) => {
    const time = timeFor([claim, ...claims.slice(index + 1)], left);
    left -= time + (overrun[index] ?? 0);
    return time;
  });
}

const claim = fc.record({
  share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  leastMs: fc.integer({ min: 1_000, max: 60_000 }),
});
const claims = fc.array(claim, { minLength: 1, maxLength: 12 });

test('with time enough for all, each campaign gets its share', () => {
  const asked = [0.5, 0.3, 0.2].map((share) => ({ share, leastMs: 10_000 }));
  expect(shareOut(asked, 600_000)).toEqual([300_000, 180_000, 120_000]);
});

test('a campaign that takes too long leaves the later ones less, and the last one what it needs', () => {
  const asked = [0.5, 0.3, 0.2].map((share) => ({ share, leastMs: 10_000 }));
  expect(shareOut(asked, 100_000, [20_000])).toEqual([50_000, 18_000, 12_000]);
  expect(shareOut(asked, 100_000, [500_000])).toEqual([50_000, 10_000, 10_000]);
});

test('every campaign gets the time it needs to run, however long the earlier ones took', () => {
  fc.assert(
    fc.property(
      claims,
      fc.integer({ min: 0, max: 3_600_000 }),
      fc.array(fc.nat(600_000)),
      (all, total, overrun) => {
        const times = shareOut(all, total, overrun);
        for (const [index, { leastMs }] of all.entries())
          expect(times[index]).toBeGreaterThanOrEqual(leastMs);
      },
    ),
  );
});

test('campaigns that keep to their time take all of it together, and no more', () => {
  fc.assert(
    fc.property(claims, fc.nat(3_600_000), (all, spare) => {
      const total = all.reduce((sum, { leastMs }) => sum + leastMs, spare);
      const taken = shareOut(all, total).reduce((sum, time) => sum + time, 0);
      expect(Math.abs(taken - total)).toBeLessThan(1);
    }),
  );
});
