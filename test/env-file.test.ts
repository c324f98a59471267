import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadEnvFile } from '../src/env-file.ts';
import { folder } from './support/bot.ts';
import { START, startProgram } from './support/program.ts';

/** What NAME is once a `.env` with this content is loaded. */
function read(content: string | Buffer): string | undefined {
  const path = join(folder(), '.env');
  writeFileSync(path, content);
  onTestFinished(() => void delete process.env.NAME);
  loadEnvFile(path);
  return process.env.NAME;
}

test.each([
  ['NAME=abc', 'abc'],
  ['\uFEFFNAME=abc\r\n', 'abc'],
  ['# a comment\n\n  NAME = abc  # per second', 'abc'],
  ['export NAME=abc', 'abc'],
  [`NAME='abc#def' # of the test`, 'abc#def'],
  [`NAME="it's # this"`, `it's # this`],
  ['NAME=a"b', 'a"b'],
  ['NAME= # nobody yet', ''],
  [`NAME=abc\n# NAME=def\nNAME='abc'`, 'abc'],
])('%j is read as it is meant', (content, value) => {
  expect(read(content)).toBe(value);
});

test.each([
  ['NAME=topsecret#def', /^\S+\.env, line 1: NAME: a # ends the value there: put it between quotes/],
  ['A=1\nNAME=#topsecret', /line 2: NAME: a # ends/],
  [`NAME='topsecret's'`, /NAME: what stands after the closing quote is cut/],
  [`NAME="topsecret\nB=2"`, /line 1: NAME: the quote at its beginning is not closed/],
  ['NAME topsecret', /line 1: not NAME=value/],
  ['NAME=topsecret\n\nNAME=', /^\S+\.env, line 3: NAME: line 1 sets it otherwise: remove one of the two$/],
  [Buffer.from('NAME=topsecret', 'utf16le').subarray(1), /not NAME=value|not UTF-8/],
  [Buffer.from([0x4e, 0x3d, 0xff]), /is not UTF-8/],
])('%j is refused, and not quoted', (content, message) => {
  expect(() => read(content)).toThrow(message);
  expect(() => read(content)).not.toThrow(/topsecret/);
});

test('what the environment says already stays', () => {
  process.env.NAME = 'mine';
  expect(read('NAME=other')).toBe('mine');
});

test.each([
  ['en_US:en', 'ru', 'ru'],
  ['en', 'ru', 'en'],
])('LANGUAGE=%s of the environment and LANGUAGE=%s of the file make %s', (around, written, language) => {
  const path = join(folder(), '.env');
  writeFileSync(path, `LANGUAGE=${written}`);
  vi.stubEnv('LANGUAGE', around);
  onTestFinished(() => void vi.unstubAllEnvs());
  loadEnvFile(path);
  expect(process.env.LANGUAGE).toBe(language);
});

test('without a file there is nothing to load', () => {
  expect(() => loadEnvFile(join(folder(), '.env'))).not.toThrow();
});

async function start(cwd: string): Promise<string> {
  const { ended, output } = startProgram([START], cwd);
  expect(await ended).toBe(1);
  expect(output().trim().split('\n')).toHaveLength(1);
  return output();
}

test('a .env that is a folder is said in a line', async () => {
  const cwd = folder();
  mkdirSync(join(cwd, '.env'));
  expect(await start(cwd)).toMatch(/^\.env is a folder/);
});

test('a .env of somebody else is said, with the way out', () => {
  const path = join(folder(), '.env');
  writeFileSync(path, 'NAME=topsecret');
  chmodSync(path, 0o000);
  if (process.getuid?.() === 0) {
    process.seteuid?.(65534);
    onTestFinished(() => process.seteuid?.(0));
  }
  expect(() => loadEnvFile(path)).toThrow(/\.env cannot be read by the user who starts the bot/);
});
