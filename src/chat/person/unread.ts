import { decline } from '../answer.ts';
import { resolve } from '../book/resolve.ts';
import type { Context } from '../context.ts';
import { numbersAmid } from '../numbers-said.ts';
import { refuse } from '../refuse.ts';
import { shorten } from '../show/view.ts';
import type { StopLine } from '../stop-list/line.ts';

/** What was typed of a number that is none is said back (UTF-16 units). */
const TYPED_LENGTH = 60;
const COMMANDS = { erase: 'forget', export: 'export' } as const;

/** Whoever is meant where words stand around: the numbers among them, or the contact that they end with. */
async function meantIn(context: Context, typed: string): Promise<readonly string[]> {
  const numbers = numbersAmid(context, typed);
  if (numbers.length > 0) return numbers;
  const last = /[\p{L}\p{M}\p{N}_-]+(?=[\s.!?]*$)/u.exec(typed)?.[0] ?? '';
  return (await resolve(context, [last])).known.has(last) ? [last] : [];
}

/** Says how whose data are meant is written, and what was no number, or is more than one. */
export async function declineUnread(
  context: Context,
  of: keyof typeof COMMANDS,
  typed: string,
  { numbers, why, name: called }: StopLine,
): Promise<null> {
  const isMore = numbers.length === 1 && why !== null && !context.repliedTo;
  if ((numbers.length > 0 && !isMore) || typed.trim() === '') return decline(context, `${of}-how`);
  const name = COMMANDS[of];
  const meant = isMore
    ? [called ?? numbers.map((number) => `+${number}`).join()]
    : await meantIn(context, typed);
  const command = context.commands.find(({ spec }) => spec.name === name);
  if (!command || meant.length === 0)
    return decline(context, `${of}-unread`, { typed: shorten(typed.trim(), TYPED_LENGTH) });
  return refuse(context, {
    command: command.spec,
    problem: { kind: 'text-not-taken', text: shorten(isMore ? why : typed.trim(), TYPED_LENGTH) },
    reading: '',
    instead: meant.map((one) => `/${name} ${one}`),
    typed: '',
  });
}
