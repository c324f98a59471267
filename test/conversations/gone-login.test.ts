import { expect, test } from 'vitest';
import { bot, botMessages, folder, OLGA, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';

test('messages of a login that was taken out of the settings are said in the log, and leave by another', async () => {
  const around = await world({ smsc: { accounts: { old: 'old' } } });
  const path = folder();
  around.smsc.fault({ fault: 'throttle', times: 1_000_000 });
  const before = await bot(around, { SMPP_SYSTEM_ID: 'old', SMPP_PASSWORD: 'old' }, path);
  await untilReady(around, before);
  around.telegram.write(OLGA, { from: OLGA, text: '/sms +79991112233 hello' });
  await until(around, () => around.smsc.submits()[0], 'the first try');
  await before.stop();
  around.smsc.fault({ fault: 'none' });

  const running = await bot(around, {}, path);
  await untilReady(around, running);
  const warned = running.logged.map((line) => JSON.parse(line)).find(({ account }) => account === 'old');
  expect(warned).toMatchObject({ level: 'warn', messages: 1 });
  around.telegram.write(OLGA, { from: OLGA, text: '/health' });
  const card = await until(
    around,
    () => botMessages(around, OLGA).find(({ text }) => text.includes('Логина old больше нет')),
    'the card',
  );
  const button = card.buttons.flat().find(({ text }) => text === 'old: отправить с другого');
  await around.telegram.press(OLGA, card.id, { from: OLGA, button: button?.data ?? '' });

  await until(around, () => around.smsc.phone('79991112233')[0], 'the SMS');
  expect(around.smsc.submits().at(-1)?.text).toBe('hello');
});
