import { saysNothingBeside, wholeWords } from '../grammar/typed-words.ts';
import { listed, plain, whole, within } from './lists.ts';

/** `oh no, wait`: nothing but such words. */
const ALONE = within('typed-slip-alone');
const BESIDE = new RegExp(whole(listed('typed-slip-alone', 'typed-lead', 'typed-cancel')), 'gu');
const WITHIN = new RegExp(wholeWords('typed-slip'), 'iu');

/** Whether somebody takes back what they have just pressed, or says that they have changed their mind. */
export function takesBack(typed: string): boolean {
  const words = plain(typed);
  return WITHIN.test(words) || (ALONE.test(words) && saysNothingBeside(words, BESIDE));
}
