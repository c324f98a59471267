import type { Card } from '../../store/chats/cards.ts';
import { readBody } from '../cards/kind.ts';
import { problemCard } from '../cards/problem/body.ts';
import type { Context } from '../context.ts';
import { numbersAlone } from '../numbers-said.ts';
import { refuse } from '../refuse.ts';

/**
 * Below what says that nobody is called so somebody writes a number: the line is offered with it in the name's place. Returns
 * whether it was that.
 */
export async function offerNumberForName(context: Context, card: Card, words: string): Promise<boolean> {
  const refused = readBody(problemCard, card);
  if (refused?.problem.kind !== 'unknown-name') return false;
  const { problem, reading, command } = refused;
  const known = context.commands.find(({ spec }) => spec.name === command);
  const [number, another] = numbersAlone(context, words);
  if (number === undefined || another !== undefined || !known) return false;
  const at = reading.indexOf(problem.typed);
  // A line that is nothing but a name is not kept.
  if (at < 0 && known.spec.text !== 'none') return false;
  const line =
    at < 0
      ? `/${command} ${number}`
      : reading.slice(0, at) + number + reading.slice(at + problem.typed.length);
  await refuse(context, {
    command: known.spec,
    problem: { kind: 'no-command' },
    reading: '',
    instead: [line],
    typed: '',
  });
  return true;
}
