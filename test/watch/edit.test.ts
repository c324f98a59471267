import { expect, test } from 'vitest';
import { changedLine, choicesFor, filtersIn, switchesOf } from '../../src/watch/edit.ts';
import { readWatch, writeWatch } from '../../src/watch/line.ts';
import type { Watched } from '../../src/watch/watched.ts';

function watch(line: string): Watched {
  const read = readWatch(line);
  if (!read.ok) throw new Error(`${line} cannot be read`);
  return read.watched;
}

test.each([
  ['failed code=6', 'code=253,254', 'failed code=253,254'],
  ['failed code=6 from=SHOP', 'code=', 'failed from=SHOP'],
  ['failed code=6', 'from="My Shop" silent=yes', 'failed from="My Shop" code=6 silent=yes'],
  ['failed from=SHOP,"My Shop" bulk=no silent=yes', 'bulk=yes silent=no', 'failed from=SHOP,"My Shop"'],
  ['code=253', 'from=SHOP', 'from=SHOP code=253'],
  ['rate 20% 15m from=SHOP', '30%', 'rate 30% 15m from=SHOP'],
  ['rate 20% 15m', '5m', 'rate 20% 5m'],
  ['lag 5m channel=sms', '30m', 'lag 30m channel=sms'],
  ['spend 1000 7d', '500', 'spend 500 7d'],
  ['spend 1000 7d', '12h', 'spend 1000 12h'],
  ['balance 500 silent=yes', '1000', 'balance 1000 silent=yes'],
  ['heartbeat backup 5m', '25h', 'heartbeat backup 25h'],
  ['heartbeat backup 5m', 'nightly', 'heartbeat nightly 5m'],
  ['summary daily 9:00', '18:30', 'summary daily 18:30'],
  ['summary daily 9:00 from=SHOP', 'weekly fri 10:00', 'summary weekly fri 10:00 from=SHOP'],
  ['summary weekly mon 9:00', 'fri', 'summary weekly fri 9:00'],
  ['alerts severity=critical team=db', 'severity=page bulk=yes', 'alerts severity=page team=db bulk=yes'],
  ['failed code=6', 'code=253 code=254', 'failed code=253,254'],
  ['failed code=6 from=SHOP', 'rate 30%', 'rate 30% 10m'],
])('of “%s” the reply “%s” makes “%s”', (before, said, after) => {
  expect(writeWatch(watch(changedLine(watch(before), said)))).toBe(`/watch ${after}`);
});

test.each([
  ['failed code=6', 'code=six', { typed: 'code=six', instead: ['failed code=253,254'] }],
  ['rate 30% 15m from=SHOP', 'fast', { typed: 'fast', instead: ['rate 30% 15m from=SHOP'] }],
  ['failed from=SHOP', 'code=', { typed: 'code=', instead: ['failed from=SHOP code=253,254'] }],
])(
  'of “%s” the reply “%s” is answered with the line as it can be, with all that it had',
  (before, said, answer) => {
    expect(readWatch(changedLine(watch(before), said))).toMatchObject({ ok: false, ...answer });
  },
);

test.each([
  'rate 20% 10m',
  'lag 5m from=SHOP',
  'spend 1000 7d by=102',
  'heartbeat backup 1h',
  'summary daily 9:00 operator=МТС',
  'summary weekly fri 18:00',
  'failed bulk=no code=6',
  'link silent=yes',
  'alerts severity=critical',
  'balance 500',
])('each word at hand makes another line of “%s”', (line) => {
  const before = watch(line);
  const lines = [
    ...choicesFor(before).flat(),
    ...filtersIn(before).map((option) => option.replace(/=.*/, '=')),
    ...switchesOf(before),
  ].map((word) => writeWatch(watch(changedLine(before, word))));
  expect(lines.length).toBeGreaterThan(0);
  expect(new Set([...lines, writeWatch(before)]).size).toBe(lines.length + 1);
});
