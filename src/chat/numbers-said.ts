import { answer } from './answer.ts';
import { readBody, rewriteBody } from './cards/kind.ts';
import { MOST, numberCard, OFFERS } from './cards/number/body.ts';
import type { Context } from './context.ts';
import { pieceBefore } from './continuation.ts';
import { WHOLE_NUMBERS } from './grammar/recipients.ts';
import { type CommandSpec, readArguments } from './grammar.ts';
import { mayUse } from './people/access.ts';

/** How numbers that stand alone are read: one or several. */
const NUMBERS = {
  name: '',
  recipients: 'list',
  recipientKind: 'phone',
  lookups: true,
  options: {},
  text: 'none',
} as const satisfies CommandSpec;

/** What a list's rows begin with: `1.`, `2)`. */
const LIST_MARK = /^[^\S\n]*\d{1,3}[.)][^\S\n]+/gm;
/** With which somebody asks what a number is. */
const MARK_BEHIND = /\s*[?!.]+\s*$/;

/** The numbers in a line of a command that takes them and few words, whatever is said around them: `status of 0871… please`. */
export const numbersAmid = (context: Pick<Context, 'settings'>, line: string): string[] => [
  ...new Set([...line.matchAll(WHOLE_NUMBERS)].flatMap(([number]) => numbersAlone(context, number))),
];

/** Whether this person may do anything with a number alone: whoever only looks up may not where there are no look-ups. */
const canOffer = ({ settings, person, place, commands }: Context): boolean =>
  OFFERS.some(
    (name) =>
      settings.wire.channels.includes(name) &&
      commands.some((command) => command.spec.name === name && mayUse(command, person.role, place)),
  );

/** The numbers that words are and nothing else, each once, as `+7…`; none: the words say something else too. */
export function numbersAlone({ settings }: Pick<Context, 'settings'>, words: string): string[] {
  const read = readArguments(` ${words.trim()}`, NUMBERS, { country: settings.country });
  return read.ok ? [...new Set(read.recipients.map(({ to }) => `+${to}`))] : [];
}

/**
 * Offers what can be done with numbers that were sent alone; those of the next piece of a paste go onto the same card.
 * Returns whether the words were that.
 */
export async function offerNumbers(context: Context, words: string, isAmid = false): Promise<boolean> {
  const read = readArguments(words.replace(LIST_MARK, '').replace(MARK_BEHIND, ''), NUMBERS, {
    country: context.settings.country,
  });
  if (!read.ok || !canOffer(context)) return false;
  const card = (await pieceBefore(context))?.card;
  const before = card ? readBody(numberCard, card) : null;
  const isGrowing = before !== null && before.done.length === 0;
  const said = read.recipients.map(({ to }) => to);
  const numbers = [...new Set([...(isGrowing ? before.numbers : []), ...said])];
  const body = { numbers: numbers.slice(0, MOST), isFull: numbers.length > MOST, isAmid, done: [] };
  if (card && isGrowing) {
    await rewriteBody(context.tx, numberCard, card, body, context.now);
    context.answers.push(card.id);
  } else {
    await answer(context, numberCard, body);
  }
  return true;
}
