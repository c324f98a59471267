import { isFailed } from '../../messages/status.ts';
import { isAsked, stateOf } from '../../store/attempts/binds.ts';
import { outcomesOf } from '../../store/attempts/outcomes.ts';
import type { Reader } from '../../store/engine/database.ts';
import { lastReceiptAt, unansweredSince } from '../../store/receipts/awaiting.ts';
import { type HourSums, isCountedByHour } from '../../store/stats/hour-sums.ts';
import { STATE } from '../../store/tables/coded.ts';
import { firedGroups, firingGroups } from '../../store/watch/alert-groups.ts';
import { lastAlert } from '../../store/watch/alerts.ts';
import { lastBeat } from '../../store/watch/heartbeats.ts';
import { isBeside, isMuted, type Watch } from '../../store/watch/watches-at-hand.ts';
import { groupFor, unheardSince } from '../../watch/alert-group.ts';
import { isLagging } from '../../watch/lag.ts';
import { linksDown } from '../../watch/link.ts';
import { isHigh } from '../../watch/rate.ts';
import { lastHours, usualShare, weeksBefore } from '../../watch/usual.ts';
import { rateIn } from '../../watch/wants.ts';
import type { Filter } from '../../watch/watched.ts';
import { readFacts } from '../cards/alert/facts.ts';
import type { Asking } from './at-hand.ts';
import { moneyStandings } from './money-states.ts';
import type { Looking, Standing } from './standing.ts';

/** No receipt at all for so long is told of (ms). */
export const SILENCE_MS = 5 * 60_000;
/** Every few seconds, and as soon as something is heard, it is looked what stands: this is longer (ms). */
const LOOKED_MS = 10_000;
/** So many phones are not off at once. */
export const FEWEST_UNANSWERED = 5;
/** Reasons and operators that are told of. */
const ENDS = 20;

/** Watches that are told of the link to the provider, and whether it brings receipts. */
const OF_LINKS: readonly string[] = ['usual', 'link'];

/** What stands at `now` (ms), for a watch; of links that are lost nothing else is told. */
export async function standingsFor(db: Reader, watch: Watch, looking: Looking): Promise<Standing[]> {
  return [
    ...(OF_LINKS.includes(watch.watched.kind) ? await linkStandings(db, looking) : []),
    ...(await rateStanding(db, watch, looking)),
    ...(await heartbeatStanding(db, watch, looking)),
    ...(await lagStanding(db, watch, looking)),
    ...(await moneyStandings(db, watch, looking)),
    ...(watch.watched.kind === 'alerts' ? await outsideStandings(db, watch, looking) : []),
    ...(watch.watched.kind === 'alerts' ? await outsideUntold(db, watch, looking) : []),
  ];
}

/**
 * Whether the usual watch leaves it to another one of its place, which asks for just this: one message tells of it. Of what
 * is muted there nothing is said, of a share by other terms either.
 */
export function isLeftToAnother(
  { about }: Standing,
  watch: Watch,
  { all, now }: Pick<Looking, 'all' | 'now'>,
): boolean {
  const { watched } = watch;
  if (watched.kind !== 'usual') return false;
  const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  const isAsked = (other: Watch): boolean => {
    const { kind, only } = other.watched;
    if (about.of === 'link' || about.of === 'silence') return kind === 'link';
    if (about.of !== 'rate' || kind !== 'rate' || !isSame(only, watched.only)) return false;
    return isSame(rateIn(other.watched), rateIn(watched)) || isMuted(other, now);
  };
  return all.some((other) => isBeside(other, watch) && isAsked(other));
}

async function linkStandings(db: Reader, { binds, now }: Looking): Promise<Standing[]> {
  const down = linksDown(binds.map(stateOf), now);
  const standings: Standing[] = down.map(({ account, way, host, error, since }) => ({
    cause: way === 'smpp' ? `link ${account}` : `link ${account} ${way}`,
    since,
    about: { of: 'link', account, host, error },
  }));
  const isDown = (account: string) => down.some((one) => one.account === account);
  for (const account of new Set(binds.map((bind) => bind.account))) {
    if (isDown(account)) continue;
    const own = binds.filter((bind) => bind.account === account);
    const since = (await lastReceiptAt(db, [account], isAsked(own))) ?? 0;
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

/** Receipts that come late; where its place hears that there is no link, or no receipt at all, that says it. */
async function lagStanding(db: Reader, watch: Watch, looking: Looking): Promise<Standing[]> {
  const { lag: minutes, only } = watch.watched;
  if (minutes === undefined) return [];
  const { binds, asking, all, isTold, now } = looking;
  const accounts = [...new Set(binds.map(({ account }) => account))];
  const sums = await asking.late(now, accounts, { minutes, only });
  if (!isLagging(sums, isTold('lag'))) return [];
  const hearsOfLinks = all.some((one) => OF_LINKS.includes(one.watched.kind) && isBeside(one, watch));
  if (hearsOfLinks && !isTold('lag') && (await linkStandings(db, looking)).length > 0) return [];
  return [{ cause: 'lag', since: now, about: { of: 'lag', minutes, ...sums } }];
}

/** A program that does not show that it lives, as long as it could. */
async function heartbeatStanding(
  db: Reader,
  { watched: { heartbeat } }: Watch,
  { upSince, now }: Looking,
): Promise<Standing[]> {
  if (!heartbeat) return [];
  const { name, minutes } = heartbeat;
  const lastAt = (await lastBeat(db, name)) ?? 0;
  const since = lastAt + minutes * 60_000;
  if (now < Math.max(since, upSince + minutes * 60_000)) return [];
  return [{ cause: `heartbeat ${name}`, since, about: { of: 'heartbeat', ...heartbeat, lastAt } }];
}

/** Groups of other programs' alerts, as far as this watch is told of them. */
async function outsideStandings(db: Reader, { watched }: Watch, { now }: Looking): Promise<Standing[]> {
  return (await firingGroups(db, now)).flatMap(({ key, group: whole, heardAt }) => {
    const group = groupFor(watched.labels ?? {}, whole);
    if (!group) return [];
    return {
      cause: key,
      since: Math.min(...group.alerts.map(({ since }) => since)),
      about: { of: 'alerts', ...group, unheardSince: unheardSince(heardAt, now) },
    };
  });
}

/** Groups that fired and were over before anybody looked: they are told of, and are over with the next look. */
async function outsideUntold(db: Reader, watch: Watch, { isTold, now }: Looking): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const { key, since, until, group: whole } of await firedGroups(db, now - LOOKED_MS)) {
    const group = isTold(key) ? null : groupFor(watch.watched.labels ?? {}, whole);
    if (!group) continue;
    const last = await lastAlert(db, watch.id, key);
    if (last && (readFacts(last.facts ?? '').until ?? 0) >= until) continue;
    standings.push({ cause: key, since, about: { of: 'alerts', ...group, unheardSince: null } });
  }
  return standings;
}

async function rateStanding(
  db: Reader,
  { id, watched }: Watch,
  { asking, isTold, now }: Looking,
): Promise<Standing[]> {
  const rate = rateIn(watched);
  if (!rate) return [];
  const { minutes } = rate;
  const outcomes = await outcomesOf(db, id, { minutes, now });
  const ends = outcomes.filter(({ state }) => isFailed(STATE.name(state)));
  const failed = ends.reduce((total, { count }) => total + count, 0);
  const total = outcomes.reduce((all, { count }) => all + count, 0);
  if (!isHigh({ failed, total }, rate, isTold('rate'))) return [];
  const usual = await usualIn(asking, watched.only, now);
  const told = ends.toSorted((one, other) => other.count - one.count).slice(0, ENDS);
  return [{ cause: 'rate', since: now, about: { of: 'rate', minutes, failed, total, usual, ends: told } }];
}

/** The hour at hand has hardly begun: the one before it is looked at as well. */
const AROUND = 2;

/** Which share of messages fails at this time of the week (percent); null: nobody can say. */
async function usualIn(asking: Asking, only: Filter, now: number): Promise<number | null> {
  if (!isCountedByHour(only)) return null;
  const weeks: HourSums[] = [];
  for (const hours of weeksBefore(lastHours(AROUND, now))) {
    weeks.push(await asking.sum(now, hours, { ...only, lookUps: false }));
  }
  return usualShare(weeks);
}
