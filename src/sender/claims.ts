import type { Logger } from 'pino';
import { allowedAt } from '../messages/quiet.ts';
import { decisionOn } from '../store/attempts/doubts.ts';
import { nextMessages } from '../store/attempts/next-messages.ts';
import type { Message } from '../store/attempts/outbox.ts';
import { nextReadyAt } from '../store/attempts/ready-messages.ts';
import { attemptsOfAll, type StoredAttempt } from '../store/attempts/stored-attempts.ts';
import type { KnownWays } from '../store/attempts/ways.ts';
import type { Tx } from '../store/engine/database.ts';
import { VOUCHED_MS } from '../store/orders/vouching.ts';
import { clocksOf } from '../store/provider/number-facts.ts';
import { stoppedSince } from '../store/stop-list/stop-list.ts';
import type { AttemptAges } from './attempt-ages.ts';
import type { Departure, Departures } from './departures.ts';
import { Fates, isInTurnOfCampaign } from './fates.ts';
import { Guard } from './guard.ts';
import type { Moment } from './moments.ts';
import type { Exit, Load, Submit, Way } from './way.ts';
import { type Outages, takersOf, type WayOrder } from './way-order.ts';

export interface Claims {
  readonly departures: readonly Departure[];
  /** When there may be more to claim if nothing else happens: in so many ms, or null when only an event can tell. */
  readonly waitMs: number | null;
}

export interface ClaimOptions {
  readonly account: string;
  /** What was claimed before and has not left yet. */
  readonly ahead: Pick<Departures, 'pending' | 'room' | 'waitMs' | 'campaignRoom' | 'campaignWaitMs'>;
  readonly ages: AttemptAges;
  readonly outages: Outages;
  /** By which submits have gone, across rounds. */
  readonly knownWays: KnownWays;
  readonly log: Logger;
}

interface Place {
  readonly way: Way;
  readonly exit: Exit;
  readonly host: string;
  /** Window places that are left. */
  free: number;
}

/** Messages looked at in one transaction. */
const GROUP = 500;
/** What is to be repeated to a host that is not to be had is looked at again so much later. */
const REPEAT_LOOK_MS = 1_000;
/** The same of what somebody is asked about who had it sent. */
const VOUCH_LOOK_MS = 1_000;

/**
 * Claims what may leave now or soon, in the outbox's order: for each message there are places for all its parts by one
 * exit of its way, and rate for all of them by the time at which it leaves. What says the same to the same number as one that
 * was tried within the minute waits for its end, so that the provider's guard against identical requests only ever speaks of
 * a message's own attempts; what cannot go as it was agreed, since the settings have changed, is held with what can be
 * had instead. What comes at hours at which its recipient is left alone waits for their end, and then until it is seen that
 * whoever has it sent still may. A message in doubt is repeated to its own host, or a person is asked.
 *
 * @param moment tells what time it is: attempts are stamped once all locks are had
 */
export async function claimReady(
  tx: Tx,
  order: WayOrder,
  options: ClaimOptions,
  moment: () => Moment,
): Promise<Claims> {
  const { account, ahead, outages, log } = options;
  // Where answers come, places become free while the next transaction is under way: a window's worth may wait for them.
  const open = order.all.flatMap((way) =>
    way.exits.flatMap((exit): Place[] => {
      if (!exit.ready) return [];
      const free = exit.free === 0 ? 0 : Math.max(0, exit.window - ahead.pending(exit));
      return [{ way, exit, host: exit.host, free }];
    }),
  );
  const places = open.reduce((sum, { free }) => sum + free, 0);
  if (places === 0) return { departures: [], waitMs: null };

  const begun = moment().clock;
  const ofCampaigns = ahead.campaignRoom(begun);
  const limit = Math.min(places, GROUP, Math.max(ahead.room(begun), ofCampaigns));
  if (limit === 0) return { departures: [], waitMs: ahead.waitMs(0, 1, begun) };
  const takers = takersOf(order, outages, begun);
  const next = await nextMessages(tx, account, limit, moment().now, ofCampaigns, takers.going);
  const ready = next.messages;
  const [attempts, guard, clocks, stopped] = await Promise.all([
    attemptsOfAll(
      tx,
      ready.map(({ id }) => id),
    ),
    Guard.of(tx, ready, moment().now),
    clocksOf(
      tx.db,
      ready.flatMap(({ quiet, recipient }) => (quiet === null ? [] : recipient)),
    ),
    // What is put on the list takes all with it that has not left: what was under way then is asked about here.
    stoppedSince(
      tx.db,
      ready.filter(({ attempted_at }) => attempted_at !== null),
    ),
  ]);
  const fates = new Fates();
  const { now, clock } = moment();
  const stamped = { clock, wall: Date.now() };
  let claimed = 0;
  let claimedOfCampaigns = 0;
  let isPaced = ofCampaigns === 0;
  /** Something waits for its way, which has no place for it or cannot carry it. */
  let isPassedOver = false;
  const full = decideAll();
  const isSoonKnown = !full && !next.isFull && fates.leavesTimes;
  const [departures, soonAt] = await Promise.all([
    fates.write(tx, now, stamped, now + REPEAT_LOOK_MS, options.knownWays),
    isSoonKnown ? nextReadyAt(tx, account) : null,
  ]);
  const decided = fates.decided();
  const isMore = await next.moveOn(decided);
  if (full) return { departures, waitMs: full.waitMs };
  // It would be read again at once.
  if (isPassedOver && decided.size === 0) return { departures, waitMs: takers.waitMs };
  isPaced ||= isMore && ahead.campaignWaitMs(claimedOfCampaigns, clock) > 0;
  if (next.isFull || (isMore && !isPaced)) return { departures, waitMs: ahead.waitMs(claimed, 1, clock) };
  const readyAt = isSoonKnown ? soonAt : await nextReadyAt(tx, account);
  const waits = [
    ...(readyAt === null ? [] : [Math.max(0, readyAt - now)]),
    ...(isPaced ? [ahead.campaignWaitMs(claimedOfCampaigns, clock)] : []),
    ...(takers.waitMs === null ? [] : [takers.waitMs]),
  ];
  return { departures, waitMs: waits.length === 0 ? null : Math.min(...waits) };

  /** Null when there was place and rate for all of them; else when there may be again. */
  function decideAll(): Pick<Claims, 'waitMs'> | null {
    for (const message of ready) {
      if (fates.terms.has(message.order_id)) continue;
      const tries = fates.triesOf(message, attempts.get(message.id) ?? []);
      const repeat = message.state === 'in_doubt';
      if (stopped.has(message.id)) {
        (repeat ? fates.asked : fates.stopped).push(message);
        continue;
      }
      const host = repeat ? hostOfRepeat(message, tries) : null;
      if (repeat && host === null) continue;
      const until = repeat ? now : guard.until(message, tries);
      if (until > now) {
        fates.heldBack.push({ message, until });
        continue;
      }
      const quietUntil = repeat ? now : quietEnd(message, tries, clocks, now);
      if (quietUntil > now) {
        fates.heldBack.push({ message, until: quietUntil, why: 'quiet' });
        continue;
      }
      if (needsVouching(message, now)) {
        fates.unvouched.push({ message, until: now + VOUCH_LOOK_MS, why: 'quiet' });
        continue;
      }
      const carried = carry(message, tries);
      if (carried === null) continue;
      const { way, load, submits } = carried;
      // What was tried before is few, and goes on; the others of campaigns come last.
      const isInTurn = isInTurnOfCampaign(message);
      if (isInTurn) {
        isPaced = claimedOfCampaigns >= ofCampaigns;
        if (isPaced) return null;
      }
      const [place] = open
        .filter((one) => one.way === way && (host === null || one.host === host))
        .toSorted((one, other) => other.free - one.free);
      // What is to be repeated to a host that is not to be had keeps nothing else waiting.
      if (repeat && (!place || place.free === 0)) {
        fates.postponed.push(message.id);
        continue;
      }
      // More parts than a whole window holds go a window at a time.
      const left = submits.slice(0, place?.exit.window);
      if (!place || place.free < left.length) {
        // What goes by another way need not wait for it.
        isPassedOver = open.some((one) => one.way !== way && one.free > 0);
        if (isPassedOver) continue;
        return { waitMs: null };
      }
      const parts = load.submits.length > 1 ? left.length : load.parts;
      const waitMs = isInTurn ? 0 : ahead.waitMs(claimed, parts, clock);
      if (waitMs > 0) return { waitMs };
      const { exit } = place;
      const pdus = load.submits.length;
      fates.leaving.push({ message, submits: left, pdus, parts, way, exit, host: place.host });
      if (!isInTurn) claimed += parts;
      if (message.campaign !== null) claimedOfCampaigns += parts;
      place.free -= left.length;
      guard.tried(message, now);
    }
    return null;
  }

  /** The host to which a message in doubt is repeated, or null when a person is asked instead. */
  function hostOfRepeat(message: Message, tries: readonly StoredAttempt[]): string | null {
    const decision = decisionOn(
      message,
      tries,
      (attempt) => options.ages.of(attempt, now, clock),
      tx.rules.guard,
    );
    if (decision.kind === 'repeat') return decision.host;
    fates.asked.push(message);
    return null;
  }

  /** By which way it goes now, and what of it; null: it waits for its way, or a person is asked. */
  function carry(message: Message, tries: readonly StoredAttempt[]): Carried | null {
    const [unsure] = tries.filter(({ outcome }) => outcome === 'no_answer');
    // What the provider has a part of, or may have, goes on by the way that this went.
    const begunBy = (unsure ?? tries.find(({ outcome }) => outcome === 'accepted'))?.protocol;
    const ways = unsure ? order.all : takers.of(message);
    const able = begunBy === undefined ? ways : ways.filter(({ protocol }) => protocol === begunBy);
    for (const way of able) {
      const load = way.load(message);
      const isLast = way === order.of(message.channel)[0] || begunBy !== undefined;
      if (load === null && !isLast) continue;
      const submits = submitsOf(message, way, load, tries);
      return load && submits && { way, load, submits };
    }
    if (unsure) fates.asked.push(message);
    else isPassedOver = true;
    return null;
  }

  /** The parts that have not been taken yet; null when they cannot go as agreed, and a person is asked. */
  function submitsOf(
    message: Message,
    way: Way,
    load: Load | null,
    tries: readonly StoredAttempt[],
  ): readonly Submit[] | null {
    const all = load?.submits ?? [];
    const unsure = tries.filter(({ outcome }) => outcome === 'no_answer');
    if (unsure.some(({ part, octets }) => octets === null || octets !== all[part - 1]?.octets)) {
      // It would be another request than the one that is in doubt.
      fates.asked.push(message);
      return null;
    }
    const taken = new Set(tries.flatMap(({ part, outcome }) => (outcome === 'accepted' ? part : [])));
    // Parts that the provider has cannot be made whole by parts that are cut in another way.
    if (all.length === 0 || (taken.size > 0 && all.length !== message.pdus)) {
      log.warn({ message: message.id, to: message.recipient }, 'cannot go as agreed: a person is asked');
      fates.terms.set(message.order_id, way.offer(message));
      return null;
    }
    return all.filter(({ part }) => !taken.has(part));
  }
}

interface Carried {
  readonly way: Way;
  readonly load: Load;
  /** Of its parts those that are to go. */
  readonly submits: readonly Submit[];
}

/** Until when a recipient is left alone (ms); of what has gone in part the rest goes at once. */
function quietEnd(
  { quiet, recipient }: Message,
  tries: readonly StoredAttempt[],
  clocks: ReadonlyMap<string, number>,
  now: number,
): number {
  if (quiet === null || tries.some(({ outcome }) => outcome === 'accepted')) return now;
  return allowedAt(quiet, recipient, now, clocks.get(recipient));
}

/** Whether it was kept back so long that whoever has it sent may not be allowed to any more. */
const needsVouching = ({ isLeftAlone, vouched_at }: Message, now: number): boolean =>
  isLeftAlone && now - (vouched_at ?? 0) > VOUCHED_MS;
