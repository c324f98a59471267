import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { dialled, type NumberingPlan, planOf } from './numbering-plan.ts';
import { isNumber } from './recipient.ts';
import { dayAt, minuteAt, momentOf } from './zone.ts';

/** Minutes after midnight, as clocks show them: over midnight, where it ends earlier than it begins. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Hours of the day in which recipients are left alone. */
export interface Quiet extends Hours {
  /** Others of the day, where two rules hold. */
  readonly besides?: Hours;
  /** Where it is not known in which a recipient is, and for what has no number. */
  readonly zone: string;
}

/** As it is kept with an order. */
export const writeQuiet = ({ zone, ...quiet }: Quiet): string =>
  `${windowsOf(quiet)
    .map(({ from, to }) => `${from}-${to}`)
    .join()} ${zone}`;

export function readQuiet(kept: string): Quiet {
  const [, from, to, also, till, zone = 'UTC'] = /^(\d+)-(\d+)(?:,(\d+)-(\d+))? (.+)$/.exec(kept) ?? [];
  const besides = also === undefined ? {} : { besides: { from: Number(also), to: Number(till) } };
  return { from: Number(from), to: Number(to), ...besides, zone };
}

const windowsOf = ({ from, to, besides }: Omit<Quiet, 'zone'>): readonly Hours[] => [
  { from, to },
  ...(besides ? [besides] : []),
];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** No hours are looked for beyond this (ms): a day later all is as it was. */
const AHEAD_MS = 48 * HOUR_MS;

let countries: ReadonlyMap<NumberingPlan | string, CountryCode | null> | null = null;

/** Countries by their plans, and by their calling codes where no other has the same. */
function countriesKnown() {
  if (countries) return countries;
  const known = new Map<NumberingPlan | string, CountryCode | null>();
  for (const country of getCountries()) {
    const plan = planOf(country);
    if (plan) known.set(plan, country);
    const code = getCountryCallingCode(country);
    known.set(code, known.has(code) ? null : country);
  }
  countries = known;
  return known;
}

/** ECMA-402, Intl Locale Info: the types of TypeScript do not know it yet. */
interface LocaleWithZones {
  getTimeZones(): string[] | undefined;
}

/** What clocks in a zone show at midnight UTC, in winter and in summer (minutes). */
function clocksIn(zone: string): readonly number[] {
  const year = new Date().getUTCFullYear();
  return [0, 6].map((month) => minuteAt(Date.UTC(year, month, 15), zone));
}

const zones = new Map<string, readonly string[]>();

/** One zone of each kind of clock that a country has now, by how far they are ahead of UTC in winter and in summer. */
function zonesIn(country: string): readonly string[] {
  const known = zones.get(country);
  if (known) return known;
  const all = (new Intl.Locale(`und-${country}`) as unknown as LocaleWithZones).getTimeZones() ?? [];
  const clocks = new Map(all.map((zone) => [clocksIn(zone).join(' '), zone]));
  const found = [...clocks.values()];
  zones.set(country, found);
  return found;
}

const DAY_MINUTES = 24 * 60;

/** Whether clocks in a zone are ahead of UTC by so many minutes, be it in winter or in summer. */
const isAhead = (zone: string, minutes: number): boolean =>
  clocksIn(zone).includes((minutes + DAY_MINUTES) % DAY_MINUTES);

/**
 * The zones in which a recipient may be: the one of their country, or all of it where the number does not tell. None: of
 * an address, and of a number of no country.
 * @param ahead minutes by which clocks there are ahead of UTC, where that is known: it is passed over where none of the
 * country's are
 */
export function zonesOf(recipient: string, ahead: number | null = null): readonly string[] {
  const number = isNumber(recipient) ? dialled(`+${recipient}`, null) : null;
  if (!number) return [];
  const known = countriesKnown();
  const country = known.get(number.plan) ?? known.get(number.plan.callingCode);
  const all = country ? zonesIn(country) : [];
  const there = ahead === null ? [] : all.filter((zone) => isAhead(zone, ahead));
  return there.length > 0 ? there : all;
}

/** When the hours end that it is in at a moment in a zone (ms); null: they are over, or have not begun. */
function endIn({ from, to }: Hours, zone: string, at: number): number | null {
  const minute = minuteAt(at, zone);
  const isOver = from < to ? minute < from || minute >= to : minute >= to && minute < from;
  if (isOver) return null;
  const day = dayAt(at, zone);
  const end = momentOf(from > to && minute >= from ? { ...day, day: day.day + 1 } : day, to, zone);
  // Where clocks are put back it may show that again.
  return Math.max(end, at + MINUTE_MS);
}

/** From when on it is quiet in none of these zones (ms); null: there is no such time. */
function loudIn(quiet: Quiet, zones: readonly string[], now: number): number | null {
  const windows = windowsOf(quiet);
  for (let at = now; at < now + AHEAD_MS; ) {
    const ends = zones.flatMap((zone) => windows.flatMap((hours) => endIn(hours, zone, at) ?? []));
    if (ends.length === 0) return at;
    at = Math.max(...ends);
  }
  return null;
}

const memo = new Map<string, number>();
/** Answers that are kept: there are few countries and settings. */
const KEPT = 1_000;

/**
 * From when on something may go to a recipient (ms), `now` where it may at once: where it is quiet in none of the zones in
 * which they may be; in those of the setting, where those leave no hour of the day.
 * @param ahead minutes by which their clocks are ahead of UTC; null: not known
 */
export function allowedAt(quiet: Quiet, recipient: string, now: number, ahead: number | null = null): number {
  const own = zonesOf(recipient, ahead);
  const minute = Math.floor(now / MINUTE_MS);
  const key = `${minute} ${writeQuiet(quiet)} ${own.join(' ')}`;
  const known = memo.get(key);
  const at =
    known ??
    (own.length > 0 ? loudIn(quiet, own, minute * MINUTE_MS) : null) ??
    loudIn(quiet, [quiet.zone], minute * MINUTE_MS) ??
    now;
  if (known === undefined) {
    if (memo.size >= KEPT) memo.clear();
    memo.set(key, at);
  }
  return Math.max(at, now);
}
