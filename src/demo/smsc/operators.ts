/** Where the simulated numbers are at home, for HLR look-ups. */

/** The fields of an HLR receipt, not yet urlencoded. */
export interface Lookup {
  imsi: string;
  msc: string;
  mcc: string;
  mnc: string;
  cn: string;
  net: string;
  rcn: string;
  rnet: string;
}

interface Operator {
  /** Beginning of the numbers, international. */
  numbers: string;
  msc: string;
  mcc: string;
  mnc: string;
  country: string;
  name: string;
}

/** The first one whose beginning fits is a number's operator; the last one takes the rest of the world. */
const operators: readonly Operator[] = [
  {
    numbers: '792',
    msc: '79232510066',
    mcc: '250',
    mnc: '02',
    country: 'Russian Federation',
    name: 'MegaFON open Joint Stock Company',
  },
  {
    numbers: '791',
    msc: '79168960000',
    mcc: '250',
    mnc: '01',
    country: 'Russian Federation',
    name: 'Mobile TeleSystems',
  },
  {
    numbers: '795',
    msc: '79525000000',
    mcc: '250',
    mnc: '20',
    country: 'Russian Federation',
    name: 'T2 Mobile',
  },
  {
    numbers: '79',
    msc: '79037011111',
    mcc: '250',
    mnc: '99',
    country: 'Russian Federation',
    name: 'VimpelCom (Beeline)',
  },
  {
    numbers: '77',
    msc: '77013000001',
    mcc: '401',
    mnc: '02',
    country: 'Kazakhstan',
    name: 'Kcell',
  },
  {
    numbers: '375',
    msc: '375296000001',
    mcc: '257',
    mnc: '01',
    country: 'Belarus',
    name: 'Unitary Enterprise A1',
  },
  { numbers: '380', msc: '380672000001', mcc: '255', mnc: '03', country: 'Ukraine', name: 'Kyivstar' },
  {
    numbers: '49',
    msc: '491710760000',
    mcc: '262',
    mnc: '01',
    country: 'Germany',
    name: 'Telekom Deutschland GmbH',
  },
  { numbers: '34', msc: '34607003110', mcc: '214', mnc: '01', country: 'Spain', name: 'Vodafone Spain' },
  {
    numbers: '1',
    msc: '13123149810',
    mcc: '310',
    mnc: '410',
    country: 'United States',
    name: 'AT&T Mobility',
  },
  { numbers: '', msc: '447782000001', mcc: '234', mnc: '30', country: 'United Kingdom', name: 'EE Limited' },
];

const abroad = { msc: '905329010000', country: 'Turkey', name: 'Turkcell' } as const;

/** Identities that documents show; the others follow from the number. */
const knownImsi = new Map([['79231112233', '250023012345678']]);

/** What the home register says of a number that can be reached; those that end in 44 are in Turkey. */
export function lookUp(number: string): Lookup {
  const home = operators.find((operator) => number.startsWith(operator.numbers));
  if (home === undefined) throw new Error('the last operator takes every number');
  const imsi = knownImsi.get(number) ?? `${home.mcc}${home.mnc}${number.slice(-10).padStart(10, '0')}`;
  const roams = number.endsWith('44');
  return {
    imsi,
    msc: roams ? abroad.msc : home.msc,
    mcc: home.mcc,
    mnc: home.mnc,
    cn: home.country,
    net: home.name,
    rcn: roams ? abroad.country : '',
    rnet: roams ? abroad.name : '',
  };
}

/** What it says of a number that cannot be reached. */
export const nothingKnown: Lookup = {
  imsi: '',
  msc: '',
  mcc: '',
  mnc: '',
  cn: '',
  net: '',
  rcn: '',
  rnet: '',
};
