import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHttpStatus } from '../../src/messages/http-status.ts';

test('a status over HTTP is read like a receipt', () => {
  const params = {
    id: '855469',
    phone: '79991234567',
    status: '1',
    err: '0',
    cost: '2.50',
    ts: '1764590592',
  };
  expect(parseHttpStatus({ ...params, time: '01.12.2025 15:03:12', type: '0', flag: '0' })).toEqual({
    id: '855469',
    textId: '855469',
    state: 'delivered',
    unknownState: null,
    reading: null,
    error: 0,
    cost: 25000,
    parts: null,
    flags: null,
    networkError: null,
    lookup: null,
    utcOffset: 180,
    submittedAt: null,
    doneAt: 1_764_590_592_000,
    submitted: null,
    delivered: null,
    text: null,
    other: null,
    unread: null,
  });
});

test.each([
  ['-3', 'unknown'],
  ['-2', 'accepted'],
  ['-1', 'accepted'],
  ['0', 'enroute'],
  ['1', 'delivered'],
  ['2', 'delivered'],
  ['3', 'expired'],
  ['4', 'delivered'],
  ['20', 'undelivered'],
  ['22', 'rejected'],
  ['23', 'rejected'],
  ['24', 'rejected'],
  ['25', 'rejected'],
])('status %s means %s', (status, state) => {
  expect(parseHttpStatus({ id: '1', status }).state).toBe(state);
});

test.each([
  ['1', null],
  ['2', 'read'],
  ['4', 'clicked'],
  ['20', null],
])('status %s tells of the reader: %s', (status, reading) => {
  expect(parseHttpStatus({ id: '1', status }).reading).toBe(reading);
});

test.each([undefined, '0', '255'])(
  'that there was no money is kept as the code of the end, beside an err of %s',
  (err) => {
    const { state, error } = parseHttpStatus({ id: '1', status: '24', ...(err && { err }) });
    expect({ state, error }).toEqual({ state: 'rejected', error: 24 });
  },
);

test('without a timestamp the time is read by the clock of Moscow', () => {
  expect(parseHttpStatus({ id: '1', time: '01.12.2025 15:03:12' }).doneAt).toBe(
    Date.UTC(2025, 11, 1, 12, 3, 12),
  );
  expect(parseHttpStatus({ id: '1', time: '01.12.2025 15:03' }, 0).doneAt).toBe(Date.UTC(2025, 11, 1, 15, 3));
});

test("a look-up's fields are taken as they are, for HTTP has decoded them", () => {
  const { lookup } = parseHttpStatus({
    id: '1',
    status: '1',
    mcc: '250',
    mnc: '02',
    net: 'A+B 100%',
    rcn: '',
  });
  expect(lookup).toEqual({
    imsi: null,
    msc: null,
    mcc: '250',
    mnc: '02',
    country: null,
    network: 'A+B 100%',
    roamingCountry: null,
    roamingNetwork: null,
  });
});

test('what cannot be read is handed back', () => {
  const params = { id: '1', status: '99', err: 'x', cost: 'free', ts: 'soon', time: '31.02.2025 10:00' };
  expect(parseHttpStatus(params)).toMatchObject({
    id: '1',
    state: null,
    unread: 'status:99 err:x cost:free ts:soon time:31.02.2025 10:00',
  });
});

test('any parameters are read without an error', () => {
  const key = fc.constantFrom('id', 'status', 'err', 'cost', 'ts', 'time', 'imsi', 'net', '__proto__', 'x');
  fc.assert(
    fc.property(fc.dictionary(key, fc.string()), (params) => {
      expect(parseHttpStatus(params)).toHaveProperty('unread');
    }),
    { numRuns: 200 },
  );
});
