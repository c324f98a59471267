import fc from 'fast-check';
import { DECLARED } from './options.ts';
import { text } from './texts.ts';

const MARKS = [' -- ', ' --\n', '\u00a0-- '] as const;
const BREAKS = ['\n', '\n', ' \n', '\r\n'] as const;
const SPACES = [' ', ' ', ' ', '  ', '\t', '\u00a0'] as const;
/** May be a slip or the text's own. */
const DASHES = [', ', ': ', ' - ', ' — ', '. ', ' – ', ','] as const;

/** Behind nothing but a space or a break these would be meant as something else than a text. */
export function isTextBehind(kind: 'mark' | 'break' | 'space' | 'dash', words: string): boolean {
  if (kind === 'mark') return true;
  const plain = words.replace(/^[\p{Cf}\s]+/u, '');
  if (new RegExp(`^(?:${DECLARED})\\s*=`, 'i').test(plain) || /^--(?:[\s\p{Cf}]|$)/u.test(plain))
    return false;
  const [row = ''] = plain.split(/[\n\u2028]/, 1);
  const digits = /^[^\p{L}]*/u.exec(row)?.[0].replace(/\D/g, '').length ?? 0;
  if (kind !== 'break' && /^[\p{Cf}\s]*[\n\u2028]/u.test(words)) return false;
  if (kind === 'break') return digits < 7 && !/^[^\s,]+@/.test(row);
  return (
    /^[^\s,;]/.test(plain) &&
    /^\S/.test(words) &&
    !/[\n\u2028][^\p{L}\n]*\d/u.test(words) &&
    (kind === 'space' || (/^\p{L}/u.test(words) && !/^(?:[^\s,]*@|(?:тел\.?|tel) *[+\d])/.test(words)))
  );
}

/** A text, with what stands between it and the recipients. */
export const behind = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...MARKS).map((sep) => ({ kind: 'mark' as const, sep })) },
      { weight: 4, arbitrary: fc.constantFrom(...BREAKS).map((sep) => ({ kind: 'break' as const, sep })) },
      { weight: 8, arbitrary: fc.constantFrom(...SPACES).map((sep) => ({ kind: 'space' as const, sep })) },
      { weight: 2, arbitrary: fc.constantFrom(...DASHES).map((sep) => ({ kind: 'dash' as const, sep })) },
    ),
    text,
  )
  .filter(([{ kind }, words]) => isTextBehind(kind, words));

/** A text that begins with a plain word: nothing in it looks like more recipients, options or an extension. */
export const beginsPlain = (words: string): boolean =>
  !/[\n\u2028][^\p{L}\n]*\d|@|\d(?:[^\p{L}\n]*\d){6}/u.test(words) &&
  /^\p{L}{2,}(?![\p{L}\p{M}\d_@#.:-]|\s*=)/u.test(words) &&
  !/^(?:доб|ext|вн|тел|tel)/i.test(words);

/** What the provider would read as its own marks cannot go. */
export const hasMarks = (words: string): boolean =>
  /^\s*__(?:MAIL|CALL|VIBER|SOC|TGM|BOT|HLR|PING)__|(?:^|[\r\n])(?:~~~|subj:|voice:|bot:)/i.test(words);
