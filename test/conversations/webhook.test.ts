import { expect, test } from 'vitest';
import { bot, botMessages, folder, OLGA, until, world } from '../support/bot.ts';
import { freePort } from '../support/free-port.ts';

const N = '79991234567';

async function webhook() {
  const port = await freePort();
  return {
    HTTP_PORT: String(port),
    WEBHOOK_URL: `http://127.0.0.1:${port}`,
    WEBHOOK_SECRET: 'the-secret-word',
  };
}

const methods = (around: Awaited<ReturnType<typeof world>>) =>
  new Set(around.telegram.calls().map(({ method }) => method));

test('by webhook a command goes from the chat to the phone, and Telegram is never polled', async () => {
  const around = await world();
  const { http } = await bot(around, await webhook());
  await until(around, async () => (await fetch(`${http.url}/readyz`)).status === 200, 'ready');

  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${N} Ваш заказ готов` });

  await until(around, () => botMessages(around, OLGA).find(({ text }) => text?.includes('✅ доставлено')));
  expect(around.smsc.phone(N)).toMatchObject([{ text: 'Ваш заказ готов' }]);
  expect(methods(around)).not.toContain('getUpdates');
});

test('what is written while the bot is away comes by webhook when it is back', async () => {
  const around = await world({ telegram: { webhookRetry: 20 } });
  const settings = await webhook();
  const path = folder();
  const first = await bot(around, settings, path);
  await until(around, async () => (await fetch(`${first.http.url}/readyz`)).status === 200, 'ready');
  await first.stop();
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${N} hello` });
  await bot(around, settings, path);
  await until(around, () => around.smsc.phone(N)[0]);
  expect(around.smsc.submits()).toHaveLength(1);
});

test('from webhook to polling and back, the chat goes on', async () => {
  const around = await world({ telegram: { webhookRetry: 20 } });
  const path = folder();
  for (const [index, settings] of [await webhook(), {}, await webhook()].entries()) {
    const running = await bot(around, settings, path);
    around.telegram.write(OLGA, { from: OLGA, text: `/sms +${N} hello ${index}` });
    await until(around, () => around.smsc.phone(N)[index], `message ${index}`);
    await running.stop();
  }
  expect(around.smsc.phone(N).map(({ text }) => text)).toEqual(['hello 0', 'hello 1', 'hello 2']);
});
