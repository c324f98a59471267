import type { Store, Tx } from '../../src/store/engine/database.ts';

/** A write that has done its work: it is committed once what this returns is called. */
export async function uncommitted<T>(
  store: Pick<Store, 'write'>,
  work: (tx: Tx) => Promise<T>,
): Promise<() => Promise<T>> {
  const worked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const written = store.write(async (tx) => {
    const result = await work(tx);
    worked.resolve();
    await goOn.promise;
    return result;
  });
  await Promise.race([worked.promise, written]);
  return () => {
    goOn.resolve();
    return written;
  };
}
