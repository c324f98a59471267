/** The heaviest first: what holds up everything, what concerns many, what needs somebody, what only informs. */
const HEAVIEST_FIRST: readonly string[] = [
  'link',
  'alerts',
  'heartbeat',
  'silence',
  'rate',
  'lag',
  'spend',
  'balance',
  'dear',
  'usual',
  'doubt',
  'failed',
  'campaign',
  'incoming',
  'delivered',
];

interface Weighed {
  /** A state of things; of what has happened, the kind of the watch that is told of it. */
  readonly of: string;
  /** Since when (ms). */
  readonly beganAt: number;
}

/** Orders what is told at once: by weight, and the oldest first of what weighs the same. */
export const byWeight = (one: Weighed, other: Weighed): number =>
  HEAVIEST_FIRST.indexOf(one.of) - HEAVIEST_FIRST.indexOf(other.of) || one.beganAt - other.beganAt;
