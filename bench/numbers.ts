/**
 * The recipients of a run, each by its index. A hundred apart, so that the index is told by a division.
 */
const FIRST = 79_000_000_060;
const APART = 100;

/** How many there are. */
export const NUMBERS = 10_000_000;
/** From this index on a number is a single's: it was typed, and is watched by itself. */
export const FIRST_SINGLE = 9_000_000;

/** Phones that are off: those of a campaign, and the last ones, of singles. */
export const FIRST_OFF = 8_000_000;
export const FIRST_SINGLE_OFF = 9_990_000;
export const isOff = (index: number): boolean =>
  index >= FIRST_SINGLE_OFF || (index >= FIRST_OFF && index < FIRST_SINGLE);

export const numberAt = (index: number): number => FIRST + index * APART;

/** Throws for a number that is none of a run's. */
export function indexOf(number: number): number {
  const index = (number - FIRST) / APART;
  if (Number.isInteger(index) && index >= 0 && index < NUMBERS) return index;
  throw new RangeError(`${number} is no recipient of this run`);
}
