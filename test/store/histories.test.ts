import { describe, expect, test } from 'vitest';
import { firstDifference } from '../support/histories/differ.ts';
import { anyOfCampaigns, historyOf } from '../support/histories/generate.ts';
import { compare, READABLE, RECORDED, readableOf } from '../support/histories/goldens.ts';
import { written } from '../support/histories/observation.ts';
import type { OpenPath } from '../support/histories/path.ts';
import { runHistory } from '../support/histories/run.ts';
import { inMemory, withAndWithoutShortcuts, withPath } from '../support/histories/with-path.ts';
import { SEED } from '../support/seed.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/*
 * What is on record changes by `npm run test:record` alone, and the commit says why. A change of the order in which
 * messages leave differs in "claims"; where nothing else was meant to change, nothing else may.
 */

/** Every so manieth: on PostgreSQL a history is many round trips. `npm run test:long -- --only recorded` takes all. */
const every = (some: number) => Number(process.env.HISTORIES_EVERY ?? some);
const SLOW_MS = 120_000;

const each = (some: number) =>
  Array.from({ length: Math.floor(RECORDED / every(some)) }, (_, index) => (index + 1) * every(some));

describe.each([
  { kind: 'SQLite', newUrl: inMemory, some: each(13) },
  { kind: 'PostgreSQL', newUrl: currentPostgresUrl, some: each(97) },
])('on $kind', ({ newUrl, some }) => {
  test(
    'the same comes of a history as is on record, and nothing that must never be',
    () =>
      withPath(newUrl, async (open) => {
        const { differing, example, wrong } = await compare(open, some);
        expect(wrong).toEqual([]);
        expect(differing, example ?? '').toEqual({});
      }),
    SLOW_MS,
  );
});

test(
  'of campaigns that are prepared, paused, resumed and cancelled the same comes on both stores, and all is sent that may be',
  () =>
    withPath(inMemory, (onSqlite) =>
      withPath(currentPostgresUrl, async (onPostgres) => {
        const options = { seed: 1, runs: 3, any: anyOfCampaigns };
        const { difference } = await firstDifference([onSqlite, onPostgres], options);
        expect(difference, difference ?? '').toBeNull();
      }),
    ),
  SLOW_MS,
);

test.each(READABLE)('history %i comes out as it can be read', async (seed) => {
  await withPath(inMemory, async (open) => {
    expect(written(await runHistory(open, historyOf(seed)))).toBe(readableOf(seed));
  });
});

test(
  'where two ways of keeping messages differ, the smallest history that shows it is found and can be read',
  async () => {
    await withPath(inMemory, async (open) => {
      const deaf: OpenPath = async (world) => {
        const path = await open(world);
        return {
          ...path,
          turn: (account, atHand, at) => path.turn(account, { ...atHand, receipts: [] }, at),
        };
      };
      const options = { seed: 1, runs: 10 };

      expect(await firstDifference([open, open], options)).toMatchObject({ runs: 10, difference: null });
      const { difference } = await firstDifference([open, deaf], options);
      expect(difference).toMatch(/^seed 1, path .*: fates: one says “.*”, the other “.*”/);
      expect(difference).toContain('a receipt of');
      expect(difference?.match(/^\d+\. /gm)?.length).toBeLessThanOrEqual(5);
    });
  },
  SLOW_MS,
);

test('no difference is found in a history for which there was no time', async () => {
  const endless: OpenPath = () => new Promise(() => {});
  const found = await firstDifference([endless, endless], { seed: 1, runs: 1, until: 0 });
  expect(found).toEqual({ runs: 0, submits: 0, difference: null });
});

test.each([
  { kind: 'SQLite', newUrl: inMemory, runs: 10 },
  { kind: 'PostgreSQL', newUrl: currentPostgresUrl, runs: 4 },
])('what is ordinary comes out by the shortcuts on $kind as by the rule that knows all', ({ newUrl, runs }) =>
  withAndWithoutShortcuts(newUrl, async (paths) => {
    const { difference } = await firstDifference(paths, { seed: SEED, runs });
    expect(difference).toBeNull();
  }),
);
