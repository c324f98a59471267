import { expect, test } from 'vitest';
import { changesBetween } from '../../src/messages/lookup-changes.ts';
import type { Lookup } from '../../src/messages/receipt.ts';

const HOME: Lookup = {
  imsi: '250020000000001',
  msc: '79232510066',
  mcc: '250',
  mnc: '02',
  country: 'Russian Federation',
  network: 'MegaFON',
  roamingCountry: null,
  roamingNetwork: null,
};
const ABROAD = { ...HOME, roamingCountry: 'Turkey', roamingNetwork: 'Turkcell' };
const NOTHING: Lookup = {
  imsi: null,
  msc: null,
  mcc: null,
  mnc: null,
  country: null,
  network: null,
  roamingCountry: null,
  roamingNetwork: null,
};

test.each<[what: string, was: Lookup, is: Lookup, changes: string[]]>([
  ['the same', HOME, HOME, []],
  ['another service centre', HOME, { ...HOME, msc: '1' }, []],
  ['another SIM card', HOME, { ...HOME, imsi: '250020000000002' }, ['sim']],
  ['no IMSI told this time', HOME, { ...HOME, imsi: null }, []],
  [
    'a number that was ported',
    HOME,
    { ...HOME, imsi: '250010000000002', mnc: '01', network: 'MTS' },
    ['sim', 'operator'],
  ],
  ['a name written otherwise', HOME, { ...HOME, network: 'MegaFon OJSC' }, []],
  [
    'another name where codes are not told',
    { ...HOME, mnc: null },
    { ...HOME, mnc: null, network: 'MTS' },
    ['operator'],
  ],
  ['a code where only a name was told', { ...HOME, mcc: null, mnc: null }, HOME, []],
  ['gone abroad', HOME, ABROAD, ['roaming-began']],
  ['back home', ABROAD, HOME, ['roaming-ended']],
  ['on to another country', ABROAD, { ...ABROAD, roamingCountry: 'Georgia' }, []],
  ['a look-up that found nobody', HOME, NOTHING, []],
  ['the first that found somebody', NOTHING, ABROAD, []],
])('of %s a look-up says what has changed', (_, was, is, changes) => {
  expect(changesBetween(was, is)).toEqual(changes);
});
