import { LANGUAGES, localeFor } from './locale.ts';

/** Buttons below the cards that are replied to, where their labels are the same each time. */
const BUTTONS = [
  'by-call',
  'by-sms',
  'by-viber',
  'cancel',
  'done',
  'history',
  'hlr',
  'leave',
  'pause',
  'ping',
  'release',
  'remind',
  'report',
  'resume',
  'send',
  'send-again',
  'send-now',
  'send-when-possible',
  'stop-list-add',
  'take',
  'templates',
];

const LABELS = new Set(
  LANGUAGES.flatMap((language) => {
    const { t } = localeFor(language, 'UTC');
    return BUTTONS.map((name) => t(`button-${name}`).toLowerCase());
  }),
);

/** Whether words are the label of a button below a card: typed there, they may be meant for the bot. */
export const saysButton = (words: string): boolean => LABELS.has(words.toLowerCase());
