import { typedWords, wholeWords } from '../grammar/typed-words.ts';
import { plain } from './lists.ts';

const GAP = '[\\s\\p{P}\\p{S}]+';
const alone = `(?:${typedWords('typed-slip-alone')})`;
const lead = `(?:${typedWords('typed-lead')}|${typedWords('typed-cancel')})`;
/** `oh no, wait`: nothing but such words. */
const ALONE = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:${lead}${GAP})*${alone}(?:${GAP}(?:${alone}|${lead}))*[\\s\\p{P}\\p{S}]*$`,
  'iu',
);
const WITHIN = new RegExp(wholeWords('typed-slip'), 'iu');

/** Whether somebody takes back what they have just pressed, or says that they have changed their mind. */
export function takesBack(typed: string): boolean {
  const words = plain(typed);
  return WITHIN.test(words) || ALONE.test(words);
}
