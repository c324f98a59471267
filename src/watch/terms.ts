import { formatMoney, type Money, parseTypedMoney } from '../messages/money.ts';
import { type Terms, USUAL_LAG, USUAL_RATE, USUAL_SPAN, type WatchKind } from './watched.ts';

/** How what stands behind a kind is read, and says how much of it a watch is told of. */
interface Reading {
  /** Where nothing is said; null: something has to be. */
  readonly usual: Terms | null;
  /** Words that can be understood. */
  readonly example: readonly string[];
  /** What is known with one more word; null: it is none of these. */
  take(terms: Terms, word: string): Terms | null;
}

/** The longest time that money is counted for. */
const LONGEST = { h: 48, d: 31 } as const;

/** Half a day (minutes). */
const LONGEST_LAG = 720;

/** As they are written, by their first letters at least. */
export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const MORNING = 9 * 60;

/** In hours it has three digits, as it is written and read. */
const LONGEST_SILENCE = 999 * 60;

const MINUTES_IN = { m: 1, h: 60, d: 1_440 } as const;

/** "9:00", "18.30", "9": minutes after midnight; null: it is no time. */
function readMinute(word: string): number | null {
  const [, hours, minutes = 0] = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/.exec(word) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** "5m", "25h", "7d": minutes; 0: it is no such time. */
function readLength(word: string): number {
  const [, count = 0, unit = 'm'] = /^(\d{1,3})([mhd])$/.exec(word.toLowerCase()) ?? [];
  return Number(count) * MINUTES_IN[unit as keyof typeof MINUTES_IN];
}

const summary = (usualDay: number | null, example: readonly string[]): Reading => ({
  usual: { at: { minute: MORNING, weekday: usualDay } },
  example,
  take({ at = { minute: MORNING, weekday: usualDay } }, word) {
    const minute = readMinute(word);
    if (minute !== null) return { at: { ...at, minute } };
    const weekday = WEEKDAYS.findIndex((day) => word.toLowerCase().startsWith(day));
    return usualDay === null || weekday === -1 ? null : { at: { ...at, weekday } };
  },
});

const READINGS: Partial<Record<WatchKind, Reading>> = {
  rate: {
    usual: { rate: USUAL_RATE },
    example: ['20%', '10m'],
    take({ rate = USUAL_RATE }, word) {
      const [, share, minutes] = /^(?:(\d\d?)%|(\d\d?)m)$/.exec(word) ?? [];
      if (Number(share) > 0) return { rate: { ...rate, share: Number(share) } };
      return Number(minutes) > 0 ? { rate: { ...rate, minutes: Number(minutes) } } : null;
    },
  },
  lag: {
    usual: { lag: USUAL_LAG },
    example: ['5m'],
    take(_, word) {
      const minutes = readLength(word);
      return minutes > 0 && minutes <= LONGEST_LAG ? { lag: minutes } : null;
    },
  },
  spend: {
    usual: null,
    example: ['1000', '1d'],
    take({ spend = { limit: 0, span: USUAL_SPAN } }, word) {
      const limit = parseTypedMoney(word) ?? 0;
      if (limit > 0) return { spend: { ...spend, limit } };
      const [, count, unit] = /^(\d\d?)([hd])$/.exec(word.toLowerCase()) ?? [];
      if (unit !== 'h' && unit !== 'd') return null;
      const n = Number(count);
      return n > 0 && n <= LONGEST[unit] ? { spend: { ...spend, span: { count: n, unit } } } : null;
    },
  },
  balance: {
    usual: null,
    example: ['500'],
    take({ balance }, word) {
      const limit = parseTypedMoney(word) ?? 0;
      return balance === undefined && limit > 0 ? { balance: limit } : null;
    },
  },
  heartbeat: {
    usual: null,
    example: ['backup', '5m'],
    take({ heartbeat = { name: '', minutes: 0 } }, word) {
      const minutes = readLength(word);
      if (minutes > LONGEST_SILENCE) return null;
      if (minutes > 0) return heartbeat.minutes === 0 ? { heartbeat: { ...heartbeat, minutes } } : null;
      const isName = heartbeat.name === '' && /^[A-Za-z][\w.-]{0,31}$/.test(word);
      return isName ? { heartbeat: { ...heartbeat, name: word } } : null;
    },
  },
  daily: summary(null, ['9:00']),
  weekly: summary(0, ['mon', '9:00']),
};

/** Words that can stand behind a kind; none: nothing can. */
export const termsFor = (kind: WatchKind): readonly string[] => READINGS[kind]?.example ?? [];

/** What the words behind a kind say of how much, in any order, and the words that do not. */
export function readTerms(
  kind: WatchKind,
  words: readonly string[],
): { readonly terms: Terms; readonly rest: readonly string[]; readonly isEnough: boolean } {
  const reading = READINGS[kind];
  if (!reading) return { terms: {}, rest: words, isEnough: true };
  let terms = reading.usual ?? {};
  const rest = words.filter((word) => {
    const more = reading.take(terms, word);
    terms = more ?? terms;
    return more === null;
  });
  return { terms, rest, isEnough: reading.usual !== null || isSaid(terms) };
}

/** What is said of how much, with what is usual or an example where something is left out, as it can be typed. */
export function wholeTerms(kind: WatchKind, words: readonly string[]): string[] {
  const reading = READINGS[kind];
  if (!reading) return [];
  const { terms: said } = readTerms(kind, words);
  const all = reading.example.reduce<Terms>(
    (terms, word) => (reading.usual !== null || isSaid(terms) ? terms : (reading.take(terms, word) ?? terms)),
    said,
  );
  return writeTerms(all);
}

/** Of money, and of who is to be heard of, there is nothing that is usual. */
const isSaid = ({ spend, balance, heartbeat }: Terms): boolean =>
  (spend?.limit ?? 0) > 0 ||
  balance !== undefined ||
  (heartbeat !== undefined && heartbeat.name !== '' && heartbeat.minutes > 0);

const written = (amount: Money): string => formatMoney(amount).replace(/\.00$/, '');

const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes in the largest unit that they are whole in; of days from two on, since a day is spoken of as 24 hours. */
function periodOf(minutes: number): string {
  if (minutes > DAY && minutes % DAY === 0) return `${minutes / DAY}d`;
  return minutes % HOUR === 0 ? `${minutes / HOUR}h` : `${minutes}m`;
}

/** The same as it can be typed. */
export function writeTerms({ rate, lag, spend, balance, heartbeat, at }: Terms): string[] {
  if (rate) return [`${rate.share}%`, `${rate.minutes}m`];
  if (lag !== undefined) return [`${lag}m`];
  if (heartbeat) {
    const { name, minutes } = heartbeat;
    return [name, periodOf(minutes)];
  }
  if (spend) return [written(spend.limit), `${spend.span.count}${spend.span.unit}`];
  if (balance !== undefined) return [written(balance)];
  if (!at) return [];
  const time = `${Math.floor(at.minute / 60)}:${String(at.minute % 60).padStart(2, '0')}`;
  const day = at.weekday === null ? undefined : WEEKDAYS[at.weekday];
  return day ? [day, time] : [time];
}
