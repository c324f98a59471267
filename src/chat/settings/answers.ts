import { isOneOf } from '../locale.ts';
import { setting } from './setting.ts';

/** Whether somebody on the stop list who asks something may be answered, and sent a code. */
export const answers = setting('answersPassStopList', {
  name: 'answers',
  read: (typed) => (isOneOf(typed.trim(), 'typed-stop-on') ? true : null),
  write: () => 'on',
  ofBot: () => null,
  choices: ({ t }) => [{ label: t('setting-answers-on'), typed: 'on' }],
  example: 'on',
});
