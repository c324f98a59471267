import { createServer } from 'node:http';
import { Input, Markup, Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import { expect, test } from 'vitest';
import { listen, OLGA, telegram, until } from '../support/telegram-server.ts';

test('telegraf polls: commands, buttons, edits, and files both ways', async () => {
  const server = await telegram();
  const bot = new Telegraf(server.token, { telegram: { apiRoot: server.apiRoot } });
  bot.command('card', (context) =>
    context.reply('a card', Markup.inlineKeyboard([Markup.button.callback('Send', 'send:1')])),
  );
  bot.action('send:1', async (context) => {
    await context.editMessageText('sent');
    await context.answerCbQuery('Sending');
  });
  bot.on('edited_message', (context) => context.reply('an edit sends nothing'));
  bot.on(message('document'), async (context) => {
    const link = await context.telegram.getFileLink(context.message.document.file_id);
    const content = await (await fetch(link)).text();
    await context.replyWithDocument(Input.fromBuffer(Buffer.from(content.toUpperCase()), 'loud.txt'), {
      caption: `<b>${context.message.caption}</b>`,
      parse_mode: 'HTML',
    });
  });
  const polling = bot.launch();
  const shown = () => server.messages(OLGA);

  const { id } = server.write(OLGA, { from: OLGA, text: '/card' });
  await until(server, () => shown().length === 2);
  expect(shown()[1]).toMatchObject({
    from: 1,
    text: 'a card',
    buttons: [[{ text: 'Send', data: 'send:1' }]],
  });
  expect(await server.press(OLGA, shown()[1]?.id ?? 0, { from: OLGA, button: 'Send' })).toEqual({
    answer: 'Sending',
  });
  expect(shown()[1]).toMatchObject({ text: 'sent', edits: 1, buttons: [] });

  server.edit(OLGA, id, { from: OLGA, text: '/cards' });
  await until(server, () => shown().length === 3);
  expect(shown().at(0)).toMatchObject({ text: '/cards', edits: 1 });
  expect(shown().at(2)?.text).toBe('an edit sends nothing');

  server.write(OLGA, { from: OLGA, text: 'quiet', file: { name: 'quiet.txt', bytes: Buffer.from('hush') } });
  await until(server, () => shown().length === 5);
  expect(shown().at(4)).toMatchObject({
    text: 'quiet',
    html: '<b>quiet</b>',
    file: { name: 'loud.txt', size: 4, text: 'HUSH' },
  });
  expect(server.file(OLGA, shown().at(4)?.id ?? 0)?.bytes.toString()).toBe('HUSH');
  bot.stop();
  await polling;
});

test('telegraf serves a webhook: the secret is in the header, and a call may stand in the answer', async () => {
  const server = await telegram();
  const bot = new Telegraf(server.token, { telegram: { apiRoot: server.apiRoot, webhookReply: true } });
  bot.botInfo = await bot.telegram.getMe();
  bot.command('card', (context) =>
    context.reply('a card', Markup.inlineKeyboard([Markup.button.callback('Send', 'send:1')])),
  );
  bot.action('send:1', (context) => context.answerCbQuery('by the answer'));
  const secrets: unknown[] = [];
  const handle = bot.webhookCallback('/telegram', { secretToken: 'S3cret' });
  const address = await listen(
    createServer((request, response) => {
      secrets.push(request.headers['x-telegram-bot-api-secret-token']);
      void handle(request, response);
    }),
  );
  await bot.telegram.setWebhook(`${address}/telegram`, { secret_token: 'S3cret' });

  const { id } = server.write(OLGA, { from: OLGA, text: '/card' });
  await until(server, () => server.messages(OLGA).length === 2);
  const pressed = server.press(OLGA, id + 1, { from: OLGA, button: 'Send' });
  expect(await pressed).toEqual({ answer: 'by the answer' });
  expect(secrets).toEqual(['S3cret', 'S3cret']);
});
