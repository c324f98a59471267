import { dayAt } from '../../messages/zone.ts';
import type { Context } from '../context.ts';
import { typedWords, wholeWords } from '../grammar/typed-words.ts';
import { momentIn } from '../times/set-time.ts';
import type { ZonedMoment } from '../times/zoned-moment.ts';

/** So many are offered at the most. */
const OFFERED = 3;
const whole = (id: string): string => `(?:${typedWords(id)})(?!\\p{L})`;
/** `please move it to` */
const before = (moves: '{1,6}' | '{0,6}'): RegExp =>
  new RegExp(
    `^[\\s\\p{P}]*(?:${whole('typed-lead')}[\\s,]*){0,6}(?:${whole('typed-move')}[\\s,]*)${moves}(?:${whole('typed-move-to')}\\s+)?`,
    'iu',
  );
const ASKING = before('{1,6}');
const ANSWERING = before('{0,6}');
const CLOCK_AT = new RegExp(`^${whole('typed-clock-at')}\\s+`, 'iu');
const BEHIND = new RegExp(`[\\s,]*(?<!\\p{L})(?:${whole('typed-move-behind')})?[\\s.!]*$`, 'iu');
/** Whoever says what is not meant is not taken at their word. */
const NOT = new RegExp(wholeWords('typed-not'), 'iu');
/** `oops not at 9 but`: what is meant stands behind it. */
const NOT_BUT = new RegExp(
  `^[\\s\\p{P}]*(?:${whole('typed-lead')}[\\s,]*){0,6}${whole('typed-not')}\\s[^,]{1,20}?(?:,|[\\s,]+${whole('typed-but')})\\s*(?=\\S)`,
  'iu',
);

const without = (lead: RegExp, words: string): string => words.replace(lead, '').replace(BEHIND, '');

/**
 * The times, as they can be typed, for one of which words ask and say nothing else: `move it to 10 tomorrow`. Of a clock
 * alone that is on the day that was `set` before (ms), too.
 */
export function timesIn(context: Context, words: string, set: number | null = null): readonly string[] {
  const time = NOT_BUT.test(words) ? without(ANSWERING, words.replace(NOT_BUT, '')) : without(ASKING, words);
  const moment = momentIn(context, time);
  const times = 'at' in moment ? [time] : moment.instead;
  if (set === null) return times.slice(0, OFFERED);
  const { year, month, day } = dayAt(set, context.settings.timeZone);
  const clock = time.replace(CLOCK_AT, '').replace(/^\d{1,2}$/, '$&:00');
  const that = `${year}-${two(month)}-${two(day)} ${clock}`;
  const onThatDay = momentIn(context, that);
  const isAnother = 'at' in onThatDay && !times.some((one) => atOf(momentIn(context, one)) === onThatDay.at);
  return [...(isAnother ? [that] : []), ...times].slice(0, OFFERED);
}

const two = (figures: number): string => String(figures).padStart(2, '0');
const atOf = (moment: ZonedMoment): number | null => ('at' in moment ? moment.at : null);

/** A time for which somebody was asked, as they say it: `actually make it 9:30 tomorrow`. */
export function momentSaid(
  context: Context,
  words: string,
): { readonly time: string; readonly moment: ZonedMoment } {
  const time = words.trim();
  const moment = momentIn(context, time);
  if (!isUnread(moment) || NOT.test(time)) return { time, moment };
  const alone = without(ANSWERING, time);
  const within = momentIn(context, alone);
  return isUnread(within) ? { time, moment } : { time: alone, moment: within };
}

/** Whether words are a time and nothing else, also one that means two, or is over. */
export const saysTime = (context: Context, words: string): boolean =>
  !isUnread(momentSaid(context, words).moment);

const isUnread = (moment: ZonedMoment): boolean =>
  'no' in moment && moment.no === 'unread' && moment.instead.length === 0;
