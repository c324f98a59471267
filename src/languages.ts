import { readdirSync } from 'node:fs';

declare const checked: unique symbol;

/** A language that the bot speaks: the name of a folder under src/chat/locales, as `isLanguage` has checked. */
export type Language = string & { readonly [checked]: true };

/** Every language there is at the start: a further one is a folder, and no code names it. */
export const LANGUAGES: readonly Language[] = readdirSync(new URL('./chat/locales/', import.meta.url), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name as Language)
  .sort();

export const isLanguage = (value: string | null | undefined): value is Language =>
  LANGUAGES.includes(value as Language);

/**
 * Whether a value of LANGUAGE is a desktop's, which sets a variable of this name too: locales in the order of
 * preference, such as en_US:en (GNU gettext, 2.3). One with its country, such as en-GB, is read alike.
 */
export const isLocaleList = (value: string): boolean => /[-_:.@]/.test(value);

/** The first of such locales whose language is spoken here, if any. */
export const languageOfLocales = (value: string): Language | undefined =>
  value
    .split(':')
    .map((locale) => locale.replace(/[-_.@].*/, '').toLowerCase())
    .find(isLanguage);
