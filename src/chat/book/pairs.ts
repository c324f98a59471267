import { plainView, QUOTES } from '../grammar/glyphs.ts';

/** What was typed before the first `name=`, and the values behind each, in the order typed. */
export interface Pairs {
  readonly before: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

const NAME = /(?<=^|\s)(\p{L}[\p{L}\p{M}\p{N}_-]*)=/gu;

/** A name that a pair can have. */
const WRITTEN = /^\p{L}[\p{L}\p{M}\p{N}_-]*$/u;

/**
 * Reads `name=value` and `name="a value"`. A value without quotes goes on to the next name, so that most need none:
 * `city=Nizhny Novgorod n=5`, with commas between or without. So does one that only begins with something in quotes: `firm="Daisy" Ltd`.
 */
export function readPairs(line: string): Pairs {
  const view = plainView(line);
  const pairs: [string, string][] = [];
  let before: string | null = null;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(view); match; ) {
    before ??= line.slice(0, match.index);
    const at = match.index + match[0].length;
    const quoted = quotedAt(view, at);
    NAME.lastIndex = quoted?.after ?? at;
    const next = NAME.exec(view);
    const isWhole = quoted && /^\s*[,;]?\s*$/.test(view.slice(quoted.after, next?.index));
    const bare = line.slice(at, next?.index ?? line.length).trim();
    // Before another name a comma stands between the two.
    const value =
      quoted && isWhole ? line.slice(at + 1, quoted.after - 1) : next ? bare.replace(/\s*[,;]$/, '') : bare;
    pairs.push([match[1] ?? '', value]);
    match = next;
  }
  return { before: (before ?? line).trim(), pairs };
}

/**
 * The values behind names without their `=`: `ref CP-99, eta: 15:30`, by the names as they are given; null: the words do
 * not begin with one of them, or one has no value, or two.
 */
export function valuesBehind(
  names: readonly string[],
  words: string,
): Readonly<Record<string, string>> | null {
  const known = names.filter((one) => WRITTEN.test(one)).toSorted((one, other) => other.length - one.length);
  if (known.length === 0) return null;
  const name = new RegExp(`(?<![^\\s,;])(${known.join('|')})(?: *[:-] *|(?=\\s))`, 'giu');
  const found = [...plainView(words).matchAll(name)];
  if (found[0]?.index !== 0) return null;
  const values = found.map(({ index, 0: whole, 1: typed = '' }, nth) => {
    const end = found[nth + 1]?.index ?? words.length;
    const value = words.slice(index + whole.length, end).trim();
    return [
      names.find((one) => one.toLowerCase() === typed.toLowerCase()) ?? typed,
      nth + 1 < found.length ? value.replace(/\s*[,;]$/, '') : value,
    ] as const;
  });
  const isEach = values.every(([, value]) => value !== '');
  return isEach && new Set(values.map(([one]) => one)).size === values.length
    ? Object.fromEntries(values)
    : null;
}

/** A value in quotes at this place, and where it has ended; null: none, or its quote closes nowhere. */
function quotedAt(view: string, at: number): { after: number } | null {
  const pair = QUOTES.find(({ open }) => open.includes(view[at] ?? ' '));
  if (!pair) return null;
  for (let end = at + 1; end < view.length; end++) {
    if (pair.close.includes(view[end] ?? '') && /^[\s,;]?$/.test(view[end + 1] ?? ''))
      return { after: end + 1 };
  }
  return null;
}
