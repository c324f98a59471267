import type { Store } from './database.ts';
import { assertHeld, type Lease } from './leases.ts';

/** The store as the holder of a lease writes to it: a write that comes too late throws LeaseLost and keeps nothing. */
export function heldStore(store: Store, lease: Lease): Store {
  return {
    ...store,
    write: (work, how) =>
      store.write(async (tx) => {
        // What is asked next goes right behind it, and is taken back where the lease is not held.
        const [held, done] = await Promise.allSettled([assertHeld(tx, lease), work(tx)]);
        if (held.status === 'rejected') throw held.reason;
        if (done.status === 'rejected') throw done.reason;
        return done.value;
      }, how),
    apart: (connections) => heldStore(store.apart(connections), lease),
  };
}
