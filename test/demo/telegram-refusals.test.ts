import { expect, test } from 'vitest';
import { ALERTS, api, OLGA, STRANGER, TEAM, TOPIC, telegram } from '../support/telegram-server.ts';

const hi = { chat_id: OLGA, text: 'hi' };
const command = (name: string, description = 'does it') => ({ commands: [{ command: name, description }] });
const manyCommands = (count: number, description: string) => ({
  commands: Array.from({ length: count }, (_, index) => ({ command: `c${index}`, description })),
});
const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** Method, parameters, error code, description. Message 1 in Olga's chat is the bot's, 2 is hers, 3 the bot's with a forced reply. */
const REFUSALS: readonly [string, object, number, string][] = [
  ['noSuchMethod', {}, 404, 'Not Found'],
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

test('a group that removed the bot is closed to it until somebody adds it again, and it hears of both alone', async () => {
  const server = await telegram();
  const call = { chat_id: ALERTS, text: 'hi' };
  server.kick(ALERTS, OLGA);
  expect(await api(server, 'sendMessage', call)).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was kicked from the supergroup chat',
  });
  server.write(ALERTS, { from: OLGA, text: '/help' });
  server.add(ALERTS, OLGA);
  expect(await api(server, 'sendMessage', call)).toMatchObject({ ok: true });
  const updates = await api<object[]>(server, 'getUpdates');
  const change = (before: string, after: string) => ({
    my_chat_member: {
      chat: { id: ALERTS, title: 'Alerts' },
      from: { id: OLGA },
      old_chat_member: { status: before },
      new_chat_member: { status: after },
    },
  });
  expect(updates.result).toMatchObject([change('member', 'kicked'), change('kicked', 'member')]);
});

test('a person who writes first can be written to', async () => {
  const server = await telegram();
  server.start(STRANGER);
  expect(await api(server, 'sendMessage', { chat_id: STRANGER, text: 'hi' })).toMatchObject({ ok: true });
});
