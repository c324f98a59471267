import { expect, test } from 'vitest';
import { result, withResult } from '../../bench/results.ts';

const of = (scenario: string, value = 1) => result(scenario, value, 'ms');
const ROWS = [of('lean/sqlite/w5'), of('rate100/sqlite'), of('files/sqlite/csv/read'), of('idle/sqlite')];

test('a figure takes the place of the one before, and what a run does not measure stays where it was', () => {
  const rows = withResult(withResult(ROWS, of('rate100/sqlite', 7)), of('idle/sqlite', 8));
  expect(rows).toEqual([ROWS[0], of('rate100/sqlite', 7), ROWS[2], of('idle/sqlite', 8)]);
});

test('a figure that was not there stands behind those of its kind, one of a new kind behind all', () => {
  const rows = withResult(withResult(ROWS, of('files/sqlite/csv/total')), of('watch/sqlite'));
  expect(rows.map(({ scenario }) => scenario)).toEqual([
    'lean/sqlite/w5',
    'rate100/sqlite',
    'files/sqlite/csv/read',
    'files/sqlite/csv/total',
    'idle/sqlite',
    'watch/sqlite',
  ]);
  expect(withResult([], of('watch/sqlite'))).toEqual([of('watch/sqlite')]);
});
