import { expect, test } from 'vitest';
import { allowedHours, isConsent, needsConsent } from '../../src/messages/consent.ts';

test.each([
  ['site form, 2026-11-01', true],
  ['анкета 01.11.2026', true],
  ['2026-11-01', false],
  ['site form, 2026-02-30', false],
  ['site form, 32.01.2026', false],
  ['site form, 2026-13-01', false],
  ['site form', false],
  ['yes', false],
  ['', false],
])('“%s” is a consent: %s', (said, isIt) => {
  expect(isConsent(said)).toBe(isIt);
});

test.each([
  ['advertising to one', { channel: 'sms', text: 'hi', kind: 'ad' }, 1, true],
  ['an SMS to many about what they asked for', { channel: 'sms', text: 'hi' }, 1000, false],
  ['a call to one', { channel: 'call', text: 'hi', voice: 'm' }, 1, false],
  ['a call to several', { channel: 'call', text: 'hi', voice: 'm' }, 2, true],
  ['a look-up of many', { channel: 'hlr' }, 1000, false],
] as const)('%s needs a consent: %o', (_, content, recipients, isIt) => {
  expect(needsConsent(content, recipients)).toBe(isIt);
});

test('advertising may arrive from 9 to 20, anything else at any time', () => {
  expect(allowedHours({ channel: 'sms', text: 'hi', kind: 'ad' })).toEqual({ from: 540, to: 1200 });
  expect(allowedHours({ channel: 'sms', text: 'hi' })).toBeNull();
});
