import { expect, test } from 'vitest';
import { countedBy } from './standing.ts';

test('doubt of a list that is looked after counts as moving until all else has been waited for', () => {
  const text = [
    'SMS → 3 recipients',
    '✅ delivered 2 · ❓ in doubt 1',
    '❓ No answer came for some: the provider is asked again in a way that delivers nothing twice.',
  ].join('\n');
  expect(countedBy(text)).toEqual(
    new Map([
      ['delivered', 2],
      ['moving', 1],
    ]),
  );
  expect(countedBy(text, true)).toEqual(
    new Map([
      ['delivered', 2],
      ['doubt', 1],
    ]),
  );
});
