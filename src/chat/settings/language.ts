import { readLanguage } from '../language.ts';
import { FALLBACK, LANGUAGES, localeFor } from '../locale.ts';
import { setting } from './setting.ts';

/** What cards are written in, as /lang chooses it. */
export const language = setting('language', {
  name: 'language',
  changedBy: { role: 'operator', groupRole: 'admin' },
  read(typed) {
    const choice = readLanguage(typed);
    return choice === 'auto' ? null : choice;
  },
  write: (value) => value,
  note: (value) => localeFor(value, 'UTC').t('language-name'),
  ofBot: (settings) => settings.language,
  choices: () => LANGUAGES.map((one) => ({ label: localeFor(one, 'UTC').t('language-button'), typed: one })),
  example: FALLBACK,
  isOfTelegram: true,
});
