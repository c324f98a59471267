import { expect, test } from 'vitest';
import { tripOf } from '../../src/messages/breaker.ts';
import type { EndCount } from '../../src/messages/ends.ts';
import { statusOfHttpError } from '../../src/messages/http-error.ts';

type State = EndCount['state'];

/** So many ends by receipt, or by a refusal. */
const told = (count: number, state: State, error: number | null = null): EndCount => ({
  state,
  error,
  command_status: null,
  count,
});
const refused = (count: number, command_status: number): EndCount => ({
  state: 'refused',
  error: null,
  command_status,
  count,
});
const delivered = (count: number) => told(count, 'delivered');
const SENDER = 254;
/** ESME_RINVSRCADR, ESME_RINVDSTADR, ESME_RSYSERR, ESME_RINVPASWD */
const [BAD_SENDER, BAD_NUMBER, FAULT, PASSWORD] = [0x0a, 0x0b, 0x08, 0x0e];

test.each<[string, EndCount[], number | null]>([
  ['all of the first 50 for their sender', [told(50, 'rejected', SENDER)], 50],
  ['one fewer', [told(49, 'rejected', SENDER)], null],
  ['all of the first 50 but one', [told(50, 'rejected', SENDER), delivered(1)], null],
  ['50 of 51 for two reasons', [told(50, 'rejected', SENDER), told(1, 'rejected', 253)], null],
  ['30 % of the last 200', [delivered(140), told(60, 'rejected', SENDER)], 60],
  ['a little less', [delivered(141), told(59, 'rejected', SENDER)], null],
  ['30 % for two reasons', [delivered(140), told(30, 'rejected', SENDER), told(30, 'rejected', 253)], null],
  ['no number exists', [told(200, 'undelivered', 1)], null],
  ['all phones are off', [told(200, 'expired', 6)], null],
  ['no reason is told', [told(200, 'undelivered')], null],
  ['no template fits', [told(50, 'rejected', 238)], 50],
  ['the provider takes none of their sender', [refused(50, BAD_SENDER)], 50],
  ['it knows the login no more', [refused(50, PASSWORD)], 50],
  ['it takes no such number', [refused(200, BAD_NUMBER)], null],
  ['its HTTP API says once that nothing is paid for', [delivered(99), refused(1, statusOfHttpError(3))], 1],
  ['that takes no such number', [refused(200, statusOfHttpError(7))], null],
  ['it fails by itself', [refused(200, FAULT)], null],
  ['nothing has ended', [], null],
])('a campaign stops or not: %s', (_, last, failed) => {
  expect(tripOf(last, true)?.failed ?? null).toBe(failed);
});

test('why it stopped is said with how many of how many', () => {
  expect(tripOf([delivered(100), told(61, 'rejected', SENDER)], true)).toEqual({
    state: 'rejected',
    error: SENDER,
    command_status: null,
    failed: 61,
    of: 161,
  });
});

test('codes of a provider whose codes are not known stop nothing, its refusals do', () => {
  expect(tripOf([told(200, 'rejected', SENDER)], false)).toBe(null);
  expect(tripOf([refused(50, BAD_SENDER)], false)).not.toBe(null);
});
