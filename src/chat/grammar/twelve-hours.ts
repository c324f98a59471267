import { isOneOf } from '../locale.ts';
import { typedWords } from './typed-words.ts';

/** The hour that a clock of 24 shows, of one of 12 with its part of the day, in any language; NaN: there is none. */
export function hourIn(part: string, hour: number): number {
  if (isOneOf(part, 'typed-morning')) return hour < 12 ? hour : Number.NaN;
  return hour < 12 ? hour + 12 : hour;
}

const PART = `${typedWords('typed-morning')}|${typedWords('typed-evening')}`;

/** What a clock shows, of 24 hours or of 12: "18:30", "6:30 pm", "6pm". Ignores case where the whole pattern does. */
export const CLOCK_SHOWN = `\\d{1,2}(?:[:.]\\d{2}(?: ?(?:${PART}|${PART.toUpperCase()}))?| ?(?:${PART}|${PART.toUpperCase()}))(?![\\p{L}\\d])`;

const TWELVE = new RegExp(`(?<![\\d:.])(\\d{1,2})([:.][0-5]\\d)?\\s?(${PART})(?![\\p{L}\\d])`, 'giu');

/** The same line by clocks of 24 hours: "6pm" is "18:00", "6:30 pm" is "18:30". */
export const in24Hours = (line: string): string =>
  line.replace(TWELVE, (whole, hour: string, minute: string | undefined, part: string) => {
    const read = hourIn(part.toLowerCase(), Number(hour));
    return Number.isNaN(read) || read > 23 ? whole : `${read}${minute ?? ':00'}`;
  });
