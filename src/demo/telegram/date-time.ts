/** Bot API: date-time entity formatting. Relative, or a weekday, a short or long date and a short or long time. */
const FORMAT = /^(?:r|w?[dD]?[tT]?)$/;
const INT32_MAX = 2 ** 31 - 1;

export function isDateTimeFormat(format: string): boolean {
  return FORMAT.test(format);
}

/** Seconds since 1970 as Telegram takes them: later than that, and a signed 32-bit integer. */
export function isUnixTime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds > 0 && seconds <= INT32_MAX;
}
