import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Smsc, startSmsc } from '../src/demo/smsc/index.ts';
import { startTelegram, type TelegramServer } from '../src/demo/telegram/index.ts';

const PEOPLE = 40;
export const BULK_CHAT = 100;
const bareClient = fileURLToPath(new URL('./bare-client.ts', import.meta.url));

/** What is around the measured bot: both servers, in this process. */
export interface Scene {
  readonly smsc: Smsc;
  readonly telegram: TelegramServer;
  readonly people: readonly number[];
  settings(databaseUrl: string, more?: Record<string, string>): Record<string, string>;
  close(): Promise<void>;
}

/** Each has a bot of its own: to a store that knows the one before, its updates would be known already. */
let scenes = 0;

export async function startScene(deliveryMs: number, keep = Number.POSITIVE_INFINITY): Promise<Scene> {
  const people = Array.from({ length: PEOPLE }, (_, index) => BULK_CHAT + 1 + index);
  const known = [BULK_CHAT, ...people];
  const smsc = await startSmsc({ rate: 1_000_000, deliveryMs, keep });
  scenes += 1;
  const telegram = await startTelegram({
    token: `${scenes}:demo`,
    people: known.map((id) => ({ id, name: `Person ${id}`, language: 'en' })),
    chats: known.map((id) => ({ id, type: 'private', person: id })),
  });
  return {
    smsc,
    telegram,
    people,
    settings: (databaseUrl, more = {}) => ({
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      OWNER_IDS: known.join(','),
      DATABASE_URL: databaseUrl,
      SMPP_PROVIDER: 'smsc.ru',
      SMPP_HOSTS: smsc.address,
      SMPP_SYSTEM_ID: 'demo',
      SMPP_PASSWORD: 'demo',
      SMPP_RATE: '100000',
      SENDER: 'SHOP',
      HTTP_PORT: '0',
      ...more,
    }),
    async close() {
      await telegram.close();
      await smsc.close();
    },
  };
}

/** Receipts taken per second, from the first submit to the last of that many receipts. */
export async function pairsPerSecond(
  smsc: Smsc,
  count: number,
  start: () => Promise<unknown>,
): Promise<number> {
  let began: number | null = null;
  const { promise, resolve } = Promise.withResolvers<number>();
  let receipts = 0;
  const onSubmit = (): void => {
    began ??= performance.now();
  };
  const onReceipt = (): void => {
    receipts += 1;
    if (receipts === count) resolve(performance.now());
  };
  smsc.events.on('submit', onSubmit).on('receipt', onReceipt);
  await start();
  const ended = await promise;
  smsc.events.off('submit', onSubmit).off('receipt', onReceipt);
  return (count * 1000) / (ended - (began ?? ended));
}

/** The same by the bare loop of the `smpp` package. */
export async function bareRate(count: number): Promise<number> {
  const scene = await startScene(0);
  const rate = await pairsPerSecond(scene.smsc, count, async () => {
    const child = fork(bareClient, [scene.smsc.address, String(count)], { stdio: 'inherit' });
    await once(child, 'exit');
  });
  await scene.close();
  return rate;
}
