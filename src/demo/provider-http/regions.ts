/** Where numbers are at home, for questions about them; the words are the provider's. */
import { lookUp } from '../smsc/operators.ts';

interface Region {
  /** Beginning of the numbers, international. */
  numbers: string;
  country: string;
  region: string;
  /** Hours by which its clocks are ahead of UTC. */
  tz: number;
}

/** The first one whose beginning fits. */
const regions: readonly Region[] = [
  { numbers: '7913', country: 'Россия', region: 'Новосибирская область', tz: 7 },
  { numbers: '7914', country: 'Россия', region: 'Приморский край', tz: 10 },
  { numbers: '7922', country: 'Россия', region: 'Свердловская область', tz: 5 },
  { numbers: '7923', country: 'Россия', region: 'Новосибирская область', tz: 7 },
  { numbers: '7950', country: 'Россия', region: 'Приморский край', tz: 10 },
  { numbers: '79', country: 'Россия', region: 'Москва и Московская область', tz: 3 },
  { numbers: '77', country: 'Казахстан', region: '', tz: 5 },
  { numbers: '375', country: 'Беларусь', region: '', tz: 3 },
  { numbers: '380', country: 'Украина', region: '', tz: 2 },
  { numbers: '49', country: 'Германия', region: '', tz: 1 },
  { numbers: '44', country: 'Великобритания', region: '', tz: 0 },
];

/** What the numbering plan says of a number; null where it has none of its kind. */
export function factsOf(phone: string) {
  const home = regions.find(({ numbers }) => phone.startsWith(numbers));
  if (home === undefined) return null;
  const { net: operator, mcc, mnc } = lookUp(phone);
  const { country, region, tz } = home;
  return { country, operator, region, mcc, mnc, tz };
}
