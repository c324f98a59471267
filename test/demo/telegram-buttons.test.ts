import { expect, test } from 'vitest';
import { api, OLGA, telegram } from '../support/telegram-server.ts';

const card = (...buttons: object[]) => ({
  chat_id: OLGA,
  text: 'hi',
  reply_markup: { inline_keyboard: [buttons] },
});

test('a button of each style, and one that copies, stand in the answer and in the chat as they were sent', async () => {
  const server = await telegram();
  const buttons = [
    { text: 'Send', style: 'success', callback_data: 'send:1' },
    { text: 'Cancel', style: 'danger', callback_data: 'cancel:1' },
    { text: 'Site', style: 'primary', url: 'https://a.b/' },
    { text: 'Number', copy_text: { text: 'x'.repeat(256) } },
  ];
  const { result } = await api<object>(server, 'sendMessage', card(...buttons));
  expect(result).toMatchObject({ reply_markup: { inline_keyboard: [buttons] } });
  expect(server.messages(OLGA)[0]?.buttons).toEqual([
    [
      { text: 'Send', data: 'send:1', url: null, style: 'success' },
      { text: 'Cancel', data: 'cancel:1', url: null, style: 'danger' },
      { text: 'Site', data: null, url: 'https://a.b/', style: 'primary' },
      { text: 'Number', data: null, url: null, copy: 'x'.repeat(256) },
    ],
  ]);
});

test('another style alone is an edit', async () => {
  const server = await telegram();
  const button = { text: 'Send', callback_data: 'send:1' };
  await api(server, 'sendMessage', card(button));
  const edit = { ...card({ ...button, style: 'success' }), message_id: 1 };
  expect(await api(server, 'editMessageText', edit)).toMatchObject({ ok: true });
  expect(await api(server, 'editMessageText', edit)).toMatchObject({ error_code: 400 });
});

test('what a button does in the client alone cannot be pressed for the bot, and the refusal says why', async () => {
  const server = await telegram();
  await api(
    server,
    'sendMessage',
    card({ text: 'Number', copy_text: { text: '+79991234567' } }, { text: 'Site', url: 'https://a.b/' }),
  );
  const press = (button: string) => server.press(OLGA, 1, { from: OLGA, button });
  await expect(press('Number')).rejects.toThrow('button-only-copies: +79991234567');
  await expect(press('Site')).rejects.toThrow('button-only-opens: https://a.b/');
  expect((await api<object[]>(server, 'getUpdates')).result).toEqual([]);
});
