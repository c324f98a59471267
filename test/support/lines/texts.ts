import fc from 'fast-check';

/**
 * What people write, and what keyboards and clipboards put between it. None is a word that the program's own output
 * has by itself, such as "order" in the name of a metric: it would be taken for a leak of the text.
 */
const WORDS = [
  'Ваш',
  'заказ',
  'готов',
  'Привет,',
  'Hello',
  'your',
  'parcel',
  'ready.',
  'Приходите!',
  'г.',
  'кв.5',
  'и',
  'I',
  'Μαρία',
  'Straße',
  'Ångström',
  'naïve',
  '你好',
  'שלום',
  'مرحبا',
  'из\u0306',
  'е\u0308',
  'cafe\u0301',
] as const;
const FIGURES = [
  '5',
  '42',
  '1042',
  '№ 5',
  '#7',
  '5 300',
  '5 300,50 ₽',
  '1 000 000',
  '01.12.2026',
  '12:40',
  '9-21',
  '-5%',
  '10%',
  '123456',
  '4821',
  '12 345 67',
  '999',
  '8 800',
  '$5',
  '3.14',
  '(42)',
  '2+2',
  '100500',
  '12345678',
  '1 2 3 4',
  '+7',
  '8',
  '+5',
  '+',
  '0',
  '24/7',
  '½',
  '२४',
] as const;
const NUMBERS = [
  '+79261112244',
  '8 926 111-22-44',
  '84951234567',
  '+49 30 123456',
  '8-800-555-35-35',
  '9261112244',
] as const;
const MARKS = [
  '-',
  '--',
  '—',
  '–',
  '•',
  '…',
  '“Да”',
  '«Нет»',
  '"',
  "it's",
  'it’s',
  '`',
  '|',
  '[x]',
  '{n}',
  '^',
  '~',
  '\\',
  '€',
  '@ivan',
  '#couriers',
  'a@b.ru',
  'https://a.ru/?x=1&y=2',
  '/sms',
  '/hlr',
  ';',
  ',',
  ':',
  '.',
  '()',
  '<b>',
  '&amp;',
  '*',
  '_',
  '$',
  '¥',
  '£',
  '%s',
  '\u0394',
] as const;
const PAIRS = [
  'a=b',
  'x=5',
  'from=SHOP',
  'subject=x',
  'voice=m',
  'цена=5',
  'from =x',
  'at=lunchtime',
  '=',
  'код = 5',
] as const;
const INVISIBLE = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u061c',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u00a0',
  '\u202f',
  '\u2003',
] as const;
const PICTURES = ['🙂', '👍🏽', '👨‍👩‍👧', '🇷🇺', '❤️', '1️⃣', '𝕏'] as const;
/** The provider's own marks, which it would read as something else. */
const DIALECT = [
  '__HLR__',
  '__CALL__: hi',
  '\n~~~\n',
  '~~~',
  '\nvoice:m',
  '\nsubj:x',
  '\nbot:@x_bot',
  'param:1,2,3',
] as const;

const piece = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 6, arbitrary: fc.constantFrom(...FIGURES) },
  { weight: 4, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom(...PAIRS) },
  { weight: 2, arbitrary: fc.constantFrom(...INVISIBLE) },
  { weight: 2, arbitrary: fc.constantFrom(...PICTURES) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom('доб. 12', 'ext 5', 'тел.', 'tel', 'вн. 3') },
  { weight: 1, arbitrary: fc.constantFrom(...DIALECT) },
);
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.constant(' ') },
  { weight: 3, arbitrary: fc.constantFrom('\n', '\n\n', ' \n', '\n ', '  \n') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(', ', ',', '; ', '. ', '  ', '', ' -- ', ' — ', ' - ', '\t', '\u00a0', '\r\n'),
  },
);
const short = fc
  .array(fc.tuple(piece, gap), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.map(([words, behind]) => words + behind).join(''));

/** Long enough for several parts, in any alphabet, with what is dear anywhere in it. */
const long = fc
  .tuple(
    short,
    fc.constantFrom(
      'Your order is ready. ',
      'Ваш заказ готов. ',
      'it’s [ok] {now} ',
      '😀👍 ',
      'Grüße ç ',
      'x',
    ),
    fc.integer({ min: 1, max: 60 }),
    short,
  )
  .map(([before, words, times, behind]) => before + words.repeat(times) + behind);

/** A text that is not blank. What ends a message is no text: Telegram takes spaces off its end. */
export const text = fc
  .oneof({ weight: 6, arbitrary: short }, { weight: 1, arbitrary: long })
  .map((words) => words.trimEnd())
  .filter((words) => words.trim() !== '' && words.isWellFormed());
