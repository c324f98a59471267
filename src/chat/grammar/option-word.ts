import { type CommandSpec, declaredOption, isOptionSomewhere } from './spec.ts';

const WORD = /([\p{L}][\p{L}\d_-]*)( *)=/uy;
/** Some names are of two words: "send at=18:30". */
const TWO_WORDS = /(\p{L}+ \p{L}+)( *)=/uy;
/** So many letters of any alphabet may be meant as an option: a customer is not to read what was said to the bot. */
const MEANT = /^(?:[a-z][a-z\d_-]*|\p{L}{1,20})$/iu;

/** The word before the `=` at `at`, when it is an option, or one that may be meant as an option. */
export function optionWordAt(view: string, at: number, spec: CommandSpec): OptionWord | null {
  TWO_WORDS.lastIndex = WORD.lastIndex = at;
  const both = TWO_WORDS.exec(view);
  const match = both && declaredOption(spec, both[1] ?? '') !== null ? both : WORD.exec(view);
  if (!match) return null;
  const [whole, word = '', gap = ''] = match;
  const name = declaredOption(spec, word);
  if (name === null && (!MEANT.test(word) || gap !== '')) return null;
  return { word, name, spaced: gap !== '', valueAt: at + whole.length };
}

interface OptionWord {
  word: string;
  /** null: not declared by the command. */
  name: string | null;
  /** `from =SHOP` */
  spaced: boolean;
  valueAt: number;
}

export function skipSpaces(view: string, at: number): number {
  let place = at;
  while (view[place] === ' ') place++;
  return place;
}

/**
 * Where a value without quotes ends by a comma that parts it from what follows, as a sentence would have it:
 * `from=SHOP, Hello`, `from=SHOP,at=18:30`. Null: there is none.
 */
export function partedAt(view: string, { start, end }: { start: number; end: number }, spec: CommandSpec) {
  if (/[,;]/.test(view[end] ?? '')) return end;
  for (const { index } of view.slice(start, end).matchAll(/[,;]/g)) {
    const behind = start + index + 1;
    if (behind === end || optionWordAt(view, behind, spec)?.name) return start + index;
  }
  return null;
}

/** What a line says of an option that another command has: without it, with its value, the line goes on there. */
export function foreignEnd(view: string, word: string, valueAt: number): number | null {
  if (!isOptionSomewhere(word)) return null;
  const [quoted = ''] = /^["“”„][^"“”\n]*["“”]|^«[^»\n]*»/.exec(view.slice(valueAt)) ?? [];
  return valueAt + (quoted.length || view.slice(valueAt).search(/\s|$/));
}
