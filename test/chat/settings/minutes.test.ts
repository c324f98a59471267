import { expect, test } from 'vitest';
import { localeFor } from '../../../src/chat/locale.ts';
import { answerWithin, returnAfter } from '../../../src/chat/settings/minutes.ts';
import { SETTINGS } from '../../support/chat.ts';
import { EN } from '../../support/languages.ts';

test.each([
  ['30', 30, '30m'],
  ['30m', 30, '30m'],
  ['45 мин', 45, '45m'],
  ['2h', 120, '2h'],
  ['2 часа', 120, '2h'],
  ['90 minutes', 90, '90m'],
  ['168h', 10_080, '168h'],
  ['never', 0, 'never'],
  ['Никогда', 0, 'never'],
])('“%s” is so much working time', (typed, minutes, written) => {
  const change = answerWithin.change(typed);
  expect(change).toEqual({ answerWithin: minutes });
  expect(answerWithin.inForce(change ?? {}, SETTINGS, localeFor(EN, 'UTC')).value).toBe(written);
  expect(returnAfter.change(written)).toEqual({ returnAfter: minutes });
});

test.each(['', '0', '0h', '-5', '1.5h', '2d', '169h', 'soon', '30 30'])('“%s” is none', (typed) => {
  expect(answerWithin.change(typed)).toBeNull();
});

test('where a chat has set none, people are answered within an hour and a taker may be silent for two', () => {
  const inForce = (one: typeof answerWithin) => one.inForce({}, SETTINGS, localeFor(EN, 'UTC')).value;
  expect([answerWithin, returnAfter].map(inForce)).toEqual(['1h', '2h']);
});
