import { expect, test } from 'vitest';
import { ALERTS, api, NIKOLAI, OLGA, STRANGER, TEAM, TOPIC, telegram } from '../support/telegram-server.ts';

const hi = { chat_id: OLGA, text: 'hi' };
const inline = (...buttons: object[]) => ({ ...hi, reply_markup: { inline_keyboard: [buttons] } });
const html = (text: string) => ({ chat_id: OLGA, text, parse_mode: 'HTML' });
const markdown = (text: string) => ({ chat_id: OLGA, text, parse_mode: 'MarkdownV2' });
const marked = (text: string, ...entities: object[]) => ({ chat_id: OLGA, text, entities });
const command = (name: string, description = 'does it') => ({ commands: [{ command: name, description }] });
const manyCommands = (count: number, description: string) => ({
  commands: Array.from({ length: count }, (_, index) => ({ command: `c${index}`, description })),
});
const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const UNPARSABLE = "Bad Request: can't parse entities: ";

/** Method, parameters, error code, description. Message 1 in Olga's chat is the bot's, 2 is hers, 3 the bot's with a forced reply. */
const REFUSALS: readonly [string, object, number, string][] = [
  ['noSuchMethod', {}, 404, 'Not Found'],
  ['sendMessage', { text: 'hi' }, 400, 'Bad Request: chat_id is empty'],
  ['sendMessage', { chat_id: 555, text: 'hi' }, 400, 'Bad Request: chat not found'],
  ['sendMessage', { chat_id: '@nobody', text: 'hi' }, 400, 'Bad Request: chat not found'],
  [
    'sendMessage',
    { chat_id: NIKOLAI, text: 'hi' },
    403,
    "Forbidden: bot can't initiate conversation with a user",
  ],
  [
    'sendMessage',
    { chat_id: STRANGER, text: 'hi' },
    403,
    "Forbidden: bot can't initiate conversation with a user",
  ],
  ['sendMessage', { chat_id: OLGA }, 400, 'Bad Request: message text is empty'],
  ['sendMessage', { chat_id: OLGA, text: ' \n ' }, 400, 'Bad Request: message text is empty'],
  ['sendMessage', html('<b></b>'), 400, 'Bad Request: message text is empty'],
  ['sendMessage', { chat_id: OLGA, text: 'x'.repeat(4097) }, 400, 'Bad Request: message is too long'],
  ['sendMessage', { ...hi, parse_mode: 'Wiki' }, 400, 'Bad Request: unsupported parse_mode'],
  ['sendMessage', { ...hi, message_thread_id: 99 }, 400, 'Bad Request: message thread not found'],
  [
    'sendMessage',
    { chat_id: ALERTS, text: 'hi', message_thread_id: 99 },
    400,
    'Bad Request: message thread not found',
  ],
  [
    'sendMessage',
    { ...hi, reply_parameters: { message_id: 99 } },
    400,
    'Bad Request: message to be replied not found',
  ],
  ['sendMessage', { ...hi, reply_to_message_id: 99 }, 400, 'Bad Request: message to be replied not found'],
  [
    'sendMessage',
    { ...hi, reply_markup: '{' },
    400,
    "Bad Request: can't parse reply keyboard markup JSON object",
  ],
  ['sendMessage', { ...hi, reply_markup: 'null' }, 400, 'Bad Request: object expected as reply markup'],
  [
    'sendMessage',
    { ...hi, reply_markup: { inline_keyboard: [{ text: 'x' }] } },
    400,
    'Bad Request: field "inline_keyboard" of the ReplyMarkup must be an Array of Arrays',
  ],
  [
    'sendMessage',
    inline({ text: 'x', callback_data: 'x'.repeat(65) }),
    400,
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  [
    'sendMessage',
    inline({ text: 'x', callback_data: 'я'.repeat(33) }),
    400,
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  ['sendMessage', inline({ text: 'x', callback_data: '' }), 400, 'Bad Request: BUTTON_DATA_INVALID'],
  [
    'sendMessage',
    inline({ text: 'x' }),
    400,
    'Bad Request: text buttons are unallowed in the inline keyboard',
  ],
  [
    'sendMessage',
    inline({ text: ' ', callback_data: 'x' }),
    400,
    "Bad Request: can't parse inline keyboard button: button text must be non-empty",
  ],
  [
    'sendMessage',
    inline({ text: 'x', url: 'nowhere' }),
    400,
    "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
  ],
  [
    'sendMessage',
    inline(...Array.from({ length: 101 }, () => ({ text: 'x', callback_data: 'x' }))),
    400,
    'Bad Request: reply markup is too long',
  ],
  [
    'sendMessage',
    { ...hi, reply_markup: { force_reply: true, input_field_placeholder: 'x'.repeat(65) } },
    400,
    'Bad Request: input field placeholder is too long',
  ],
  ['sendMessage', html('<b>x'), 400, `${UNPARSABLE}Can't find end tag corresponding to start tag "b"`],
  ['sendMessage', html('я <foo>x</foo>'), 400, `${UNPARSABLE}Unsupported start tag "foo" at byte offset 3`],
  ['sendMessage', html('1 < 2'), 400, `${UNPARSABLE}Unsupported start tag "" at byte offset 2`],
  ['sendMessage', html('<b'), 400, `${UNPARSABLE}Unclosed start tag at byte offset 0`],
  ['sendMessage', html('x</b>'), 400, `${UNPARSABLE}Unexpected end tag at byte offset 1`],
  ['sendMessage', html('<b>x</b'), 400, `${UNPARSABLE}Unclosed end tag at byte offset 4`],
  [
    'sendMessage',
    html('<b><i>x</b></i>'),
    400,
    `${UNPARSABLE}Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
  ],
  [
    'sendMessage',
    html('<span>x</span>'),
    400,
    `${UNPARSABLE}Tag "span" must have class "tg-spoiler" at byte offset 0`,
  ],
  [
    'sendMessage',
    markdown('v1.0'),
    400,
    `${UNPARSABLE}Character '.' is reserved and must be escaped with the preceding '\\'`,
  ],
  [
    'sendMessage',
    markdown('🏟 🏟_abacaba'),
    400,
    `${UNPARSABLE}Can't find end of Italic entity at byte offset 9`,
  ],
  ['sendMessage', markdown('*x'), 400, `${UNPARSABLE}Can't find end of Bold entity at byte offset 0`],
  ['sendMessage', markdown('```a '), 400, `${UNPARSABLE}Can't find end of PreCode entity at byte offset 0`],
  ['sendMessage', markdown('[x](http://a.b'), 400, `${UNPARSABLE}Can't find end of a URL at byte offset 3`],
  [
    'sendMessage',
    marked('abc', { type: 'bold', offset: 1, length: 5 }),
    400,
    'Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 6',
  ],
  [
    'sendMessage',
    marked('abc', { type: 'bold', offset: 3, length: 1 }),
    400,
    'Bad Request: entity begins after the end of the text at UTF-16 offset 3',
  ],
  [
    'sendMessage',
    marked('😀 x', { type: 'bold', offset: 1, length: 2 }),
    400,
    'Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 3',
  ],
  [
    'sendMessage',
    marked('x😀', { type: 'bold', offset: 0, length: 2 }),
    400,
    'Bad Request: entity ends in a middle of a UTF-16 symbol at byte offset 4',
  ],
  [
    'sendMessage',
    marked('x', { type: 'bold', offset: -1, length: 2 }),
    400,
    'Bad Request: receive an entity with incorrect offset -1',
  ],
  [
    'sendMessage',
    marked('x', { type: 'text_link', offset: 0, length: 1, url: 'localhost' }),
    400,
    "Bad Request: entity URL 'localhost' is invalid: Wrong HTTP URL",
  ],
  [
    'sendMessage',
    { ...marked('x', { type: 'text_link', offset: 0, length: 1, url: 'localhost' }), chat_id: 555 },
    400,
    'Bad Request: chat not found',
  ],
  ['editMessageText', { ...hi, message_id: 1, text: 'one' }, 400, NOT_MODIFIED],
  ['editMessageText', { ...hi, message_id: 99 }, 400, 'Bad Request: message to edit not found'],
  ['editMessageText', hi, 400, 'Bad Request: message identifier is not specified'],
  ['editMessageText', { ...hi, message_id: 2 }, 400, "Bad Request: message can't be edited"],
  ['editMessageText', { ...hi, message_id: 3 }, 400, "Bad Request: message can't be edited"],
  ['editMessageText', { ...hi, message_id: 4 }, 400, 'Bad Request: there is no text in the message to edit'],
  ['editMessageText', { chat_id: OLGA, message_id: 1, text: '' }, 400, 'Bad Request: message text is empty'],
  [
    'editMessageText',
    { ...hi, message_id: 'one' },
    400,
    'Bad Request: field "message_id" must be a valid Number',
  ],
  [
    'editMessageCaption',
    { chat_id: OLGA, message_id: 1, caption: 'x' },
    400,
    'Bad Request: there is no caption in the message to edit',
  ],
  [
    'editMessageCaption',
    { chat_id: OLGA, message_id: 4, caption: 'x'.repeat(1025) },
    400,
    'Bad Request: message caption is too long',
  ],
  ['editMessageReplyMarkup', { chat_id: OLGA, message_id: 1 }, 400, NOT_MODIFIED],
  ['deleteMessage', { chat_id: OLGA, message_id: 99 }, 400, 'Bad Request: message to delete not found'],
  ['deleteMessage', { chat_id: ALERTS, message_id: TOPIC }, 400, "Bad Request: message can't be deleted"],
  ['sendDocument', { chat_id: OLGA }, 400, 'Bad Request: there is no document in the request'],
  [
    'sendDocument',
    { chat_id: OLGA, document: 'xyz' },
    400,
    'Bad Request: wrong remote file identifier specified: Wrong string length',
  ],
  [
    'sendDocument',
    { chat_id: OLGA, document: 'http://a.b/c.csv' },
    400,
    'Bad Request: failed to get HTTP URL content',
  ],
  ['getFile', { file_id: 'xyz' }, 400, 'Bad Request: invalid file_id'],
  [
    'answerCallbackQuery',
    { callback_query_id: '1' },
    400,
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'answerCallbackQuery',
    { callback_query_id: '1', text: 'x'.repeat(201) },
    400,
    'Bad Request: MESSAGE_TOO_LONG',
  ],
  ['getChat', { chat_id: 555 }, 400, 'Bad Request: chat not found'],
  ['getChatMember', { chat_id: TEAM, user_id: 555 }, 400, 'Bad Request: invalid user_id specified'],
  [
    'getChatAdministrators',
    { chat_id: OLGA },
    400,
    'Bad Request: there are no administrators in the private chat',
  ],
  [
    'sendChatAction',
    { chat_id: OLGA, action: 'dance' },
    400,
    'Bad Request: wrong parameter action in request',
  ],
  [
    'setMessageReaction',
    { chat_id: OLGA, message_id: 2, reaction: [{ type: 'emoji', emoji: 'x' }] },
    400,
    'Bad Request: REACTION_INVALID',
  ],
  ['setMessageReaction', { chat_id: OLGA, message_id: 99 }, 400, 'Bad Request: message to react not found'],
  ['pinChatMessage', { chat_id: OLGA, message_id: 99 }, 400, 'Bad Request: message to pin not found'],
  [
    'pinChatMessage',
    { chat_id: ALERTS, message_id: TOPIC },
    400,
    'Bad Request: not enough rights to manage pinned messages in the chat',
  ],
  ['setMyCommands', command('SMS'), 400, 'Bad Request: BOT_COMMAND_INVALID'],
  ['setMyCommands', command('x'.repeat(33)), 400, 'Bad Request: BOT_COMMAND_INVALID'],
  ['setMyCommands', command('sms', ''), 400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID'],
  ['setMyCommands', command('sms', 'x'.repeat(257)), 400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID'],
  ['setMyCommands', manyCommands(101, 'x'), 400, 'Bad Request: BOT_COMMANDS_TOO_MUCH'],
  ['setMyCommands', manyCommands(70, 'x'.repeat(60)), 400, 'Bad Request: BOT_COMMANDS_TOO_MUCH'],
  [
    'setMyCommands',
    { ...command('sms'), language_code: 'rus' },
    400,
    'Bad Request: invalid language code specified',
  ],
  [
    'setMyCommands',
    { ...command('sms'), scope: { type: 'chat', chat_id: 555 } },
    400,
    'Bad Request: chat not found',
  ],
  ['setWebhook', { url: 'nowhere' }, 400, 'Bad Request: bad webhook: invalid webhook URL specified'],
  [
    'setWebhook',
    { url: 'http://127.0.0.1:9/', secret_token: 'no spaces' },
    400,
    'Bad Request: secret token contains unallowed characters',
  ],
  ['getUpdates', { allowed_updates: 'message' }, 400, "Bad Request: can't parse allowed updates JSON object"],
];

test('refuses what Telegram refuses, with its code and its words', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'one' });
  server.write(OLGA, { from: OLGA, text: 'two' });
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'three', reply_markup: { force_reply: true } });
  const form = new FormData();
  form.set('chat_id', String(OLGA));
  form.set('document', new Blob(['four']), 'four.txt');
  await fetch(`${server.apiRoot}/bot${server.token}/sendDocument`, { method: 'POST', body: form });
  const answers = [];
  for (const [method, params] of REFUSALS) {
    const { ok, error_code, description } = await api(server, method, params);
    answers.push([method, params, ok, error_code, description]);
  }
  expect(answers).toEqual(
    REFUSALS.map(([method, params, code, text]) => [method, params, false, code, text]),
  );
  expect(server.messages(OLGA).map(({ text, edits }) => [text, edits])).toEqual([
    ['one', 0],
    ['two', 0],
    ['three', 0],
    ['', 0],
  ]);
});

test('answers a wrong token with 401, and what is no token or no method path with 404', async () => {
  const server = await telegram();
  const get = async (path: string) => {
    const response = await fetch(`${server.apiRoot}${path}`);
    return [response.status, await response.json()];
  };
  const unauthorized = [401, { ok: false, error_code: 401, description: 'Unauthorized' }];
  const notFound = [404, { ok: false, error_code: 404, description: 'Not Found' }];
  expect(await get('/bot1:other/getMe')).toEqual(unauthorized);
  expect(await get('/file/bot1:other/documents/file_1')).toEqual(unauthorized);
  expect(await get('/botdemo/getMe')).toEqual(notFound);
  expect(await get('/')).toEqual(notFound);
  expect(await get(`/file/bot${server.token}/documents/nothing`)).toEqual(notFound);
});

test('refuses bodies that cannot be read', async () => {
  const server = await telegram();
  const post = async (contentType: string, body: string) => {
    const url = `${server.apiRoot}/bot${server.token}/sendMessage`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body });
    return ((await response.json()) as { description: string }).description;
  };
  expect(await post('application/json', '{"chat_id":')).toBe("Bad Request: can't parse request JSON object");
  expect(await post('application/json', '[]')).toBe("Bad Request: can't parse request JSON object");
  expect(await post('multipart/form-data; boundary=x', '--x\r\nbroken')).toBe(
    "Bad Request: can't parse multipart body",
  );
});

test('takes parameters from the query, a form, JSON and multipart alike, whatever the case of the method', async () => {
  const server = await telegram();
  const url = `${server.apiRoot}/bot${server.token}/SENDmessage`;
  const multipart = new FormData();
  multipart.set('chat_id', String(OLGA));
  multipart.set('text', 'by multipart');
  await fetch(`${url}?chat_id=${OLGA}&text=by+query`);
  await fetch(url, { method: 'POST', body: new URLSearchParams({ chat_id: String(OLGA), text: 'by form' }) });
  await fetch(url, { method: 'POST', body: multipart });
  await api(server, 'sendMessage', { chat_id: String(OLGA), text: 'by JSON' });
  expect(server.messages(OLGA).map(({ text }) => text)).toEqual([
    'by query',
    'by form',
    'by multipart',
    'by JSON',
  ]);
});

test('a person who blocked the bot is out of reach until they press Start', async () => {
  const server = await telegram();
  server.block(OLGA);
  expect(await api(server, 'sendMessage', hi)).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  server.start(OLGA);
  expect(await api(server, 'sendMessage', hi)).toMatchObject({ ok: true });
  const updates = await api<object[]>(server, 'getUpdates');
  expect(updates.result).toMatchObject([
    { my_chat_member: { new_chat_member: { status: 'kicked' } } },
    { my_chat_member: { new_chat_member: { status: 'member' } } },
    { message: { text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] } },
  ]);
});

test('a person who writes first can be written to', async () => {
  const server = await telegram();
  server.start(STRANGER);
  expect(await api(server, 'sendMessage', { chat_id: STRANGER, text: 'hi' })).toMatchObject({ ok: true });
});
