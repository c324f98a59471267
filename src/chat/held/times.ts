import type { Context } from '../context.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { momentIn } from '../times/set-time.ts';

/** So many are offered at the most. */
const OFFERED = 3;
const whole = (id: string): string => `(?:${typedWords(id)})(?!\\p{L})`;
/** `please move it to` */
const BEFORE = new RegExp(
  `^[\\s\\p{P}]*(?:${whole('typed-lead')}[\\s,]*)*(?:${whole('typed-move')}[\\s,]*)+(?:${whole('typed-move-to')}\\s+)?`,
  'iu',
);
const BEHIND = new RegExp(`[\\s,]*(?<!\\p{L})(?:${whole('typed-move-behind')})?[\\s.!]*$`, 'iu');

/** The times, as they can be typed, for one of which words ask and say nothing else: `move it to 10 tomorrow`. */
export function timesIn(context: Context, words: string): readonly string[] {
  const time = words.replace(BEFORE, '').replace(BEHIND, '');
  const moment = momentIn(context, time);
  return 'at' in moment ? [time] : moment.instead.slice(0, OFFERED);
}
