/** Minutes by which the provider's clock, Moscow's, is ahead of UTC; its dates name no zone. */
export const PROVIDER_UTC_OFFSET = 180;

/**
 * The moment of a date in this century on a clock that is `utcOffset` minutes ahead of UTC.
 *
 * @param date numbers in the order year (of the century), month, day, hour, minute, second; those at the end may
 *   be missing
 * @returns milliseconds since 1970, or null when there is no such date
 */
export function utcTime(date: readonly number[], utcOffset: number): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = date;
  if (minute > 59 || second > 59) return null;
  const time = new Date(Date.UTC(2000 + year, month - 1, day, hour, minute, second));
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return exists ? time.getTime() - utcOffset * 60_000 : null;
}

const QUARTER_MS = 15 * 60_000;
/** Time zones, ms ahead of UTC: from Baker Island's to that of the Line Islands. */
const [FIRST_ZONE, LAST_ZONE] = [-12 * 3_600_000, 14 * 3_600_000];

/**
 * Minutes by which a clock is ahead of UTC, in quarters of an hour, as every time zone is; null where none explains it.
 * @param shown what the clock showed, as if it were UTC's; ms since 1970
 * @param at when that was, ms since 1970
 * @param toleranceMs by how much both may be wrong
 */
export function zoneShown(shown: number, at: number, toleranceMs: number): number | null {
  const ahead = Math.round((shown - at) / QUARTER_MS) * QUARTER_MS;
  const isZone = ahead >= FIRST_ZONE && ahead <= LAST_ZONE && Math.abs(shown - at - ahead) <= toleranceMs;
  // Not −0.
  return isZone ? ahead / 60_000 + 0 : null;
}
