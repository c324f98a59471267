import { Bot as GrammyBot, InputFile as GrammyFile } from 'grammy';
import { Bot, InputFile } from 'node-telegram-bot-api';
import { Input, Telegraf } from 'telegraf';
import { expect, test } from 'vitest';
import { png } from '../support/pictures.ts';
import { api, OLGA, telegram } from '../support/telegram-server.ts';

type Sent = { document?: { file_id: string }; photo?: { file_id: string }[] };

async function post(server: { apiRoot: string; token: string }, method: string, fields: object) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Buffer) form.set(name, new Blob([new Uint8Array(value)]), `${name}.bin`);
    else form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const response = await fetch(`${server.apiRoot}/bot${server.token}/${method}`, {
    method: 'POST',
    body: form,
  });
  return (await response.json()) as { result: Sent; description?: string };
}

test('telegraf turns a file into a picture with another caption, and the first file stays reachable', async () => {
  const server = await telegram();
  const { telegram: bot } = new Telegraf(server.token, { telegram: { apiRoot: server.apiRoot } });
  const sent = await bot.sendDocument(OLGA, Input.fromBuffer(Buffer.from('a;b\n'), 'list.csv'), {
    caption: 'List',
  });
  const edited = await bot.editMessageMedia(OLGA, sent.message_id, undefined, {
    type: 'photo',
    media: Input.fromBuffer(png(30, 20), 'chart.png'),
    caption: '<b>Chart</b>',
    parse_mode: 'HTML',
  });
  expect(edited).toMatchObject({ photo: [{ width: 30, height: 20 }], caption: 'Chart' });
  expect(edited).not.toHaveProperty('document');
  expect(server.messages(OLGA)).toMatchObject([
    { html: '<b>Chart</b>', edits: 1, file: { kind: 'photo', name: 'chart.png' } },
  ]);
  expect(server.file(OLGA, sent.message_id)).toMatchObject({ mimeType: 'image/png', bytes: png(30, 20) });
  const link = await bot.getFileLink(sent.document.file_id);
  expect(await (await fetch(link)).text()).toBe('a;b\n');
});

test('node-telegram-bot-api changes a caption, and the file of a document by the id of another', async () => {
  const server = await telegram();
  const { api: bot } = new Bot(server.token, { apiRoot: server.apiRoot });
  const send = (content: string, filename: string) =>
    bot.sendDocument({
      chat_id: OLGA,
      document: new InputFile(new TextEncoder().encode(content), { filename }),
    });
  const first = await send('one', 'one.txt');
  const second = await send('two', 'two.txt');
  const where = { chat_id: OLGA, message_id: first.message_id };
  await bot.editMessageCaption({ ...where, caption: 'The list' });
  const media = { type: 'document' as const, media: second.document?.file_id ?? '', caption: 'The other' };
  await bot.editMessageMedia({ ...where, media });
  expect(server.messages(OLGA)[0]).toMatchObject({
    text: 'The other',
    file: { kind: 'document', name: 'two.txt', text: 'two' },
    edits: 2,
  });
  await expect(bot.editMessageMedia({ ...where, media })).rejects.toThrow('message is not modified');
});

test('grammY replaces a text by a picture with its buttons', async () => {
  const server = await telegram();
  const { api: bot } = new GrammyBot(server.token, { client: { apiRoot: server.apiRoot } });
  const { message_id } = await bot.sendMessage(OLGA, 'Drawing…');
  await bot.editMessageMedia(
    OLGA,
    message_id,
    { type: 'photo', media: new GrammyFile(png(8, 8), 'chart.png') },
    { reply_markup: { inline_keyboard: [[{ text: 'Again', callback_data: 'again:1' }]] } },
  );
  expect(server.messages(OLGA)).toMatchObject([
    { text: '', file: { kind: 'photo' }, buttons: [[{ text: 'Again', data: 'again:1' }]] },
  ]);
  expect(await api(server, 'editMessageText', { chat_id: OLGA, message_id, text: 'x' })).toMatchObject({
    description: 'Bad Request: there is no text in the message to edit',
  });
});

test('editMessageMedia refuses what Telegram refuses, in its words', async () => {
  const server = await telegram();
  const { result } = await post(server, 'sendPhoto', { chat_id: OLGA, photo: png(8, 8) });
  const photo = result.photo?.[0]?.file_id;
  server.write(OLGA, { from: OLGA, text: 'hers' });
  const refusal = async (media: unknown, files: object = {}, message_id = 1) =>
    (await post(server, 'editMessageMedia', { chat_id: OLGA, message_id, media, ...files })).description;
  const PREFIX = "Bad Request: can't parse InputMedia: ";
  expect(await refusal('')).toBe('Bad Request: parameter "media" is required');
  expect(await refusal('{')).toBe("Bad Request: can't parse input media JSON object");
  expect(await refusal([])).toBe(`${PREFIX}expected an Object`);
  expect(await refusal({ media: photo })).toBe(`${PREFIX}Can't find field "type"`);
  expect(await refusal({ type: 'hologram', media: photo })).toBe(`${PREFIX}type "hologram" is unsupported`);
  expect(await refusal({ type: 'photo' })).toBe(`${PREFIX}media not found`);
  expect(await refusal({ type: 'photo', media: 'attach://gone' })).toBe(`${PREFIX}media not found`);
  expect(await refusal({ type: 'photo', media: photo, caption: '<b>', parse_mode: 'HTML' })).toBe(
    `${PREFIX}Can't parse entities: Can't find end tag corresponding to start tag "b"`,
  );
  expect(await refusal({ type: 'photo', media: photo, caption: 'x'.repeat(1025) })).toBe(
    'Bad Request: message caption is too long',
  );
  expect(await refusal({ type: 'document', media: photo })).toBe(
    "Bad Request: can't use file of type Photo as Document",
  );
  expect(await refusal({ type: 'photo', media: 'attach://new' }, { new: Buffer.from('text') })).toBe(
    'Bad Request: IMAGE_PROCESS_FAILED',
  );
  expect(await refusal({ type: 'photo', media: photo }, {}, 2)).toBe("Bad Request: message can't be edited");
  expect(await refusal({ type: 'photo', media: photo }, {}, 99)).toBe(
    'Bad Request: message to edit not found',
  );
  expect(server.messages(OLGA)[0]).toMatchObject({ edits: 0 });
});

test('a picture that is too long for its width, or too large, is refused', async () => {
  const server = await telegram();
  const sent = (width: number, height: number) =>
    post(server, 'sendPhoto', { chat_id: OLGA, photo: png(width, height) });
  expect(await sent(200, 10)).toMatchObject({ result: { photo: [{ width: 200, height: 10 }] } });
  expect(await sent(201, 10)).toMatchObject({ description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
  expect(await sent(5001, 5000)).toMatchObject({ description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
});

test('a message may come without a sound, and be protected', async () => {
  const server = await telegram();
  const loud = await api(server, 'sendMessage', { chat_id: OLGA, text: 'loud' });
  const quiet = { chat_id: OLGA, text: 'quiet', disable_notification: true, protect_content: true };
  expect(await api(server, 'sendMessage', quiet)).toMatchObject({ result: { has_protected_content: true } });
  expect(loud.result).not.toHaveProperty('has_protected_content');
  expect(server.messages(OLGA).map(({ silent }) => silent)).toEqual([undefined, true]);
});
