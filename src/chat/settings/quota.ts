import { MOST_MESSAGES } from '../people/quota-line.ts';
import { setting } from './setting.ts';
import { readWhole } from './typed-number.ts';

/** Messages that anybody may have sent in a day, where some of it is asked for here: /quota may set fewer, and more of it opens nothing. */
export const quota = setting('quotaDay', {
  name: 'quota',
  read: (typed) => readWhole(typed, MOST_MESSAGES),
  write: String,
  note: (_, { t }) => t('setting-quota-day'),
  ofBot: () => null,
  choices: () => ['50', '200', '1000'].map((typed) => ({ label: typed, typed })),
  isOpen: true,
  near: (typed) => typed.match(/(?<!\S)\d{1,7}(?!\S)/g) ?? [],
  example: '200',
});
