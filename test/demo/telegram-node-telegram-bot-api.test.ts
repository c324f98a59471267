import { Bot, InputFile, TelegramApiError } from 'node-telegram-bot-api';
import { createWebhookServer } from 'node-telegram-bot-api/node';
import { expect, test } from 'vitest';
import { api, listen, OLGA, telegram, until } from '../support/telegram-server.ts';

test('node-telegram-bot-api polls: commands, buttons, edits, and files both ways', async () => {
  const server = await telegram();
  const bot = new Bot(server.token, { apiRoot: server.apiRoot });
  bot.command('card', (context) =>
    context.reply('a card', {
      reply_markup: { inline_keyboard: [[{ text: 'Send', callback_data: 'send:1' }]] },
    }),
  );
  bot.on('callback_query', async (context) => {
    const card = context.callbackQuery?.message;
    await context.api.editMessageText({ chat_id: OLGA, message_id: card?.message_id, text: 'sent' });
    await context.answerCallbackQuery({ text: 'Sending' });
  });
  bot.on('edited_message', (context) =>
    context.api.sendMessage({ chat_id: OLGA, text: 'an edit sends nothing' }),
  );
  bot.on('message', async (context) => {
    const { file_path: path } = await context.api.getFile({
      file_id: context.message?.document?.file_id ?? '',
    });
    const content = await (await fetch(`${server.apiRoot}/file/bot${server.token}/${path}`)).text();
    const loud = new TextEncoder().encode(content.toUpperCase());
    await context.api.sendDocument({
      chat_id: OLGA,
      document: new InputFile(loud, { filename: 'loud.txt' }),
    });
  });
  const polling = bot.startPolling();
  const shown = () => server.messages(OLGA);

  const { id } = server.write(OLGA, { from: OLGA, text: '/card' });
  await until(server, () => shown().length === 2);
  expect(await server.press(OLGA, shown()[1]?.id ?? 0, { from: OLGA, button: 'Send' })).toEqual({
    answer: 'Sending',
  });
  expect(shown()[1]).toMatchObject({ text: 'sent', edits: 1, buttons: [] });

  server.edit(OLGA, id, { from: OLGA, text: '/cards' });
  await until(server, () => shown().length === 3);
  expect(shown()[2]?.text).toBe('an edit sends nothing');

  server.write(OLGA, { from: OLGA, file: { name: 'quiet.txt', bytes: Buffer.from('hush') } });
  await until(server, () => shown().length === 5);
  expect(shown()[4]).toMatchObject({ text: '', file: { name: 'loud.txt', size: 4, text: 'HUSH' } });
  bot.stop();
  await polling;
});

test('node-telegram-bot-api serves a webhook that knows the secret', async () => {
  const server = await telegram();
  const bot = new Bot(server.token, { apiRoot: server.apiRoot });
  bot.command('hi', (context) => context.reply('hello'));
  const address = await listen(createWebhookServer(bot, { path: '/telegram', secretToken: 'S3cret' }));
  await bot.api.setWebhook({ url: `${address}/telegram`, secret_token: 'S3cret' });
  server.write(OLGA, { from: OLGA, text: '/hi' });
  await until(server, () => server.messages(OLGA).length === 2);
  expect(server.messages(OLGA)[1]?.text).toBe('hello');
});

test('node-telegram-bot-api reads a refusal with its wait', async () => {
  const server = await telegram();
  const bot = new Bot(server.token, { apiRoot: server.apiRoot, maxRetries: 0 });
  server.fault({ fault: '429', retryAfter: 3 });
  const refusal = await bot.api.sendMessage({ chat_id: OLGA, text: 'hi' }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(TelegramApiError);
  expect(refusal).toMatchObject({ errorCode: 429, retryAfter: 3 });
  expect(await api(server, 'sendMessage', { chat_id: OLGA, text: 'hi' })).toMatchObject({ ok: true });
});

test('node-telegram-bot-api sends buttons that are styled and copy, dates and expandable quotes', async () => {
  const server = await telegram();
  const { api: bot } = new Bot(server.token, { apiRoot: server.apiRoot });
  const entities = [
    { type: 'date_time', offset: 0, length: 4, unix_time: 1_764_000_000, date_time_format: 'wDT' },
    { type: 'expandable_blockquote', offset: 5, length: 5 },
  ];
  const inline_keyboard = [[{ text: 'Number', copy_text: { text: '+79991234567' }, style: 'primary' }]];
  const sent = await bot.sendMessage({
    chat_id: OLGA,
    text: 'noon\nquote',
    entities,
    reply_markup: { inline_keyboard },
  });
  expect(sent).toMatchObject({ entities, reply_markup: { inline_keyboard } });
  server.fault({ fault: 'refuse-fields', fields: ['style'] });
  const again = bot.editMessageReplyMarkup({
    chat_id: OLGA,
    message_id: sent.message_id,
    reply_markup: { inline_keyboard },
  });
  await expect(again).rejects.toBeInstanceOf(TelegramApiError);
});
