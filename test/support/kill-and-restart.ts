import { once } from 'node:events';
import { expect } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, folder, OLGA, until, world } from './bot.ts';
import { botProcess } from './bot-process.ts';
import type { Program } from './program.ts';
import { Random } from './random.ts';
import { SEED } from './seed.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** How often the bot was killed; `npm run test:long` counts them. */
    kills?: number;
  }
}

type Kind = 'commit' | 'write';
type Counted = Record<Kind, number>;

/** The steps of one message that nothing disturbs. */
interface Steps extends Counted {
  /** Those that have begun when the message goes to the SMSC, its write the last of them. */
  readonly atSubmit: Counted;
}

const NUMBER = '79991234567';
const QUESTION = ['Отправить ещё раз', 'Оставить так'];
/** Fewer would mean that the counting is broken. */
const LEAST: Counted = { commit: 7, write: 10 };
/** Kills at steps of one kind in `npm test`, those around the submit; `npm run test:long` has time for all. */
const SAMPLE = 2;

/** What a card may end as: delivered, or in doubt with the question to a person. */
function hasEnded(around: World): boolean {
  const card = botMessages(around, OLGA).at(-1);
  return /доставлено/.test(card?.text ?? '') || card?.buttons.flat()[0]?.text === QUESTION[0];
}

async function stop({ child, ended }: Program): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Lets the bot send one message, and kills it at that step if it comes to it. */
async function sendOne(killAt: string): Promise<{ around: World; store: string; first: Program }> {
  const around = await world();
  const store = folder();
  const first = await botProcess(around, store, { killAt });
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${NUMBER} Привет` });
  await Promise.race([first.ended, until(around, () => hasEnded(around), `the end of ${killAt}`)]);
  return { around, store, first };
}

async function stepsOf(): Promise<Steps> {
  const { first } = await sendOne('nothing');
  first.child.send('report');
  const [steps] = await once(first.child, 'message');
  await stop(first);
  return steps;
}

/** Kills the bot at one step of one message, starts it again, and judges the end. False: that step was never reached. */
async function killAndRestart(killAt: string): Promise<boolean> {
  const { around, store, first } = await sendOne(killAt);
  if (first.child.exitCode === null && first.child.signalCode === null) {
    await stop(first);
    return false;
  }
  expect(first.child.signalCode, first.output()).toBe('SIGKILL');

  // Nothing kills this one: within this process it is there in a fraction of the time.
  const second = await bot(around, {}, store);
  await until(around, () => hasEnded(around), `the right end after a kill at ${killAt}`);
  judge(around, killAt);
  await second.stop();
  return true;
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

/** Every moment to kill at, such as "write:after:3": first those around the submit, then the others in a random order. */
function moments(kind: Kind, steps: Steps, random: Random): string[] {
  const submit = steps.atSubmit[kind];
  const around =
    kind === 'commit'
      ? [`after:${submit}`, `before:${submit + 1}`, `after:${submit + 1}`]
      : [`before:${submit}`, `after:${submit}`, `before:${submit + 1}`];
  // A step more, as chance has it, leaves the order of the others as it was.
  const others = Array.from({ length: steps[kind] }, (_, index) => index + 1)
    .flatMap((step) => [`before:${step}`, `after:${step}`])
    .map((moment) => ({ moment, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ moment }) => moment)
    .filter((moment) => !around.includes(moment));
  return [...around, ...others].map((moment) => `${kind}:${moment}`);
}

/**
 * Kills the bot at steps of one kind, one after the other; resolves with how often. TEST_SEED repeats the choice of
 * a run that failed. With KILL_AT_SECONDS it goes on for so long, or until the bot has been killed at every step.
 */
export async function killAtSteps(kind: Kind): Promise<number> {
  const { KILL_AT_SECONDS } = process.env;
  const limit =
    KILL_AT_SECONDS === undefined
      ? { least: SAMPLE, most: SAMPLE, until: Number.POSITIVE_INFINITY }
      : {
          least: 1,
          most: Number.POSITIVE_INFINITY,
          until: performance.now() + Number(KILL_AT_SECONDS) * 1000,
        };
  const steps = await stepsOf();
  expect(steps[kind]).toBeGreaterThanOrEqual(LEAST[kind]);

  let kills = 0;
  for (const moment of moments(kind, steps, new Random(SEED))) {
    if (kills === limit.most || performance.now() >= limit.until) break;
    try {
      // Where two edits of a card became one there is a step less, and another one is taken.
      if (await killAndRestart(moment)) kills++;
    } catch (cause) {
      throw new Error(`killed at ${moment}, which TEST_SEED=${SEED} repeats: ${cause}`, { cause });
    }
  }
  expect(kills).toBeGreaterThanOrEqual(limit.least);
  return kills;
}
