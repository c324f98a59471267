import { setting } from './setting.ts';
import { readWhole } from './typed-number.ts';

/** As many as a table has rows at most. */
const MOST = 1_000_000;

/** Recipients above which a second person approves: fewer than the bot's own, which no chat may loosen. */
export const approve = setting('approveAbove', {
  name: 'approve',
  read: (typed) => readWhole(typed, MOST),
  write: String,
  note: (_, { t }) => t('setting-approve-over'),
  ofBot: ({ approve: { above } }) => above,
  within: (value, { approve: { above } }) => Math.min(value, above ?? value),
  choices: () => ['10', '50', '100', '500'].map((typed) => ({ label: typed, typed })),
  isOpen: true,
  near: (typed) => typed.match(/(?<!\S)\d{1,7}(?!\S)/g) ?? [],
  example: '50',
});
