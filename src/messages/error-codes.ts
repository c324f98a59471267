/** Switched off, or out of coverage. */
export const SUBSCRIBER_OFFLINE = 6;

/**
 * No money: a status of the provider's HTTP callback. No `err` says so, and this one is nothing else: it is kept as the code
 * of the end that it tells of.
 */
export const NO_MONEY = 24;

/** The error codes of a status (`err`) that the provider documents, and the one above, in ascending order. */
export const ERROR_CODES: readonly number[] = [
  0, 1, 6, 11, 12, 13, 21, 24, 200, 219, 220, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249,
  250, 251, 252, 253, 254, 255,
];
