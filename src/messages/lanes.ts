/**
 * What is queued stands in lanes, and a lane goes when those before it hold nothing that may go now. Repeats come first:
 * the provider's guard gives them their time, and it runs out while they wait.
 */
export const LANES = {
  /** In doubt, and sent once more within the guard's time. */
  repeat: 0,
  single: 1,
  /** Refused for now, or kept back by the guard. */
  retry: 2,
  /** Of an order of a few. */
  list: 3,
  bulk: 4,
} as const;

export type Lane = (typeof LANES)[keyof typeof LANES];

/** Lanes in the order of their times. What is in the others may go at once, whatever any clock shows. */
export const TIMED: readonly Lane[] = [LANES.repeat, LANES.retry];

/** Messages of an order that still counts as a few. */
const FEW = 50;

/** The lane of so many messages that are queued together. */
export const laneOf = (messages: number): Lane =>
  messages === 1 ? LANES.single : messages <= FEW ? LANES.list : LANES.bulk;
