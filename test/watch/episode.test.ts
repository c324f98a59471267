import { expect, test } from 'vitest';
import { goesOn, isSameAgain, replay } from '../../src/watch/episode.ts';
import { linksDown } from '../../src/watch/link.ts';
import { mutedUntil } from '../../src/watch/mute.ts';

const MIN = 60_000;

test.each([
  ['within a minute of the last event', 0, 10 * MIN, false, 10 * MIN + 59_999, true],
  ['after a quiet minute', 0, 10 * MIN, false, 11 * MIN, false],
  ['after an hour', 0, 60 * MIN, false, 60 * MIN + 1, false],
  ['after an hour, when somebody sees to it', 0, 90 * MIN, true, 90 * MIN + 1, true],
  ['after a quiet minute, when somebody sees to it', 0, 10 * MIN, true, 11 * MIN, false],
])(
  '%s what happens is told in the same message: %i, %i, %s, %i → %s',
  (_, beganAt, lastAt, isAcked, now, on) => {
    expect(goesOn({ beganAt, lastAt, isAcked }, now)).toBe(on);
  },
);

test.each([
  ['seconds after it was back', { toldAt: 0, endedAt: 5 * MIN }, 6 * MIN - 1, true],
  ['a minute after it was back', { toldAt: 0, endedAt: 5 * MIN }, 6 * MIN, false],
  ['an hour after it was told of', { toldAt: 0, endedAt: 59.5 * MIN }, 60 * MIN, false],
])('a link that is lost again %s is the same loss: %o, %i → %s', (_, told, now, same) => {
  expect(isSameAgain(told, now)).toBe(same);
});

test('what a quiet minute or an hour parts would have been messages of their own', () => {
  const every = Array.from({ length: 122 }, (_, n) => n * (MIN / 2));
  expect(replay([])).toEqual([]);
  expect(replay([0, 1, MIN, 2 * MIN, 2 * MIN + 1])).toEqual([
    { first: 0, last: 2 },
    { first: 3, last: 4 },
  ]);
  expect(replay(every)).toEqual([
    { first: 0, last: 119 },
    { first: 120, last: 121 },
  ]);
});

const NOW = 1_000_000;
const bind = {
  account: 'demo',
  host: 'smpp.smsc.ru:3700',
  mode: 'transceiver',
  status: 'waiting',
  lastError: 'closed',
  lastErrorAt: NOW - 3_000,
  reportedAt: NOW - 1_000,
} as const;
const down = { account: 'demo', way: 'smpp', host: 'smpp.smsc.ru:3700', since: NOW - 3_000, error: 'closed' };

test.each([
  ['a bind that waits to connect again', [bind], [down]],
  ['one that connects again', [{ ...bind, status: 'connecting' }], [down]],
  ['one that connects for the first time', [{ ...bind, status: 'connecting', lastErrorAt: null }], []],
  ['one that is bound again', [{ ...bind, status: 'bound' }], []],
  ['one that a person has stopped', [{ ...bind, status: 'stopped' }], []],
  [
    'one of which nobody has heard for a minute',
    [{ ...bind, status: 'bound', reportedAt: NOW - 60_000 }],
    [{ ...down, since: NOW - 60_000, error: null }],
  ],
  ['one of two', [bind, { ...bind, status: 'bound' }], []],
  ['one beside a receiver', [bind, { ...bind, mode: 'receiver', status: 'bound' }], [down]],
  ['one beside the HTTP API', [bind, { ...bind, mode: 'https', status: 'bound' }], [down]],
  ['the HTTP API', [{ ...bind, mode: 'https' }], [{ ...down, way: 'https' }]],
  ['one of another account', [bind, { ...bind, account: 'other', status: 'bound' }], [down]],
] as const)('%s is a lost link, or none', (_, binds, found) => {
  expect(linksDown(binds, NOW)).toEqual(found);
});

const at = (iso: string) => Date.parse(iso);

test.each([
  ['1h', '2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-28T21:00:00Z'],
  ['8h', '2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T04:00:00Z'],
  ['morning', '2026-03-27T20:00:00.250Z', 'Europe/Berlin', '2026-03-28T08:00:00Z'],
  ['morning', '2026-03-28T05:00:00Z', 'Europe/Berlin', '2026-03-28T08:00:00Z'],
  // The clocks go forward in that night.
  ['morning', '2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T07:00:00Z'],
  ['morning', '2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T08:00:00Z'],
  ['morning', '2026-11-27T06:00:00Z', 'Europe/Moscow', '2026-11-28T06:00:00Z'],
] as const)('muted for %s at %s in %s, it is quiet until %s', (mute, now, zone, until) => {
  expect(mutedUntil(mute, at(now), zone)).toBe(at(until));
});
