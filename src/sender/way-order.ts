import { LANES } from '../messages/lanes.ts';
import type { Protocol } from '../messages/protocol.ts';
import { CHANNELS, type Channel } from '../messages/request.ts';
import type { Going } from '../store/attempts/next-messages.ts';
import type { Message } from '../store/attempts/outbox.ts';
import { isOpen, type Way } from './way.ts';

/** Which of an account's ways its messages go by. */
export interface WayOrder {
  readonly all: readonly Way[];
  /** The ways of a channel: the first one, and those that stand in for it, in their turn. */
  of(channel: Channel): readonly Way[];
  /** For how long a way has to be down before the next one takes single messages (ms); null: for ever. */
  readonly afterMs: number | null;
}

/** What the settings say of an account's ways. */
interface OrderSettings {
  readonly usual: readonly Protocol[];
  readonly of: Readonly<Partial<Record<Channel, readonly Protocol[]>>>;
  readonly afterMs: number | null;
}

/** The order of these ways: of each channel those that have it. What no way has is its first one's to refuse. */
export function wayOrder(all: readonly Way[], { usual, of, afterMs }: OrderSettings): WayOrder {
  const ways = new Map(
    CHANNELS.map((channel) => {
      const wanted = (of[channel] ?? usual).flatMap((name) => all.find((way) => way.protocol === name) ?? []);
      const able = wanted.filter((way) => way.carries(channel));
      return [channel, able.length > 0 ? able : wanted.slice(0, 1)] as const;
    }),
  );
  return { all, of: (channel) => ways.get(channel) ?? [], afterMs };
}

/** Those that must be up for every message to leave: each is the first one of some channel. */
export const firstWays = (order: WayOrder): Way[] => [
  ...new Set(CHANNELS.flatMap((channel) => order.of(channel).slice(0, 1))),
];

/** How long ways have been down, as far as their sender has looked. */
export class Outages {
  private readonly since = new Map<Way, number>();

  /** @param clock performance.now() */
  look(ways: readonly Way[], clock: number): void {
    for (const way of ways) {
      if (isOpen(way)) this.since.delete(way);
      else if (!this.since.has(way)) this.since.set(way, clock);
    }
  }

  downMs(way: Way, clock: number): number {
    return clock - (this.since.get(way) ?? clock);
  }
}

/** By which ways messages may leave at one moment. */
export interface Takers {
  /** The way that takes a message, and others that may in its place; none: it waits. */
  of(message: Pick<Message, 'channel' | 'campaign' | 'lane'>): readonly Way[];
  /** What may leave at all; null: any. */
  readonly going: Going | null;
  /** In so many ms another way takes what waits; null: none will. */
  readonly waitMs: number | null;
}

/**
 * While all ways are up each channel goes by its first one. While that is down lists and campaigns wait for it; single
 * messages are taken by the next one that is up, once those before it were down for long enough.
 */
export function takersOf(order: WayOrder, outages: Outages, clock: number): Takers {
  if (order.all.every(isOpen)) {
    const firsts = new Map(CHANNELS.map((channel) => [channel, order.of(channel).slice(0, 1)]));
    return { of: ({ channel }) => firsts.get(channel) ?? [], going: null, waitMs: null };
  }
  const { afterMs } = order;
  const isOut = (way: Way) => !isOpen(way) && afterMs !== null && outages.downMs(way, clock) >= afterMs;
  const inTurn = (channel: Channel) => order.of(channel).slice(0, 1).filter(isOpen);
  const singly = (channel: Channel) => {
    const ways = order.of(channel);
    const next = ways.findIndex((way) => !isOut(way));
    return next === -1 ? [] : ways.slice(next).filter((way, nth) => isOpen(way) && (nth === 0 || next > 0));
  };
  const left = order.all.flatMap((way) => {
    if (isOpen(way) || afterMs === null) return [];
    const ms = afterMs - outages.downMs(way, clock);
    return ms > 0 ? [Math.ceil(ms)] : [];
  });
  return {
    of: (message) => (isSingle(message) ? singly : inTurn)(message.channel),
    going: {
      channels: CHANNELS.filter((channel) => inTurn(channel).length > 0),
      singles: CHANNELS.filter((channel) => singly(channel).length > 0),
    },
    waitMs: left.length === 0 ? null : Math.min(...left),
  };
}

/** It waits for no others of its order. */
const isSingle = ({ campaign, lane }: Pick<Message, 'campaign' | 'lane'>): boolean =>
  campaign === null && lane !== LANES.list && lane !== LANES.bulk;
