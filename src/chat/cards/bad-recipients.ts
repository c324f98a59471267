import type { FormattedString } from '@grammyjs/parse-mode';
import { z } from 'zod';
import { countryName, type Locale } from '../locale.ts';
import { copyableText, typedArgument } from './copyable.ts';
import { lowerFirst } from './words.ts';

/** What was typed as a recipient and is none. */
export const badRecipient = z.object({
  typed: z.string(),
  reason: z.enum([
    'not-a-number',
    'too-short',
    'too-long',
    'not-valid',
    'not-an-address',
    'unknown-name',
    'beside',
    'no-consent',
  ]),
  expected: z
    .object({ callingCode: z.string(), digits: z.array(z.number()).readonly(), typed: z.number() })
    .optional(),
});
export const badRecipients = z.array(badRecipient).readonly();
type BadRecipient = z.infer<typeof badRecipient>;

/** As many as they are, and nothing of what was typed. */
export const untyped = (bad: readonly BadRecipient[]): BadRecipient[] =>
  bad.map((one) => ({ ...one, typed: '' }));

/** Why it is none, behind it in a list. */
export function badRecipientWords(locale: Locale, bad: BadRecipient): string {
  const digits = digitWords(locale, bad);
  return digits === null ? locale.t(`recipient-${bad.reason}`) : lowerFirst(digits);
}

/** A number that says by itself of which country it is. */
const OF_ANY_COUNTRY = /^\s*\(?(?:\+|00)/;

/** The same, and by which country's numbers one was read that says nothing of it. */
export const reasonHere = (locale: Locale, bad: BadRecipient, country: string): string =>
  bad.reason === 'not-valid' && !OF_ANY_COUNTRY.test(bad.typed)
    ? locale.t('recipient-not-valid-here', { country: countryName(locale, country) })
    : badRecipientWords(locale, bad);

/** How many digits are too many or missing, and how many the calling code takes; null where that is not known. */
export function digitWords(locale: Locale, { reason, expected }: BadRecipient): string | null {
  if (!expected) return null;
  const { callingCode, digits, typed } = expected;
  const n = Math.max(typed - Math.max(...digits), Math.min(...digits) - typed);
  const counts = digits.map(String).reduce((one, other) => locale.t('either', { one, other }));
  return locale.t(`digits-${reason}`, { n, code: callingCode, digits: counts });
}

/** How a consent is put on record that is missing, with the line for the first of them; null: none is missing. */
export function consentLine(locale: Locale, bad: readonly BadRecipient[]): FormattedString | null {
  const missing = bad.find(({ reason }) => reason === 'no-consent');
  if (!missing) return null;
  const how = missing.typed.startsWith('+') ? 'consent-add' : 'consent-change';
  return copyableText(locale, how, { typed: typedArgument(missing.typed) });
}
