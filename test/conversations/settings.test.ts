import { expect, test } from 'vitest';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';

const TOKEN = 'a-token-of-24-characters-';
const CUSTOMER = '79991234567';

test('a group has its zone and sender, whoever sends there; what is wrong with a line is said to its writer alone', async () => {
  const around = await world();
  const { http } = await bot(around, { API_TOKENS: `shop:${TOKEN}` });
  const say = (from: number, text: string) => around.telegram.write(GROUP, { from, text });
  const shown = (text: string) =>
    until(around, () => botMessages(around, GROUP).findLast((one) => one.text.includes(text)), text);
  const senders = () => around.smsc.submits().map(({ source }) => source);

  say(OLGA, '/settings zone Омск');
  await shown('Asia/Omsk (UTC+6) · задано здесь');
  say(OLGA, '/settings');
  const listed = await shown('Отправитель: SHOP · как у бота');
  await around.telegram.press(GROUP, listed.id, { from: OLGA, button: 'Отправитель' });
  await shown('/settings sender SHOP');
  say(OLGA, '/settings sender OFFICE');
  await shown('OFFICE · задано здесь');

  const { id } = say(NIKOLAI, '/sms 12 Your order is ready');
  const refusal = await shown('«12»');
  expect(refusal.onlyFor).toBe(NIKOLAI);
  around.telegram.edit(GROUP, id, { from: NIKOLAI, text: `/sms +${CUSTOMER} Your order is ready` });
  const sent = await shown('✅ доставлено');
  expect(sent).toMatchObject({ replyTo: id });
  expect(sent.onlyFor).toBeUndefined();
  expect(sent.text).toContain('от OFFICE');
  const clock = new Intl.DateTimeFormat('ru', { timeZone: 'Asia/Omsk', hour: '2-digit', minute: '2-digit' });
  const clocks = [sent.sentAt, sent.editedAt ?? 0].map((at) => `доставлено ${clock.format(at)}`);
  expect(clocks.some((words) => sent.text.includes(words))).toBe(true);

  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const order = (chat?: number) =>
    fetch(`${http.url}/api/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ to: `+${CUSTOMER}`, text: `from ${chat}`, chat }),
    });
  expect((await order(GROUP)).status).toBe(202);
  await until(around, () => senders().length === 2, 'the second submit');
  expect((await order()).status).toBe(202);
  await until(around, () => senders().length === 3, 'the third submit');
  expect(senders()).toEqual(['OFFICE', 'OFFICE', 'SHOP']);
});
