import type { Locale } from '../locale.ts';

/** "2 handed over, 1 in doubt": what of a person is not over. */
export const openWords = (locale: Locale, open: readonly { what: string; n: number }[]): string =>
  open.map(({ what, n }) => locale.t(`still-open-${what.replace('_', '-')}`, { n })).join(', ');
