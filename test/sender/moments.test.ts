import { afterEach, expect, test, vi } from 'vitest';
import { Moments, stepOf } from '../../src/sender/moments.ts';
import { Standstill } from '../../src/sender/standstill.ts';
import { onEachStore } from '../support/stores.ts';
import { smppWayThat } from '../support/way.ts';

afterEach(() => {
  vi.useRealTimers();
});

const way = smppWayThat({});
const at = (now: number, clock: number, tookMs = 0) => ({ now, clock, asked: clock - tookMs });

test.each([
  ['it goes on as the monotonic one does', at(5_000, 5_000), 0],
  ['it is slewed', at(5_900, 5_000), 0],
  ['it is set ahead', at(75_000, 5_000), 70_000],
  ['it is set back', at(-65_000, 5_000), -70_000],
  ['the answer took its time', at(2_000, 5_000, 4_000), 0],
  ['it is set ahead, and the answer took its time', at(75_000, 5_000, 4_000), 70_000],
])('of the clock it is known by how much it was set: %s', (_, moment, stepMs) => {
  expect(stepOf(at(0, 0), moment)).toBe(stepMs);
});

test('a gap begins when the account was last seen to be able, whoever held it', () => {
  const before = new Standstill(null, 600_000);
  expect(before.lastedMs(way, { now: 0, clock: 0 })).toBe(Number.POSITIVE_INFINITY);
  before.over([way], { now: 1_000, clock: 0 }, true);
  expect(before.lastedMs(way, { now: 9_000, clock: 8_000 })).toBe(8_000);

  const after = new Standstill(1_000, 600_000);
  expect(after.lastedMs(way, { now: 9_000, clock: 0 })).toBe(8_000);
});

test('a gap is as long as the clock says that says more', () => {
  const standstill = new Standstill(null, 600_000);
  standstill.over([way], { now: 10_000, clock: 10_000 }, false);

  expect(standstill.lastedMs(way, { now: 700_000, clock: 11_000 })).toBe(690_000);
  expect(standstill.lastedMs(way, { now: 0, clock: 700_000 })).toBe(690_000);
});

test('a mark in the future, by a clock that was set back since, is as far off as one in the past', () => {
  expect(new Standstill(700_000, 600_000).lastedMs(way, { now: 0, clock: 0 })).toBe(700_000);
});

test('the store is told as often as an age that is allowed needs', () => {
  const standstill = new Standstill(null, 3_000);
  expect(standstill.everyMs).toBe(750);
  expect(standstill.isDue({ now: 0, clock: 0 })).toBe(true);
  standstill.over([way], { now: 0, clock: 0 }, true);
  expect(standstill.isDue({ now: 9_000, clock: 749 })).toBe(false);
  expect(standstill.isDue({ now: 9_000, clock: 750 })).toBe(true);
  expect(new Standstill(null, 600_000).everyMs).toBe(10_000);
});

onEachStore(({ kind, open }) => {
  test('the time goes on as the monotonic clock does, and a clock on the wall that is set is a reason to ask anew', async () => {
    const store = await open();
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const moments = new Moments();
    const read = () => store.write((tx) => moments.read(tx));
    const first = await read();

    vi.advanceTimersByTime(900);
    expect(await read()).toMatchObject({ now: first.now + 900, stepMs: 0 });

    vi.setSystemTime(Date.now() + 70_000);
    const leapt = await read();
    // PostgreSQL's clock is another, which nobody set.
    if (kind === 'postgres') {
      expect(leapt.now - first.now).toBeLessThan(60_000);
    } else {
      expect(leapt.stepMs).toBe(70_000);
      // A transaction that fails has carried nothing over.
      expect((await read()).stepMs).toBe(70_000);
      moments.keep(leapt);
      expect((await read()).stepMs).toBe(0);
    }
    await store.close();
  });
});
