import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Bot } from './bot-process.ts';
import type { Database } from './databases.ts';
import { percentile, report, result } from './results.ts';
import { BULK_CHAT, type Scene, startScene } from './scene.ts';

/** Long enough for a card's first sending to be over when its receipt comes, ms. */
export const DELIVERY_MS = 1_500;
const SPACING_MS = 100;
const GIVEN_UP_MS = 60_000;
/** The bulk that singles overtake: parts a second. */
const BULK_RATE = 300;

/** ms, each as often as messages were typed, unless it took more than a minute. */
export interface Latencies {
  /** From a line in a chat to submit_sm at the provider. */
  readonly toSubmit: readonly number[];
  /** From its receipt's leaving to the edit of the card. */
  readonly toCard: readonly number[];
}

/** Types messages, ten a second, each person in a chat of their own; no two series are alike. */
export async function typeMessages(scene: Scene, series: string, count: number): Promise<Latencies> {
  const { smsc, telegram, people } = scene;
  const typedAt = new Map<string, number>();
  const leftAt = new Map<string, number>();
  const toSubmit: number[] = [];
  const toCard: number[] = [];
  const word = (text: string): string | null => /\bw\d+\b/.exec(text)?.[0] ?? null;
  const take = (from: Map<string, number>, text: string, into: number[]): void => {
    const key = word(text);
    const at = key === null ? undefined : from.get(key);
    if (key === null || at === undefined) return;
    from.delete(key);
    into.push(performance.now() - at);
  };
  const onSubmit = ({ text }: { text: string }): void => take(typedAt, text, toSubmit);
  const onPhone = (_number: string, { text }: { text: string }): void => {
    const key = word(text);
    if (key !== null) leftAt.set(key, performance.now());
  };
  const onEdit = ({ message }: { message: { text: string } }): void => {
    if (message.text.includes('✅')) take(leftAt, message.text, toCard);
  };
  smsc.events.on('submit', onSubmit).on('phone', onPhone);
  telegram.events.on('edit', onEdit);
  for (let index = 0; index < count; index += 1) {
    const chat = people[index % people.length] ?? 0;
    const key = `w${index}`;
    typedAt.set(key, performance.now());
    const number = `7999${String(index).padStart(5, '0')}60`;
    telegram.write(chat, { from: chat, text: `/sms +${number} ${series} ${key}` });
    await pause(SPACING_MS);
  }
  const until = performance.now() + GIVEN_UP_MS;
  while (toCard.length < count && performance.now() < until) await pause(50);
  smsc.events.off('submit', onSubmit).off('phone', onPhone);
  telegram.events.off('edit', onEdit);
  return { toSubmit, toCard };
}

/** From /status with an id to its card, ms. */
export async function askStatus({ telegram, people }: Scene, ids: readonly string[]): Promise<number[]> {
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

export async function measureLatency({ kind, url }: Database, count: number): Promise<void> {
  const scene = await startScene(DELIVERY_MS);
  const bot = await Bot.start(scene.settings(url, { SMPP_RATE: String(BULK_RATE) }));
  const tell = ({ toSubmit, toCard }: Latencies, when: string): void => {
    for (const share of [0.5, 0.99]) {
      const label = `${kind}, ${when}, p${share * 100}`;
      report(result(`update to submit_sm, ${label}`, percentile(toSubmit, share), 'ms'));
      report(result(`receipt to card, ${label}`, percentile(toCard, share), 'ms'));
    }
  };
  tell(await typeMessages(scene, 'idle', count), 'idle');
  const bulk = Math.ceil((count * SPACING_MS * BULK_RATE) / 1000);
  await bot.bulk({ count: bulk, from: 5_000_000, chat: BULK_CHAT });
  tell(await typeMessages(scene, 'busy', count), 'during a bulk');
  await bot.stop();
  await scene.close();
}
