import { isSupportedCountry, Metadata } from 'libphonenumber-js/max';

// libphonenumber compiles the patterns of a country anew for every number it is asked about, which takes up to a
// millisecond, and a message may have thousands of places where a number could begin. So its algorithm (parse.js,
// isValid.js and their helpers, a port of Google's phonenumberutil.js) is repeated here on its own metadata, each
// pattern compiled once. A test holds both to the same answers.

/** The numbers of one country, or of one calling code that belongs to none. */
export interface NumberingPlan {
  /** Digits behind the +. */
  readonly callingCode: string;
  /** Every length (digits) a number without calling code and trunk prefix can have, ascending. */
  readonly lengths: readonly number[];
  /** The same for the numbers of people: fixed lines and mobile phones. */
  readonly personal: readonly number[];
  readonly general: RegExp;
  readonly types: readonly { kind: Kind; pattern: RegExp; lengths: readonly number[] }[];
  /** Beginning by which a number belongs to this one of the countries that share a calling code. */
  readonly leading: RegExp | null;
  /** Trunk prefix, perhaps with a carrier's code; `transformed` is what the digits become, where they only change. */
  readonly trunk: RegExp | null;
  readonly transformed: string | null;
  /** What is dialled before an international number. */
  readonly abroad: RegExp | null;
}

/** The library's plan, of which its types declare a part. A pattern or rule that a country lacks is falsy. */
interface Described {
  callingCode(): string;
  possibleLengths(): number[];
  nationalNumberPattern(): string;
  leadingDigits(): string | undefined;
  nationalPrefixForParsing(): string | undefined;
  nationalPrefixTransformRule(): string | undefined;
  IDDPrefix(): string | undefined;
  type(kind: string): { pattern(): string; possibleLengths(): number[] } | undefined;
}

interface Library {
  hasCallingCode(digits: string): boolean | undefined;
  /** The main country first; undefined for a calling code that belongs to no country. */
  getCountryCodesForCallingCode(digits: string): string[] | undefined;
  selectNumberingPlan(countryOrCallingCode: string): { numberingPlan: Described };
}

interface Zone {
  /** The main country first; none of a calling code that belongs to no country. */
  readonly countries: readonly NumberingPlan[];
  readonly shortest: number;
}

const PERSONAL = ['FIXED_LINE', 'MOBILE'] as const;
/** In the order in which a number is looked for among them. */
const KINDS = [
  ...PERSONAL,
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
] as const;
type Kind = (typeof KINDS)[number];
/** Longest calling code, in digits (ITU-T E.164). */
const LONGEST_CODE = 3;

const library = new Metadata() as unknown as Library;
const plans = new Map<string, NumberingPlan | null>();
const zones = new Map<string, Zone>();

/** The plan of a country (ISO 3166-1), or of a calling code's main country; null when there is no such one. */
export function planOf(countryOrCallingCode: string): NumberingPlan | null {
  const known = plans.get(countryOrCallingCode);
  if (known !== undefined) return known;
  const exists = isSupportedCountry(countryOrCallingCode) || library.hasCallingCode(countryOrCallingCode);
  const plan = exists ? compiled(library.selectNumberingPlan(countryOrCallingCode).numberingPlan) : null;
  plans.set(countryOrCallingCode, plan);
  return plan;
}

const patternsOf = ({ general, leading, trunk, abroad, types }: NumberingPlan): (RegExp | null)[] => [
  general,
  leading,
  trunk,
  abroad,
  ...types.map(({ pattern }) => pattern),
];

/** Compiles all there is, some 40 ms of work: else the first message that is full of digits would have to wait for it. */
export function compilePlans(): void {
  for (let code = 1; code < 10 ** LONGEST_CODE; code++) {
    const main = planOf(String(code));
    if (!main) continue;
    for (const plan of [main, ...zoneOf(main).countries]) {
      // V8 compiles a pattern when it is used, and once more, to machine code, when it is used again.
      for (const pattern of patternsOf(plan)) for (let use = 0; use < 2; use++) pattern?.test('0');
    }
  }
}

function compiled(described: Described): NumberingPlan {
  const optional = (source: string | undefined) => (source ? new RegExp(`^(?:${source})`) : null);
  const kinds = KINDS.flatMap((kind) => {
    const type = described.type(kind);
    return type?.pattern() ? { kind, type } : [];
  });
  const personal = PERSONAL.flatMap((kind) => described.type(kind)?.possibleLengths() ?? []);
  let types: NumberingPlan['types'] | null = null;
  return {
    callingCode: described.callingCode(),
    lengths: described.possibleLengths(),
    personal: [...new Set(personal)].sort((one, other) => one - other),
    general: new RegExp(`^(?:${described.nationalNumberPattern()})$`),
    /** They are most of a plan, and of most plans they are never wanted. */
    get types() {
      types ??= kinds.map(({ kind, type }) => ({
        kind,
        pattern: new RegExp(`^(?:${type.pattern()})$`),
        lengths: type.possibleLengths(),
      }));
      return types;
    },
    leading: optional(described.leadingDigits()),
    trunk: optional(described.nationalPrefixForParsing()),
    transformed: described.nationalPrefixTransformRule() || null,
    abroad: optional(described.IDDPrefix()),
  };
}

/** A number as it is dialled within a plan: `national` has neither calling code nor trunk prefix. */
export interface Dialled {
  readonly plan: NumberingPlan;
  readonly national: string;
}

/**
 * Reads digits, perhaps behind a +, as somebody in a country (`home`) dials them; null when no calling code stands
 * behind the + or the prefix for abroad, or when there is neither and no `home`.
 */
export function dialled(number: string, home: NumberingPlan | null): Dialled | null {
  const found = number.startsWith('+') ? behindCode(number.slice(1)) : withoutPlus(number, home);
  if (!found) return null;
  const national = isTwiceCoded(number, found) ? found.national : withoutTrunk(found.national, found.plan);
  return { plan: countryOf(national, found.plan) ?? found.plan, national };
}

/**
 * Whether a trunk prefix that is the calling code as well, as in North America, stands behind that code. Nobody dials it
 * twice: it is a digit too many, and without the first "+1 123 123 12321" would be somebody else's number.
 */
const isTwiceCoded = (number: string, { plan, national }: Dialled): boolean =>
  national !== number && plan.trunk?.exec(national)?.[0] === plan.callingCode;

/** Whether it is in the ranges of some kind of number. */
export function isAssigned({ plan, national }: Dialled): boolean {
  return (
    plan.lengths.includes(national.length) &&
    plan.general.test(national) &&
    plan.types.some(({ pattern, lengths }) => lengths.includes(national.length) && pattern.test(national))
  );
}

/** Of which kind it is; null: none, or it may be of a fixed line as well as a mobile one. */
export function kindOf({ plan, national }: Dialled): Kind | null {
  const isOf = ({ pattern, lengths }: NumberingPlan['types'][number]) =>
    lengths.includes(national.length) && pattern.test(national);
  const found = plan.general.test(national) ? plan.types.find(isOf) : undefined;
  if (found?.kind !== 'FIXED_LINE') return found?.kind ?? null;
  const mobile = plan.types.find(({ kind }) => kind === 'MOBILE');
  // A plan that has the same pattern for both names it once.
  return mobile && !isOf(mobile) ? 'FIXED_LINE' : null;
}

/** How a length (digits) compares with a plan's: `between` is longer than some and shorter than others. */
export function fit(digits: number, lengths: readonly number[]): 'fits' | 'short' | 'long' | 'between' {
  if (lengths.includes(digits)) return 'fits';
  if (digits < (lengths[0] ?? 0)) return 'short';
  return digits > (lengths.at(-1) ?? 0) ? 'long' : 'between';
}

/**
 * The digits that somebody typed behind a calling code or a trunk prefix, of a number that is not assigned. Without a +
 * they may begin with such a prefix or not; null unless their count says which.
 */
export function spelled(number: string, home: NumberingPlan | null): Dialled | null {
  if (number.startsWith('+')) return behindCode(number.slice(1));
  if (!home) return null;
  const international = behindAbroad(number, home);
  if (international !== null) return behindCode(international);
  const code = number.startsWith(home.callingCode) ? home.callingCode.length : 0;
  const national = code > 0 ? number.slice(code) : behindTrunk(number, home);
  const length = fit(national.length, home.personal);
  const hasPrefix = national !== number;
  const isWhole = home.personal.includes(number.length);
  const isClear = hasPrefix ? length === 'long' || (length === 'short' && isWhole) : length === 'short';
  return isClear ? { plan: home, national } : null;
}

/** Splits digits behind their calling code; no calling code begins with another. */
function behindCode(digits: string): Dialled | null {
  for (let length = 1; length <= LONGEST_CODE && length <= digits.length; length++) {
    const plan = planOf(digits.slice(0, length));
    if (plan) return { plan, national: digits.slice(length) };
  }
  return null;
}

function withoutPlus(number: string, home: NumberingPlan | null): Dialled | null {
  if (!home) return null;
  const international = behindAbroad(number, home);
  if (international !== null) return behindCode(international);
  if (number.startsWith(home.callingCode)) {
    const shorter = number.slice(home.callingCode.length);
    const asItIs = withoutTrunk(number, home);
    const isBetter = !home.general.test(asItIs) && home.general.test(withoutTrunk(shorter, home));
    if (isBetter || fit(asItIs.length, home.lengths) === 'long') {
      return { plan: planOf(home.callingCode) ?? home, national: shorter };
    }
  }
  return { plan: home, national: number };
}

/** What stands behind the prefix for abroad; null when there is none, or no calling code can follow. */
function behindAbroad(number: string, home: NumberingPlan): string | null {
  const rest = number.slice(home.abroad?.exec(number)?.[0].length ?? 0);
  return rest === number || rest === '' || rest.startsWith('0') ? null : rest;
}

/** Takes the trunk prefix off, unless the number needs those digits itself. */
function withoutTrunk(number: string, plan: NumberingPlan): string {
  // Where a prefix only goes away, what is left of so few digits would be no number.
  if (plan.transformed === null && number.length <= zoneOf(plan).shortest) return number;
  const shorter = behindTrunk(number, plan);
  if (shorter === number || (plan.general.test(number) && !plan.general.test(shorter))) return number;
  const { lengths } = countryOf(shorter, plan) ?? plan;
  const length = fit(shorter.length, lengths);
  return length === 'fits' || length === 'long' ? shorter : number;
}

function behindTrunk(number: string, plan: NumberingPlan): string {
  const match = plan.trunk?.exec(number);
  if (!plan.trunk || !match) return number;
  const [prefix, ...groups] = match;
  return plan.transformed !== null && groups.at(-1)
    ? number.replace(plan.trunk, plan.transformed)
    : number.slice(prefix.length);
}

/** Which of the countries that share the plan's calling code a number is of; null when of none. */
function countryOf(national: string, plan: NumberingPlan): NumberingPlan | null {
  const { countries } = zoneOf(plan);
  if (countries.length < 2) return plan;
  const found = countries.find((one) =>
    one.leading ? one.leading.test(national) : isAssigned({ plan: one, national }),
  );
  return found ?? null;
}

/** The countries that share a plan's calling code, and the fewest digits of a number in any of them. */
function zoneOf(plan: NumberingPlan): Zone {
  const known = zones.get(plan.callingCode);
  if (known) return known;
  const codes = library.getCountryCodesForCallingCode(plan.callingCode) ?? [];
  const countries = codes.map(planOf).filter((one) => one !== null);
  const shortest = Math.min(...[plan, ...countries].flatMap(({ lengths }) => lengths));
  const zone = { countries, shortest };
  zones.set(plan.callingCode, zone);
  return zone;
}
