import { once } from 'node:events';
import { Bot, GrammyError, InputFile } from 'grammy';
import { expect, test } from 'vitest';
import { OLGA, telegram } from '../support/telegram-server.ts';

test('grammY polls, answers a command, edits its card when a button is pressed, and takes it back on stop', async () => {
  const server = await telegram();
  const bot = new Bot(server.token, { client: { apiRoot: server.apiRoot } });
  bot.command('sms', (context) =>
    context.reply(`queued: ${context.match}`, {
      reply_markup: { inline_keyboard: [[{ text: 'Cancel', callback_data: 'cancel:1' }]] },
    }),
  );
  bot.callbackQuery('cancel:1', async (context) => {
    await context.editMessageText('cancelled');
    await context.answerCallbackQuery('Done');
  });
  const polling = bot.start();

  server.write(OLGA, { from: OLGA, text: '/sms +79991234567 hi' });
  await once(server.events, 'message');
  const card = server.messages(OLGA)[1];
  expect(card).toMatchObject({ from: 1, text: 'queued: +79991234567 hi', edits: 0 });
  expect(card?.buttons).toEqual([[{ text: 'Cancel', data: 'cancel:1', url: null }]]);

  expect(await server.press(OLGA, card?.id ?? 0, { from: OLGA, button: 'Cancel' })).toEqual({
    answer: 'Done',
  });
  expect(server.messages(OLGA)[1]).toMatchObject({ text: 'cancelled', buttons: [], edits: 1 });
  await bot.stop();
  await polling;
});

test('grammY uploads a file as a streamed multipart body and reads a refusal', async () => {
  const server = await telegram();
  const bot = new Bot(server.token, { client: { apiRoot: server.apiRoot } });
  const sent = await bot.api.sendDocument(OLGA, new InputFile(Buffer.from('a;b\n1;2\n'), 'report.csv'), {
    caption: 'Report',
  });
  expect(sent.document).toMatchObject({ file_name: 'report.csv', file_size: 8 });
  expect(server.messages(OLGA)[0]).toMatchObject({
    text: 'Report',
    file: { name: 'report.csv', size: 8, text: 'a;b\n1;2\n' },
  });
  const refusal = await bot.api.sendMessage(OLGA, ' ').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(GrammyError);
  expect(refusal).toMatchObject({ error_code: 400, description: 'Bad Request: message text is empty' });
});
