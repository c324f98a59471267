import { addLocale, format, getLocale, type LocaleData } from 'numfmt';

/** How a cell that is no text looks to whoever opens the workbook. */
export interface Shown {
  number(value: number, pattern: string): string;
  boolean(value: boolean): string;
  /** @param iso a date, perhaps with a time (ISO 8601); the workbook's own zone is meant */
  date(iso: string, pattern: string): string;
}

export interface ShownOptions {
  /** By whose habits decimals, dates and months are written (BCP 47). */
  readonly language: string;
  /** Days are counted from the first of January 1904, else from the last of December 1899. */
  readonly date1904: boolean;
}

/** Scientific notation, outside of quotes. */
const SCIENTIFIC = /^(?:[^"]|"[^"]*")*[0#?]E[+-]/i;
/** Whole numbers above it lose their last digit to any pattern, as in Excel, which takes no longer ones. */
const FIFTEEN_DIGITS = 1e15;
/** A currency with the language that it was chosen for, which tells nothing of how the number is written. */
const CURRENCY = /\[\$([^\]-]+)-[^\]]*\]/g;
/** A language whatever the program is set to: its code, or the number that Windows has for it. */
const LANGUAGE = /\[\$-([a-z]{2}(?=-)|[\dA-F]+)[^\]]*\]/i;
/** The part of that number that tells the language and not the country, the calendar and so on ([MS-LCID] 2.2). */
const LANGUAGE_BITS = 0x3ff;
/** Languages in which months behind a day are in another case. The library knows some spellings of them, and one case. */
const DECLINED = new Map<string | number, string>([
  ['ru', 'ru'],
  [0x19, 'ru'],
  ['uk', 'uk'],
  [0x22, 'uk'],
  ['be', 'be'],
  [0x23, 'be'],
]);
const DAY_MS = 86_400_000;
/** 1 January 1970, in days from the last of December 1899, in which the library counts. */
const EPOCH = 25_569;
/** 1 January 1904, in the same. */
const DAYS_BEFORE_1904 = 1_462;

/** A pattern that the library reads as it is meant, and what it takes the names of months and the signs from. */
interface Look {
  readonly pattern: string;
  readonly locale: string;
}

function lookIn(language: string, code: string): Look {
  const declined = declinedOf(code);
  const of = declined ?? language;
  const plain = declined === null ? code : code.replace(LANGUAGE, '');
  return {
    pattern: withSeparator(plain, of).replace(CURRENCY, '[$$$1]'),
    locale: hasMonthBehindDay(plain) ? behindDay(of) : of,
  };
}

export function shownIn({ language, date1904 }: ShownOptions): Shown {
  const looks = new Map<string, Look>();
  const lookOf = (code: string): Look => {
    const look = looks.get(code) ?? lookIn(language, code);
    looks.set(code, look);
    return look;
  };
  for (const one of new Set([language, ...DECLINED.values()])) addMonthsBehindDay(one);
  const written = (value: number | boolean, code: string): string => {
    const { pattern, ...options } = lookOf(code);
    try {
      // A no-break space would make a text of Latin letters go in another alphabet.
      return format(pattern, value, options)
        .replace(/[\u00a0\u202f]/g, ' ')
        .trim();
    } catch {
      // A pattern that nobody can read: the number itself is better than nothing.
      return format('General', value, options);
    }
  };
  return {
    number(value, pattern) {
      // Long numbers are phones and accounts: as Excel's 7.9991E+10 they are of no use.
      const isPlain = /^(?:General|@)$/i.test(pattern) || SCIENTIFIC.test(pattern);
      const isLong = /^[#0]+$/.test(pattern) && Math.abs(value) >= FIFTEEN_DIGITS;
      if ((isPlain || isLong) && Number.isSafeInteger(value)) return String(value);
      return written(date1904 && isDate(pattern) ? value + DAYS_BEFORE_1904 : value, pattern);
    },
    boolean: (value) => written(value, 'General'),
    date(iso, pattern) {
      const at = Date.parse(`${iso.replace(/Z$/, '')}${iso.includes('T') ? 'Z' : ''}`);
      if (Number.isNaN(at)) return iso;
      return written(at / DAY_MS + EPOCH, pattern);
    },
  };
}

/** The one of those languages that a pattern names; null: none of them. */
function declinedOf(pattern: string): string | null {
  const named = LANGUAGE.exec(pattern)?.[1]?.toLowerCase();
  if (named === undefined) return null;
  return DECLINED.get(named) ?? DECLINED.get(Number.parseInt(named, 16) & LANGUAGE_BITS) ?? null;
}

/** What is quoted in a pattern, its colours, conditions and the like. */
const QUOTED = /"[^"]*"|\\.|\[[^\]]*\]/g;
const QUOTED_OR_SLASH = new RegExp(`${QUOTED.source}|/`, 'g');
/** What it has besides. */
const codesOf = (pattern: string): string => pattern.replace(QUOTED, ' ');

/**
 * A pattern with what stands between day, month and year in a language in place of "/", which means that: LibreOffice
 * writes 27.11.2026 so. Where the month stands before the day, another sign would turn them round for the reader.
 */
function withSeparator(pattern: string, language: string): string {
  if (!isDate(pattern) || LANGUAGE.test(pattern) || /m[^d]*d/i.test(codesOf(pattern))) return pattern;
  return pattern.replace(QUOTED_OR_SLASH, (found) => (found === '/' ? `\\${separatorOf(language)}` : found));
}

const separatorOf = (language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'short' })
    .formatToParts(0)
    .find(({ type }) => type === 'literal')?.value ?? '/';

/** Hours and minutes alone are no date. */
const isDate = (pattern: string): boolean => /[yd]|mmm/i.test(codesOf(pattern));

const hasMonthBehindDay = (pattern: string): boolean =>
  /mmmm/i.test(codesOf(pattern)) && /(?<!d)d{1,2}(?!d)/i.test(codesOf(pattern));

/** A language in which months are named as behind a day: in Slavic ones that is another case. */
const behindDay = (language: string): string => `${new Intl.Locale(language).language}-XD`;

function addMonthsBehindDay(language: string): void {
  const months = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const name = (month: number) =>
    months.formatToParts(Date.UTC(2000, month)).find(({ type }) => type === 'month')?.value ?? '';
  const mmmm = Array.from({ length: 12 }, (_, month) => name(month)) as LocaleData['mmmm'];
  addLocale({ ...getLocale(language), mmmm }, behindDay(language));
}
