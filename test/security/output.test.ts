import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { record, takeLeaks } from '../support/output.ts';
import { leaksIn, plant, plantTyped, TOKEN } from '../support/planted.ts';
import { startProgram } from '../support/program.ts';

/*
 * Every test file ends with a search for what was planted in all that the program said meanwhile: see leak-hook.ts.
 * Here is shown that the search finds what it is for.
 */

const WORDS = ['hello', 'Ваш заказ готов', 'say "hi"'];

test.each([
  ['a text within a sentence', 'the text was hello, and so on', 'hello'],
  ['a text in another alphabet', '{"msg":"Ваш заказ готов"}', 'Ваш заказ готов'],
  ['a text whose quotes JSON escapes', JSON.stringify({ msg: 'say "hi"' }), 'say "hi"'],
  ['a number', '{"to":"79991234567"}', '79991234567'],
  ['a number as a chat shows it', 'to +7 999 123-45-67', '+7 999 123-45-67'],
  ['a number without its country', '9991234567', '9991234567'],
])('%s is found', (_, said, leak) => {
  expect(leaksIn(said, WORDS)).toEqual([leak]);
});

test.each([
  ['a masked number', '{"to":"7999***4567"}'],
  ['a word that a text is only a part of', 'othello, hellos'],
  ['a time', '{"time":"2026-12-01T09:00:00.000Z","at":1764590592000}'],
  ['an id', '01997a91-7999-7123-9456-799912345678'],
  ['a measure', 'process_cpu_seconds_total 0.79991234567'],
])('%s is no leak', (_, said) => {
  expect(leaksIn(said, WORDS)).toEqual([]);
});

test('of what people type texts, arguments and numbers are planted, a name of a command is not', () => {
  plantTyped('planted-typed words');
  plantTyped('/health');
  plantTyped('/help health');
  plantTyped('/sms +44 20 7946 0958 planted-argument');
  plant('a planted text that is so long that a log would cut it', 'two\nplanted-lines');
  const found = (said: string) => leaksIn(said).length > 0;
  for (const leak of [
    'planted-typed words',
    '442079460958',
    'a planted text that is so …',
    'planted-lines',
  ]) {
    expect([leak, found(leak)]).toEqual([leak, true]);
  }
  for (const word of ['health', 'help', 'two']) expect([word, found(word)]).toEqual([word, false]);
});

test('a leak in a silenced log or in what was served is named with its test', () => {
  const name = expect.getState().currentTestName;
  expect(takeLeaks()).toEqual([]);
  createLog('silent').trace(`logged ${TOKEN}`);
  record(`served ${TOKEN}`);
  expect(takeLeaks()).toEqual([
    expect.stringMatching(new RegExp(`^"${TOKEN}", .* in “${name}”: \\{"level":"trace".*logged`)),
    expect.stringContaining(`in “${name}”: served`),
  ]);
});

test('a run in which one test leaks fails, and says which', async () => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/support/leaky/vitest.config.ts'];
  const { ended, output } = startProgram(args, process.cwd());
  expect(await ended).toBe(1);
  expect(output()).toContain('in “it says too much”');
  // What it says has leaked, as it should.
  expect(takeLeaks()).not.toEqual([]);
});

test('no test has a log of its own, or starts a process of its own, past the search', () => {
  // PostgreSQL, systemd, curl and promtool are no part of the program; a table's own process hands its words to the bot.
  const known =
    /^(long|browser)\b|^support.(program|embedded-postgres)\.ts$|^(deploy|files.open|http.api.guide|prometheus)\.test\.ts$/;
  const past = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !known.test(path))
    .filter((path) =>
      /^import (?!type ).*from '(pino|node:child_process)'/m.test(readFileSync(join('test', path), 'utf8')),
    );
  expect(past).toEqual([]);
});
