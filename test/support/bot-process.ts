import { once } from 'node:events';
import type { World } from '../../src/demo/world.ts';
import { environmentFor, storeIn, until } from './bot.ts';
import { type Program, START, startProgram } from './program.ts';

/** A process takes long to start on a machine that has others to run (ms). */
const STARTED_MS = 60_000;

const killAt = new URL('./kill-at.js', import.meta.url).href;

/**
 * The bot as a process of its own, bound and polling (or standing by, where another instance is); killed with the
 * test. `killAt` as in kill-at.js; `timeout`, ms: how long its start may take.
 */
export async function botProcess(
  around: World,
  folder: string,
  options: { killAt?: string; standby?: boolean; settings?: Record<string, string>; timeout?: number } = {},
): Promise<Program> {
  storeIn(folder);
  const env = { KILL_AT: options.killAt ?? '', ...environmentFor(around, folder, options.settings) };
  const program = startProgram(['--import', killAt, START], folder, env, { ipc: true });
  const { child, output } = program;
  const signs = options.standby ? ['HTTP is served'] : ['bound', 'the bot is there'];
  const there = () => signs.every((sign) => output().includes(`"msg":"${sign}"`));
  await until(around, () => child.exitCode !== null || there(), 'the bot', options.timeout ?? STARTED_MS);
  if (child.exitCode !== null) throw new Error(`the bot did not start: ${output()}`);
  child.send(options.killAt ? 'count' : 'look');
  await once(child, 'message');
  return program;
}
