import type { Logger } from 'pino';
import type { MessageRequest } from '../messages/request.ts';
import { toWire, type Wire, type WireOptions } from '../messages/wire.ts';
import { acceptedParts, claim, refuseQueued } from '../store/attempts.ts';
import { markMoved } from '../store/cards.ts';
import type { Tx } from '../store/database.ts';
import { moveCardMessages, nextReadyAt, type ReadyMessage, readyMessages } from '../store/outbox.ts';
import { type Bind, canSend, hostName } from './bind.ts';
import type { Endpoint } from './connection.ts';
import type { SubmitFields } from './pdu.ts';
import type { Rate } from './rate.ts';

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
  readonly log: Logger;
}

/** Messages looked at in one transaction. */
const GROUP = 500;

/**
 * Claims what may leave now, in the outbox's order: for each message there are window places for all its parts on
 * one bind, and rate for all of them. What is too old is held, with all of its card; what cannot be put on the wire
 * any more, since the settings have changed, is refused.
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
  const open = binds
    .filter(canSend)
    .map((bind) => ({ bind, endpoint: endpointOf(bind), free: bind.link.free }));
  const places = open.reduce((sum, { free }) => sum + free, 0);
  if (places === 0) return { orders: [], waitMs: null };

  const limit = Math.min(places, GROUP);
  const ready = await readyMessages(tx.db, account, limit, now);
  const ids = ready.map(({ id }) => id);
  const taken = ids.length > 0 ? await acceptedParts(tx.db, ids) : new Map<string, Set<number>>();
  const orders: Order[] = [];
  const held = new Set<string>();
  const moved = new Set<string>();
  for (const message of ready) {
    if (held.has(message.card_id)) continue;
    if (isStale(message, options.sendMaxAge, moved, now)) {
      held.add(message.card_id);
      await moveCardMessages(tx, message.card_id, 'hold', now);
      continue;
    }
    const wire = wireOf(message, options);
    const done: ReadonlySet<number> = taken.get(message.id) ?? new Set();
    // Parts that the provider has cannot be made whole by parts that are cut in another way.
    if (wire === null || (done.size > 0 && wire.pdus.length !== message.pdus)) {
      await refuseQueued(tx, message, now);
      continue;
    }
    const left = wire.pdus.map((_, index) => index + 1).filter((part) => !done.has(part));
    const [place] = open.toSorted((one, other) => other.free - one.free);
    // More parts than a whole window holds go a window at a time.
    const parts = left.slice(0, options.window);
    if (!place || place.free < parts.length) return { orders, waitMs: await leave(null) };
    const paid = wire.pdus.length > 1 ? parts.length : wire.parts;
    if (!rate.take(paid, clock)) return { orders, waitMs: await leave(rate.waitMs(paid, clock)) };

    const host = hostName(place.endpoint);
    const attempts = parts.map((part) => ({ part, host, bind: place.bind.id, source: wire.source.address }));
    const attemptIds = await claim(tx, message, attempts, wire.pdus.length, now);
    if (attemptIds === null) continue;
    place.free -= parts.length;
    // One that was refused for now and comes again is no sign that its bulk is getting on.
    if (message.bulk && message.command_status === null) moved.add(message.card_id);
    for (const [index, part] of parts.entries()) {
      const attemptId = attemptIds[index];
      const fields = fieldsOf(wire, part);
      if (attemptId === undefined || fields === null) throw new RangeError('an attempt for each part');
      orders.push({
        attemptId,
        recipient: message.recipient,
        bind: place.bind,
        endpoint: place.endpoint,
        fields,
      });
    }
  }
  if (ready.length === limit) return { orders, waitMs: await leave(0) };
  const next = await nextReadyAt(tx.db, account);
  return { orders, waitMs: await leave(next === null ? null : Math.max(0, next - now)) };

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

function fieldsOf(wire: Wire, part: number): SubmitFields | null {
  const pdu = wire.pdus[part - 1];
  if (!pdu) return null;
  return {
    source: wire.source,
    destination: { address: wire.destination, ...wire.destinationTonNpi },
    esmClass: pdu.esmClass,
    dataCoding: pdu.dataCoding,
    // Without it SMSC.ru sends the status to the account's HTTP handler, and not here.
    registeredDelivery: 1,
    shortMessage: pdu.shortMessage,
    payload: pdu.payload,
    sar: pdu.sar,
  };
}
