import { getCountries } from 'libphonenumber-js/max';
import { LANGUAGES, meaningsIn } from '../locale.ts';

/** So many zones of a country are told all; of more, one by each time that clocks show. */
const ALL_TOLD = 12;
/** Days on which clocks of most places show winter and summer time, or the other way round. */
const HALVES = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** Countries by their names in the languages spoken here, and by their codes; in small letters. */
const countries = (): ReadonlyMap<string, string> => {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region' }));
  return new Map([
    ...getCountries().flatMap((code): [string, string][] => [
      [code.toLowerCase(), code],
      ...names.map((one): [string, string] => [one.of(code)?.toLowerCase() ?? code, code]),
    ]),
    ...meaningsIn('countries-for-short'),
  ]);
};
let known: ReadonlyMap<string, string> | null = null;

/** What clocks show over the year. */
const shownIn = (timeZone: string): string =>
  HALVES.map((at) => new Date(at).toLocaleString('en-GB', { timeZone })).join();

/** "UK time" is the time of the UK. */
const TIME = /[ _]time$/;

/**
 * The zones of a country that is named in one of the languages here, or by its code, those where clocks show the same
 * taken for one where they all do.
 * @param preferred come first, in their order, and stand for others
 */
export function zonesOfCountry(typed: string, preferred: readonly string[]): readonly string[] {
  known ??= countries();
  const code = known.get(typed.trim().toLowerCase().replace(TIME, ''));
  if (code === undefined) return [];
  const locale: Intl.Locale & { getTimeZones?(): string[] } = new Intl.Locale(`und-${code}`);
  const rank = (zone: string) => (preferred.indexOf(zone) + preferred.length + 1) % (preferred.length + 1);
  const zones = (locale.getTimeZones?.() ?? []).toSorted((a, b) => rank(a) - rank(b));
  const apart = [...Map.groupBy(zones, shownIn).values()].flatMap(([first]) => first ?? []);
  return apart.length === 1 || zones.length > ALL_TOLD ? apart : zones;
}
