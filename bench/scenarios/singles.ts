import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { demand } from '../checks.ts';
import { clockMs } from '../clock.ts';
import { FIRST_SINGLE, numberAt } from '../numbers.ts';
import { percentile, report, result } from '../results.ts';
import { people, type Scene } from '../scene.ts';

/** Long enough for a card's first sending to be over when its receipt comes, ms. */
export const SINGLE_DELAY_MS = 1_500;
/** Neither a chat nor the bot comes to a limit of Telegram by it. */
const SPACING_MS = 100;
/** A card that has not said so by then never does. */
const GIVEN_UP_MS = 60_000;

/** ms, each as often as messages were typed. */
export interface Latencies {
  /** From a line in a chat to submit_sm at the provider. */
  readonly toSubmit: readonly number[];
  /** From when the provider has its receipt to the card that says so. */
  readonly toCard: readonly number[];
}

/** Series of one run never meet. */
const SERIES = 10_000;
let series = 0;

/** Types messages, each person in a chat of their own. Throws WrongRun unless all are sent once and their cards say so. */
export async function typeSingles({ smsc, telegram }: Scene, count: number): Promise<Latencies> {
  const first = FIRST_SINGLE + (series % 90) * SERIES;
  series += 1;
  const typedAt = new Map<number, number>();
  const shownAt = new Map<number, number>();
  // As a rule by an edit; a card whose sending was held up is delivered from the start.
  const onCard = ({ message: { text } }: { message: { text: string } }): void => {
    const index = Number(/\bw(\d+)\b/.exec(text)?.[1] ?? Number.NaN);
    if (text.includes('✅') && typedAt.has(index) && !shownAt.has(index)) shownAt.set(index, clockMs());
  };
  telegram.events.on('edit', onCard).on('message', onCard);
  for (let index = first; index < first + count; index += 1) {
    const chat = people[index % people.length] ?? 0;
    typedAt.set(index, clockMs());
    telegram.write(chat, { from: chat, text: `/sms +${numberAt(index)} Your order w${index} is ready` });
    await pause(SPACING_MS);
  }
  const until = clockMs() + GIVEN_UP_MS;
  while (shownAt.size < count && clockMs() < until) await pause(20);
  telegram.events.off('edit', onCard).off('message', onCard);
  const singles = await smsc.call('takeSingles');
  demand(singles.length === count, `not each of ${count} that were typed was submitted`, singles.length);
  demand(shownAt.size === count, `not each of ${count} cards says that it is delivered`, shownAt.size);
  return {
    toSubmit: singles.map(({ index, submittedAt }) => submittedAt - (typedAt.get(index) ?? Number.NaN)),
    toCard: singles.map(({ index, dueAt }) => (shownAt.get(index) ?? Number.NaN) - dueAt),
  };
}

/** From /status with an id to its card, ms. */
export async function askStatus({ telegram }: Scene, ids: readonly string[]): Promise<number[]> {
  const took: number[] = [];
  for (const [index, id] of ids.entries()) {
    const chat = people[index % people.length] ?? 0;
    const began = performance.now();
    telegram.write(chat, { from: chat, text: `/status ${id}` });
    const signal = AbortSignal.timeout(GIVEN_UP_MS);
    for (let answered = false; !answered; ) {
      const [{ message }] = await once(telegram.events, 'message', { signal });
      answered = message.from === telegram.bot.id;
    }
    took.push(performance.now() - began);
  }
  return took;
}

/** The middle and the worst hundredth. */
export function reportLatencies({ toSubmit, toCard }: Latencies, when: string): void {
  for (const [what, took] of Object.entries({ submit: toSubmit, card: toCard })) {
    report(result(`${what}/${when}/p50`, percentile(took, 0.5), 'ms'));
    report(result(`${what}/${when}/p99`, percentile(took, 0.99), 'ms'));
  }
}
