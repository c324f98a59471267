import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentFor, folder, world } from '../support/bot.ts';
import { START, startProgram } from '../support/program.ts';

/*
 * What the program prints when it cannot start, or falls over: Node prints an error that nobody caught with all that
 * it carries.
 */
/** Runs the program to its end. */
async function run(
  env: Record<string, string>,
  cwd: string,
): Promise<{ code: number | string; output: string }> {
  const { ended, output } = startProgram([START], cwd, env);
  return { code: await ended, output: output() };
}

const rejected = `setTimeout(() => Promise.reject(Object.assign(new Error('it quotes "planted"'), { payload: { text: 'planted' } })), 300)`;
const thrown = `setTimeout(() => { throw Object.assign(new Error('no'), { parameters: ['planted', '79991234567'] }) }, 300)`;

test.each([
  ['an error that nobody caught', thrown],
  ['a promise that nobody awaited', rejected],
])('%s ends the program, and is logged without what it carries', async (_, code) => {
  const around = await world();
  const path = folder();
  writeFileSync(join(path, 'fall.mjs'), code);
  const preload = `--import ${join(path, 'fall.mjs')}`;
  const ended = await run({ ...environmentFor(around, path), NODE_OPTIONS: preload }, path);
  expect(ended.code).toBe(1);
  expect(ended.output).toContain('nobody caught an error');
  expect(ended.output).not.toMatch(/planted|79991234567/);
});

test.each([
  ['BOT_TOKEN', { BOT_TOKEN: 'planted secret' }],
  ['SMPP_PASSWORD', { SMPP_PASSWORD: 'plantedпароль' }],
  ['SMPP_ACCOUNTS', { SMPP_SYSTEM_ID: '', SMPP_PASSWORD: '', SMPP_ACCOUNTS: 'one:planted,:planted' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://bot:planted@127.0.0.1/bot' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres://bot:planted@127.0.0.1:1/bot' }],
  ['CALLBACK_SECRET', { CALLBACK_SECRET: 'planted secret with spaces' }],
  ['WEBHOOK_SECRET', { WEBHOOK_URL: 'https://bot.example.com', WEBHOOK_SECRET: 'planted secret!' }],
])('a wrong %s is named, and not quoted', async (name, settings) => {
  const path = folder();
  const env = {
    BOT_TOKEN: '1:demo',
    SMPP_SYSTEM_ID: 'demo',
    SMPP_PASSWORD: 'demo',
    HTTP_PORT: '0',
    ...settings,
  };
  const { code, output } = await run(env, path);
  expect(code).toBe(1);
  expect(output).toContain(name);
  expect(output).not.toContain('planted');
});
