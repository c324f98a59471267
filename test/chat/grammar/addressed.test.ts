import { expect, it } from 'vitest';
import { readArguments } from '../../../src/chat/grammar.ts';
import { EMAIL } from '../../support/command-specs.ts';

const read = (line: string) => {
  const result = readArguments(` ${line}`, EMAIL, { country: 'RU' });
  if (result.ok) throw new Error(`read: ${result.reading}`);
  return result;
};

it.each([
  ['Jane <j@x.ru> subject="Bill 12" hi', ['j@x.ru subject="Bill 12" hi']],
  ['"Doe, Jane" <j@x.ru>\nsubject=Bill hi', ['j@x.ru subject=Bill hi']],
  ['Иванова Анна <a@x.ru>, Bob <b@x.ru> subject=S Привет', ['a@x.ru, b@x.ru subject=S Привет']],
  // Whether it is a name or begins the text, nothing says.
  ['Jane j@x.ru subject=S hi', ['j@x.ru subject=S hi', 'j@x.ru subject=S Jane hi']],
  ['Please write to j@x.ru subject=S soon', ['j@x.ru subject=S Please write to soon']],
])('an address behind a name in %j is offered with its options', (line, wanted) => {
  const { problem, corrections } = read(line);
  expect(problem.kind).toBe('no-recipient');
  expect(corrections).toEqual(wanted.map((one) => `/email ${one}`));
});

it.each([
  ['Jane <j@x.ru> hi', 'missing-option', 'j@x.ru Jane hi'],
  ['Jane <j@x.ru> subject=S', 'missing-text', 'j@x.ru subject=S'],
])('of %j it is asked only what is not there', (line, kind, reading) => {
  expect(read(line)).toMatchObject({ problem: { kind }, reading: `/email ${reading}` });
});

it('asks for whom a text is that speaks of an address', () => {
  const line = 'Please write to a@b.ru about it';
  expect(read(line)).toMatchObject({
    problem: { kind: 'no-recipient' },
    understood: { text: line },
    corrections: [],
  });
});
