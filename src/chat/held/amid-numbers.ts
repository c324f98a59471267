import { checkOf } from '../asked-of-number.ts';
import type { Context } from '../context.ts';
import { WHOLE_NUMBERS } from '../grammar/recipients.ts';
import { numbersAmid, offerNumbers } from '../numbers-said.ts';
import { orderedAbout } from '../offer.ts';
import { asksToAdd } from '../sending/added.ts';
import { offerTopics, topicsFor } from './alone.ts';
import { heldAnswer } from './answers.ts';

/** Longer ones (words) behind a number tell something; a request before one says what is to be sent to it. */
const SHORT = 4;
const NUMBER_FIRST = /^\s*[+(\d]/;

/**
 * Words for the bot that hold a number: what can be done with the number is offered, and no line that would send them to it.
 * Returns whether they are that.
 */
export async function offerAmid(context: Context, words: string): Promise<boolean> {
  const numbers = numbersAmid(context, words);
  if (numbers.length === 0 || orderedAbout(context, words) !== null || checkOf(words)) return false;
  const text = words.replace(WHOLE_NUMBERS, ' ').trim();
  const isShort = NUMBER_FIRST.test(words) && (text.match(/\p{L}+/gu) ?? []).length <= SHORT;
  const about = { to: '', above: 'reached', filled: null, isChosen: true } as const;
  const held = isShort ? await heldAnswer(context, text, about) : null;
  const isForBot = asksToAdd(words) || (held?.held === 'bot' && held.heard.length === 0);
  if (!isForBot) return false;
  return offerNumbers(context, numbers.join(', '));
}

/** `texts do not go out, is the bot alive?`: what the words are about, in place of a line that would send them. */
export async function offerHealth(context: Context, words: string, rest: string): Promise<boolean> {
  const isOfHealth = topicsFor(context, words).some(({ tellsOfSending }) => tellsOfSending);
  if (!isOfHealth || numbersAmid(context, rest).length > 0) return false;
  return offerTopics(context, words);
}
