/** The whole bot in a process of its own, from the environment; told by IPC to put a bulk into its outbox. */
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { startBot } from '../src/main.ts';
import { guardKey } from '../src/messages/guard-key.ts';
import { createCard } from '../src/store/cards.ts';
import { type NewMessage, showOrder, writeOrder } from '../src/store/orders.ts';
import type { MemorySample } from '../test/long/memory.ts';

export interface Bulk {
  readonly count: number;
  /** The first number; the others count up, a hundred apart, so that all are reached. */
  readonly from: number;
  readonly chat: number;
}
export type ToBot = { readonly bulk: Bulk } | 'memory' | 'stop';
export type FromBot = 'ready' | 'queued' | { readonly memory: MemorySample };

const say = (message: FromBot): void => void process.send?.(message);
const bot = await startBot(readConfig(process.env), createLog('info'));
const until = setInterval(() => {
  if (!bot.bound()) return;
  clearInterval(until);
  say('ready');
}, 5);

async function queue({ count, from, chat }: Bulk): Promise<void> {
  const now = Date.now();
  const content = { channel: 'sms', text: 'Your order is ready' } as const;
  const messages = Array.from({ length: count }, (_, index): NewMessage => {
    const recipient = `79${String(from + index).padStart(7, '0')}60`;
    return {
      recipient,
      account: 'demo',
      reference: index % 65_536,
      pdus: 1,
      guardKey: guardKey('demo', { destination: recipient, text: content.text }),
    };
  });
  await bot.store.write(async (tx) => {
    const cardId = await createCard(tx, {
      chatId: chat,
      threadId: null,
      replyTo: null,
      kind: 'send',
      body: { duplicates: [], bad: [] },
      language: 'en',
      personId: chat,
      now,
    });
    const id = await writeOrder(tx, {
      origin: cardId,
      maker: { kind: 'person', id: chat },
      place: { chatId: chat, threadId: null },
      content,
      terms: { sender: 'SHOP', alphabet: 'gsm', parts: 1 },
      messages,
      waits: [],
      freshAt: now,
      now,
    });
    await showOrder(tx, id ?? '', cardId);
  });
  say('queued');
}

/** MB; what nobody refers to any more is collected first. */
function memory(): MemorySample {
  gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: rss / 2 ** 20, live: (heapUsed + external) / 2 ** 20 };
}

process.on('message', (message: ToBot) => {
  if (message === 'memory') say({ memory: memory() });
  else if (message === 'stop') void bot.stop().then(() => process.exit(0));
  else void queue(message.bulk);
});
process.on('disconnect', () => process.exit(0));
