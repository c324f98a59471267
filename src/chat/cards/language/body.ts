import { z } from 'zod';
import { LANGUAGES } from '../../locale.ts';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** What it is without a choice. */
  own: z.enum(LANGUAGES),
});
export type LanguageBody = z.infer<typeof body>;

/** The language of the card's chat. */
export const languageCard: CardKind<LanguageBody> = { name: 'language', version: 1, body };
