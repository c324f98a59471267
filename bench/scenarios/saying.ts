import { setTimeout as pause } from 'node:timers/promises';
import { demand } from '../checks.ts';
import { clockMs } from '../clock.ts';
import { CAMPAIGN_CHAT, type Scene } from '../scene.ts';

const GIVEN_UP_MS = 120_000;
/** What is waited for is looked at so often, ms. */
export const LOOK_MS = 20;

/** Throws WrongRun when that is not so in time. */
export async function until(isSo: () => boolean, otherwise: string, found: () => unknown): Promise<void> {
  for (const endsAt = clockMs() + GIVEN_UP_MS; !isSo(); await pause(LOOK_MS)) {
    demand(clockMs() < endsAt, otherwise, found());
  }
}

/** Says a line in a group. Resolves once the bot has answered it. */
export async function say({ telegram }: Scene, group: number, text: string): Promise<void> {
  const before = telegram.messages(group).length;
  telegram.write(group, { from: CAMPAIGN_CHAT, text });
  const isAnswered = () => telegram.messages(group).length >= before + 2;
  await until(isAnswered, 'a group got no answer', () => text);
}
