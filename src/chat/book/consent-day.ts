import { CONSENT, isConsent } from '../../messages/consent.ts';
import { isDate } from '../../messages/zone.ts';
import { dateNamed } from '../grammar/date-named.ts';

/** What two people read as two days: 01/10/2026. */
const WITH_STROKES = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/;

const written = (day: number, month: number, year: number): string =>
  [year, ...[month, day].map((n) => String(n).padStart(2, '0'))].join('-');

/** A day by its month's name, with its year, and where it stands; null: there is none. */
function namedIn(consent: string) {
  for (const { index } of consent.matchAll(/(?<![\p{L}\d])[\p{L}\d]/gu)) {
    // A date ends before a space there; what closes a bracket or a sentence is one here.
    const { length = 0, figures = '' } =
      dateNamed(`${consent.slice(index).replace(/[)\];]|\.$/g, ' ')} `) ?? {};
    const [day, month, year] = figures.split('.').map(Number);
    if (day && month && year && isDate({ year, month, day }))
      return { from: index, to: index + length, days: [written(day, month, year)] };
  }
  return null;
}

function strokesIn(consent: string) {
  const found = WITH_STROKES.exec(consent);
  const [one = 0, other = 0, year = 0] = found?.slice(1).map(Number) ?? [];
  if (!found) return null;
  const days = [
    { year, month: other, day: one },
    { year, month: one, day: other },
  ].flatMap((date) => (isDate(date) ? [written(date.day, date.month, date.year)] : []));
  return days.length === 0
    ? null
    : { from: found.index, to: found.index + found[0].length, days: [...new Set(days)] };
}

/** What a consent says with its day in figures; several: its day can be read in as many ways. */
export function consentReadings(consent: string): readonly string[] {
  if (isConsent(consent)) return [consent];
  const found = namedIn(consent) ?? strokesIn(consent);
  const readings = found?.days
    .map((day) => consent.slice(0, found.from) + day + consent.slice(found.to))
    .filter(isConsent);
  return readings?.length ? readings : [consent];
}

/** Fields with the day of a consent in figures, where it is read in one way. */
export function withConsentDay(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [CONSENT]: consent } = fields;
  const [only, another] = consent === undefined ? [] : consentReadings(consent);
  return only === undefined || another !== undefined ? fields : { ...fields, [CONSENT]: only };
}
