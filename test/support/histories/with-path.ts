import type { Store } from '../../../src/store/engine/database.ts';
import type { Prepared } from '../../../src/store/engine/statements.ts';
import { RULES, UNGUARDED } from '../rules.ts';
import { openTestStore } from '../store.ts';
import type { OpenPath } from './path.ts';
import { onStores } from './store-path.ts';

export const inMemory = async (): Promise<string> => 'file::memory:';

/** Lends a test the way over two new stores, one for each kind of provider. */
export const withPath = (
  newUrl: () => Promise<string>,
  use: (open: OpenPath, stores: readonly [guarded: Store, unguarded: Store]) => Promise<void>,
): Promise<void> =>
  withStores(newUrl, (guarded, unguarded) => use(onStores(guarded, unguarded), [guarded, unguarded]));

/** Two ways over the same stores, by which it is known how ids are written: with the shortcuts for what is ordinary, and without. */
export const withAndWithoutShortcuts = (
  newUrl: () => Promise<string>,
  use: (paths: readonly [OpenPath, OpenPath]) => Promise<void>,
): Promise<void> =>
  withStores(newUrl, (guarded, unguarded) =>
    use([
      onStores(guarded, unguarded, true),
      onStores(withoutShortcuts(guarded), withoutShortcuts(unguarded), true),
    ]),
  );

async function withStores(
  newUrl: () => Promise<string>,
  use: (guarded: Store, unguarded: Store) => Promise<void>,
): Promise<void> {
  const guarded = await openTestStore(await newUrl(), RULES);
  const unguarded = await openTestStore(await newUrl(), UNGUARDED);
  try {
    await use(guarded, unguarded);
  } finally {
    await guarded.close();
    await unguarded.close();
  }
}

/** Whose message an answer or a receipt is of, if it is ordinary: see src/store/hot. */
const ASKS_FOR_ORDINARY = /^\s*select .* from attempts join messages/s;

const ASKS_WHICH_ARE = /\) as asked\b/;

/** Finds nothing ordinary: all goes by the rule that knows all. */
const withoutShortcuts = (store: Store): Store => ({
  ...store,
  write: (work) =>
    store.write((tx) =>
      work({
        ...tx,
        ask:
          tx.ask &&
          (async (sql, ...values) => (ASKS_WHICH_ARE.test(sql) ? [] : (tx.ask?.(sql, ...values) ?? []))),
        prepare:
          tx.prepare && ((sql) => (ASKS_FOR_ORDINARY.test(sql) ? NOTHING : (tx.prepare?.(sql) ?? NOTHING))),
      }),
    ),
});

const NOTHING: Prepared = {
  get: () => undefined,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
};
