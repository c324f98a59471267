/** They turn round what stands behind them, up to the end of the line: a number, or a time, beside a name. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Words of others that stand in a line of ours, in the direction of that. */
export const straight = (words: string): string => words.replace(DIRECTIONS, '');

/** With breaks of their own, words could say something in a line of ours that is not so. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** More marks above and below a letter than any language puts there cover the lines around. */
const HEAPS = /(\p{M}{5})\p{M}+/gu;

/** The same as one line, and no higher than one. */
export const oneLine = (words: string): string =>
  straight(words).replace(BREAKS, ' ').replace(HEAPS, '$1').trim();

/** The same of what somebody, or something, is called; '' where nothing of it would be seen. */
export function readableName(name: string): string {
  const shown = oneLine(name);
  return /[^\p{C}\p{Z}\s\u115f\u1160\u2800\u3164\uffa0]/u.test(shown) ? shown : '';
}
