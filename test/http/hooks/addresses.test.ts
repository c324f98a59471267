import { expect, test } from 'vitest';
import { isPublic, PrivateAddress, permittedAddresses } from '../../../src/http/hooks/addresses.ts';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'shop.example',
  '',
])('%s is not reached by a hook', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a02:6b8::1',
])('%s is', (address) => {
  expect(isPublic(address)).toBe(true);
});

const v4 = (address: string) => ({ address, family: 4 });

test('a name leads nowhere where one of its addresses is private', async () => {
  const shop = new URL('https://shop.example/sms');
  const resolving =
    (...addresses: string[]) =>
    async () =>
      addresses.map(v4);
  const good = { allowPrivate: false, resolve: resolving('8.8.8.8', '8.8.4.4') };
  expect(await permittedAddresses(shop, good)).toEqual([v4('8.8.8.8'), v4('8.8.4.4')]);
  const mixed = { allowPrivate: false, resolve: resolving('8.8.8.8', '10.0.0.5') };
  await expect(permittedAddresses(shop, mixed)).rejects.toThrow(PrivateAddress);
  expect(await permittedAddresses(shop, { ...mixed, allowPrivate: true })).toHaveLength(2);
});

test.each([
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://①②⑦.⓪.⓪.①/',
])('%s is an address by itself, and private however it is written', async (url) => {
  const resolve = async () => {
    throw new Error('no name was to be looked up');
  };
  await expect(permittedAddresses(new URL(url), { allowPrivate: false, resolve })).rejects.toThrow(
    PrivateAddress,
  );
});
