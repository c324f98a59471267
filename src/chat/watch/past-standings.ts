import { reportedBinds, stateOf } from '../../store/attempts/binds.ts';
import type { Snapshot } from '../../store/engine/database.ts';
import { isCountedByHour, spendByHour } from '../../store/stats/hour-sums.ts';
import { firingGroups } from '../../store/watch/alert-groups.ts';
import { lastBeat } from '../../store/watch/heartbeats.ts';
import { pastCampaigns } from '../../store/watch/past-campaigns.ts';
import type { SentMessage } from '../../store/watch/past-messages.ts';
import { pastOf, pastOfAll } from '../../store/watch/past-spans.ts';
import { groupFor } from '../../watch/alert-group.ts';
import { linksDown } from '../../watch/link.ts';
import type { Past } from '../../watch/past.ts';
import { beyondLimit, beyondUsual, type Spent } from '../../watch/past-money.ts';
import { asTold, lagsOf, ratesOf, silencesOf, type Told } from '../../watch/replay.ts';
import { lastHours, weeksBefore } from '../../watch/usual.ts';
import { isMeant, rateIn } from '../../watch/wants.ts';
import type { Watched } from '../../watch/watched.ts';
import type { About } from '../cards/alert/facts.ts';
import { DAY, hoursOf } from './money-states.ts';
import { FEWEST_UNANSWERED, SILENCE_MS } from './states.ts';

/** A state of things that would have been told of, as it was at its worst. */
export type PastStanding = Told<About>;

/** What a watch is asked about: which times (ms), by the clock of which zone. */
export interface PastAsked {
  readonly watched: Watched;
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

const as = <What>({ since, until, what }: Told<What>, about: (what: What) => About): PastStanding => ({
  since,
  until,
  what: about(what),
});

/** What stood within a time, and would have been told of, by the rules of what stands now: see states.ts. */
export async function pastStandings(
  db: Snapshot,
  asked: PastAsked,
  sent: readonly SentMessage[],
): Promise<PastStanding[]> {
  const { watched, from, to } = asked;
  const { kind, only, lag } = watched;
  const rate = rateIn(watched);
  const meant = sent.filter(({ event }) => isMeant(only, event));
  const rates = rate ? ratesOf(meant, rate, { from, to }) : [];
  const lags = lag === undefined ? [] : lagsOf(meant, lag, { from, to });
  return [
    ...(kind === 'usual' || kind === 'link' ? await linkSpans(db, asked, sent) : []),
    ...asTold(rates).map((told) =>
      as(told, (sums) => ({ of: 'rate', minutes: rate?.minutes ?? 0, ...sums, usual: null, ends: [] })),
    ),
    ...asTold(lags).map((told) => as(told, (sums) => ({ of: 'lag', minutes: lag ?? 0, ...sums }))),
    ...(await moneySpans(db, asked)),
    ...(await balanceSpans(db, asked)),
    ...(await heartbeatSpans(db, asked)),
    ...(kind === 'alerts' ? await outsideSpans(db, asked) : []),
    ...(kind === 'campaign' ? await campaignSpans(db, asked) : []),
  ];
}

/** What touches a time. */
const within = <What extends { since: number; until: number | null }>(
  spans: readonly What[],
  { from, to }: PastAsked,
): What[] => spans.filter(({ since, until }) => since <= to && (until === null || until >= from));

type LostLink = Extract<Past, { of: 'link' }>;

const wayOf = ({ account, way }: Pick<LostLink, 'account' | 'way'>): string => `${account} ${way}`;

/** Lost links, and receipts that did not come while there was one. */
async function linkSpans(
  db: Snapshot,
  asked: PastAsked,
  sent: readonly SentMessage[],
): Promise<PastStanding[]> {
  const kept = (await pastOfAll(db, 'link')).flatMap(({ what, ...times }): Told<LostLink>[] =>
    what.of === 'link' ? [{ ...times, what }] : [],
  );
  const isOpen = (way: string): boolean =>
    kept.some(({ until, what }) => until === null && wayOf(what) === way);
  // Whoever held it may be silent, and nobody has said so yet.
  const lost = linksDown((await reportedBinds(db)).map(stateOf), asked.to)
    .filter((one) => !isOpen(wayOf(one)))
    .map(({ since, ...what }): Told<LostLink> => ({ since, until: null, what: { of: 'link', ...what } }));
  const byWay = Map.groupBy([...kept, ...lost], ({ what }) => wayOf(what));
  const spans = [...byWay.values()].flatMap((ofOne) => asTold(within(ofOne, asked)));
  const wasLost = (account: string, at: number): boolean =>
    spans.some(
      ({ since, until, what }) => what.account === account && since <= at && (until === null || until >= at),
    );
  const patient = { patience: SILENCE_MS, fewest: FEWEST_UNANSWERED };
  const silences = silencesOf(sent, patient, asked).filter(
    ({ since, what }) => !wasLost(what.account, since) && !wasLost(what.account, since + SILENCE_MS),
  );
  return [
    ...spans.map((told) => as(told, ({ of, account, host, error }) => ({ of, account, host, error }))),
    ...asTold(silences).map((told) =>
      as(told, ({ account, awaiting }) => ({ of: 'silence', account, awaiting })),
    ),
  ];
}

/** Money beyond a limit, or above what is usual. */
async function moneySpans(db: Snapshot, asked: PastAsked): Promise<PastStanding[]> {
  const { watched, from, to, timeZone } = asked;
  const { kind, only, spend } = watched;
  const filter = { ...only, lookUps: true };
  const toldAs = (spans: readonly Spent[], about: (spent: Spent) => About): PastStanding[] =>
    spans.map((one) => ({ since: one.since, until: one.until, what: about(one) }));
  if (kind === 'spend' && spend) {
    const hoursAt = (at: number) => hoursOf(spend.span, at, timeZone);
    const hours = await spendByHour(db, { from: hoursAt(from).from, to: hoursAt(to).to }, filter);
    const spans = beyondLimit(hours, { limit: spend.limit, hoursAt }, { from, to });
    return toldAs(spans, ({ spent }) => ({ of: 'spend', spent, ...spend }));
  }
  if (kind !== 'usual' || !isCountedByHour(only)) return [];
  const earliest = Math.min(...weeksBefore(lastHours(DAY, from)).map((week) => week.from));
  const hours = await spendByHour(db, { from: earliest, to: lastHours(DAY, to).to }, filter);
  return toldAs(beyondUsual(hours, DAY, { from, to }), ({ spent, measure }) => ({
    of: 'dear',
    spent,
    usual: measure,
    hours: DAY,
  }));
}

/** What was left at the provider, as it said, where that was less than a watch allows. */
async function balanceSpans(db: Snapshot, asked: PastAsked): Promise<PastStanding[]> {
  const { balance: limit } = asked.watched;
  if (limit === undefined) return [];
  const told: PastStanding[] = [];
  for (const { since, until, what } of within(await pastOf(db, 'balance', ''), asked)) {
    const left = what.of === 'balance' ? what.left : limit;
    const last = told.at(-1);
    if (left >= limit) continue;
    const goesOn = last?.until === since && last.what.of === 'balance' ? last : null;
    const about = { of: 'balance', limit, left: goesOn ? Math.min(leftIn(goesOn), left) : left } as const;
    if (goesOn) told.splice(-1, 1, { since: goesOn.since, until, what: about });
    else told.push({ since, until, what: about });
  }
  return told;
}

const leftIn = ({ what }: PastStanding): number => (what.of === 'balance' ? what.left : 0);

/** When another program did not show that it lives for longer than it may. */
async function heartbeatSpans(db: Snapshot, asked: PastAsked): Promise<PastStanding[]> {
  const { heartbeat } = asked.watched;
  if (!heartbeat) return [];
  const { name, minutes } = heartbeat;
  const lastAt = await lastBeat(db, name);
  const silences = [
    ...(await pastOf(db, 'heartbeat', name)),
    ...(lastAt === null ? [] : [{ since: lastAt, until: null }]),
  ];
  const missed = silences.flatMap(({ since: before, until }): PastStanding[] => {
    const since = before + minutes * 60_000;
    const about = { of: 'heartbeat', name, minutes, lastAt: before } as const;
    return since < (until ?? asked.to) ? [{ since, until, what: about }] : [];
  });
  return asTold(within(missed, asked));
}

/** Groups of other programs' alerts that fired, as far as this watch is told of them. */
async function outsideSpans(db: Snapshot, asked: PastAsked): Promise<PastStanding[]> {
  const fire = (await firingGroups(db, asked.to)).map(({ group }) => ({
    since: Math.min(asked.to, ...group.alerts.map((alert) => alert.since)),
    until: null,
    what: group,
  }));
  const fired = (await pastOfAll(db, 'alerts')).flatMap(({ since, until, what }) =>
    what.of === 'alerts' ? { since, until, what } : [],
  );
  return within([...fired, ...fire], asked).flatMap(({ since, until, what }) => {
    const group = groupFor(asked.watched.labels ?? {}, what);
    return group ? [{ since, until, what: { of: 'alerts', ...group, unheardSince: null } }] : [];
  });
}

/** Campaigns of which something went. */
async function campaignSpans(db: Snapshot, { watched, from, to }: PastAsked): Promise<PastStanding[]> {
  return (await pastCampaigns(db, from))
    .filter(({ event }) => isMeant(watched.only, event))
    .map(({ order, since, isOver }) => ({
      since,
      until: isOver ? to : null,
      what: { of: 'campaign', order },
    }));
}
