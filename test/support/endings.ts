/*
 * What ends with each test, or with each test file, of modules that many files share: a worker evaluates them once,
 * and a hook of Vitest's would belong to the file that was first.
 */
type Ending = () => unknown;

const tests: Ending[] = [];
const files: Ending[] = [];

/** From now on, and in every file to come. */
export const afterEveryTest = (ending: Ending): number => tests.push(ending);
export const afterEveryFile = (ending: Ending): number => files.push(ending);

export const endTest = (): Promise<void> => inTurn(tests);
export const endFile = (): Promise<void> => inTurn(files);

/** The last first, as hooks are; each of them, whatever another throws. */
async function inTurn(endings: readonly Ending[]): Promise<void> {
  const errors: unknown[] = [];
  for (const ending of endings.toReversed()) {
    try {
      await ending();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 1) throw new AggregateError(errors);
  if (errors.length > 0) throw errors[0];
}
