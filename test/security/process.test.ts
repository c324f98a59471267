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

test('settings that are wrong are named, and not quoted', async () => {
  const path = folder();
  const right = { BOT_TOKEN: '1:demo', SMPP_SYSTEM_ID: 'demo', SMPP_PASSWORD: 'demo', HTTP_PORT: '0' };
  const wrong: Record<string, string>[] = [
    {
      BOT_TOKEN: 'planted secret',
      SMPP_PASSWORD: 'plantedпароль',
      DATABASE_URL: 'mysql://bot:planted@127.0.0.1/bot',
      CALLBACK_SECRET: 'planted secret with spaces',
      WEBHOOK_URL: 'https://bot.example.com',
      WEBHOOK_SECRET: 'planted secret!',
    },
    { SMPP_SYSTEM_ID: '', SMPP_PASSWORD: '', SMPP_ACCOUNTS: 'one:planted,:planted' },
    { DATABASE_URL: 'postgres://bot:planted@127.0.0.1:1/bot' },
  ];
  for (const settings of wrong) {
    const { code, output } = await run({ ...right, ...settings }, path);
    expect(code).toBe(1);
    expect(output).not.toContain('planted');
    const names = Object.keys(settings).filter((name) => settings[name]?.includes('planted'));
    for (const name of names) expect(output).toContain(name);
  }
}, 60_000);
