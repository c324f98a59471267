import { answer } from '../answer.ts';
import { helpCard } from '../cards/help/body.ts';
import type { Context, KnownCommand } from '../context.ts';
import { wholeWords } from '../grammar/typed-words.ts';
import { namesRecipient, orderedAbout } from '../offer.ts';
import { mayUse } from '../people/access.ts';
import { hearCommand } from '../spoken.ts';
import { exampleFor, topicsIn } from '../telegram/topics.ts';
import { bare, readings } from '../wishes/phrases.ts';
import { isWish } from './asides.ts';
import { plain } from './lists.ts';

const ACCESS = new RegExp(wholeWords('typed-access'), 'iu');

/** What those words may be about that are no order; who takes access away is not shown how to give it. */
export function topicsFor(context: Context, words: string): KnownCommand[] {
  const commands = context.commands.filter((one) => mayUse(one, context.person.role, context.place));
  const found = topicsIn(words, commands);
  const isTaken = found.some(({ spec }) => spec.name === 'revoke');
  const takes = isTaken || (ACCESS.test(words) && readings(bare(words), 'wish-revoke').length > 0);
  return takes ? TAKING.flatMap((name) => commands.find(({ spec }) => spec.name === name) ?? []) : found;
}

/** Takes access away, and tells whose it is. */
const TAKING = ['revoke', 'people'];

/** Answers words that are no order with the commands which they may be about. Returns whether there are any. */
export async function offerTopics(context: Context, words: string): Promise<boolean> {
  const found = topicsFor(context, words).map((one) => ({
    name: one.spec.name,
    example: exampleFor(words, one),
  }));
  if (found.length > 0) await answer(context, helpCard, { commands: found, isAsked: true });
  return found.length > 0;
}

/** The command that words are an order of where they stand alone, but for the slash; null: of none. */
export function orderHeard(context: Context, words: string): string | null {
  const order = hearCommand(context.commands, words);
  const isOrder = order !== null && (order.rest.trim() === '' || namesRecipient(context, order));
  return isOrder ? order.command.spec.name : orderedAbout(context, words);
}

/** The commands that words alone wish for, or ask; empty: none. */
export const wishesHeard = (context: Context, typed: string): readonly string[] =>
  isWish(plain(typed)) ? topicsFor(context, typed).map(({ spec }) => spec.name) : [];
