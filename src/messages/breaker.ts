import { type EndCount, type Ended, isMendable, isUnpaid } from './ends.ts';

/** So many of the last ends of a campaign are looked at. */
export const LOOKED_AT = 200;
/** So many of the first, if nothing else came of any, stop it. */
export const TRIPS_AT = 50;
/** So large a share of the last stops it, whatever came of the others. */
const SHARE = 0.3;

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
    if (isUnpaid(end) || failed >= SHARE * LOOKED_AT || (failed >= TRIPS_AT && failed === of))
      return { ...end, failed, of };
  }
  return null;
}
