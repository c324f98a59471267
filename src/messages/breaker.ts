import { type EndCount, type Ended, isMendable, isUnpaid } from './ends.ts';

/** So many of the last ends of a campaign are looked at. */
export const LOOKED_AT = 200;
/** So many of the first, if nothing else came of any, stop it. */
export const TRIPS_AT = 50;
/** So large a share of the last stops it. */
const SHARE = 0.3;

/** So many of the last that failed for one reason stop it, whatever came of the others. */
const STOPS_AT = SHARE * LOOKED_AT;

/** Why a campaign stops by itself. */
export interface Trip extends Ended {
  /** How many failed for that reason, of how many. */
  readonly failed: number;
  readonly of: number;
}

/**
 * Whether a campaign is to be stopped before all the others fail alike: its last messages that ended failed for one reason
 * that a person can mend; the first that nobody pays for is enough.
 * @param last what became of the last {@link LOOKED_AT} at the most
 * @param hasDialect whether error codes are those of SMSC.ru
 */
export function tripOf(last: readonly EndCount[], hasDialect: boolean): Trip | null {
  const of = last.reduce((sum, { count }) => sum + count, 0);
  for (const { count: failed, ...end } of last) {
    if (!isMendable(end, hasDialect)) continue;
    if (isUnpaid(end) || failed >= STOPS_AT || (failed >= TRIPS_AT && failed === of))
      return { ...end, failed, of };
  }
  return null;
}

/**
 * So many more have to fail for what a person can mend before a campaign that goes on can be stopped for it, were it
 * resumed meanwhile too: then all that came before counts no more.
 * @param last as of {@link tripOf}
 */
export function failuresToTrip(last: readonly EndCount[], hasDialect: boolean): number {
  const most = Math.max(0, ...last.filter((end) => isMendable(end, hasDialect)).map(({ count }) => count));
  return Math.max(1, (most < TRIPS_AT ? TRIPS_AT : STOPS_AT) - most);
}
