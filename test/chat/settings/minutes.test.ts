import { expect, test } from 'vitest';
import { localeFor } from '../../../src/chat/locale.ts';
import { answerWithin, returnAfter } from '../../../src/chat/settings/minutes.ts';
import { SETTINGS } from '../../support/chat.ts';
import { EN, RU } from '../../support/languages.ts';

test.each([
  ['30', 30, '30 min', '30 мин'],
  ['30m', 30, '30 min', '30 мин'],
  ['45 мин', 45, '45 min', '45 мин'],
  ['2h', 120, '2 h', '2 ч'],
  ['2,5 часа', 150, '150 min', '150 мин'],
  ['2 часа', 120, '2 h', '2 ч'],
  ['90 minutes', 90, '90 min', '90 мин'],
  ['168h', 10_080, '168 h', '168 ч'],
  ['never', 0, 'never', 'никогда'],
  ['Никогда', 0, 'never', 'никогда'],
])(
  '“%s” is so much working time, and written as its reader would type it',
  (typed, minutes, inEnglish, inRussian) => {
    const change = answerWithin.change(typed);
    expect(change).toEqual({ answerWithin: minutes });
    const written = [EN, RU].map(
      (language) => answerWithin.inForce(change ?? {}, SETTINGS, localeFor(language, 'UTC')).value ?? '',
    );
    expect(written).toEqual([inEnglish, inRussian]);
    for (const one of written) expect(returnAfter.change(one)).toEqual({ returnAfter: minutes });
  },
);

test.each(['', '0', '0h', '-5', '1.53h', '2d', '169h', 'soon', '30 30'])('“%s” is none', (typed) => {
  expect(answerWithin.change(typed)).toBeNull();
});

test('where a chat has set none, people are answered within an hour and a taker may be silent for two', () => {
  const inForce = (one: typeof answerWithin) => one.inForce({}, SETTINGS, localeFor(EN, 'UTC')).value;
  expect([answerWithin, returnAfter].map(inForce)).toEqual(['1 h', '2 h']);
});
