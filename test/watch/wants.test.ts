import { describe, expect, test } from 'vitest';
import { kindsOf, type WatchEvent, wants } from '../../src/watch/wants.ts';
import { WATCH_KINDS, type Watched } from '../../src/watch/watched.ts';

const failed: WatchEvent = {
  kind: 'failed',
  channel: 'sms',
  sender: 'SHOP',
  recipient: '79991234506',
  operator: 'MegaFON',
  error: 254,
  commandStatus: null,
  makerId: '102',
  isBulk: false,
};
const usual: Watched = { kind: 'usual', only: {} };

test.each([
  ['a sender that is not registered', { error: 254 }, true],
  ['an account without money', { error: 24 }, true],
  ['a phone that is off', { error: 6 }, false],
  ['a number that does not exist', { error: 1 }, false],
  ['a failure of which nothing is known', { error: null }, false],
  ['a submit refused for its sender', { error: null, commandStatus: 0x0a }, true],
  ['a submit refused for its recipient', { error: null, commandStatus: 0x0b }, false],
  ['a message in doubt', { kind: 'doubt', error: null }, true],
  ['a delivery', { kind: 'delivered', error: null }, false],
] as const)('of %s who watches the usual is told: %o, %s', (_, differs, isTold) => {
  expect(wants(usual, { ...failed, ...differs }, true)).toBe(isTold);
});

test('where codes are not those of SMSC.ru, none of them is taken for one that can be mended', () => {
  expect(wants(usual, failed, false)).toBe(false);
  expect(wants({ kind: 'failed', only: {} }, failed, false)).toBe(true);
});

test('look-ups are watched where they are asked for', () => {
  const hlr: WatchEvent = { ...failed, channel: 'hlr', error: 6 };
  expect(wants({ kind: 'failed', only: {} }, hlr, true)).toBe(false);
  expect(wants({ kind: 'failed', only: { channel: ['hlr'] } }, hlr, true)).toBe(true);
});

describe.each([
  ['from', { from: ['NEWS', 'shop'] }, { sender: 'NEWS2' }],
  ['channel', { channel: ['sms'] }, { channel: 'viber' }],
  ['operator', { operator: ['mega'] }, { operator: null }],
  ['code', { code: [6, 254] }, { error: 255 }],
  ['by', { by: ['102'] }, { makerId: '101' }],
  ['number', { number: ['4506'] }, { recipient: '79991234507' }],
  ['bulk', { bulk: false }, { isBulk: true }],
] as const)('%s=', (_, only, other) => {
  test('lets through what it names, and nothing else', () => {
    const watched = { kind: 'failed', only } as Watched;
    expect(wants(watched, failed, true)).toBe(true);
    expect(wants(watched, { ...failed, ...other } as WatchEvent, true)).toBe(false);
  });
});

test('what is told of nothing that happens to messages wants none of it', () => {
  expect(WATCH_KINDS.filter((kind) => kindsOf({ kind }).length === 0)).toEqual([
    'link',
    'rate',
    'lag',
    'spend',
    'balance',
    'alerts',
    'heartbeat',
    'daily',
    'weekly',
  ]);
});
