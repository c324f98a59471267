import type { Store } from './database.ts';
import { assertHeld, type Lease } from './leases.ts';

/** The store as the holder of a lease writes to it: a write that comes too late throws LeaseLost and keeps nothing. */
export function heldStore(store: Store, lease: Lease): Store {
  return {
    ...store,
    write: (work, how) =>
      store.write(async (tx) => {
        await assertHeld(tx, lease);
        return work(tx);
      }, how),
    apart: (connections) => heldStore(store.apart(connections), lease),
  };
}
