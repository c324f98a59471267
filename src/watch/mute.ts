import type { WatchKind } from './watched.ts';

/**
 * Watches that tell of several troubles, each by itself: one of them is muted alone. What another watch tells of is one
 * thing, or (a campaign) news that never ring.
 */
const OF_SEVERAL: readonly WatchKind[] = ['usual', 'link', 'alerts'];

/** Whether a watch has troubles that can be muted alone. */
export const tellsOfSeveral = (kind: WatchKind): boolean => OF_SEVERAL.includes(kind);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** When people are there again. */
const MORNING_MS = 9 * HOUR_MS;

/** For how long nothing is said. */
export const MUTES = ['1h', '8h', 'morning'] as const;
export type Mute = (typeof MUTES)[number];

/** Until when that is (ms). */
export function mutedUntil(mute: Mute, now: number, timeZone: string): number {
  if (mute !== 'morning') return now + Number.parseInt(mute, 10) * HOUR_MS;
  const at = now - sinceMidnight(now, timeZone) + MORNING_MS;
  const morning = at > now ? at : at + DAY_MS;
  // The clock may be changed before then.
  return morning + MORNING_MS - sinceMidnight(morning, timeZone);
}

/** What a clock on the wall shows (ms). */
function sinceMidnight(at: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
  const [h = 0, min = 0, s = 0] = clock.split(':').map(Number);
  return h * HOUR_MS + min * 60_000 + s * 1000 + (at % 1000);
}
