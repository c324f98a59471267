import { lowerFirst } from '../cards/words.ts';
import { isOneOf } from '../locale.ts';
import { setting } from './setting.ts';

/** Whether somebody on the stop list who asks something may be answered, and sent a code. */
export const answers = setting('answersPassStopList', {
  name: 'stoplist',
  read: (typed) => (isOneOf(typed.trim(), 'typed-stop-answers') ? true : null),
  write: () => 'answers',
  note: (_, { t }) => lowerFirst(t('setting-stoplist-answers')),
  ofBot: () => null,
  choices: ({ t }) => [{ label: t('setting-stoplist-answers'), typed: 'answers' }],
  example: 'answers',
});
