import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ClaimOptions, claimReady } from '../../src/sender/claims.ts';
import { type ClaimedSubmit, type Departure, Departures } from '../../src/sender/departures.ts';
import { Rate } from '../../src/sender/rate.ts';
import type { Exit } from '../../src/sender/way.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { exitThat, onlyWay, smppWayThat } from '../support/way.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

interface Scene {
  readonly departures: Departures;
  readonly exit: Exit & { free: number };
  readonly written: number[];
  readonly back: number[];
  mayWrite: boolean;
}

function scene(rate: number): Scene {
  const written: number[] = [];
  const back: number[] = [];
  const exit = exitThat({ ready: true, free: 100 });
  const departures = new Departures({
    rate: new Rate(rate),
    campaigns: null,
    write: () => written.push(performance.now()),
    giveBack: () => back.push(performance.now()),
    mayWrite: () => made.mayWrite,
    onEmpty: () => {},
  });
  const made = { departures, exit, written, back, mayWrite: true };
  return made;
}

/** A message of so many parts, stamped now. */
const departure = ({ exit }: Scene, parts = 1): Departure => ({
  exit,
  submits: [{ exit } as ClaimedSubmit],
  parts,
  isOfCampaign: false,
  isInTurn: false,
  stamped: { clock: performance.now(), wall: Date.now() },
});

/** As many as may be claimed now. */
function claim(at: Scene): Departure[] {
  const claimed: Departure[] = [];
  while (at.departures.waitMs(claimed.length, 1, performance.now()) === 0) claimed.push(departure(at));
  return claimed;
}

/** Rounds, each of which takes so long from its claim to its commit, for so long. */
function rounds(at: Scene, tookMs: number, forMs: number): void {
  for (let past = 0; past < forMs; past += tookMs) {
    const claimed = claim(at);
    vi.advanceTimersByTime(tookMs);
    at.departures.roundTook(tookMs);
    at.departures.add(claimed);
  }
}

test.each([1, 20, 100, 300])('with transactions of %i ms a rate of 100 is kept', (tookMs) => {
  const at = scene(100);
  rounds(at, tookMs, 1_000);
  const before = at.written.length;

  rounds(at, tookMs, 10_000);

  expect(at.written.length - before).toBeGreaterThanOrEqual(940);
  expect(at.written.length - before).toBeLessThanOrEqual(1_000);
  expect(at.back).toEqual([]);
});

test.each([2, 100, 6_000])(
  'after transactions of %i ms it is known how many may be claimed before any is read',
  (tookMs) => {
    const at = scene(100);
    rounds(at, tookMs, 3 * tookMs);
    vi.advanceTimersByTime(17);

    const room = at.departures.room(performance.now());

    expect(claim(at)).toHaveLength(room);
  },
);

test('with a quick store next to nothing is claimed ahead', () => {
  const at = scene(100);
  rounds(at, 2, 1_000);

  expect(at.departures.pending(at.exit)).toBeLessThanOrEqual(1);
});

test('where the rate allows nothing the store is not asked what is queued', async () => {
  const at = scene(10);
  at.departures.add([departure(at)]);
  const order = onlyWay(smppWayThat({ ready: true, free: 9 }));
  const options = { account: 'demo', ahead: at.departures };

  const claims = await claimReady({} as Tx, order, options as unknown as ClaimOptions, () => ({
    now: Date.now(),
    clock: performance.now(),
  }));

  expect(claims).toEqual({ departures: [], waitMs: 102 });
});

test('so much is claimed ahead of a very slow store as still leaves in time', () => {
  const at = scene(10);
  for (let round = 0; round < 10; round += 1) {
    // Attempts are stamped once the store can be had.
    vi.advanceTimersByTime(6_000);
    at.departures.roundTook(6_000);
    at.departures.add(claim(at));
  }

  expect(at.written.length).toBeGreaterThan(250);
  expect(at.back).toEqual([]);
});

test('what finds no place within 5 s goes back', () => {
  const at = scene(100);
  at.exit.free = 0;
  at.departures.add([departure(at), departure(at)]);
  vi.advanceTimersByTime(5_000);
  expect(at.back).toEqual([]);

  vi.advanceTimersByTime(1);

  expect(at.back).toHaveLength(2);
  expect(at.written).toEqual([]);
});

test('what was put on record by a process that froze for longer than 5 s goes back', () => {
  const at = scene(100);
  const stamped = departure(at);
  vi.setSystemTime(Date.now() + 5_001);

  at.departures.add([stamped]);

  expect(at.back).toHaveLength(1);
});

test('once another process may hold the account, what has not left goes back', () => {
  const at = scene(1);
  at.departures.add([departure(at), departure(at)]);
  expect(at.written).toHaveLength(1);
  at.mayWrite = false;

  vi.advanceTimersByTime(2_000);

  expect(at.written).toHaveLength(1);
  expect(at.back).toHaveLength(1);
});

test('where one bind has no place, what goes by another leaves', () => {
  const at = scene(100);
  at.exit.free = 0;
  const other = exitThat({ ready: true, free: 1 });

  at.departures.add([departure(at), { ...departure(at), exit: other }]);

  expect(at.written).toHaveLength(1);
  expect(at.departures.pending(at.exit)).toBe(1);
  at.exit.free = 1;
  at.departures.leave();
  expect(at.written).toHaveLength(2);
});

test('what has not left when the sender stops goes back', () => {
  const at = scene(1);
  at.departures.add([departure(at), departure(at), departure(at)]);

  at.departures.stop();
  vi.advanceTimersByTime(10_000);

  expect(at.written).toHaveLength(1);
  expect(at.back).toHaveLength(2);
});
