import type { Logger } from 'pino';
import type { MessageRequest } from '../messages/request.ts';
import { toWire, type Wire, type WireOptions } from '../messages/wire.ts';
import { claim, refuseQueued, type StoredAttempt } from '../store/attempts.ts';
import { markMoved } from '../store/cards.ts';
import type { Tx } from '../store/database.ts';
import { askPerson, decisionOn, postponeRepeat } from '../store/doubts.ts';
import { holdForGuard } from '../store/guard.ts';
import { moveCardMessages, nextReadyAt, type ReadyMessage, readyMessages } from '../store/outbox.ts';
import { attemptsOfAll } from '../store/restand.ts';
import type { AttemptAges } from './attempt-ages.ts';
import { type Bind, canSend, hostName } from './bind.ts';
import type { Endpoint } from './connection.ts';
import { Guard } from './guard.ts';
import type { SubmitFields } from './pdu.ts';
import type { Rate } from './rate.ts';
import { type Submit, submitOf } from './submit-of.ts';

/** A submit_sm whose attempt is on record, to be written to this bind, while it is bound to this host. */
export interface Order {
  readonly attemptId: string;
  readonly recipient: string;
  readonly bind: Bind;
  readonly endpoint: Endpoint;
  readonly fields: SubmitFields;
}

export interface Claims {
  readonly orders: readonly Order[];
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
 * one bind, and rate for all of them. What is too old is held, with all of its card; what says the same to the same
 * number as one that was tried within the minute waits for its end, so that the provider's guard against identical
 * requests only ever speaks of a message's own attempts; what cannot be put on the wire any more, since the settings
 * have changed, is refused. A message in doubt is repeated to its own host, or a person is asked.
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
  const { account, rate } = options;
  const open: Place[] = binds
    .filter(canSend)
    .map((bind) => ({ bind, endpoint: endpointOf(bind), free: bind.link.free }));
  const places = open.reduce((sum, { free }) => sum + free, 0);
  if (places === 0) return { orders: [], waitMs: null };

  const limit = Math.min(places, GROUP);
  const ready = await readyMessages(tx.db, account, limit, now);
  const attempts = await attemptsOfAll(
    tx.db,
    ready.map(({ id }) => id),
  );
  const guard = await Guard.of(tx.db, ready, now);
  const orders: Order[] = [];
  const held = new Set<string>();
  const moved = new Set<string>();
  for (const message of ready) {
    if (held.has(message.card_id)) continue;
    const tries = attempts.get(message.id) ?? [];
    const repeat = message.state === 'in_doubt';
    const host = repeat ? await hostOfRepeat(message, tries) : null;
    if (repeat && host === null) continue;
    if (!repeat && isStale(message, options.sendMaxAge, moved, now)) {
      held.add(message.card_id);
      await moveCardMessages(tx, message.card_id, 'hold', now);
      continue;
    }
    const until = repeat ? now : guard.until(message, tries);
    if (until > now) {
      await holdForGuard(tx, message, until, now);
      continue;
    }
    const wire = wireOf(message, options);
    const submits = await submitsOf(message, wire, tries);
    if (wire === null || submits === null) continue;
    const [place] = open
      .filter(({ endpoint }) => host === null || hostName(endpoint) === host)
      .toSorted((one, other) => other.free - one.free);
    // What is to be repeated to a host that is not to be had keeps nothing else waiting.
    if (repeat && (!place || place.free === 0)) {
      await postponeRepeat(tx, message.id, now + REPEAT_LOOK_MS);
      continue;
    }
    // More parts than a whole window holds go a window at a time.
    const left = submits.slice(0, options.window);
    if (!place || place.free < left.length) return { orders, waitMs: await leave(null) };
    const paid = wire.pdus.length > 1 ? left.length : wire.parts;
    if (!rate.take(paid, clock)) return { orders, waitMs: await leave(rate.waitMs(paid, clock)) };
    const claimed = await order(message, left, wire.pdus.length, place);
    if (claimed.length === 0) continue;
    orders.push(...claimed);
    place.free -= left.length;
    guard.tried(message, now);
    // One that was refused for now and comes again is no sign that its bulk is getting on.
    if (message.bulk && message.command_status === null) moved.add(message.card_id);
  }
  if (ready.length === limit) return { orders, waitMs: await leave(0) };
  const next = await nextReadyAt(tx.db, account);
  return { orders, waitMs: await leave(next === null ? null : Math.max(0, next - now)) };

  /** The host to which a message in doubt is repeated, or null when a person was asked instead. */
  async function hostOfRepeat(
    message: ReadyMessage,
    tries: readonly StoredAttempt[],
  ): Promise<string | null> {
    const decision = decisionOn(message, tries, (attempt) => options.ages.of(attempt, now, clock));
    if (decision.kind === 'repeat') return decision.host;
    await askPerson(tx, message, now);
    return null;
  }

  /** The parts that have not been taken yet, or null when they cannot be written and that was put on record. */
  async function submitsOf(
    message: ReadyMessage,
    wire: Wire | null,
    tries: readonly StoredAttempt[],
  ): Promise<Submit[] | null> {
    const all = wire?.pdus.map((pdu, index) => submitOf(wire, pdu, index + 1)) ?? [];
    const unsure = tries.filter(({ outcome }) => outcome === 'no_answer');
    if (unsure.some(({ part, octets }) => octets === null || octets !== all[part - 1]?.octets)) {
      // The settings have changed: it would be another request than the one that is in doubt.
      await askPerson(tx, message, now);
      return null;
    }
    const taken = new Set(tries.flatMap(({ part, outcome }) => (outcome === 'accepted' ? part : [])));
    // Parts that the provider has cannot be made whole by parts that are cut in another way.
    if (all.length === 0 || (taken.size > 0 && all.length !== message.pdus)) {
      await refuseQueued(tx, message, now);
      return null;
    }
    return all.filter(({ part }) => !taken.has(part));
  }

  async function order(
    message: ReadyMessage,
    submits: readonly Submit[],
    pdus: number,
    { bind, endpoint }: Place,
  ): Promise<Order[]> {
    const host = hostName(endpoint);
    const attempts = submits.map(({ part, fields, octets }) => ({
      part,
      host,
      bind: bind.id,
      source: fields.source.address,
      octets,
    }));
    const ids = (await claim(tx, message, attempts, pdus, now)) ?? [];
    return ids.flatMap((attemptId, index) => {
      const fields = submits[index]?.fields;
      return fields ? { attemptId, recipient: message.recipient, bind, endpoint, fields } : [];
    });
  }

  async function leave(waitMs: number | null): Promise<number | null> {
    if (moved.size > 0) await markMoved(tx, [...moved], now);
    return waitMs;
  }
}

function endpointOf({ link }: Bind): Endpoint {
  const { host, port } = link.state;
  return { host, port };
}

/** Older than allowed, by its own age or, in a bulk, by the time since another of its card left. */
function isStale(message: ReadyMessage, maxAge: number, moving: ReadonlySet<string>, now: number): boolean {
  if (message.bulk && moving.has(message.card_id)) return false;
  const fresh = message.bulk ? Math.max(message.fresh_at, message.moved_at ?? 0) : message.fresh_at;
  return now - fresh > maxAge;
}

/** Null when the message cannot be written under today's settings. */
function wireOf(message: ReadyMessage, { wire, log }: ClaimOptions): Wire | null {
  try {
    return toWire(JSON.parse(message.request) as MessageRequest, wire, message.reference);
  } catch (error) {
    log.warn(
      { message: message.id, to: message.recipient, err: error },
      'cannot be put on the wire any more',
    );
    return null;
  }
}
