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
const BEHIND = new RegExp(`[\\s,]*(?<!\\p{L})(?:${whole('typed-move-behind')})?[\\s.!]*$`, 'iu');
/** Whoever says what is not meant is not taken at their word. */
const NOT = new RegExp(wholeWords('typed-not'), 'iu');

const without = (lead: RegExp, words: string): string => words.replace(lead, '').replace(BEHIND, '');

/** The times, as they can be typed, for one of which words ask and say nothing else: `move it to 10 tomorrow`. */
export function timesIn(context: Context, words: string): readonly string[] {
  const time = without(ASKING, words);
  const moment = momentIn(context, time);
  return 'at' in moment ? [time] : moment.instead.slice(0, OFFERED);
}

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
