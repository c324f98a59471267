import type { Store } from '../../../src/store/database.ts';
import { RULES, UNGUARDED } from '../rules.ts';
import { openTestStore } from '../store.ts';
import type { OpenPath } from './path.ts';
import { onStores } from './store-path.ts';

export const inMemory = async (): Promise<string> => 'file::memory:';

/** Lends a test the way over two new stores, one for each kind of provider. */
export async function withPath(
  newUrl: () => Promise<string>,
  use: (open: OpenPath, stores: readonly [guarded: Store, unguarded: Store]) => Promise<void>,
): Promise<void> {
  const guarded = await openTestStore(await newUrl(), RULES);
  const unguarded = await openTestStore(await newUrl(), UNGUARDED);
  try {
    await use(onStores(guarded, unguarded), [guarded, unguarded]);
  } finally {
    await guarded.close();
    await unguarded.close();
  }
}
