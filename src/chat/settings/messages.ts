import { lowerFirst } from '../cards/words.ts';
import { isOneOf } from '../locale.ts';
import { setting } from './setting.ts';

const VALUES = ['rich', 'plain'] as const;

/** Whether cards have what folds up, counts down and copies by a button, which old and other clients show as nothing. */
export const messages = setting('messages', {
  name: 'messages',
  changedBy: { role: 'operator', groupRole: 'admin' },
  read: (typed) => VALUES.find((one) => isOneOf(typed, `typed-messages-${one}`)) ?? null,
  write: (value) => value,
  note: (value, { t }) => lowerFirst(t(`setting-messages-${value}`)),
  ofBot: () => 'rich',
  choices: ({ t }) => VALUES.map((typed) => ({ label: t(`setting-messages-${typed}`), typed })),
  example: 'plain',
});
