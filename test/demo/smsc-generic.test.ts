import { once } from 'node:events';
import { expect, test } from 'vitest';
import { boundClient, ucs2 } from '../support/bound-client.ts';

const GENERIC = { provider: 'generic' } as const;
const PLAIN = { source_addr_npi: 0 };

test.each([
  ["a sender's name typed as at SMSC.ru, 5/1", {}, 0x49],
  ["a sender's name typed as a number", { source_addr_ton: 1 }, 0x48],
  ['a recipient of unknown type', { ...PLAIN, dest_addr_ton: 0 }, 0x50],
  ['a recipient in another plan', { ...PLAIN, dest_addr_npi: 8 }, 0x51],
  ['a short code typed as a name', { source_addr: '4444' }, 0x48],
  ['an e-mail address', { ...PLAIN, dest_addr_ton: 5, dest_addr_npi: 0, destination_addr: 'a@b.ru' }, 0x0b],
  ['the data_coding that SMSC.ru has for Latin-1', { ...PLAIN, data_coding: 4 }, 0x104],
  ['a validity of more than three days', { ...PLAIN, validity_period: '000004000000000R' }, 0x62],
])('a generic SMSC refuses %s', async (_, fields, status) => {
  const { submit } = await boundClient(GENERIC);
  expect(await submit('hi', fields)).toMatchObject({ command_status: status });
});

test.each([
  ['any system_type', { system_type: 'VMA' }, 'hi', PLAIN],
  ['no sender', {}, 'hi', { source_addr: '', source_addr_ton: 0, source_addr_npi: 0 }],
  ['a short code', {}, 'hi', { source_addr: '4444', source_addr_ton: 3, source_addr_npi: 0 }],
  ['Latin-1 as 3', {}, Buffer.from('é', 'latin1'), { ...PLAIN, data_coding: 3 }],
  ['UCS-2', {}, ucs2('ж'), { ...PLAIN, data_coding: 8 }],
])('it takes %s', async (_, bind, text, fields) => {
  const { submit } = await boundClient(GENERIC, bind);
  expect(await submit(text, fields)).toMatchObject({ command_status: 0 });
});

test('it reads no marks in a text, and takes the same once more', async () => {
  const { smsc, submit } = await boundClient(GENERIC);
  for (const _ of [1, 2]) {
    const shown = once(smsc.events, 'phone');
    expect(await submit('__HLR__\n~~~\nno comment', PLAIN)).toMatchObject({ command_status: 0 });
    expect((await shown)[1]).toMatchObject({ channel: 'sms', text: '__HLR__\n~~~\nno comment' });
  }
});

test('its receipts are dated in UTC, and carry no TLV of another vendor', async () => {
  const { inbox, submit } = await boundClient(GENERIC);
  await submit('hi', PLAIN);
  const [receipt] = await inbox.wait(1);
  const [, date] = /submit date:(\d{10})/.exec(String(receipt?.short_message.message)) ?? [];
  expect([0x2000, 0x2001, 0x2002, 0x2003].filter((tag) => receipt?.[tag] !== undefined)).toEqual([]);
  const told = Date.parse(`20${date?.replace(/(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5')}Z`);
  expect(Math.abs(told - Date.now())).toBeLessThan(120_000);
});
