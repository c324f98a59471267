import { dayAt, minuteAt } from '../../messages/zone.ts';
import { readZone } from '../settings/zone.ts';
import type { Moment, Reader } from './clock-moment.ts';
import { isFromNow, readMoment } from './moment.ts';

export type ZonedMoment =
  | {
      readonly at: number;
      /** The zone that was named with it, where its clocks show another time then; null: none was. */
      readonly zone: string | null;
    }
  | Exclude<Moment, { readonly at: number }>;

/** Words of a place's name at the most. */
const PLACE_WORDS = 3;
const OFFSET = String.raw`z|[+-]\d{1,2}(?::?\d{2})?`;
const DATE_WITH_OFFSET = new RegExp(`[t ]\\d{1,2}:\\d{2}\\S*?(${OFFSET})$`, 'i');
const CLOCK_WITH_OFFSET = new RegExp(`^(.*\\d{1,2}[:.]\\d{2})(${OFFSET})$`, 'i');

/** The zone, unless clocks there show the same. */
function otherZone(zone: string | null, at: number, { timeZone }: Reader): string | null {
  if (zone === null) return null;
  const shownIn = (one: string) => JSON.stringify([dayAt(at, one), minuteAt(at, one)]);
  return shownIn(zone) === shownIn(timeZone) ? null : zone;
}

/** Where a zone stands behind a time: `18:30 Omsk`, `tomorrow 9:00 UTC+7`, `18:30+05:00`. */
function zoneBehind(typed: string): { time: string; name: string; zone: string } | null {
  const [, clock, offset] = CLOCK_WITH_OFFSET.exec(typed) ?? [];
  const zone = offset === undefined ? null : readZone(offset === 'z' ? 'utc' : offset);
  if (clock !== undefined && offset !== undefined && zone) return { time: clock, name: offset, zone };
  const words = typed.split(/\s+/);
  for (let from = words.length - 1; from > 0 && words.length - from <= PLACE_WORDS; from--) {
    const name = words.slice(from).join(' ');
    const found = readZone(name);
    if (found) return { time: words.slice(0, from).join(' '), name, zone: found };
  }
  return null;
}

/** Reads a time as {@link readMoment} does, and a zone behind it, whose clocks are meant then. */
export function readZonedMoment(typed: string, reader: Reader): ZonedMoment {
  const whole = typed.trim();
  const moment = readMoment(whole, reader);
  if ('at' in moment) {
    const [, offset] = DATE_WITH_OFFSET.exec(whole) ?? [];
    const zone = offset === undefined ? null : readZone(/z/i.test(offset) ? 'utc' : offset);
    return { at: moment.at, zone: otherZone(zone, moment.at, reader) };
  }
  const behind = moment.no === 'unread' ? zoneBehind(whole) : null;
  // How long it is from now is the same everywhere.
  if (!behind || isFromNow(behind.time)) return moment;
  const there = readMoment(behind.time, { ...reader, timeZone: behind.zone });
  if ('at' in there) return { at: there.at, zone: otherZone(behind.zone, there.at, reader) };
  const isWhole = (time: string) => isFromNow(time) || /[+-]\d{2}:\d{2}$/.test(time);
  return {
    ...there,
    instead: there.instead.map((time) => (isWhole(time) ? time : `${time} ${behind.name}`)),
  };
}
