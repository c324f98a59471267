import { expect, test } from 'vitest';
import { isConsent, needsConsent, quietFor } from '../../src/messages/consent.ts';

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

test('advertising may arrive from 9 to 20, and only when what is set allows it; anything else when that does', () => {
  const hi = { channel: 'sms', text: 'hi' } as const;
  const ad = { ...hi, kind: 'ad' } as const;
  const lunch = { from: 780, to: 840 };
  expect(quietFor(ad, undefined, 'UTC')).toEqual({ from: 1200, to: 540, zone: 'UTC' });
  expect(quietFor(ad, lunch, 'UTC')).toEqual({ ...lunch, besides: { from: 1200, to: 540 }, zone: 'UTC' });
  expect(quietFor(hi, lunch, 'UTC')).toEqual({ ...lunch, zone: 'UTC' });
  expect(quietFor(hi, undefined, 'UTC')).toBeNull();
});
