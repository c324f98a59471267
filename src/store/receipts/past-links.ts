import { type BindState, type LinkDown, linksDown } from '../../watch/link.ts';
import type { PastSpan } from '../../watch/past.ts';
import type { Tx } from '../engine/database.ts';
import { keepPast, pastOf } from '../watch/past-spans.ts';

/** Keeps when an account was without a link, by each of its ways, as its binds say something else at `now` (ms) than before. */
export async function keepLinks(
  tx: Tx,
  { before, after, now }: { before: readonly BindState[]; after: readonly BindState[]; now: number },
): Promise<void> {
  const was = Map.groupBy(linksDown(before, now), nameOf);
  const is = Map.groupBy(linksDown(after, now), nameOf);
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    await keepLink(tx, name, { was: was.get(name)?.[0], is: is.get(name)?.[0], now });
  }
}

const nameOf = ({ account, way }: LinkDown): string => (way === 'smpp' ? account : `${account} ${way}`);

async function keepLink(
  tx: Tx,
  name: string,
  { was, is, now }: { was: LinkDown | undefined; is: LinkDown | undefined; now: number },
): Promise<void> {
  const lost = was ?? is;
  const spans = await pastOf(tx.db, 'link', name);
  const open = spans.find(({ until }) => until === null);
  if (!lost || (open && is)) return;
  const span = open ?? { since: lost.since, what: whatOf(is ?? lost) };
  const others = spans.filter((one) => one !== open);
  await keepPast(tx, 'link', name, { spans: [...others, { ...span, until: is ? null : now }], now });
}

const whatOf = ({ since: _, ...lost }: LinkDown): PastSpan['what'] => ({ of: 'link', ...lost });
