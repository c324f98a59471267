import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They wait most of their time: for Telegram's pace, for subscribers, for processes to start. */
const WAITING = /\/test\/conversations\//;

/**
 * Spreads the files that wait over those that reckon, from the first to the last. What Vitest knows of no earlier run it
 * begins with the largest: those that wait are small, and would all be left to the end, where four wait and nobody reckons.
 */
export class SpreadSequencer extends BaseSequencer {
  override async sort(specs: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specs);
    // Projects follow each other: their workers are not alike.
    return [...Map.groupBy(sorted, ({ project }) => project.name).values()].flatMap(spread);
  }
}

function spread(specs: readonly TestSpecification[]): TestSpecification[] {
  const [waiting = [], others = []] = [true, false].map((waits) =>
    specs.filter(({ moduleId }) => WAITING.test(moduleId) === waits),
  );
  const placed = [waiting, others].flatMap((all) =>
    all.map((spec, index) => ({ spec, place: index / all.length })),
  );
  return placed.toSorted((one, other) => one.place - other.place).map(({ spec }) => spec);
}
