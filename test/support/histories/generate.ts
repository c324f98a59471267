import fc from 'fast-check';
import {
  type Answer,
  type Button,
  type Calling,
  HALTS,
  type History,
  HOSTS,
  NUMBERS,
  PRESSES,
  type Step,
  TEXTS,
  type Telling,
  TOLD,
  type Turn,
  type Which,
  type World,
} from './history.ts';

const often = <T>(weight: number, usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });

const nth = fc.nat({ max: 11 });
const account = often<number>(5, 0, fc.constant(1));

const which = (...[open, late, any]: readonly [number, number, number]): fc.Arbitrary<Which> =>
  fc.record({
    among: fc.oneof(
      { weight: open, arbitrary: fc.constant('open' as const) },
      { weight: late, arbitrary: fc.constant('late' as const) },
      { weight: any, arbitrary: fc.constant('any' as const) },
    ),
    nth,
  });

const answer: fc.Arbitrary<Answer> = fc.record({
  to: which(8, 3, 1),
  says: fc.oneof(
    { weight: 8, arbitrary: fc.constant('taken' as const) },
    { weight: 4, arbitrary: fc.constant('silence' as const) },
    {
      weight: 7,
      arbitrary: fc.constantFrom(
        ...(['nameless', 'reused', 'throttled', 'later', 'refused', 'duplicate', 'unwritten'] as const),
      ),
    },
  ),
});

/** Half of the errors say that it was no more than a repeat, perhaps. */
const error = often(3, 0, fc.constantFrom(6, 200, 220, 250));

const telling: fc.Arbitrary<Telling> = fc.record({
  of: fc.oneof({ weight: 12, arbitrary: which(3, 4, 6) }, { weight: 1, arbitrary: fc.constant(null) }),
  says: fc.constantFrom('DELIVRD', 'DELIVRD', 'DELIVRD', 'UNDELIV', 'UNDELIV', ...TOLD),
  error,
  cost: often<number | null>(3, null, fc.constantFrom(10_500, 20_000)),
  id: often<Telling['id']>(3, 'text', fc.constantFrom('tlv', 'both', 'none')),
  isPadded: often(8, false, fc.constant(true)),
  parties: often<Telling['parties']>(6, 'to-sender', fc.constantFrom('from-sender', 'stranger', 'none')),
  quotes: fc.constantFrom('its-text', 'nothing', 'nothing', 'other-text'),
  dated: fc.constantFrom('right', 'nothing', 'nothing', 'wrong'),
});

const call: fc.Arbitrary<Calling> = fc.record({
  of: fc.oneof({ weight: 12, arbitrary: which(3, 3, 6) }, { weight: 1, arbitrary: fc.constant(null) }),
  status: fc.constantFrom('1', '1', '-1', '3', '20', '25'),
  error,
  cost: often<string | null>(2, null, fc.constantFrom('1.05', '2')),
});

const turn: fc.Arbitrary<Turn> = fc.record({
  answers: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(answer, { minLength: 1, maxLength: 3, size: 'max' }) },
  ),
  receipts: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(telling, { minLength: 1, maxLength: 3, size: 'max' }) },
  ),
  places: fc.constantFrom(0, 1, 2, 3, 10, 10),
  host: often<Turn['host']>(4, HOSTS[0], fc.constant(HOSTS[1])),
  isRolledBack: often(15, false, fc.constant(true)),
});

const several = fc.shuffledSubarray(
  NUMBERS.map((_, index) => index),
  { minLength: 2 },
);

/** What people do. */
interface Habits {
  /** How often they write to one number, and to several. */
  readonly single: number;
  readonly several: number;
  /** How often they press a button. */
  readonly presses: number;
  /** Those that they press, more often the more often they are named. */
  readonly buttons: readonly Button[];
}

const USUAL: Habits = {
  single: 3,
  several: 1,
  presses: 5,
  buttons: ['send', 'repeat', 'again', ...PRESSES],
};
const OF_CAMPAIGNS: Habits = {
  ...{ single: 1, several: 5, presses: 15 },
  buttons: ['send', 'pause', 'pause', 'pause', ...PRESSES, ...HALTS],
};

const orderOf = ({ single, several: many }: Habits) =>
  fc.record({
    do: fc.constant('order' as const),
    account,
    to: fc.oneof(
      { weight: single, arbitrary: fc.nat({ max: NUMBERS.length - 1 }).map((index) => [index]) },
      { weight: many, arbitrary: several },
    ),
    text: fc.nat({ max: TEXTS.length - 1 }),
    channel: often<'sms' | 'viber' | 'hlr'>(6, 'sms', fc.constantFrom('viber', 'hlr')),
    isDraft: often(9, false, fc.constant(true)),
    age: often(12, 0, fc.constantFrom(60_000, 601_000)),
  });

const stepOf = (habits: Habits): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 3, arbitrary: orderOf(habits) },
    {
      weight: 12,
      arbitrary: fc.tuple(account, turn).map(([of, one]) => ({ do: 'turn' as const, account: of, ...one })),
    },
    {
      weight: 4,
      // What a person needs to answer, what a repeat may take, what the guard takes, and what makes stale and overdue.
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        ms: fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(1_000, 9_000, 20_000, 49_000, 52_000, 61_000, 66_000) },
          { weight: 2, arbitrary: fc.constantFrom(130_000, 601_000) },
          { weight: 1, arbitrary: fc.constant(88_000_000) },
        ),
      }),
    },
    {
      weight: habits.presses,
      arbitrary: fc.record({
        do: fc.constant('press' as const),
        order: nth,
        button: fc.constantFrom(...habits.buttons),
      }),
    },
    { weight: 2, arbitrary: call.map((one) => ({ do: 'call' as const, account: 0, ...one })) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('take-over' as const),
        account,
        skewMs: often(2, 0, fc.constantFrom(-2_000, 2_000)),
      }),
    },
    { weight: 1, arbitrary: turn.map((one) => ({ do: 'late-turn' as const, account: 0, ...one })) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('query' as const),
        account,
        about: fc.option(nth),
        state: fc.constantFrom(null, 1, 2, 3, 5, 7, 8),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const), account }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('alphabet' as const), is: fc.constantFrom('gsm', 'latin1') }),
    },
  );

const world: fc.Arbitrary<World> = fc.record({
  guards: often(3, true, fc.constant(false)),
  long: fc.constantFrom('payload', 'udh'),
  firstId: fc.constantFrom(1, 9, 855_469),
  ids: often<World['ids']>(2, 'same', fc.constantFrom('hex', 'decimal')),
  isWatched: often(7, false, fc.constant(true)),
});

const usualTurn = { answers: [], receipts: [], places: 10, host: 'one', isRolledBack: false } as const;

const historyBy = (habits: Habits, world: fc.Arbitrary<World>): fc.Arbitrary<History> =>
  fc
    .record({
      world,
      first: orderOf(habits),
      later: fc.array(stepOf(habits), { minLength: 1, maxLength: 15, size: 'max' }),
    })
    .map(({ world, first, later }) => {
      const leaves: Step = { do: 'turn', account: first.account, ...usualTurn };
      return { world, steps: [first, leaves, ...later] };
    });

/** Any history; the first things in it are an order, and that it may leave. */
export const anyHistory = historyBy(USUAL, world);

/** Any history of campaigns. */
export const anyOfCampaigns = historyBy(
  OF_CAMPAIGNS,
  world.map((one) => ({ ...one, areCampaigns: true })),
);

/** The history of a seed, always the same. */
export function historyOf(seed: number, any = anyHistory): History {
  const [history] = fc.sample(any, { seed, numRuns: 1 });
  if (!history) throw new Error('no history');
  return history;
}
