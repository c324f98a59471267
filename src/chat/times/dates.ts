// A date that is written in figures has as many of them as a number, and is the text's.

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:19|20)\\d\\d';
/** Two figures of a year may be in the middle of a number: "01.12.20.26.30" is one in France. */
const DATE = new RegExp(
  `^(?:(?:${DAY}[.-]${MONTH}[.-]${YEAR}|${YEAR}[.-]${MONTH}[.-]${DAY})(?!\\d)|${DAY}[.-]${MONTH}[.-]\\d\\d(?![.-]?\\d))`,
);
/** One with its whole year is so long at least; a shorter one may be a number of six digits (UTF-16 units). */
const WITH_YEAR = 9;

const dateAtStart = (figures: string): string => DATE.exec(figures)?.[0] ?? '';

export const beginsWithDate = (figures: string): boolean => dateAtStart(figures) !== '';

/** Whether figures are no number, though some country has one of these digits: nobody would write it so. */
export const isNoNumber = (figures: string): boolean => dateAtStart(figures).length >= WITH_YEAR;
