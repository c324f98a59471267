import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { askedToTake } from '../../src/chat/held/handed.ts';
import { heldFor } from '../../src/chat/held/words.ts';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A sentence a line: ANSWERS are what agents answer customers, HELD what is said to the bot, to colleagues or by mistake. */
const listed = (name: string): string[] =>
  lines(readFileSync(new URL(`held-words/${name}.txt`, import.meta.url), 'utf8'));
const ANSWERS = listed('answers');
const HELD = Object.fromEntries(
  ['bot', 'team', 'bare', 'keyboard', 'place'].map((why) => [why, listed(why)] as const),
);

test('the lists are as long as they have to be to say something', () => {
  expect(new Set(ANSWERS).size).toBeGreaterThan(150);
  expect(Object.values(HELD).flat().length).toBeGreaterThan(200);
});

test.each(ANSWERS)('“%s” goes below what a customer wrote', (words) => {
  expect([heldFor(words, 'said'), askedToTake(words)]).toEqual([null, null]);
});

describe.each(Object.entries(HELD))('as “%s”', (held, all) => {
  test.each(all)('“%s” is held back', (words) => {
    expect(heldFor(words, 'said')).toBe(held);
  });
});

test.each([
  'Спасибо!',
  'ок',
  'Отлично, спасибо',
  'Почему?',
  'Thanks',
  'why?',
  'ok, got it',
  'great, thank you',
])('“%s” answers a customer, and is hardly written to one out of nothing', (words) => {
  expect([heldFor(words, 'said'), heldFor(words, 'asked'), heldFor(words, 'sent')]).toEqual([
    null,
    null,
    'bot',
  ]);
});

test.each(['5', '15:00', '1042', '500 ₽', '+7 495 123-45-67'])(
  '“%s” answers a question, and is nothing without one',
  (words) => {
    expect([heldFor(words, 'asked'), heldFor(words, 'said')]).toEqual([null, 'bare']);
  },
);

test('words that a list is full of are read in no time', () => {
  expect(heldFor(`${'did not '.repeat(2000)}x`, 'said')).toBeNull();
  expect(heldFor(`${'да, '.repeat(900)}завтра`, 'said')).toBeNull();
  expect(heldFor(`${'call i will a '.repeat(900)}x`, 'said')).toBeNull();
  expect(heldFor(`${'insta a, '.repeat(900)}x`, 'said')).toBeNull();
});

test.each(
  lines(`
    olga can you take this one
    olga take this one please
    Olga please take over
    can olga take this one?
    hey olga, would you reply to him
    can you take this one, Olga?
    olga you take it
    someone take this one
    Оля, можешь взять?
    Оля подхвати пожалуйста
    Оля, возьмёшь этого?
    может Оля возьмёт?
    Оля, займитесь этим
  `),
)('“%s” asks somebody to take the customer over', (words) => {
  expect(askedToTake(words)).toMatch(/^(?:olga|оля|someone)$/);
});
