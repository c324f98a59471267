import type { Logger } from 'pino';
import { asAgreed, offerOf } from '../messages/terms.ts';
import type { Wire, WireOptions } from '../messages/wire.ts';
import type { Tx } from '../store/database.ts';
import { decisionOn } from '../store/doubts.ts';
import { type Message, nextReadyAt, readyMessages } from '../store/outbox.ts';
import { attemptsOfAll } from '../store/restand.ts';
import type { StoredAttempt } from '../store/schema.ts';
import type { AttemptAges } from './attempt-ages.ts';
import { type Bind, canSend, hostName } from './bind.ts';
import type { Endpoint } from './connection.ts';
import { type ClaimedSubmit, Fates } from './fates.ts';
import { Guard } from './guard.ts';
import type { Rate } from './rate.ts';
import { type Submit, submitOf } from './submit-of.ts';

export interface Claims {
  readonly submits: readonly ClaimedSubmit[];
  /** When there may be more to claim if nothing else happens: in so many ms, or null when only an event can tell. */
  readonly waitMs: number | null;
}

export interface ClaimOptions {
  readonly account: string;
  readonly wire: WireOptions;
  /** ms */
  readonly sendMaxAge: number;
  readonly window: number;
  readonly rate: Rate;
  readonly ages: AttemptAges;
  readonly log: Logger;
}

interface Place {
  readonly bind: Bind;
  readonly endpoint: Endpoint;
  /** Window places that are left. */
  free: number;
}

/** Messages looked at in one transaction. */
const GROUP = 500;
/** What is to be repeated to a host that is not to be had is looked at again so much later. */
const REPEAT_LOOK_MS = 1_000;

/**
 * Claims what may leave now, in the outbox's order: for each message there are window places for all its parts on
 * one bind, and rate for all of them. What is too old is held, with all of its order; what says the same to the same
 * number as one that was tried within the minute waits for its end, so that the provider's guard against identical
 * requests only ever speaks of a message's own attempts; what cannot go as it was agreed, since the settings have
 * changed, is held with what can be had instead. A message in doubt is repeated to its own host, or a person is asked.
 *
 * @param now ms since 1970
 * @param clock performance.now(), which the rate counts by
 */
export async function claimReady(
  tx: Tx,
  binds: readonly Bind[],
  options: ClaimOptions,
  now: number,
  clock: number,
): Promise<Claims> {
  const { account, rate, log } = options;
  const open: Place[] = binds
    .filter(canSend)
    .map((bind) => ({ bind, endpoint: endpointOf(bind), free: bind.link.free }));
  const places = open.reduce((sum, { free }) => sum + free, 0);
  if (places === 0) return { submits: [], waitMs: null };

  const limit = Math.min(places, GROUP);
  const ready = await readyMessages(tx, account, limit, now);
  const attempts = await attemptsOfAll(
    tx.db,
    ready.map(({ id }) => id),
  );
  const guard = await Guard.of(tx, ready, now);
  const fates = new Fates();
  const full = decideAll();
  const submits = await fates.write(tx, now, now + REPEAT_LOOK_MS);
  if (full) return { submits, waitMs: full.waitMs };
  if (ready.length === limit) return { submits, waitMs: 0 };
  const next = await nextReadyAt(tx.db, account);
  return { submits, waitMs: next === null ? null : Math.max(0, next - now) };

  /** Null when there was place and rate for all of them; else when there may be again. */
  function decideAll(): Pick<Claims, 'waitMs'> | null {
    for (const message of ready) {
      if (fates.stale.has(message.order_id) || fates.terms.has(message.order_id)) continue;
      const tries = attempts.get(message.id) ?? [];
      const repeat = message.state === 'in_doubt';
      const host = repeat ? hostOfRepeat(message, tries) : null;
      if (repeat && host === null) continue;
      if (!repeat && isStale(message, options.sendMaxAge, fates.moved, now)) {
        fates.stale.add(message.order_id);
        continue;
      }
      const until = repeat ? now : guard.until(message, tries);
      if (until > now) {
        fates.heldBack.push({ message, until });
        continue;
      }
      const wire = asAgreed(message.request, message.agreed, options.wire, message.reference);
      const submits = submitsOf(message, wire, tries);
      if (wire === null || submits === null) continue;
      const [place] = open
        .filter(({ endpoint }) => host === null || hostName(endpoint) === host)
        .toSorted((one, other) => other.free - one.free);
      // What is to be repeated to a host that is not to be had keeps nothing else waiting.
      if (repeat && (!place || place.free === 0)) {
        fates.postponed.push(message.id);
        continue;
      }
      // More parts than a whole window holds go a window at a time.
      const left = submits.slice(0, options.window);
      if (!place || place.free < left.length) return { waitMs: null };
      const paid = wire.pdus.length > 1 ? left.length : wire.parts;
      if (!rate.take(paid, clock)) return { waitMs: rate.waitMs(paid, clock) };
      const { bind, endpoint } = place;
      fates.leaving.push({ message, submits: left, pdus: wire.pdus.length, bind, endpoint });
      place.free -= left.length;
      guard.tried(message, now);
      // One that was refused for now and comes again is no sign that its bulk is getting on.
      if (message.bulk && message.command_status === null) fates.moved.add(message.order_id);
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

  /** The parts that have not been taken yet; null when they cannot go as agreed, and a person is asked. */
  function submitsOf(message: Message, wire: Wire | null, tries: readonly StoredAttempt[]): Submit[] | null {
    const all = wire?.pdus.map((pdu, index) => submitOf(wire, pdu, index + 1)) ?? [];
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
      fates.terms.set(message.order_id, offerOf(message.request, message.agreed, options.wire));
      return null;
    }
    return all.filter(({ part }) => !taken.has(part));
  }
}

function endpointOf({ link }: Bind): Endpoint {
  const { host, port } = link.state;
  return { host, port };
}

/** Older than allowed, by its own age or, in a bulk, by the time since another of its order left. */
function isStale(message: Message, maxAge: number, moving: ReadonlySet<string>, now: number): boolean {
  if (message.bulk && moving.has(message.order_id)) return false;
  const fresh = message.bulk ? Math.max(message.fresh_at, message.moved_at ?? 0) : message.fresh_at;
  return now - fresh > maxAge;
}
