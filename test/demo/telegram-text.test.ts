import { expect, test } from 'vitest';
import { findEntities } from '../../src/demo/telegram/found-entities.ts';
import { imageSize } from '../../src/demo/telegram/images.ts';
import { parseHtml } from '../../src/demo/telegram/parse-html.ts';
import { parseMarkdownV2 } from '../../src/demo/telegram/parse-markdown.ts';
import { settle } from '../../src/demo/telegram/rich-text.ts';
import { toHtml } from '../../src/demo/telegram/to-html.ts';
import { api, OLGA, telegram } from '../support/telegram-server.ts';

test('HTML is read into text and entities in UTF-16 offsets', () => {
  expect(
    parseHtml('😀 <b>bold <i>both</i></b> &lt;&amp;&gt; <a href="http://a.b/?x=1&amp;y=2">link</a>'),
  ).toEqual({
    text: '😀 bold both <&> link',
    entities: [
      { type: 'italic', offset: 8, length: 4 },
      { type: 'bold', offset: 3, length: 9 },
      { type: 'text_link', offset: 17, length: 4, url: 'http://a.b/?x=1&y=2' },
    ],
  });
  expect(parseHtml('<pre><code class="language-sql">x</code></pre>').entities).toContainEqual({
    type: 'pre',
    offset: 0,
    length: 1,
    language: 'sql',
  });
  expect(parseHtml('<blockquote expandable>x</blockquote>').entities[0]?.type).toBe('expandable_blockquote');
  expect(parseHtml('a & b &#33; &nbsp;').text).toBe('a & b ! &nbsp;');
});

test('MarkdownV2 is read into text and entities in UTF-16 offsets', () => {
  expect(parseMarkdownV2('😀 *bold _both_* ~gone~ ||hidden|| 1\\.5')).toEqual({
    text: '😀 bold both gone hidden 1.5',
    entities: [
      { type: 'italic', offset: 8, length: 4 },
      { type: 'bold', offset: 3, length: 9 },
      { type: 'strikethrough', offset: 13, length: 4 },
      { type: 'spoiler', offset: 18, length: 6 },
    ],
  });
  expect(parseMarkdownV2('`a.b` [x\\.y](http://a.b/\\))')).toEqual({
    text: 'a.b x.y',
    entities: [
      { type: 'code', offset: 0, length: 3 },
      { type: 'text_link', offset: 4, length: 3, url: 'http://a.b/)' },
    ],
  });
  expect(parseMarkdownV2('_a __b___').entities).toEqual([
    { type: 'underline', offset: 2, length: 1 },
    { type: 'italic', offset: 0, length: 3 },
  ]);
  expect(parseMarkdownV2('```sql\nselect 1.5```').entities).toEqual([
    { type: 'pre', offset: 0, length: 10, language: 'sql' },
  ]);
  expect(parseMarkdownV2('__under__ \n>quoted\n>more\nafter').entities).toEqual([
    { type: 'underline', offset: 0, length: 5 },
    { type: 'blockquote', offset: 7, length: 12 },
  ]);
});

test('commands, mentions, links, addresses, hashtags and numbers are found, but not in code', () => {
  const found = (text: string) =>
    findEntities(text, []).map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
  expect(
    found('/sms@demo_bot +79991234567 see https://a.b/c. or shop.ru, a@b.ru, @olga_p #couriers'),
  ).toEqual([
    ['bot_command', '/sms@demo_bot'],
    ['phone_number', '+79991234567'],
    ['url', 'https://a.b/c'],
    ['url', 'shop.ru'],
    ['email', 'a@b.ru'],
    ['mention', '@olga_p'],
    ['hashtag', '#couriers'],
  ]);
  expect(found('1/2 and/or user@host #1')).toEqual([]);
  expect(findEntities('/sms', [{ type: 'code', offset: 0, length: 4 }])).toHaveLength(1);
});

test('a text is kept as Telegram keeps it: trimmed, without control characters, entities moved along', () => {
  expect(settle({ text: ' \n a\r\nb\tc \n', entities: [{ type: 'bold', offset: 3, length: 8 }] })).toEqual({
    text: 'a\nb c',
    entities: [{ type: 'bold', offset: 0, length: 5 }],
  });
  expect(settle({ text: '  x', entities: [{ type: 'code', offset: 1, length: 2 }] })).toEqual({
    text: ' x',
    entities: [{ type: 'code', offset: 0, length: 2 }],
  });
  const many = Array.from({ length: 150 }, (_, offset) => ({ type: 'bold', offset, length: 1 }));
  expect(settle({ text: 'x'.repeat(150), entities: many }).entities).toHaveLength(100);
});

test('the page gets HTML in which only the entities are tags', () => {
  expect(
    toHtml({
      text: '<b> bold & link shop.ru',
      entities: [
        { type: 'bold', offset: 4, length: 11 },
        { type: 'text_link', offset: 11, length: 4, url: 'http://a.b/?"x"' },
        { type: 'url', offset: 16, length: 7 },
      ],
    }),
  ).toBe(
    '&lt;b&gt; <b>bold &amp; <a href="http://a.b/?&quot;x&quot;">link</a></b> <a href="http://shop.ru">shop.ru</a>',
  );
  expect(
    toHtml({
      text: 'abcd',
      entities: [
        { type: 'bold', offset: 0, length: 3 },
        { type: 'italic', offset: 1, length: 3 },
      ],
    }),
  ).toBe('<b>a<i>bc</i></b><i>d</i>');
});

test('a photo is measured, and what is no picture is refused', async () => {
  const png = Buffer.alloc(24);
  png.writeUInt32BE(0x89504e47, 0);
  png.writeUInt32BE(320, 16);
  png.writeUInt32BE(200, 20);
  const jpeg = Buffer.from('ffd8ffe00004aabbffc0000b08006400c8', 'hex');
  expect(imageSize(png)).toEqual({ width: 320, height: 200 });
  expect(imageSize(jpeg)).toEqual({ width: 200, height: 100 });
  const server = await telegram();
  const sendPhoto = async (bytes: Buffer) => {
    const form = new FormData();
    form.set('chat_id', String(OLGA));
    form.set('photo', 'attach://picture');
    form.set('picture', new Blob([new Uint8Array(bytes)]), 'chart.png');
    const response = await fetch(`${server.apiRoot}/bot${server.token}/sendPhoto`, {
      method: 'POST',
      body: form,
    });
    return response.json();
  };
  expect(await sendPhoto(png)).toMatchObject({ result: { photo: [{ width: 320, height: 200 }] } });
  expect(await sendPhoto(Buffer.from('no picture'))).toMatchObject({
    description: 'Bad Request: IMAGE_PROCESS_FAILED',
  });
});

test('a file is sent again by its id, and downloaded by its path', async () => {
  const server = await telegram();
  server.write(OLGA, { from: OLGA, file: { name: 'a.txt', bytes: Buffer.from('abc') } });
  const { result: updates } = await api<{ message: { document: { file_id: string } } }[]>(
    server,
    'getUpdates',
  );
  const document = updates[0]?.message.document.file_id;
  await api(server, 'sendDocument', { chat_id: OLGA, document });
  expect(server.messages(OLGA)[1]).toMatchObject({ from: 1, file: { name: 'a.txt', size: 3, text: 'abc' } });
  const { result } = await api<{ file_path: string }>(server, 'getFile', { file_id: document });
  const file = await fetch(`${server.apiRoot}/file/bot${server.token}/${result.file_path}`);
  expect(await file.text()).toBe('abc');
});

test('files over what Telegram serves and takes are refused', async () => {
  const server = await telegram();
  server.write(OLGA, { from: OLGA, file: { name: 'big.bin', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) } });
  const { result } = await api<{ message: { document: { file_id: string } } }[]>(server, 'getUpdates');
  const file_id = result[0]?.message.document.file_id;
  expect(await api(server, 'getFile', { file_id })).toMatchObject({
    description: 'Bad Request: file is too big',
  });
  const upload = async (bytes: number) => {
    const form = new FormData();
    form.set('chat_id', String(OLGA));
    form.set('document', new Blob([new Uint8Array(bytes)]), 'big.bin');
    const response = await fetch(`${server.apiRoot}/bot${server.token}/sendDocument`, {
      method: 'POST',
      body: form,
    });
    return response.json();
  };
  const tooLarge = { ok: false, error_code: 413, description: 'Request Entity Too Large' };
  expect(await upload(50 * 1024 * 1024 + 1)).toEqual(tooLarge);
  expect(await upload(1024 * 1024)).toMatchObject({ result: { document: { file_size: 1024 * 1024 } } });
  expect(await upload(0)).toMatchObject({ description: 'Bad Request: file must be non-empty' });
});

test('what the bot sends has its commands and links found as well', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'try <b>/help</b>', parse_mode: 'HTML' });
  expect(server.messages(OLGA)[0]?.entities).toEqual([
    { type: 'bold', offset: 4, length: 5 },
    { type: 'bot_command', offset: 4, length: 5 },
  ]);
});

test('a reply to what is gone is sent without it when that is allowed', async () => {
  const server = await telegram();
  const reply_parameters = { message_id: 99, allow_sending_without_reply: true };
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'new way', reply_parameters });
  const older = { reply_to_message_id: 99, allow_sending_without_reply: true };
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'old way', ...older });
  expect(server.messages(OLGA)).toMatchObject([
    { text: 'new way', replyTo: null },
    { text: 'old way', replyTo: null },
  ]);
});

test('a forced reply shows in the chat with its placeholder', async () => {
  const server = await telegram();
  const reply_markup = { force_reply: true, input_field_placeholder: 'The text' };
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'What shall I send?', reply_markup });
  expect(server.messages(OLGA)).toMatchObject([{ forceReply: true, placeholder: 'The text', buttons: [] }]);
});

test('rows without buttons are dropped', async () => {
  const server = await telegram();
  const button = { text: 'x', callback_data: 'x' };
  const send = (inline_keyboard: object[]) =>
    api(server, 'sendMessage', { chat_id: OLGA, text: 'hi', reply_markup: { inline_keyboard } });
  await send([[], [button]]);
  await send([[]]);
  expect(server.messages(OLGA).map(({ buttons }) => buttons)).toEqual([
    [[{ text: 'x', data: 'x', url: null }]],
    [],
  ]);
});

test('unchanged text with other markup is an edit; the same buttons and text are none', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'ready' });
  const edit = (params: object) =>
    api(server, 'editMessageText', { chat_id: OLGA, message_id: 1, ...params });
  expect(await edit({ text: '<b>ready</b>', parse_mode: 'HTML' })).toMatchObject({ ok: true });
  expect(await edit({ text: ' ready ', entities: [{ type: 'bold', offset: 1, length: 5 }] })).toMatchObject({
    error_code: 400,
  });
  const reply_markup = { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] };
  expect(await edit({ text: 'ready', reply_markup })).toMatchObject({ ok: true, result: { reply_markup } });
  expect(await edit({ text: 'ready', reply_markup })).toMatchObject({ error_code: 400 });
  expect(await edit({ text: 'ready' })).toMatchObject({ ok: true });
  expect(server.messages(OLGA)[0]).toMatchObject({ buttons: [], edits: 3 });
});

test('a message of 4096 characters passes, as entities are not counted', async () => {
  const server = await telegram();
  const text = `<b>${'x'.repeat(4096)}</b>`;
  expect(await api(server, 'sendMessage', { chat_id: OLGA, text, parse_mode: 'HTML' })).toMatchObject({
    ok: true,
  });
});
