import type { Room } from '../../desk/room.ts';
import { ANSWER_WITHIN, RETURN_AFTER } from '../../desk/threads.ts';
import { FALLBACK, isOneOf, type Locale, localeFor, wordsIn } from '../locale.ts';
import { hoursInMinutes } from '../times/spoken-length.ts';
import { type Setting, setting } from './setting.ts';

/** A week, beyond which nobody means it. */
const MOST = 7 * 24 * 60;

const NEVER = 0;

/** Reads 30, 30m, 2 hours, never, in any language; a number alone is minutes. Null: it is no time, or too long. */
function readMinutes(typed: string): number | null {
  if (isOneOf(typed.trim(), 'typed-never')) return NEVER;
  const [, count = '', unit = ''] = /^(\d{1,5})\s*(\p{L}*)\.?$/u.exec(hoursInMinutes(typed.trim())) ?? [];
  const isHours = isOneOf(unit, 'typed-hours');
  if (unit !== '' && !isHours && !isOneOf(unit, 'typed-minutes')) return null;
  const minutes = Number(count) * (isHours ? 60 : 1);
  return minutes > 0 && minutes <= MOST ? minutes : null;
}

function writeMinutes(minutes: number, { language, t }: Pick<Locale, 'language' | 't'>): string {
  if (minutes === NEVER) return wordsIn(language, 'typed-never')[0] ?? '';
  return minutes % 60 === 0 ? t('hours', { n: minutes / 60 }) : t('minutes', { n: minutes });
}

/** So much working time. */
const minutesOf = (
  key: 'answerWithin' | 'returnAfter',
  { name, ofBot, offered }: { name: string; ofBot: number; offered: readonly number[] },
): Setting =>
  setting<keyof Pick<Room, 'answerWithin' | 'returnAfter'>>(key, {
    name,
    read: readMinutes,
    write: writeMinutes,
    ofBot: () => ofBot,
    choices: (locale) =>
      [...offered, NEVER]
        .map((minutes) => writeMinutes(minutes, locale))
        .map((typed) => ({ label: typed, typed })),
    isOpen: true,
    example: writeMinutes(ofBot, localeFor(FALLBACK, 'UTC')),
  });

/** Within which people are answered, else it is said that they wait. */
export const answerWithin = minutesOf('answerWithin', {
  name: 'answer',
  ofBot: ANSWER_WITHIN,
  offered: [15, 30, 60, 240],
});

/** For which whoever has taken a conversation may be silent. */
export const returnAfter = minutesOf('returnAfter', {
  name: 'return',
  ofBot: RETURN_AFTER,
  offered: [30, 60, 120, 480],
});
