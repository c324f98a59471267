import { lowerFirst } from '../cards/words.ts';
import { isOneOf } from '../locale.ts';
import { setting } from './setting.ts';

const VALUES = ['always', 'ask'] as const;

/** Whether characters of print that cost a part are made plain without a question. */
export const plain = setting('plain', {
  name: 'plain',
  changedBy: { role: 'operator', groupRole: 'admin' },
  read: (typed) => VALUES.find((one) => isOneOf(typed, `typed-plain-${one}`)) ?? null,
  write: (value) => value,
  note: (value, { t }) => lowerFirst(t(`setting-plain-${value}`)),
  ofBot: () => 'ask',
  choices: ({ t }) => VALUES.map((typed) => ({ label: t(`setting-plain-${typed}`), typed })),
  example: 'always',
});
