import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, type Pace, type PaceKind } from '../../../src/chat/show/pace.ts';

const GROUP = -1001;
const PRIVATE = 101;

/** Asks for `count` places of a kind, always again at the time that was named, and says when each was granted. */
function grants(pace: Pace, chat: number, kind: PaceKind, count: number, from: number): number[] {
  const times: number[] = [];
  let now = from;
  while (times.length < count) {
    const admission = pace.admit(chat, kind, now);
    if (admission.ok) times.push(now);
    else now = admission.at;
  }
  return times;
}

/** The most events in any window that holds `length` ms, both ends counted. */
function densest(times: number[], length: number): number {
  return Math.max(
    0,
    ...times.map((start) => times.filter((at) => at >= start && at <= start + length).length),
  );
}

describe('a private chat', () => {
  it('gets three at once, then one a second, never over five in five seconds', () => {
    const times = grants(createPace(), PRIVATE, 'new', 8, 0);
    expect(times.slice(0, 5)).toEqual([0, 0, 0, 1_100, 2_200]);
    expect(times[5]).toBeGreaterThan(5_000);
    expect(times.at(-1)).toBeLessThan(10_000);
  });

  it('shows queued, handed over and delivered as fast as they follow on each other', () => {
    const pace = createPace();
    for (const kind of ['new', 'progress', 'final'] as const) {
      expect(pace.admit(PRIVATE, kind, 5)).toEqual({ ok: true });
    }
  });

  it('has a place for a final state whatever progress a bulk shows', () => {
    const pace = createPace();
    const times = grants(pace, PRIVATE, 'progress', 20, 0);
    const final = (at: number) => {
      const another = createPace();
      for (const time of times) if (time <= at) another.admit(PRIVATE, 'progress', time);
      return another.admit(PRIVATE, 'final', at);
    };
    for (const at of times) expect(final(at)).toEqual({ ok: true });
  });
});

describe('a group', () => {
  it('takes 20 at once, and the next only when a minute has gone by', () => {
    const pace = createPace();
    const times = grants(pace, GROUP, 'new', 21, 0);
    expect(times.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(times[20]).toBeGreaterThan(60_000);
  });

  it('keeps five places of each minute free of progress', () => {
    const pace = createPace();
    grants(pace, GROUP, 'progress', 15, 0);
    const now = 57_000;
    const more = pace.admit(GROUP, 'progress', now);
    expect(more.ok).toBe(false);
    expect(grants(pace, GROUP, 'final', 5, now)).toEqual(Array(5).fill(now));
  });

  it('shows progress every few seconds at most', () => {
    const [first, second] = grants(createPace(), GROUP, 'progress', 2, 0);
    expect(first).toBe(0);
    expect(second).toBe(4_000);
  });
});

describe('a 429', () => {
  it('pauses its chat alone, for as long as it says', () => {
    const pace = createPace();
    pace.pause(GROUP, 30_000);
    expect(pace.admit(GROUP, 'final', 10)).toEqual({ ok: false, at: 30_000 });
    expect(pace.admit(PRIVATE, 'final', 10)).toEqual({ ok: true });
    expect(pace.admit(GROUP, 'final', 30_000)).toEqual({ ok: true });
  });

  it('is not shortened by a milder one', () => {
    const pace = createPace();
    pace.pause(GROUP, 30_000);
    pace.pause(GROUP, 5_000);
    expect(pace.admit(GROUP, 'new', 6_000)).toEqual({ ok: false, at: 30_000 });
  });

  it('outlives a quiet hour', () => {
    const pace = createPace();
    pace.pause(GROUP, 7_200_000);
    pace.admit(PRIVATE, 'new', 3_600_000);
    expect(pace.admit(GROUP, 'new', 3_600_001)).toEqual({ ok: false, at: 7_200_000 });
  });
});

describe('all chats together', () => {
  it('get 30 a second, the last two for final states', () => {
    const pace = createPace();
    const admitted = (kind: PaceKind, from: number) =>
      Array.from({ length: 40 }, (_, index) => pace.admit(from + index, kind, 0)).filter(({ ok }) => ok)
        .length;
    expect(admitted('progress', 1_000)).toBe(25);
    expect(admitted('new', 2_000)).toBe(3);
    expect(admitted('final', 3_000)).toBe(2);
  });
});

const asks = fc.array(
  fc.record({
    chat: fc.constantFrom(-3, -2, -1, 1, 2, 3, 4, 5),
    kind: fc.constantFrom<PaceKind>('new', 'final', 'progress'),
    after: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
    ),
    times: fc.integer({ min: 1, max: 8 }),
  }),
  { maxLength: 200 },
);

describe('whatever is asked for', () => {
  it('never exceeds a limit in any rolling window', () => {
    fc.assert(
      fc.property(asks, (sequence) => {
        const pace = createPace();
        const granted: { chat: number; at: number }[] = [];
        let now = 0;
        for (const { chat, kind, after, times } of sequence) {
          now += after;
          for (let time = 0; time < times; time++) {
            if (pace.admit(chat, kind, now).ok) granted.push({ chat, at: now });
          }
        }
        const ofChat = (id: number) => granted.filter(({ chat }) => chat === id).map(({ at }) => at);
        expect(
          densest(
            granted.map(({ at }) => at),
            1_000,
          ),
        ).toBeLessThanOrEqual(30);
        for (const group of [-3, -2, -1]) expect(densest(ofChat(group), 60_000)).toBeLessThanOrEqual(20);
        for (const person of [1, 2, 3, 4, 5]) {
          expect(densest(ofChat(person), 1_000)).toBeLessThanOrEqual(3);
          expect(densest(ofChat(person), 5_000)).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('names a later time whenever it says no, at which it says yes when nothing came between', () => {
    fc.assert(
      fc.property(asks, (sequence) => {
        const pace = createPace();
        let now = 0;
        for (const { chat, kind, after } of sequence) {
          now += after;
          const admission = pace.admit(chat, kind, now);
          if (admission.ok) continue;
          expect(admission.at).toBeGreaterThan(now);
          now = admission.at;
          expect(pace.admit(chat, kind, now)).toEqual({ ok: true });
        }
      }),
    );
  });

  it('opens for a final state when it says, and not before', () => {
    fc.assert(
      fc.property(asks, (sequence) => {
        const pace = createPace();
        let now = 0;
        for (const { chat, kind, after } of sequence) {
          now += after;
          const opensAt = pace.opensAt(chat, now);
          const final = pace.admit(chat, 'final', now);
          expect(final).toEqual(opensAt > now ? { ok: false, at: opensAt } : { ok: true });
          pace.admit(chat, kind, now);
        }
      }),
    );
  });
});
