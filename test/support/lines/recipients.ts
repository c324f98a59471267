import { createRequire } from 'node:module';
import fc from 'fast-check';
import {
  type Examples,
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { fateOf } from '../../../src/demo/smsc/subscribers.ts';

// Imported, it is a module for Node and JSON for the types.
const examples: Examples = createRequire(import.meta.url)('libphonenumber-js/mobile/examples');

/** Somebody a line is for. */
export interface Addressee {
  /** As the wire has it, digits or an e-mail address; null: a slip, and nobody's. */
  readonly to: string | null;
  readonly typed: string;
  /** Written so that nothing about it can be in doubt. */
  readonly isClear: boolean;
}

/** On a phone that some have no messengers on. */
const reaches = (to: string): boolean =>
  (['sms', 'viber', 'soc'] as const).every(
    (channel) => fateOf(to, { channel, deliveryMs: 0, turn: 0, before: 0 })?.state === 'delivered',
  );

/** Mobile numbers of the country that is set, and of the one it shares its calling code with. */
const ours = fc
  .tuple(fc.constantFrom('79991', '79231', '79161', '79031', '77011'), fc.integer({ min: 0, max: 999_999 }))
  .map(([start, end]) => start + String(end).padStart(6, '0'))
  .filter(reaches);

const SPACES = [' ', ' ', ' ', '\u00a0', '\u2009', '\u202f', '\u2007'] as const;
const HYPHENS = ['-', '-', '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2212'] as const;
/** What stands around a number where it is copied from. */
const AROUND = [
  ['', ''],
  ['\u202a', '\u202c'],
  ['\u2066', '\u2069'],
  ['\u200e', ''],
  ['\u200b', '\u200b'],
] as const;

interface Groups {
  readonly code: string;
  readonly area: string;
  readonly rest: readonly [string, string, string];
  readonly space: string;
  readonly hyphen: string;
}

const CLEAR: readonly ((groups: Groups) => string)[] = [
  ({ code, area, rest }) => `+${code}${area}${rest.join('')}`,
  ({ code, area, rest, space, hyphen }) => `+${code}${space}${area}${space}${rest.join(hyphen)}`,
  ({ code, area, rest, space, hyphen }) => `+${code}${space}(${area})${space}${rest.join(hyphen)}`,
  ({ code, area, rest, hyphen }) => `+${code}(${area})${rest.join(hyphen)}`,
  ({ area, rest, space, hyphen }) => `8${space}(${area})${space}${rest.join(hyphen)}`,
  ({ area, rest, space, hyphen }) => `8${space}${area}${space}${rest.join(hyphen)}`,
  ({ area, rest, hyphen }) => ['8', area, ...rest].join(hyphen),
  ({ area, rest }) => `8${area}${rest.join('')}`,
  ({ code, area, rest }) => `${code}${area}${rest.join('')}`,
  ({ area, rest }) => `${area}${rest.join('')}`,
  ({ area, rest, hyphen, space }) => `(${area})${space}${rest.join(hyphen)}`,
];

/** Readable, but with something about them that may be asked about. */
const ODD: readonly ((groups: Groups) => string)[] = [
  ({ code, area, rest, space }) => [`+${code}`, area, ...rest].join(space),
  ({ area, rest, space }) => ['8', area, ...rest].join(space),
  ({ area, rest }) => ['8', area, ...rest].join('.'),
  ({ area, rest }) => `8/${area}/${rest.join('-')}`,
  ({ code, area, rest }) => `tel:+${code}${area}${rest.join('')}`,
  ({ code, area, rest }) => `00${code}${area}${rest.join('')}`,
  ({ code, area, rest }) => `<+${code}${area}${rest.join('')}>`,
  ({ area, rest }) => `"8${area}${rest.join('')}"`,
  ({ area, rest }) => `'8${area}${rest.join('')}`,
  ({ code, area, rest, space }) => `+${code}${space}${area}${space}${rest[0]}${rest[1]}${space}${rest[2]}`,
  ({ code, area, rest }) => `+${code} ${area} ${rest.join('')}`,
  ({ code, area, rest, hyphen }) => `+\u2060${code}${hyphen}${area}${hyphen}${rest.join(hyphen)}`,
  ({ area, rest }) => `8 (${area}) ${rest.join(' ')}`,
  ({ code, area, rest }) => `\uff0b${code}${area}${rest.join('')}`,
  ({ code, area, rest }) => `+${code} ${area} ${rest.join(' - ')}`,
];

const groupsOf = (to: string, space: string, hyphen: string): Groups => ({
  code: to.slice(0, 1),
  area: to.slice(1, 4),
  rest: [to.slice(4, 7), to.slice(7, 9), to.slice(9)],
  space,
  hyphen,
});

const written = (forms: typeof CLEAR, isClear: boolean) =>
  fc
    .record({
      to: ours,
      form: fc.constantFrom(...forms),
      space: fc.constantFrom(...SPACES),
      hyphen: fc.constantFrom(...HYPHENS),
      around: fc.constantFrom(...AROUND),
    })
    .map(({ to, form, space, hyphen, around: [before, behind] }): Addressee => {
      const typed = before + form(groupsOf(to, space, hyphen)) + behind;
      return { to, typed, isClear };
    });

const abroad = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number ?? []);
const foreign = fc
  .tuple(
    fc.constantFrom(...abroad),
    fc.integer({ min: 10, max: 98 }),
    fc.constantFrom('', ' ', '-', '\u00a0', '()'),
  )
  .map(([example, end, gap]): Addressee | null => {
    const number = parsePhoneNumberFromString(`${example.slice(0, -2)}${end}`);
    if (!number?.isValid() || !reaches(number.number.slice(1))) return null;
    const printed = number.formatInternational();
    const [code = '', area = '', ...rest] = printed.split(' ');
    const typed =
      gap === ''
        ? number.number
        : gap === '()'
          ? `${code} (${area}) ${rest.join(' ')}`.trimEnd()
          : printed.replaceAll(' ', gap);
    return { to: number.number.slice(1), typed, isClear: false };
  })
  .filter((one) => one !== null);

/** One digit too few, too many, or a letter in a digit's place. */
const slip = fc
  .tuple(written(CLEAR, false), fc.constantFrom('short', 'long', 'letter'), fc.nat(9))
  .map(([{ typed }, how, digit]): Addressee => {
    const at = typed.search(/\d(?=\D*$)/);
    const instead = how === 'short' ? '' : how === 'long' ? `${typed[at]}${digit}` : 'l';
    return { to: null, typed: typed.slice(0, at) + instead + typed.slice(at + 1), isClear: false };
  });

export const addressee = fc.oneof(
  { weight: 10, arbitrary: written(CLEAR, true) },
  { weight: 4, arbitrary: written(ODD, false) },
  { weight: 3, arbitrary: foreign },
  { weight: 1, arbitrary: slip },
);

const DOMAINS = ['ya.ru', 'example.com', 'mail.d-e.co.uk'] as const;
export const emailAddressee = fc
  .tuple(
    fc.stringMatching(/^[a-z]{1,8}(?:[._+-][a-z0-9]{1,5})?$/),
    fc.constantFrom(...DOMAINS),
    fc.constantFrom('', '', '', 'mailto:'),
  )
  .map(([local, domain, scheme]): Addressee => {
    const to = `${local}@${domain}`;
    return { to, typed: scheme + to, isClear: scheme === '' };
  });
