/**
 * An amount in 1/10,000 of the account's currency, as an integer, so that sums of prices stay exact.
 * The provider writes prices with four decimals ("n.nnnn").
 */
export type Money = number;

/** How many {@link Money} make one of the currency. */
export const MONEY_SCALE = 10_000;

/** No message costs a million: a larger amount is a slip, and sums of such would not stay exact. */
const LIMIT = 1_000_000 * MONEY_SCALE;

/**
 * Reads "2.5000" or "2,5" as {@link Money}; null when it is no amount, is negative, is finer than 1/10,000, or is a
 * million or more.
 */
export function parseMoney(text: string): Money | null {
  const match = /^(\d+)(?:[.,](\d{1,4})0*)?$/.exec(text.trim());
  if (!match) return null;
  const amount = Number(match[1]) * MONEY_SCALE + Number((match[2] ?? '').padEnd(4, '0'));
  return amount < LIMIT ? amount : null;
}

/** Thousands that are kept apart, as cards write them in either language: "1,234.50", "1 234,50". */
const GROUPED = /^[1-9]\d{0,2}([.,\s])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,4})?$/;

/** The same of what a person typed; null too of "1,000" and "1.000", which are a thousand to some and one to others. */
export function parseTypedMoney(text: string): Money | null {
  const typed = text.trim();
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(typed)) return null;
  const mark = GROUPED.exec(typed)?.[1];
  return parseMoney(mark === undefined ? typed : typed.replaceAll(mark, ''));
}

/** Writes an amount with two decimals, or with four when two would lose something: 25000 → "2.50", 25001 → "2.5001". */
export function formatMoney(amount: Money): string {
  const absolute = Math.abs(amount);
  const fraction = String(absolute % MONEY_SCALE).padStart(4, '0');
  const decimals = fraction.endsWith('00') ? fraction.slice(0, 2) : fraction;
  return `${amount < 0 ? '-' : ''}${Math.floor(absolute / MONEY_SCALE)}.${decimals}`;
}
