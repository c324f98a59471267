import { expect } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { type TestBot, until } from './bot.ts';

/** What keeps a bot from its work, by part, as /readyz says it; null: it is ready. */
export async function unready({ http }: TestBot): Promise<Record<string, string> | null> {
  const response = await fetch(`${http.url}/readyz`);
  const body = (await response.json()) as { reasons?: Record<string, string> };
  expect(response.status).toBe(body.reasons ? 503 : 200);
  return body.reasons ?? null;
}

/** Waits until the bot can do its work. */
export async function untilReady(around: World, running: TestBot): Promise<void> {
  await until(around, async () => (await unready(running)) === null, 'a bot that is ready');
}
