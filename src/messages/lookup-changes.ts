import { type Lookup, operatorOf } from './receipt.ts';

/** What two look-ups of a number have found otherwise. */
export const LOOKUP_CHANGES = ['sim', 'operator', 'roaming-began', 'roaming-ended'] as const;
export type LookupChange = (typeof LOOKUP_CHANGES)[number];

/** Both are known, and are not the same. */
const differ = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;

/** The code of the network that a number is of: its name may be written otherwise the next time. */
const codeOf = ({ mcc, mnc }: Lookup): string | null =>
  mcc === null || mnc === null ? null : `${mcc} ${mnc}`;

function isOtherOperator(was: Lookup, is: Lookup): boolean {
  const [before, after] = [codeOf(was), codeOf(is)];
  return before === null || after === null ? differ(was.network, is.network) : before !== after;
}

const isAbroad = ({ roamingCountry, roamingNetwork }: Lookup): boolean =>
  roamingCountry !== null || roamingNetwork !== null;

/**
 * What has changed since an earlier look-up of the same number, the worst first: another SIM card may be in somebody
 * else's hands. Where one of them does not tell, nothing has. Both have found the subscriber.
 */
export function changesBetween(was: Lookup, is: Lookup): LookupChange[] {
  if (operatorOf(was) === null || operatorOf(is) === null) return [];
  const changed: Readonly<Record<LookupChange, boolean>> = {
    sim: differ(was.imsi, is.imsi),
    operator: isOtherOperator(was, is),
    'roaming-began': !isAbroad(was) && isAbroad(is),
    'roaming-ended': isAbroad(was) && !isAbroad(is),
  };
  return LOOKUP_CHANGES.filter((change) => changed[change]);
}
