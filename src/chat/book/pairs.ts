import { plainView, QUOTES } from '../grammar/glyphs.ts';

/** What was typed before the first `name=`, and the values behind each, in the order typed. */
export interface Pairs {
  readonly before: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

const NAME = /(?<=^|\s)(\p{L}[\p{L}\p{M}\p{N}_-]*)=/gu;

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
