import { getExampleNumber, isSupportedCountry } from 'libphonenumber-js/max';
import mobiles from 'libphonenumber-js/mobile/examples';
import { formatPhone } from '../messages/recipient.ts';

/** Numbers that stand in examples, by what texts call them: as they are copied, and as people write them. */
export type ExampleNumbers = Readonly<Record<'phone' | 'spaced' | 'another' | 'anotherSpaced', string>>;

/** Those that README has. */
const OF_RUSSIA = ['79991234567', '79231112233'] as const;

/** Numbers of a country (two letters), since one of another that is copied and sent costs a message there. */
export function exampleNumbers(country: string): ExampleNumbers {
  const example = isSupportedCountry(country) && country !== 'RU' ? getExampleNumber(country, mobiles) : null;
  const [phone, another] = example ? [example.number.slice(1), nextTo(example.number.slice(1))] : OF_RUSSIA;
  return {
    phone: `+${phone}`,
    another: `+${another}`,
    spaced: formatPhone(phone),
    anotherSpaced: formatPhone(another),
  };
}

const nextTo = (digits: string): string => digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10);
