import { recipientsIn } from './around.ts';
import { plainView } from './glyphs.ts';
import { optionValue } from './options.ts';
import { recipientParser } from './recipients.ts';
import { type CommandSpec, declaredOption } from './spec.ts';
import { typedWords } from './typed-words.ts';

// Whoever copies a line that is offered trusts that it says what they typed. So each such line is held against what was
// typed, and its card names the words that are not in it: whoever builds a line need not think of it.

/** A word as it was typed, and by what it is known in whatever way it is written. */
interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const PIECE = /\p{L}[\p{L}\p{M}]*|\p{N}+/gu;
/** An option's name before its value. */
const NAMES = / *=/y;

function isName(view: string, end: number): boolean {
  NAMES.lastIndex = end;
  return NAMES.test(view);
}

/** Words that join recipients, or say of one that it is a number: a line is the same without them. */
const SAYS_NOTHING = new RegExp(
  `^(?:${['typed-and', 'typed-phone-label', 'typed-clock-at', 'typed-send-to'].map(typedWords).join('|')})$`,
  'iu',
);

/** What closes a value, or says what it counts. */
const MARKS_BEHIND = /^(?:[^\s\p{L}\p{N},;:.=]+(?=[\s,;:.]|$))?/u;

/** A choice may be said in another language than the line has it in. */
function choiceIn(word: string, spec: CommandSpec): string | null {
  for (const expected of Object.values(spec.options)) {
    const value = expected.kind === 'choice' ? optionValue(word, expected, false) : null;
    if (value !== null) return String(value).toLowerCase();
  }
  return null;
}

function wordsOf(line: string, spec: CommandSpec, country: string): Word[] {
  const view = plainView(line);
  const parse = recipientParser({ ...spec, recipientKind: 'phone' }, country);
  const numbers = recipientsIn(line, view, { ...spec, recipientKind: 'phone' }, parse);
  const words: Word[] = numbers.map(({ to, span }) => ({ key: `+${to}`, ...span }));
  // To look for a choice takes some 20 µs.
  const keys = new Map<string, string>();
  let next = 0;
  for (const { index, 0: piece } of view.matchAll(PIECE)) {
    while ((numbers[next]?.span.end ?? index + 1) <= index) next += 1;
    if ((numbers[next]?.span.start ?? index + 1) <= index) continue;
    const end = index + piece.length;
    const word = piece.normalize('NFKC').toLowerCase();
    const name = isName(view, end) ? declaredOption(spec, word) : null;
    const key = name ?? keys.get(word) ?? choiceIn(word, spec) ?? word;
    if (name === null) keys.set(word, key);
    words.push({ key, start: index, end });
  }
  return words.sort((one, other) => one.start - other.start);
}

/** The stretches of what was typed behind a command's name whose words stand nowhere in a line, in order. */
export function leftOut(typed: string, line: string, spec: CommandSpec, country: string): string[] {
  const left = new Map<string, number>();
  for (const { key } of wordsOf(line, spec, country)) left.set(key, (left.get(key) ?? 0) + 1);
  const view = plainView(typed);
  const isNumber = (key: string) => /^\+\d/.test(key);
  const stretches: { start: number; end: number; last: number }[] = [];
  let nameAt: number | null = null;
  const words = wordsOf(typed, spec, country);
  // What stands behind a name that the line has not is its last: "channel=viber via=viber,sms" is there but for the first.
  const isLast = words.map((_, index) => {
    const name = words[index - 1];
    return name !== undefined && isName(view, name.end) && !left.has(name.key);
  });
  const isThere = new Map<number, boolean>();
  for (const last of [false, true]) {
    for (const [index, { key }] of words.entries()) {
      if (isLast[index] !== last) continue;
      const count = left.get(key) ?? 0;
      isThere.set(index, count > 0);
      if (count > 0 && !isNumber(key)) left.set(key, count - 1);
    }
  }
  for (const [index, { key, start, end }] of words.entries()) {
    const named = isName(view, end);
    const isKept = isThere.get(index) === true;
    // A name is missed with its value alone.
    if (named) nameAt = start;
    if (named || isKept || (nameAt === null && SAYS_NOTHING.test(key))) {
      if (!named) nameAt = null;
      continue;
    }
    const before = stretches.at(-1);
    if (before && before.last === index - 1) Object.assign(before, { end, last: index });
    else stretches.push({ start: nameAt ?? start, end, last: index });
    nameAt = null;
  }
  return stretches.map(
    ({ start, end }) => typed.slice(start, end) + (MARKS_BEHIND.exec(typed.slice(end))?.[0] ?? ''),
  );
}
