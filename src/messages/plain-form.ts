import { unencodable } from './alphabet.ts';
import { visible } from './invisible.ts';

/*
 * What keyboards, word processors and sites put in place of what is on every phone's keypad. Each has a form in GSM
 * 03.38 that is read the same: it is offered, never put there unasked. Letters have none: "e" is another letter than
 * "ê", and Cyrillic stays Cyrillic.
 */
const PLAIN: readonly (readonly [characters: string, plain: string])[] = [
  ['\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`\u2039\u203a', "'"],
  ['\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb', '"'],
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212', '-'],
  ['\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '],
  ['\u2028\u2029', '\n'],
  ['\u2026', '...'],
  ['\u2022', '*'],
  ['\u2192', '->'],
  ['\u2190', '<-'],
  ['\u2194', '<->'],
  ['\u21d2', '=>'],
  ['\u00d7', 'x'],
  ['\u00a9', '(C)'],
  ['\u00ae', '(R)'],
  ['\u2122', '(TM)'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
];

const PLAIN_FORMS: ReadonlyMap<string, string> = new Map(
  PLAIN.flatMap(([characters, plain]) =>
    [...characters].map((character): [string, string] => [character, plain]),
  ),
);

const plainOf = (character: string): string | undefined =>
  PLAIN_FORMS.get(character) ?? (visible(character) === '' ? '' : undefined);

/**
 * The text with the plain form of each character that GSM 03.38 lacks and that has one, and with each letter and its
 * accent as one character where Unicode has it so (NFC). All else is as it was.
 */
export function plainForm(text: string): string {
  const composed = text.replace(/\p{L}\p{M}+/gu, (letter) => letter.normalize('NFC'));
  const replaced = unencodable(composed, 'gsm').filter((character) => plainOf(character) !== undefined);
  return replaced.reduce(
    (plain, character) => plain.replaceAll(character, () => plainOf(character) ?? character),
    composed,
  );
}
