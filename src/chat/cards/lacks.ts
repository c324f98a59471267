import { z } from 'zod';
import { LACKS, type Lack } from '../context.ts';
import type { Locale } from '../locale.ts';

/** What is not in what a card is about, though it was or may have been meant. */
export const lacks = z.array(z.enum(LACKS)).readonly();

/** Says so, a line each, before anything goes. */
export const lackLines = (locale: Locale, of: 'send' | 'lookup', what: readonly Lack[]): string[] =>
  what.map((lack) => locale.t(`lacks-${lack}-${of}`));
