import { distance } from 'fastest-levenshtein';
import { LANGUAGES, localeFor, meaningsIn } from '../locale.ts';
import { type Choice, setting } from './setting.ts';

/** Letters by which a place is taken for another. */
const MISSPELT_BY = 2;
/** Places that are offered in the place of one that there is not. */
const NEAR = 3;

/** Where IANA's places are: names of today, such as Kyiv and Kolkata, are not among those that are listed. */
const AREAS = ['Europe', 'Asia', 'America', 'Africa', 'Australia', 'Atlantic', 'Pacific', 'Indian'];

const ZONES = Intl.supportedValuesOf('timeZone');
const placeOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();

/** Places that a language names, by its own names. */
const placesIn = (language: (typeof LANGUAGES)[number]): Choice[] =>
  [
    ...localeFor(language, 'UTC')
      .t('places')
      .matchAll(/([^,=]+)=([^,\s]+)/g),
  ].map(([, label = '', typed = '']) => ({ label: label.trim(), typed }));

/** Every name of a place, in lower case, and its zone: people mix languages. */
const PLACES = [
  ...LANGUAGES.flatMap((language) => placesIn(language).map(({ label, typed }) => [label, typed] as const)),
  ...ZONES.map((zone) => [placeOf(zone), zone] as const),
  ...meaningsIn('places-for-short'),
].map(([place, zone]) => [place.toLowerCase().replaceAll(' ', '_'), zone] as const);

/** The zone as IANA writes it, whatever its case; null: there is none of this name. */
function known(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Reads Europe/Moscow, Moscow, a place in a language that is spoken here, and UTC+3, +3 or +03:00. */
export function readZone(typed: string): string | null {
  const word = typed.trim().replaceAll(' ', '_').toLowerCase();
  const offset = /^(?:utc|gmt)?_?([+\-−])_?(\d{1,2})(?::?([0-5]\d))?$/.exec(word);
  if (offset) {
    const [, sign = '', hours = '', minutes = '00'] = offset;
    return known(`${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`);
  }
  const place = PLACES.find(([name]) => name === word)?.[1];
  if (place !== undefined) return place;
  if (/^(utc|gmt)$|\//.test(word)) return known(word);
  return AREAS.map((area) => known(`${area}/${word}`)).find((zone) => zone !== null) ?? null;
}

/** The zones whose names are nearly that. */
function near(typed: string): string[] {
  const place = placeOf(typed.trim().replaceAll(' ', '_'));
  const found = PLACES.map(([name, zone]) => ({ zone, off: distance(name, place) }))
    .filter(({ off }) => off <= MISSPELT_BY)
    .toSorted((a, b) => a.off - b.off)
    .map(({ zone }) => zone);
  return [...new Set(found)].slice(0, NEAR);
}

/** How far it is from UTC, which a name does not tell. */
function offsetOf(zone: string): string {
  if (/^([+-]|UTC$)/.test(zone)) return '';
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts();
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return offset.replace('GMT', 'UTC');
}

/** In which zone times are read and shown. */
export const zone = setting('zone', {
  name: 'zone',
  changedBy: { role: 'operator', groupRole: 'admin' },
  read: readZone,
  write: (value) => value,
  note: offsetOf,
  ofBot: ({ timeZone }) => timeZone,
  choices: ({ language }) => placesIn(language),
  isOpen: true,
  example: 'Asia/Omsk',
  near,
});
