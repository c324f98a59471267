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

/** Whole numbers below are as exact as they were typed. */
const EXACT = 1e15;
/** Scientific notation, outside of quotes. */
const SCIENTIFIC = /^(?:[^"]|"[^"]*")*[0#?]E[+-]/i;
/** Russian, whatever Excel is set to: in its first spelling the library knows it, in the others not. */
const RUSSIAN = /\[\$-(?:[\dA-F]*0)?(?:419|FC19)\]/i;
const DAY_MS = 86_400_000;
/** 1 January 1970, in days from the last of December 1899, in which the library counts. */
const EPOCH = 25_569;
/** 1 January 1904, in the same. */
const DAYS_BEFORE_1904 = 1_462;

export function shownIn({ language, date1904 }: ShownOptions): Shown {
  addMonthsBehindDay(language);
  addMonthsBehindDay('ru');
  const written = (value: number | boolean, pattern: string): string => {
    const isRussian = RUSSIAN.test(pattern);
    const of = isRussian ? 'ru' : language;
    const plain = isRussian ? pattern.replace(RUSSIAN, '') : pattern;
    const options = { locale: hasMonthBehindDay(plain) ? behindDay(of) : of };
    try {
      // A no-break space would make a text of Latin letters go in another alphabet.
      return format(plain, value, options)
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
      if (isPlain && Number.isInteger(value) && Math.abs(value) < EXACT) return String(value);
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

/** What a pattern has besides quoted characters, colours, conditions and the like. */
const codesOf = (pattern: string): string => pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');

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
