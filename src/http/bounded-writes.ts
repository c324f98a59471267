import type { Logger } from '../log.ts';
import type { Store, Tx } from '../store/engine/database.ts';
import { levelOf } from '../store/engine/failure.ts';

/** Writes that wait for the store at once; who comes after them is to come again. */
const MAX_WAITING = 200;
/** How long a caller waits for its write (ms); the write itself may still come about. */
const PATIENCE_MS = 5_000;

/** Runs a write; null: it failed, or may yet come about, and the caller is to come again. */
export type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<{ readonly result: T } | null>;

/** Writes for callers who repeat what was not taken: a store that is slow or away costs them time, and us no memory. */
export function boundedWrites(store: Store, log: Logger): Write {
  let waiting = 0;
  return async (work) => {
    if (waiting >= MAX_WAITING) return null;
    waiting += 1;
    const written = store.write(work).then(
      (result) => ({ result }),
      (err) => {
        log[levelOf(err)]({ err }, 'the store failed: the caller is to come again');
        return null;
      },
    );
    void written.then(() => {
      waiting -= 1;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, null);
    });
    const taken = await Promise.race([written, late]);
    clearTimeout(timer);
    return taken;
  };
}
