import { expect } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { botMessages, folder, OLGA, until, world } from './bot.ts';
import { botProcess } from './bot-process.ts';

const NUMBER = '79991234567';

const QUESTION = ['Отправить ещё раз', 'Оставить так'];

/** What a card may end as: delivered, or in doubt with the question to a person. */
function hasEnded(around: World): boolean {
  const card = botMessages(around, OLGA).at(-1);
  return /доставлено/.test(card?.text ?? '') || card?.buttons.flat()[0]?.text === QUESTION[0];
}

/** Kills the bot at one step of one message, starts it again, and judges the end. False: that step was never reached. */
async function killAndRestart(killAt: string): Promise<boolean> {
  const around = await world();
  const store = folder();
  const first = await botProcess(around, store, { killAt });
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${NUMBER} Привет` });
  await Promise.race([first.ended, until(around, () => hasEnded(around), `the end of ${killAt}`)]);
  if (first.child.exitCode === null && first.child.signalCode === null) {
    await stop(first);
    return false;
  }
  expect(first.child.signalCode, first.output()).toBe('SIGKILL');

  const second = await botProcess(around, store);
  await until(around, () => hasEnded(around), `the right end after a kill at ${killAt}`);
  judge(around, killAt);
  await stop(second);
  return true;
}

async function stop({ child, ended: end }: Awaited<ReturnType<typeof botProcess>>): Promise<void> {
  child.kill('SIGKILL');
  await end;
}

function judge(around: World, killAt: string): void {
  const got = around.smsc.phone(NUMBER).length;
  const card = botMessages(around, OLGA).at(-1);
  if (/доставлено/.test(card?.text ?? '')) expect(got, killAt).toBe(1);
  else {
    expect(got, killAt).toBeLessThanOrEqual(1);
    expect(
      card?.buttons.flat().map(({ text }) => text),
      killAt,
    ).toEqual(QUESTION);
  }
  // A card whose sending was cut off may stand there twice, a third one never.
  expect(botMessages(around, OLGA).length, killAt).toBeLessThanOrEqual(2);
}

/** Kills the bot at every step of one kind, one after the other, until a message needs no more of them. */
export async function killAtEvery(
  kind: 'commit:before' | 'commit:after' | 'write:before' | 'write:after',
): Promise<void> {
  let step = 1;
  while (await killAndRestart(`${kind}:${step}`)) step++;
  // Fewer steps than a message needs would mean that nothing was tried.
  expect(step).toBeGreaterThan(5);
}
