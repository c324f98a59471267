import { expect, test } from 'vitest';
import { folder } from '../support/bot.ts';
import { START, startProgram } from '../support/program.ts';

/* What README has people type first, in a process of its own. */

async function demo(args: readonly string[], env: Record<string, string> = {}) {
  const { ended, stdout, stderr } = startProgram([START, 'demo/main.ts', ...args], folder(), env, {
    talks: true,
  });
  const code = await ended;
  return { code, stdout: stdout(), stderr: stderr() };
}

test('what is typed by --say is printed with its answer, and the demo ends when all has come to rest', async () => {
  const { code, stdout } = await demo(['--say', '/hlr +79231112233']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^You: \/hlr \+79231112233\n\nBot: .*✅ доступен\n.*MegaFON/s);
});

test('at a generic provider the settings that README has for one are those of the environment', async () => {
  // To a landline it is asked about, and nothing is waited for.
  const say = ['--provider', 'generic', '--say', '/sms +74951234567 a{b}', '--say', '/hlr +79991234567'];
  const { code, stdout } = await demo(say, { SMPP_DEFAULT_ALPHABET: 'ascii' });
  expect(code).toBe(0);
  expect(stdout).toContain('1 часть, ASCII');
  expect(stdout).toContain('Команды /hlr здесь нет');
});

test('what is wrong with its arguments or settings is named, without a stack', async () => {
  const [argument, setting] = await Promise.all([
    demo(['--provider', 'kannel']),
    demo(['--port', '0'], { SMPP_LONG: 'hunter2' }),
  ]);
  expect(argument.stderr).toMatch(/^--provider kannel: smsc\.ru or generic\nUsage: npm run demo -- .*\n$/);
  expect(setting.stderr).toBe('SMPP_LONG: payload, udh or sar\n');
  expect([argument.code, setting.code]).toEqual([1, 1]);
});
