import { type CommandSpec, readArguments } from '../grammar.ts';
import { onOtherKeyboards } from '../keyboard.ts';
import { isOnWrongKeyboard } from './keyboard.ts';

/** What the keys of a text give on the keyboard that it was meant for, capital letters too; null: on none. */
export function onMeantKeyboard(text: string): string | null {
  const meant = onOtherKeyboards(text.toLowerCase()).find(
    (one) => one !== text.toLowerCase() && !isOnWrongKeyboard(one),
  );
  if (meant === undefined) return null;
  const letters = [...meant];
  return [...text]
    .map((letter, nth) => (/\p{Lu}/u.test(letter) ? letters[nth]?.toUpperCase() : letters[nth]))
    .join('');
}

/** What stands behind a command's name, with its text as it was meant, where that was typed on the wrong keyboard; null: it was not. */
export function retypedText(spec: CommandSpec, rest: string, country: string): string | null {
  if (spec.text !== 'required' || spec.recipients === 'none') return null;
  const read = readArguments(rest, spec, { country });
  const { text } = read.ok ? read : read.understood;
  const at = text === '' ? -1 : rest.lastIndexOf(text);
  if (at < 0 || !isOnWrongKeyboard(text)) return null;
  const meant = onMeantKeyboard(text);
  return meant === null ? null : rest.slice(0, at) + meant;
}
