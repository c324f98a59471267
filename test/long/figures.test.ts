import { expect, test } from 'vitest';
import { type Figures, lineOf, passed, sumOf } from './figures.ts';

const figures: Figures = {
  campaign: 'kill',
  store: 'sqlite',
  seed: 7,
  runs: 12,
  messages: 340,
  lost: 0,
  twice: 0,
  wrong: 0,
  notes: ['in doubt 1'],
};

test('a campaign that found nothing wrong has passed, and says what it did', () => {
  expect(passed(figures)).toBe(true);
  expect(lineOf(figures)).toBe(
    'kill (sqlite): 12 runs, 340 messages, 0 lost, 0 sent twice, 0 wrong at the end, seed 7 · in doubt 1',
  );
});

test.each(['lost', 'twice', 'wrong'] as const)('a campaign with one message %s has failed', (what) => {
  expect(passed({ ...figures, [what]: 1 })).toBe(false);
});

test.each(['runs', 'messages'] as const)(
  'a campaign with 0 %s did not run, says so and has failed',
  (what) => {
    const idle = { ...figures, [what]: 0 };
    expect(passed(idle)).toBe(false);
    expect(lineOf(idle)).toMatch(/^kill \(sqlite\): DID NOT RUN, /);
    expect(sumOf([figures, idle])).toMatch(/ at the end, 1 DID NOT RUN$/);
  },
);

test('the browser, which sends no messages, has run all the same', () => {
  const browser: Figures = { ...figures, campaign: 'browser', store: '-', messages: null };
  expect(passed(browser)).toBe(true);
  expect(lineOf(browser)).toMatch(/^browser: 12 runs, 0 messages, /);
  expect(sumOf([figures, browser])).toBe('all: 340 messages, 0 lost, 0 sent twice, 0 wrong at the end');
});
