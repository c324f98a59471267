const MINUTE_MS = 60_000;
/** Within less than this (ms) a speed is no more than a moment's. */
const LEAST_MS = 3_000;

/** A message of a campaign that has left. */
export interface Departure {
  /** How many have left since, itself included. */
  readonly since: number;
  /** When it did (ms). */
  readonly at: number;
}

/** How many messages a minute leave of a campaign, by those that left within the last one; null: too few to say. */
export function speedOf(departures: readonly Departure[], now: number): number | null {
  const within = departures.filter(({ at }) => now - at <= MINUTE_MS);
  const [first] = within.toSorted((one, other) => other.since - one.since);
  if (!first || now - first.at < LEAST_MS) return null;
  return (first.since * MINUTE_MS) / (now - first.at);
}

/** How long so many messages take at this speed (ms). */
export const timeLeft = (messages: number, perMinute: number): number => (messages * MINUTE_MS) / perMinute;
