import { distance } from 'fastest-levenshtein';
import { PLACES, placeOf, readZone as readZoneIn } from '../../messages/zone.ts';
import { type Language, meaningsIn, wordsIn } from '../locale.ts';
import { aheadOfUtc } from '../times/ahead-of-utc.ts';
import { zonesOfCountry } from './country-zones.ts';
import { type Choice, setting } from './setting.ts';

/** Letters by which a place is taken for another. */
const MISSPELT_BY = 2;
/** Places that are offered in the place of one that there is not. */
const NEAR = 3;

/** Places that a language names, by its own names. */
const placesIn = (language: Language): Choice[] =>
  wordsIn(language, 'places').map((pair) => {
    const [label = '', typed = ''] = pair.split('=');
    return { label, typed };
  });

/** People mix languages. */
const ALL_PLACES = [
  ...[...meaningsIn('places'), ...meaningsIn('places-for-short')].map(
    ([place, zone]) => [place.toLowerCase().replaceAll(' ', '_'), zone] as const,
  ),
  ...PLACES,
];

/** A zone as `messages` reads it, or a place in a language that is spoken here. */
export const readZone = (typed: string): string | null => readZoneIn(typed, ALL_PLACES);

/** Likelier to be meant than others of their country. */
const BIG = [...new Set([...meaningsIn('places').values(), ...meaningsIn('places-for-short').values()])];

/** A zone, or a country that has no other. */
function zoneOrCountry(typed: string): string | null {
  const zone = readZone(typed);
  if (zone !== null) return zone;
  const [only, another] = zonesOfCountry(typed, BIG);
  return another === undefined ? (only ?? null) : null;
}

/** Letters by which people name the time of a place, which say another one elsewhere. */
const LETTERS = meaningsIn('zone-letters');

/** The zones of that country, or whose names are nearly that. */
function near(typed: string): readonly string[] {
  const lettered = LETTERS.get(typed.trim().toLowerCase());
  if (lettered !== undefined) return [lettered];
  const ofCountry = zonesOfCountry(typed, BIG);
  if (ofCountry.length > 0) return ofCountry;
  const place = placeOf(typed.trim().replaceAll(' ', '_'));
  const found = ALL_PLACES.map(([name, zone]) => ({ zone, off: distance(name, place) }))
    .filter(({ off }) => off <= MISSPELT_BY)
    .toSorted((a, b) => a.off - b.off)
    .map(({ zone }) => zone);
  return [...new Set(found)].slice(0, NEAR);
}

/** How far it is from UTC, which a name does not tell. */
function offsetOf(zone: string): string {
  if (/^([+-]|UTC$)/.test(zone)) return '';
  return aheadOfUtc(zone, Date.now());
}

/** In which zone times are read and shown. */
export const zone = setting('zone', {
  name: 'zone',
  changedBy: { role: 'operator', groupRole: 'admin' },
  read: zoneOrCountry,
  write: (value) => value,
  note: offsetOf,
  ofBot: ({ timeZone }) => timeZone,
  choices: ({ language }) => placesIn(language),
  isOpen: true,
  example: 'Asia/Omsk',
  near,
});
