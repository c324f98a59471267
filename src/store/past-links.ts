import { type BindState, type LinkDown, linksDown } from '../watch/link.ts';
import type { PastSpan } from '../watch/past.ts';
import type { Tx } from './database.ts';
import { keepPast, pastOf } from './past-spans.ts';

/** Keeps when an account was without a link, as its binds say something else at `now` (ms) than before. */
export async function keepLink(
  tx: Tx,
  account: string,
  { before, after, now }: { before: readonly BindState[]; after: readonly BindState[]; now: number },
): Promise<void> {
  const [was] = linksDown(before, now);
  const [is] = linksDown(after, now);
  const lost = was ?? is;
  if (!lost) return;
  const spans = await pastOf(tx.db, 'link', account);
  const open = spans.find(({ until }) => until === null);
  if (open && is) return;
  const span = open ?? { since: lost.since, what: whatOf(is ?? lost) };
  const others = spans.filter((one) => one !== open);
  await keepPast(tx, 'link', account, { spans: [...others, { ...span, until: is ? null : now }], now });
}

const whatOf = ({ account, host, error }: LinkDown): PastSpan['what'] => ({
  of: 'link',
  account,
  host,
  error,
});
