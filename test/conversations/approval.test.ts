import { expect, test } from 'vitest';
import { bot, botMessages, folder, NIKOLAI, OLGA, until, world } from '../support/bot.ts';

test('what needs a second person outlives a stop of the bot, and goes once that person has approved it', async () => {
  const around = await world();
  const path = folder();
  const settings = { APPROVE_ABOVE: '1' };
  const first = await bot(around, settings, path);
  around.telegram.write(OLGA, { from: OLGA, text: '/sms +79991234571, +79991234572 Открыты до шести' });
  const preview = await until(around, () => botMessages(around, OLGA)[0]);
  await around.telegram.press(OLGA, preview.id, { from: OLGA, button: 'Отправить 2' });
  const told = await until(around, () => botMessages(around, NIKOLAI)[0]);
  expect(told.text).toContain('Открыты до шести');
  expect(around.smsc.submits()).toEqual([]);
  await first.stop();

  await bot(around, settings, path);
  const [approve] = told.buttons.flat();
  const { answer } = await around.telegram.press(NIKOLAI, told.id, {
    from: NIKOLAI,
    button: approve?.text ?? '',
  });
  expect(answer).toMatch(/2 messages are on their way|Отправляются 2 сообщения/);
  const card = await until(around, () =>
    botMessages(around, OLGA).find(({ text }) => text?.includes('доставлено 2')),
  );
  expect(card.text).toContain('✔ подтверждено: Nikolai, ');
  const settled = await until(around, () =>
    botMessages(around, NIKOLAI).find(({ text }) => /✔ .*Nikolai, /.test(text ?? '')),
  );
  expect(settled.buttons).toEqual([]);
  expect(around.smsc.submits()).toHaveLength(2);
});
