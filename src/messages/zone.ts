/** A day of somebody's calendar. */
export interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** Whether calendars have it: no 30 February, no month 13. */
export const isDate = ({ year, month, day }: Day): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, known);
  return known;
}

/** What the clocks of a zone show at a moment (ms), as if they showed UTC. */
function clockAt(at: number, timeZone: string): number {
  const pieces = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => pieces.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** The day that it is in a zone at a moment (ms). */
export function dayAt(at: number, timeZone: string): Day {
  const clock = new Date(clockAt(at, timeZone));
  return { year: clock.getUTCFullYear(), month: clock.getUTCMonth() + 1, day: clock.getUTCDate() };
}

/** How many minutes after midnight the clocks of a zone show at a moment (ms): not how many have gone by, on a day on which they are changed. */
export function minuteAt(at: number, timeZone: string): number {
  const clock = new Date(clockAt(at, timeZone));
  return clock.getUTCHours() * 60 + clock.getUTCMinutes();
}

/** When a day begins in a zone (ms): at one o'clock where clocks are put forward at midnight. A day or a month too many is one of the next month or year. */
export const beginningOf = (day: Day, timeZone: string): number => momentOf(day, 0, timeZone);

/**
 * When clocks in a zone show so many minutes after midnight of a day (ms), the first time; where they are put forward over
 * it, as much later as they are put forward by: never on the day before.
 */
export function momentOf(day: Day, minute: number, timeZone: string): number {
  const [moment = Math.max(...momentsAround(day, minute, timeZone))] = momentsOf(day, minute, timeZone);
  return moment;
}

const DAY_MS = 24 * 3_600_000;

/** When clocks would show it that go as they do a day before, and a day behind. They are put forward or back once in two days at the most. */
function momentsAround({ year, month, day }: Day, minute: number, timeZone: string): number[] {
  const clock = Date.UTC(year, month - 1, day, 0, minute);
  return [clock - DAY_MS, clock + DAY_MS].map((near) => clock - (clockAt(near, timeZone) - near));
}

/**
 * Every moment at which clocks in a zone show so many minutes after midnight of a day (ms), first to last: none where they
 * are put forward over it, two where they are put back.
 */
export function momentsOf(day: Day, minute: number, timeZone: string): number[] {
  const clock = Date.UTC(day.year, day.month - 1, day.day, 0, minute);
  return [...new Set(momentsAround(day, minute, timeZone))]
    .filter((at) => clockAt(at, timeZone) === clock)
    .sort((one, other) => one - other);
}

/** Which day of the week a day is; Monday is 0. */
export const weekdayOf = ({ year, month, day }: Day): number =>
  (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;

/** Where IANA's places are: names of today, such as Kyiv and Kolkata, are not among those that are listed. */
const AREAS = ['Europe', 'Asia', 'America', 'Africa', 'Australia', 'Atlantic', 'Pacific', 'Indian'];

const ZONES = Intl.supportedValuesOf('timeZone');

/** The place after which a zone is named, in lower case and with _ for spaces. */
export const placeOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();

/** Every such place, and its zone. */
export const PLACES: readonly (readonly [place: string, zone: string])[] = ZONES.map((zone) => [
  placeOf(zone),
  zone,
]);

/** The zone as IANA writes it, whatever its case; null: there is none of this name. */
export function knownZone(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zone of a place that is named in one of these languages, as Unicode's CLDR does; null: none is called so. It looks through all there are. */
export function zoneCalled(place: string, languages: readonly string[]): string | null {
  const asked = place.trim().toLowerCase();
  const nameIn = (language: string, timeZone: string) =>
    new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortGeneric' })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')
      ?.value.toLowerCase();
  return ZONES.find((zone) => languages.some((language) => nameIn(language, zone) === asked)) ?? null;
}

/** Reads Europe/Moscow, Moscow or another of the places, and UTC+3, +3 or +03:00. */
export function readZone(typed: string, places = PLACES): string | null {
  const word = typed.trim().replaceAll(' ', '_').toLowerCase();
  const offset = /^(?:utc|gmt)?_?([+\-−])_?(\d{1,2})(?::?([0-5]\d))?$/.exec(word);
  if (offset) {
    const [, sign = '', hours = '', minutes = '00'] = offset;
    return knownZone(`${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`);
  }
  const place = places.find(([name]) => name === word)?.[1];
  if (place !== undefined) return place;
  if (/^(utc|gmt)$|\//.test(word)) return knownZone(word);
  // Most words are no place, and each area costs a refusal of ICU's: IANA writes places in these letters.
  if (!/^[a-z][a-z_-]+$/.test(word)) return null;
  for (const area of AREAS) {
    const zone = knownZone(`${area}/${word}`);
    if (zone !== null) return zone;
  }
  return null;
}
