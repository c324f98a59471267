import { isOneOf, LANGUAGES, type Language, localeFor, writtenIn } from '../locale.ts';

/*
 * Text typed on the wrong keyboard is told by its letters: pairs of them that are rare in its language, where those on the
 * same keys of another keyboard are usual, the more so where they are a word. What is usual is counted in the bot's own texts.
 */

/** What a pair that was never seen counts for. */
const UNSEEN = 0.3;
/** How much likelier (log2, a pair of letters) the other reading has to be: names and brands are odd in any language. */
const LIKELIER = 1.2;
/** What a word counts for (log2) that is one on the other keyboard alone. */
const WORD = 2;
/** Up to so many capital letters are an abbreviation, which looks like no word on any keyboard. */
const ABBREVIATION = /^\p{Lu}{1,4}$/u;
/** An address, a code, a mention: no words of any language. */
const NO_WORD = /[\d@/\\_]|\p{L}\.\p{L}{2,}$/u;
/** Longer ones are no words of any language either. */
const LONGEST_WORD = 40;
const MARKS_BEHIND = /[.,;:!?…)]+$/u;

interface Letters {
  readonly keys: string;
  readonly words: ReadonlySet<string>;
  /** How usual a letter is behind another (log2); a space stands before and behind each word. */
  likelihood(word: string): number;
}

function lettersOf(language: Language): Letters {
  const keys = localeFor(language, 'UTC').t('keyboard');
  const own = new Set([...keys].filter((key) => /\p{L}/u.test(key)));
  const pairs = new Map<string, number>();
  const firsts = new Map<string, number>();
  const words = new Set<string>();
  const count = (counts: Map<string, number>, one: string) => counts.set(one, (counts.get(one) ?? 0) + 1);
  for (const [word] of writtenIn(language)
    .join('\n')
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    if (![...word].every((letter) => own.has(letter))) continue;
    words.add(word);
    const spaced = ` ${word} `;
    for (let i = 1; i < spaced.length; i++) {
      count(pairs, spaced.slice(i - 1, i + 1));
      count(firsts, spaced[i - 1] ?? '');
    }
  }
  return {
    keys,
    words,
    likelihood(word) {
      const spaced = ` ${word} `;
      let sum = 0;
      for (let i = 1; i < spaced.length; i++) {
        const seen = pairs.get(spaced.slice(i - 1, i + 1)) ?? 0;
        const before = firsts.get(spaced[i - 1] ?? '') ?? 0;
        sum += Math.log2((seen + UNSEEN) / (before + UNSEEN * (own.size + 1)));
      }
      return sum;
    },
  };
}

let known: readonly Letters[] | null = null;
const all = (): readonly Letters[] => {
  known ??= LANGUAGES.map(lettersOf);
  return known;
};

/** Whether words make sense on another keyboard than the one they were typed on, and hardly on that one. */
export function isOnWrongKeyboard(words: string): boolean {
  const typed = words
    .split(/\s+/)
    .map((word) => word.replace(MARKS_BEHIND, ''))
    .filter((word) => word !== '' && word.length <= LONGEST_WORD)
    .filter((word) => !NO_WORD.test(word) && !ABBREVIATION.test(word) && !isOneOf(word, 'short-forms'))
    .map((word) => word.toLowerCase());
  const letters = typed.join('').match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return false;
  return all().some((from) => {
    if (!letters.every((letter) => from.keys.includes(letter))) return false;
    return all().some((to) => to !== from && isLikelier(typed, from, to));
  });
}

function isLikelier(typed: readonly string[], from: Letters, to: Letters): boolean {
  let gain = 0;
  let pairs = 0;
  for (const word of typed) {
    const other = [...word].map((key) => to.keys[from.keys.indexOf(key)] ?? key).join('');
    if (!/^[\p{L}-]+$/u.test(other)) return false;
    const own = word.replace(/[^\p{L}]/gu, '');
    gain += to.likelihood(other) - from.likelihood(own);
    if (to.words.has(other) && !from.words.has(own)) gain += WORD;
    pairs += other.length + 1;
  }
  return gain > LIKELIER * pairs;
}
