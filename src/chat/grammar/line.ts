import { plainView, quoted } from './glyphs.ts';
import { AND_BEFORE } from './named.ts';
import { optionAtEnd } from './option-behind.ts';
import { bareEnd, wordsBehind } from './options.ts';
import type { Arguments } from './reading.ts';
import { EXTENSION, type ParseRecipient } from './recipients.ts';
import { type CommandSpec, declaredOption } from './spec.ts';
import { timeFirst } from './time-first.ts';

/** A command's line from what it says: one that can be copied, and is read as the same again. */
export function writeLine(spec: CommandSpec, said: Arguments, parse: ParseRecipient): string {
  const written = said.recipients.map(({ to, typed, contact }) => {
    // A name is read the same again, and says no number.
    if (contact) return typed;
    const dialled = parse(`+${to}`);
    return 'to' in dialled && dialled.to === to ? `+${to}` : to;
  });
  const recipients = [...new Set(written)];
  const options = Object.entries(said.options).map(([name, value]) => `${name}=${quoted(String(value))}`);
  const head = [`/${spec.name}`, recipients.join(', '), ...options].filter((piece) => piece !== '').join(' ');
  if (said.text === '') return head;
  return needsMark(said.text, spec) || optionAtEnd(said.text, spec) || mayBeOfValue(said, spec)
    ? `${head} -- ${said.text}`
    : `${head} ${said.text}`;
}

/** Whether the first words of a text would be asked about, or read, as more of the value before it: `at=18:30 Evening`. */
function mayBeOfValue({ options, text }: Arguments, spec: CommandSpec): boolean {
  const [name = '', said = ''] = Object.entries(options).at(-1) ?? [];
  const [value, expected] = [String(said), spec.options[name]];
  if (!expected || quoted(value) !== value) return false;
  const view = plainView(`${value} ${text}`);
  const end = bareEnd(view, 0, expected);
  return end > value.length || wordsBehind(view, { start: 0, after: end }, { name, expected }) !== null;
}

/**
 * Only a text that begins with a plain word cannot be taken for a recipient, an option or a mark, and only if nothing in
 * it looks like a recipient, or like another command. An "and" may go on with recipients, a "from" may say the sender.
 */
function needsMark(text: string, spec: CommandSpec): boolean {
  const [word = ''] = /^\p{L}[\p{L}\d]*(?![\p{L}\d_@#]|-| *=)/u.exec(text) ?? [];
  const isPlain = word !== '' && !EXTENSION.test(text) && !AND_BEFORE.test(text);
  return (
    !isPlain ||
    declaredOption(spec, word) === 'from' ||
    timeFirst(text) !== null ||
    /\n[^\p{L}\n]*\d|\d(?:[^\p{L}\n]*\d){6}|@|(?<=\s)\/\p{L}/u.test(plainView(text))
  );
}
