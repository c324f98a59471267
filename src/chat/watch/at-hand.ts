import type { Store } from '../../store/engine/database.ts';
import { type LagFilter, lateReceipts } from '../../store/receipts/lag.ts';
import { type HourFilter, sumsOfHours } from '../../store/stats/hour-sums.ts';
import type { Hours } from '../../watch/usual.ts';

/** What was read stands for so long (ms): watches are looked at each second. */
const FRESH_MS = 15_000;

/** Keeps at hand what was read a little before `now` (ms). */
function atHand<Asked extends readonly unknown[], Found>(
  read: (now: number, ...asked: Asked) => Promise<Found>,
) {
  const known = new Map<string, { readonly at: number; readonly found: Found }>();
  return async (now: number, ...asked: Asked): Promise<Found> => {
    for (const [key, { at }] of known) if (Math.abs(now - at) >= FRESH_MS) known.delete(key);
    const key = JSON.stringify(asked);
    const before = known.get(key);
    if (before) return before.found;
    const found = await read(now, ...asked);
    known.set(key, { at: now, found });
    return found;
  };
}

/** What watches ask of all that was sent, read aside. */
export type Asking = ReturnType<typeof askingOf>;

export function askingOf(store: Pick<Store, 'read'>) {
  return {
    /** Adds up some hours. */
    sum: atHand((_, hours: Hours, only: HourFilter) => store.read((db) => sumsOfHours(db, hours, only))),
    /** Counts receipts that come late. */
    late: atHand((now, accounts: readonly string[], than: LagFilter) =>
      store.read((db) => lateReceipts(db, accounts, { ...than, now })),
    ),
  };
}
