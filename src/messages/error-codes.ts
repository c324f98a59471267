/** Switched off, or out of coverage. */
export const SUBSCRIBER_OFFLINE = 6;

/** The error codes of a status (`err`) that the provider documents, in ascending order. */
export const ERROR_CODES: readonly number[] = [
  0, 1, 6, 11, 12, 13, 21, 200, 219, 220, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249,
  250, 251, 252, 253, 254, 255,
];
