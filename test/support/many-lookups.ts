import type { Store } from '../../src/store/engine/database.ts';
import { become } from './become.ts';
import { order } from './outbox.ts';

/** A card of Olga's with look-ups of so many numbers, all of them over. Returns its id. */
export async function manyLookups(store: Store, count: number, language = 'en'): Promise<string> {
  const requests = Array.from({ length: count }, (_, n) => ({
    channel: 'hlr',
    to: String(79_230_000_000 + n),
  }));
  const id = await order(store, requests);
  await store.write(async ({ db }) => {
    const card = { kind: 'lookup', body: '{"duplicates":[],"bad":[]}', language };
    await db.updateTable('cards').set(card).where('id', '=', id).execute();
    await become(db, { state: 'cancelled', ready_at: null });
  });
  return id;
}

/** The numbers of its report, in order, as a file's text has them behind the header. */
export const numbersIn = (text: string): string[] =>
  text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/[,;]/)[0] ?? '');

/** What they have to be. */
export const wanted = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => String(79_230_000_000 + n));
