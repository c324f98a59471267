import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Decision,
  decide,
  type EndedTry,
  type GuardTimes,
  guardTimes,
  neverTaken,
  type Try,
} from '../../src/messages/in-doubt.ts';
import { CHANNELS, type Channel } from '../../src/messages/request.ts';
import type { AttemptOutcome } from '../../src/messages/standing.ts';

/** The provider refuses an identical request for so long. */
const MINUTE = guardTimes(60);
const HOST = 'smpp.smsc.ru:3700';
const SPARE = 'smpp2.smsc.ru:3700';

type Row = readonly [outcome: AttemptOutcome, ageMs: number, host?: string];

const tries = (rows: readonly Row[]): Try[] =>
  rows.map(([outcome, ageMs, host = HOST]) => ({ outcome, ageMs, host, isNamed: false }));
const ask = (why: Extract<Decision, { kind: 'ask' }>['why']): Decision => ({ kind: 'ask', why });
const repeat = (forMs: number, host = HOST): Decision => ({ kind: 'repeat', host, forMs });

interface Case {
  readonly when: string;
  readonly tries: readonly Row[];
  readonly decision: Decision;
  readonly channel?: Channel;
  readonly pdus?: number;
}

const cases: readonly Case[] = [
  { when: 'every attempt was answered', tries: [['deferred', 9_000]], decision: { kind: 'clear' } },
  { when: 'no answer came in 10 s', tries: [['no_answer', 10_000]], decision: repeat(40_000) },
  { when: 'the link was lost at once', tries: [['no_answer', 20]], decision: repeat(49_980) },
  { when: '50 s have gone by', tries: [['no_answer', 50_000]], decision: ask('late') },
  { when: 'a clock was set back', tries: [['no_answer', -1]], decision: ask('late') },
  {
    when: 'no clock can be trusted',
    tries: [['no_answer', Number.POSITIVE_INFINITY]],
    decision: ask('late'),
  },
  {
    when: 'the repeat has no answer either: the first one counts',
    tries: [
      ['no_answer', 30_000],
      ['no_answer', 10_000],
    ],
    decision: repeat(20_000),
  },
  {
    when: 'the repeat was throttled: it still had not been taken',
    tries: [
      ['no_answer', 12_000],
      ['deferred', 1_000],
    ],
    decision: repeat(38_000),
  },
  {
    when: 'the repeat was not written',
    tries: [
      ['no_answer', 12_000],
      ['not_written', 1_000],
    ],
    decision: repeat(38_000),
  },
  {
    when: 'one before it was throttled, long ago',
    tries: [
      ['deferred', 300_000],
      ['no_answer', 10_000],
    ],
    decision: repeat(40_000),
  },
  {
    when: 'it was tried on two hosts',
    tries: [
      ['no_answer', 30_000],
      ['no_answer', 10_000, SPARE],
    ],
    decision: ask('late'),
  },
  {
    when: 'the spare host has it',
    tries: [['no_answer', 10_000, SPARE]],
    decision: repeat(40_000, SPARE),
  },
  {
    when: 'the repeat was refused as a duplicate',
    tries: [
      ['no_answer', 20_000],
      ['duplicate', 9_000],
    ],
    decision: { kind: 'arrived' },
  },
  {
    when: 'the first was refused late, as a duplicate of its unanswered repeat',
    tries: [
      ['duplicate', 30_000],
      ['no_answer', 19_000],
    ],
    decision: { kind: 'arrived' },
  },
  {
    when: 'it was known hours ago that it had probably arrived',
    tries: [
      ['no_answer', 7_200_000],
      ['duplicate', 7_189_000],
    ],
    decision: { kind: 'arrived' },
  },
  {
    when: 'the duplicate was refused more than a minute after the first',
    tries: [
      ['no_answer', 80_000],
      ['duplicate', 20_000],
    ],
    decision: ask('refused'),
  },
  {
    when: 'the duplicate was refused by the other host',
    tries: [
      ['no_answer', 20_000],
      ['duplicate', 9_000, SPARE],
    ],
    decision: ask('refused'),
  },
  {
    when: 'a duplicate was refused after a throttled attempt, which the guard may have counted',
    tries: [
      ['deferred', 12_000],
      ['no_answer', 11_000],
      ['duplicate', 1_000],
    ],
    decision: ask('throttled'),
  },
  {
    when: 'the repeat was throttled before it was a duplicate',
    tries: [
      ['no_answer', 14_000],
      ['deferred', 3_000],
      ['duplicate', 1_000],
    ],
    decision: ask('throttled'),
  },
  {
    when: 'the repeat was refused for another reason',
    tries: [
      ['no_answer', 14_000],
      ['refused', 3_000],
    ],
    decision: ask('refused'),
  },
  {
    when: 'the repeat was taken, and refused by its receipt',
    tries: [
      ['no_answer', 14_000],
      ['accepted', 3_000],
    ],
    decision: ask('refused'),
  },
  {
    when: 'a person had it sent again, and that has no answer',
    tries: [
      ['given_up', 100_000],
      ['no_answer', 10_000],
    ],
    decision: repeat(40_000),
  },
  { when: 'it has parts', tries: [['no_answer', 10_000]], pdus: 2, decision: ask('parts') },
  {
    when: 'a look-up has no answer',
    channel: 'hlr',
    tries: [['no_answer', 10_000]],
    decision: { kind: 'again', afterMs: 55_000 },
  },
  {
    when: 'a ping has had no answer for an hour',
    channel: 'ping',
    tries: [['no_answer', 3_600_000]],
    decision: { kind: 'again', afterMs: 0 },
  },
  {
    when: 'a look-up has had no answer twice, and once nothing left',
    channel: 'hlr',
    tries: [
      ['given_up', 80_000],
      ['not_written', 70_000],
      ['deferred', 65_000],
      ['no_answer', 10_000],
    ],
    decision: { kind: 'again', afterMs: 55_000 },
  },
  {
    when: 'a look-up has had no answer three times, and may have been paid for as often',
    channel: 'hlr',
    tries: [
      ['given_up', 130_000],
      ['given_up', 70_000],
      ['no_answer', 10_000],
    ],
    decision: ask('price'),
  },
  {
    when: 'a person had a ping sent once more after that',
    channel: 'ping',
    tries: [
      ['given_up', 430_000],
      ['given_up', 370_000],
      ['given_up', 310_000],
      ['no_answer', 10_000],
    ],
    decision: ask('price'),
  },
];

test.each(cases)('$when: $decision.kind', ({ tries: rows, channel = 'sms', pdus = 1, decision }) => {
  expect(decide({ channel, pdus, tries: tries(rows) }, MINUTE)).toEqual(decision);
});

test.each(CHANNELS.filter((channel) => !['sms', 'hlr', 'ping'].includes(channel)))(
  'a message by %s is never repeated, for its guard is not documented',
  (channel) => {
    expect(decide({ channel, pdus: 1, tries: tries([['no_answer', 10_000]]) }, MINUTE)).toEqual(
      ask('channel'),
    );
  },
);

const anyTry = fc.record({
  outcome: fc.constantFrom<AttemptOutcome>(
    'accepted',
    'refused',
    'duplicate',
    'deferred',
    'not_written',
    'no_answer',
    'given_up',
  ),
  host: fc.constantFrom(HOST, SPARE),
  isNamed: fc.constant(false),
  ageMs: fc.oneof(fc.integer({ min: -100_000, max: 200_000 }), fc.constant(Number.POSITIVE_INFINITY)),
});

test('a repeat goes to the one host of all unanswered attempts, within 50 s of each of them', () => {
  fc.assert(
    fc.property(fc.array(anyTry, { maxLength: 6 }), (all) => {
      const decision = decide({ channel: 'sms', pdus: 1, tries: all }, MINUTE);
      if (decision.kind !== 'repeat') return;
      for (const { outcome, host, ageMs } of all) {
        if (outcome !== 'no_answer') continue;
        expect(host).toBe(decision.host);
        expect(ageMs).toBeGreaterThanOrEqual(0);
        expect(ageMs + decision.forMs).toBeLessThanOrEqual(50_000);
      }
    }),
  );
});

test('a message has probably arrived only if it was never throttled', () => {
  fc.assert(
    fc.property(fc.array(anyTry, { maxLength: 6 }), (all) => {
      fc.pre(all.some(({ outcome }) => outcome === 'deferred'));
      expect(decide({ channel: 'sms', pdus: 1, tries: all }, MINUTE).kind).not.toBe('arrived');
    }),
  );
});

describe('an attempt with an id of its own', () => {
  const named = (...rows: Row[]): Try[] => tries(rows).map((one) => ({ ...one, isNamed: true }));

  test.each<[string, Channel, number, GuardTimes, Try[], Decision]>([
    ['an SMS', 'sms', 1, MINUTE, named(['no_answer', 10_000]), { kind: 'inquire', forMs: 590_000 }],
    ['a call', 'call', 1, MINUTE, named(['no_answer', 0]), { kind: 'inquire', forMs: 600_000 }],
    ['a look-up', 'hlr', 1, MINUTE, named(['no_answer', 0]), { kind: 'inquire', forMs: 600_000 }],
    [
      'where nothing is refused',
      'sms',
      1,
      guardTimes(0),
      named(['no_answer', 0]),
      { kind: 'inquire', forMs: 600_000 },
    ],
    [
      'a second try',
      'sms',
      1,
      MINUTE,
      named(['not_written', 99_000], ['no_answer', 0]),
      { kind: 'inquire', forMs: 600_000 },
    ],
    ['after ten minutes', 'sms', 1, MINUTE, named(['no_answer', 600_000]), ask('late')],
  ])('is asked after: %s', (_, channel, pdus, guard, all, decision) => {
    expect(decide({ channel, pdus, tries: all }, guard)).toEqual(decision);
  });

  test('beside one without, a person is asked', () => {
    const mixed = [...tries([['no_answer', 10_000]]), ...named(['no_answer', 5_000, 'smsc.ru'])];
    expect(decide({ channel: 'sms', pdus: 1, tries: mixed }, MINUTE)).toEqual(ask('late'));
  });
});

describe('a try without an answer was not taken', () => {
  type Told = Pick<EndedTry, 'end' | 'error'> & { readonly ageMs?: number; readonly host?: string };
  const SILENT: Told = { end: null, error: null };
  const first = { outcome: 'no_answer', host: HOST, isNamed: false, ageMs: 30_000, ...SILENT } as const;
  const never = (
    { ageMs = 15_000, host = HOST, ...told }: Told,
    { channel = 'sms' as Channel, pdus = 1, guard = MINUTE } = {},
  ) => {
    const repeated = { outcome: 'accepted', host, isNamed: false, ageMs, ...told } as const;
    return neverTaken({ channel, pdus, tries: [first, repeated] }, guard);
  };

  test.each<[string, Told]>([
    ['delivered', { end: 'delivered', error: 0 }],
    ['not delivered, for a reason of the phone', { end: 'undelivered', error: 1 }],
  ])('when its repeat was taken and is %s', (_, told) => {
    expect(never(told)).toEqual([first]);
  });

  test.each<[string, Told, Parameters<typeof never>[1]?]>([
    ['has no receipt yet, which may refuse it', SILENT],
    ['was refused by its receipt', { end: 'rejected', error: 250 }],
    ['came when the minute was over', { end: 'delivered', error: 0, ageMs: -30_000 }],
    ['went to another host', { end: 'delivered', error: 0, host: SPARE }],
    ['went where nothing is refused', { end: 'delivered', error: 0 }, { guard: guardTimes(0) }],
    ['is of no SMS', { end: 'delivered', error: 0 }, { channel: 'viber' }],
    ['is of parts', { end: 'delivered', error: 0 }, { pdus: 2 }],
  ])('is not said when the repeat %s', (_, told, where) => {
    expect(never(told, where)).toEqual([]);
  });
});

describe('another guard than a minute', () => {
  const first = (ageMs: number) => ({
    channel: 'sms' as const,
    pdus: 1,
    tries: tries([['no_answer', ageMs]]),
  });

  test('of two minutes is repeated under until 10 s before its end, and others are held 5 s beyond', () => {
    const guard = guardTimes(120);
    expect(decide(first(100_000), guard)).toEqual(repeat(10_000));
    expect(decide(first(110_000), guard)).toEqual(ask('late'));
    expect(guard.heldMs).toBe(125_000);
  });

  test('of 20 s leaves the time for a repeat, of 19 s none: a person is asked, and others are held all the same', () => {
    expect(decide(first(1_000), guardTimes(20))).toEqual(repeat(9_000));
    expect(decide(first(1_000), guardTimes(19))).toEqual(ask('unguarded'));
    expect(guardTimes(19).heldMs).toBe(24_000);
  });

  test('none at all: nothing is repeated, nothing is held', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANNELS),
        fc.integer({ min: 1, max: 3 }),
        fc.array(anyTry, { maxLength: 6 }),
        (channel, pdus, all) => {
          const isUnsure = all.some(({ outcome }) => outcome === 'no_answer');
          const decision = decide({ channel, pdus, tries: all }, guardTimes(0));
          expect(decision).toEqual(isUnsure ? ask('unguarded') : { kind: 'clear' });
        },
      ),
    );
    expect(guardTimes(0).heldMs).toBe(0);
  });
});
