import { setTimeout as pause } from 'node:timers/promises';
import { Bot } from './bot-process.ts';
import { percentile, report, result } from './results.ts';
import { BULK_CHAT, type Scene, startScene } from './scene.ts';

/** Long enough for a card's first sending to be over when its receipt comes, ms. */
const DELIVERY_MS = 1_500;
const SPACING_MS = 100;
/** The bulk that singles overtake: parts a second, and how many. */
const BULK_RATE = 300;
const BULK_COUNT = 6_000;

/** From a line in a chat to submit_sm at the provider, and from its receipt's leaving to the edit of the card. */
async function measure(scene: Scene, name: string, count: number): Promise<void> {
  const { smsc, telegram, people } = scene;
  const typedAt = new Map<string, number>();
  const leftAt = new Map<string, number>();
  const toSubmit: number[] = [];
  const toEdit: number[] = [];
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
    if (message.text.includes('✅')) take(leftAt, message.text, toEdit);
  };
  smsc.events.on('submit', onSubmit).on('phone', onPhone);
  telegram.events.on('edit', onEdit);
  for (let index = 0; index < count; index += 1) {
    const chat = people[index % people.length] ?? 0;
    const key = `w${index}`;
    typedAt.set(key, performance.now());
    telegram.write(chat, {
      from: chat,
      text: `/sms +7999${String(index).padStart(5, '0')}60 ${name.length}${key} ${key}`,
    });
    await pause(SPACING_MS);
  }
  const until = performance.now() + 60_000;
  while (toEdit.length < count && performance.now() < until) await pause(50);
  smsc.events.off('submit', onSubmit).off('phone', onPhone);
  telegram.events.off('edit', onEdit);
  for (const share of [0.5, 0.99]) {
    const label = `p${share * 100}`;
    report(result(`update to submit_sm, ${name}, ${label}`, percentile(toSubmit, share), 'ms'));
    report(result(`receipt to card, ${name}, ${label}`, percentile(toEdit, share), 'ms'));
  }
}

export async function measureLatency(databaseUrl: string, count: number): Promise<void> {
  const scene = await startScene(DELIVERY_MS);
  const bot = await Bot.start(scene.settings(databaseUrl, { SMPP_RATE: String(BULK_RATE) }));
  await measure(scene, 'idle', count);
  await bot.bulk({ count: BULK_COUNT, from: 5_000_000, chat: BULK_CHAT });
  await measure(scene, 'during a bulk', Math.min(count, (BULK_COUNT / BULK_RATE) * (1000 / SPACING_MS)));
  await bot.stop();
  await scene.close();
}
