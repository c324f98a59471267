import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { historyOf } from './generate.ts';
import type { History } from './history.ts';
import { ASPECTS, digests, type Observation, written } from './observation.ts';
import type { OpenPath } from './path.ts';
import { runHistory } from './run.ts';

const FOLDER = new URL('../../store/goldens/', import.meta.url);
const DIGESTS = new URL('histories.txt', FOLDER);

/** Seeds of the histories that are on record: 1 to so many. */
export const RECORDED = 1_000;
/** Of these it is on record in full what came of them, for whoever wants to judge a change. */
export const READABLE = [101, 116, 199, 209, 219, 435, 490, 525, 572, 626, 661, 690] as const;

const readableFile = (seed: number): URL => new URL(`history-${seed}.txt`, FOLDER);
export const readableOf = (seed: number): string => readFileSync(readableFile(seed), 'utf8');

/** A line for each seed: the digest of its history, and of each aspect of what came of it. */
export const recordedDigests = (): string[] => readFileSync(DIGESTS, 'utf8').trimEnd().split('\n');

/** Puts on record what comes of each history now. */
export async function record(open: OpenPath): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const lines: string[] = [];
  for (let seed = 1; seed <= RECORDED; seed += 1) {
    const history = historyOf(seed);
    const observation = await runHistory(open, history);
    if (observation.wrong.length > 0) throw new Error(`history ${seed}: ${observation.wrong.join('\n')}`);
    lines.push(digests(history, observation));
    if ((READABLE as readonly number[]).includes(seed)) {
      writeFileSync(readableFile(seed), written(observation));
    }
  }
  writeFileSync(DIGESTS, `${lines.join('\n')}\n`);
}

/** What came of the histories of some seeds, against what is on record. */
export interface Comparison {
  /** How many histories differ, by what: "claims", "claims, fates" …; "history": it is another one than was recorded. */
  readonly differing: Readonly<Record<string, number>>;
  /** The shortest of those, and all that came of it; null: none differs. */
  readonly example: string | null;
  /** What must never be, by seed: see Judge. */
  readonly wrong: readonly string[];
}

export async function compare(open: OpenPath, seeds: readonly number[]): Promise<Comparison> {
  const recorded = recordedDigests();
  const differing: Record<string, number> = {};
  const wrong: string[] = [];
  let example: { seed: number; history: History; observation: Observation } | null = null;
  for (const seed of seeds) {
    const history = historyOf(seed);
    const observation = await runHistory(open, history);
    wrong.push(...observation.wrong.map((what) => `history ${seed}: ${what}`));
    const [before = [], now = []] = [recorded[seed - 1], digests(history, observation)].map((line) =>
      line?.split(' '),
    );
    const aspects = ['history', ...ASPECTS].filter((_, column) => before[column] !== now[column]);
    if (aspects.length === 0) continue;
    const what = aspects.includes('history') ? 'history' : aspects.join(', ');
    differing[what] = (differing[what] ?? 0) + 1;
    if (!example || history.steps.length < example.history.steps.length) {
      example = { seed, history, observation };
    }
  }
  return {
    differing,
    example: example && `history ${example.seed}, as it is now:\n${written(example.observation)}`,
    wrong,
  };
}
