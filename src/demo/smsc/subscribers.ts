/** How the simulated subscribers behave: by the last two digits of their number. */

import type { Channel } from './shapes.ts';

export interface Fate {
  state: 'delivered' | 'undelivered' | 'expired';
  /** The provider's error code, 0 for none. */
  error: number;
  /** How long after the submit, ms. */
  afterMs: number;
}

const failures = new Map([
  ['01', 1],
  ['11', 11],
  ['12', 12],
  ['13', 13],
  ['21', 21],
  ['53', 253],
  ['54', 254],
  ['55', 255],
]);

/** Somebody without messengers: there the service is not connected. */
const messengers: ReadonlySet<Channel> = new Set<Channel>(['viber', 'soc']);
const notConnected = 11;

/** A phone that goes on is off for so many messages. */
const OFF_FOR = 2;

/**
 * What becomes of a message to this number; null when nothing is ever heard of it. `deliveryMs` is what an
 * ordinary delivery takes (spread by a fifth, evenly over `turn`); a slow subscriber takes 20 times, an expiry
 * 10 times as long. A phone that goes on is off for the first two messages: `before` is how many there were. Whoever is not a
 * number (an address) is reached.
 */
export function fateOf(
  destination: string,
  {
    channel,
    deliveryMs,
    turn,
    before,
  }: { channel: Channel; deliveryMs: number; turn: number; before: number },
): Fate | null {
  const ending = /^\d+$/.test(destination) ? destination.slice(-2) : '';
  const usual = deliveryMs * (0.8 + ((turn * 5) % 9) / 20);
  if (ending === '99') return null;
  if (ending === '06') return { state: 'expired', error: 6, afterMs: deliveryMs * 10 };
  if (ending === '08' && before < OFF_FOR) return { state: 'expired', error: 6, afterMs: usual };
  if (ending === '07') return { state: 'delivered', error: 0, afterMs: deliveryMs * 20 };
  const isWithout = ending === '10' && messengers.has(channel);
  const error = isWithout ? notConnected : failures.get(ending);
  if (error !== undefined) return { state: 'undelivered', error, afterMs: usual };
  return { state: 'delivered', error: 0, afterMs: usual };
}

/** What a subscriber does with a message that they have. */
export interface Reading {
  as: 'read' | 'clicked';
  /** How long after the delivery, ms. */
  afterMs: number;
}

/** Channels that tell the sender who has read. */
const receipted: ReadonlySet<Channel> = new Set<Channel>(['viber', 'soc', 'bot']);
const link = /https?:\/\//i;

/**
 * What is told of a reader of such a number, first things first: one reads what comes by a messenger, another opens the
 * link in whatever comes, after reading it where that is told.
 */
export function readingsOf(
  destination: string,
  { channel, text, deliveryMs }: { channel: Channel; text: string; deliveryMs: number },
): Reading[] {
  const ending = /^\d+$/.test(destination) ? destination.slice(-2) : '';
  const readings: Reading[] = [];
  if (['02', '04'].includes(ending) && receipted.has(channel))
    readings.push({ as: 'read', afterMs: deliveryMs * 3 });
  if (ending === '04' && link.test(text)) readings.push({ as: 'clicked', afterMs: deliveryMs * 6 });
  return readings;
}
