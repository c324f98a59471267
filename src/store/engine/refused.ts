import { EnvFileError } from '../../env-file.ts';

/** The store is not opened, or nothing is done with it, for a reason that is the user's to remove; the message says how. */
export class StoreRefused extends Error {}

/** Runs what somebody has started from a shell: what is theirs to mend is said in a line, without a stack. */
export async function fromShell(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof StoreRefused || error instanceof EnvFileError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
