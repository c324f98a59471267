import { typedWords } from '../grammar/typed-words.ts';

/** Many write the second for the first of these Russian letters. */
const [IO, IE] = ['\u0451', '\u0435'] as const;

/** Without what keyboards put in place of other signs. */
export const unadorned = (words: string): string =>
  words.normalize('NFC').replaceAll(IO, IE).replace(/[’‘ʼ]/g, "'");

/** `shes` for `she's`: so the listed forms are typed, too. */
const FORMS = new Map(
  typedWords('typed-elided')
    .split('|')
    .map((form) => [form.replace("'", ''), form] as const),
);
/** Behind some words they are others: `he is ill today`. */
const ELIDED = new RegExp(
  `(?<!(?<![\\p{L}\\p{N}])(?:${typedWords('typed-not-elided-behind')})\\s)(?<![\\p{L}\\p{N}'-])(?:${[...FORMS.keys()].join('|')})(?=\\s+[\\p{L}\\p{N}])`,
  'gu',
);

/** As the lists are written: in small letters, and with the apostrophes that many leave out. */
export const plain = (words: string): string =>
  unadorned(words.normalize('NFC').toLowerCase()).replace(ELIDED, (typed) => FORMS.get(typed) ?? typed);

/** The words of lists of every language, the longest first, as a pattern. */
export const listed = (...ids: readonly string[]): string =>
  ids
    .map((id) => typedWords(id).replaceAll('.', '\\.'))
    .join('|')
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll(IO, IE);
/** Whole words: one of a list, and no part of another. */
export const whole = (words: string): string =>
  `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}]|['-]\\p{L})`;
export const within = (...ids: readonly string[]): RegExp => new RegExp(whole(listed(...ids)), 'u');
export const GAP = '[\\s\\p{P}]+';
/** Nobody says more of them, and what is pasted full of them is to be read in no time. */
const LEADS = 9;
export const FIRST = `^[\\s\\p{P}\\p{S}]*(?:${whole(listed('typed-lead'))}${GAP}){0,${LEADS}}`;
export const first = (...ids: readonly string[]): RegExp => new RegExp(FIRST + whole(listed(...ids)), 'u');

/** What a request begins with. */
export const LEAD = new RegExp(FIRST, 'u');
export const TO_CUSTOMER = within('typed-you', 'typed-to-customer');
/** `Block D, second floor`, `block 4`: where somebody lives, and no order. */
export const OF_HOUSE = `(?!${whole(listed('typed-house-part'))}\\s+(?:(?!a\\s)\\p{L}(?![\\p{L}\\p{N}'-])|\\p{L}?\\d{1,3}\\p{L}?(?!\\s*[\\p{L}\\p{N}])))`;
