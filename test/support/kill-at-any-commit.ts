import { describe, test } from 'vitest';
import { type Deaths, MortalLife } from './mortal-life.ts';
import { Random } from './random.ts';
import { SEED } from './seed.ts';
import { onEachStore, type StoreUnderTest } from './stores.ts';

/** What happens in a life, by the name of what is killed. */
export type Stories = Readonly<Record<string, (life: MortalLife) => Promise<void>>>;

/** A life from its beginning to its end. Returns its commits. */
export type Living = (under: StoreUnderTest, deaths: Deaths) => Promise<number>;

/** In `npm test` one life is lived, with such a chance of a kill at each commit; `npm run test:long` has time for a life a kill. */
const CHANCE = 0.15;

const { KILL_AT_SECONDS } = process.env;

/** Tests that each story comes to the same end, wherever its process dies. */
export function killAtAnyCommit(stories: Stories): void {
  const living =
    (story: Stories[string]): Living =>
    async (under, deaths) => {
      const life = await MortalLife.begin(under, deaths);
      await story(life);
      await life.end();
      return life.commits;
    };
  killAtAnyCommitOf(
    Object.fromEntries(Object.entries(stories).map(([name, story]) => [name, living(story)])),
  );
}

/** The same of lives that are not those of the whole program, by the name of what is killed. */
export function killAtAnyCommitOf(lives: Readonly<Record<string, Living>>): void {
  /** Each has one test on each store, which share the time. */
  const shareMs = (Number(KILL_AT_SECONDS ?? 0) * 1000) / (2 * Object.keys(lives).length);
  onEachStore((under) => {
    describe.each(Object.entries(lives))('a kill at any commit of %s', (_, living) => {
      const live = (deaths: Deaths): Promise<number> => living(under, deaths);

      test('loses nothing and doubles nothing', { timeout: 600_000 + shareMs }, async ({ task }) => {
        const until = performance.now() + shareMs;
        const random = new Random(SEED);
        task.meta.kills = 0;
        const commits = await live(() => {
          if (!random.chance(CHANCE)) return null;
          task.meta.kills = (task.meta.kills ?? 0) + 1;
          return random.pick(['before', 'after']);
        }).catch((cause) => {
          throw new Error(`TEST_SEED=${SEED} repeats: ${cause}`, { cause });
        });
        const moments = Array.from({ length: commits }, (_, n) => n + 1)
          .flatMap((commit) =>
            (['before', 'after'] as const).map((when) => ({ commit, when, place: random.next() })),
          )
          .toSorted((one, other) => one.place - other.place);
        for (const { commit: at, when } of moments) {
          if (performance.now() >= until) break;
          task.meta.kills += 1;
          await live((commit) => (commit === at ? when : null)).catch((cause) => {
            throw new Error(`killed ${when} ${at}, which TEST_SEED=${SEED} repeats: ${cause}`, { cause });
          });
        }
      });
    });
  });
}
