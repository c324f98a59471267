import { isFailed } from '../messages/status.ts';
import { lastReceiptAt, unansweredSince } from '../store/awaiting.ts';
import type { ReportedBind } from '../store/binds.ts';
import { STATE } from '../store/coded.ts';
import type { Reader } from '../store/database.ts';
import { outcomesOf } from '../store/outcomes.ts';
import type { Watch } from '../store/watches-at-hand.ts';
import { linksDown } from '../watch/link.ts';
import { isHigh } from '../watch/rate.ts';
import { rateIn } from '../watch/wants.ts';
import type { About } from './cards/alert/facts.ts';

/** A state of things that a watch is told of for as long as it lasts. */
export interface Standing {
  /** The same for as long as it is the same thing. */
  readonly cause: string;
  readonly since: number;
  readonly about: About;
}

/** No receipt at all for so long is told of (ms). */
const SILENCE_MS = 5 * 60_000;
/** So many phones are not off at once. */
const FEWEST_UNANSWERED = 5;
/** Reasons and operators that are told of. */
const ENDS = 20;

/** Watches that are told of the link to the provider, and whether it brings receipts. */
const OF_LINKS: readonly string[] = ['usual', 'link'];

/** What stands at `now` (ms), for a watch; of links that are lost nothing else is told. */
export async function standingsFor(
  db: Reader,
  watch: Watch,
  {
    binds,
    isTold,
    now,
  }: { readonly binds: readonly ReportedBind[]; isTold(cause: string): boolean; readonly now: number },
): Promise<Standing[]> {
  return [
    ...(OF_LINKS.includes(watch.watched.kind) ? await linkStandings(db, binds, now) : []),
    ...(await rateStanding(db, watch, isTold('rate'), now)),
  ];
}

/** Whether the usual watch leaves it to another one of its place, which asks for just this: one message tells of it. */
export function isLeftToAnother(
  { about }: Standing,
  { watched, chatId, threadId }: Watch,
  all: readonly Watch[],
): boolean {
  if (watched.kind !== 'usual') return false;
  const terms = JSON.stringify([rateIn(watched), watched.only]);
  return all.some(
    (other) =>
      other.chatId === chatId &&
      other.threadId === threadId &&
      other.suspendedWhy === null &&
      (about.of === 'rate'
        ? other.watched.kind === 'rate' &&
          JSON.stringify([rateIn(other.watched), other.watched.only]) === terms
        : other.watched.kind === 'link'),
  );
}

async function linkStandings(db: Reader, binds: readonly ReportedBind[], now: number): Promise<Standing[]> {
  const states = binds.map(({ account, report, reportedAt }) => ({ ...report, account, reportedAt }));
  const down = linksDown(states, now);
  const standings: Standing[] = down.map(({ account, host, error, since }) => ({
    cause: `link ${account}`,
    since,
    about: { of: 'link', account, host, error },
  }));
  const isDown = (account: string) => down.some((one) => one.account === account);
  for (const account of new Set(binds.map((bind) => bind.account))) {
    if (isDown(account)) continue;
    const since = (await lastReceiptAt(db, [account])) ?? 0;
    if (now - since < SILENCE_MS) continue;
    const { count, firstAt } = await unansweredSince(db, account, { since, before: now - SILENCE_MS });
    if (count < FEWEST_UNANSWERED || firstAt === null) continue;
    standings.push({
      cause: `silence ${account}`,
      since: firstAt,
      about: { of: 'silence', account, awaiting: count },
    });
  }
  return standings;
}

async function rateStanding(
  db: Reader,
  { id, watched }: Watch,
  isTold: boolean,
  now: number,
): Promise<Standing[]> {
  const rate = rateIn(watched);
  if (!rate) return [];
  const { minutes } = rate;
  const outcomes = await outcomesOf(db, id, { minutes, now });
  const ends = outcomes.filter(({ state }) => isFailed(STATE.name(state)));
  const failed = ends.reduce((sum, { count }) => sum + count, 0);
  const total = outcomes.reduce((sum, { count }) => sum + count, 0);
  if (!isHigh({ failed, total }, rate, isTold)) return [];
  const told = ends.toSorted((one, other) => other.count - one.count).slice(0, ENDS);
  return [{ cause: 'rate', since: now, about: { of: 'rate', minutes, failed, total, ends: told } }];
}
