import { isOneOf } from '../locale.ts';
import { weekdayNamed } from '../times/weekdays.ts';

/** Whether a word names a day, from today on or of the week. */
export const isDayWord = (word: string): boolean =>
  weekdayNamed(word) !== null ||
  ['typed-today', 'typed-tomorrow', 'typed-after-tomorrow'].some((id) => isOneOf(word, id));
