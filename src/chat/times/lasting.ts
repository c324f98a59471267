import { isOneOf } from '../locale.ts';
import { hoursInMinutes } from './spoken-length.ts';

/** People mix languages, here too. */
const UNITS = { s: 'typed-seconds', m: 'typed-minutes', h: 'typed-hours' } as const;

/** A length of time as programs write it: 5m for 5minutes, in any language. Anything else stays as it was typed. */
export function lastingOf(typed: string): string {
  const [, count, word = ''] = /^(\d+)\s*(\p{L}+)\.?$/u.exec(hoursInMinutes(typed.trim())) ?? [];
  const [unit] = Object.entries(UNITS).find(([, words]) => isOneOf(word, words)) ?? [];
  return unit === undefined ? typed : `${count}${unit}`;
}
