import type { Snapshot } from '../../store/engine/database.ts';
import { type FreshLookup, freshLookups, showCached } from '../../store/provider/cached-lookups.ts';
import { answer } from '../answer.ts';
import { type Cached, lookupCard } from '../cards/lookup/body.ts';
import type { Context, Settings } from '../context.ts';
import type { Did } from '../record.ts';
import { type SendOrder, send } from './send.ts';

/** What was found of these numbers so lately that it is not asked for again. A ping tells of its moment alone. */
export const freshOf = async (
  db: Snapshot,
  { hlrCache }: Pick<Settings, 'hlrCache'>,
  { channel, numbers, now }: { channel: string; numbers: readonly string[]; now: number },
): Promise<FreshLookup[]> =>
  channel === 'hlr' && hlrCache > 0 ? freshLookups(db, numbers, now - hlrCache) : [];

/** How many they are, and what they cost. */
export const cachedIn = (found: readonly FreshLookup[]): Cached => ({
  n: found.length,
  cost: found.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
});

/** Looks numbers up; those that were not long ago are shown as they were found then, and asked about by nobody. */
export async function lookUp(context: Context, order: SendOrder): Promise<Did | null> {
  const { tx, settings, now, lacks } = context;
  const { requests, duplicates = [], bad = [], names = {} } = order;
  const [first] = requests;
  const numbers = requests.map(({ to }) => to);
  const found = first ? await freshOf(tx.db, settings, { channel: first.channel, numbers, now }) : [];
  if (found.length === 0) return send(context, order);
  const known = new Set(found.map(({ recipient }) => recipient));
  const rest = requests.filter(({ to }) => !known.has(to));
  const cached = cachedIn(found);
  const did =
    rest.length > 0
      ? await send(context, { ...order, requests: rest, cached })
      : {
          cardId: await answer(context, lookupCard, {
            duplicates,
            bad,
            looked: {},
            lacks,
            names,
            table: null,
            cached,
          }),
        };
  if (did?.cardId !== undefined) await showCached(tx, did.cardId, found);
  return did;
}
