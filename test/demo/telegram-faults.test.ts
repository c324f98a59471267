import { once } from 'node:events';
import { expect, test } from 'vitest';
import { ALERTS, api, NIKOLAI, OLGA, telegram } from '../support/telegram-server.ts';

const hi = { chat_id: OLGA, text: 'hi' };
const button = (fields: object) => ({
  ...hi,
  reply_markup: { inline_keyboard: [[{ text: 'x', ...fields }]] },
});
const marked = (fields: object) => ({ ...hi, entities: [{ offset: 0, length: 2, ...fields }] });
const html = (text: string) => ({ ...hi, text, parse_mode: 'HTML' });
const markdown = (text: string) => ({ ...hi, text, parse_mode: 'MarkdownV2' });
const date = { type: 'date_time', unix_time: 1_764_000_000, date_time_format: 'r' };
const UNPARSABLE = "Bad Request: can't parse entities: ";

/** The field that is refused, what uses it, the description. */
const USES: readonly [string, object, string][] = [
  [
    'style',
    button({ callback_data: 'x', style: 'danger' }),
    "Bad Request: can't parse inline keyboard button: invalid button style specified",
  ],
  [
    'copy_text',
    button({ copy_text: { text: 'x' } }),
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  ['date_time', marked(date), "Bad Request: can't parse MessageEntity: Unsupported type specified"],
  [
    'date_time',
    html('<tg-time unix="1">x</tg-time>'),
    `${UNPARSABLE}Unsupported start tag "tg-time" at byte offset 0`,
  ],
  [
    'date_time',
    markdown('![x](tg://time?unix=1)'),
    `${UNPARSABLE}Invalid tg://emoji or tg://time URL specified`,
  ],
  [
    'expandable_blockquote',
    marked({ type: 'expandable_blockquote' }),
    "Bad Request: can't parse MessageEntity: Unsupported type specified",
  ],
  [
    'expandable_blockquote',
    html('<blockquote expandable>x</blockquote>'),
    `${UNPARSABLE}Unexpected attribute "expandable" in the tag "blockquote" at byte offset 0`,
  ],
  [
    'expandable_blockquote',
    markdown('>x||'),
    `${UNPARSABLE}Can't find end of Spoiler entity at byte offset 2`,
  ],
];

test.each(USES)('an older server refuses %s, and takes everything else', async (field, use, description) => {
  const server = await telegram();
  server.fault({ fault: 'refuse-fields', fields: [field] });
  expect(await api(server, 'sendMessage', use)).toMatchObject({ error_code: 400, description });
  expect(await api(server, 'sendMessage', hi)).toMatchObject({ ok: true });
  const others = USES.filter(([other]) => other !== field).map(([, other]) => other);
  for (const other of others) expect(await api(server, 'sendMessage', other)).toMatchObject({ ok: true });
  server.fault({ fault: 'none' });
  expect(await api(server, 'sendMessage', use)).toMatchObject({ ok: true });
});

test('an older server has no method of that name until the fault is cleared', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', hi);
  const edit = () => api(server, 'editMessageText', { ...hi, message_id: 1, text: 'ho' });
  server.fault({ fault: 'refuse-methods', methods: ['EditMessageText', 'editMessageMedia'] });
  expect(await edit()).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
  expect(await api(server, 'sendMessage', hi)).toMatchObject({ ok: true });
  server.fault({ fault: 'none' });
  expect(await edit()).toMatchObject({ ok: true });
});

test('one chat hangs: what is asked there is done and not answered, until cleared; other chats go on', async () => {
  const server = await telegram();
  server.start(NIKOLAI);
  server.fault({ fault: 'hang', chat: OLGA, seconds: 86_400, method: 'sendMessage' });
  const order: string[] = [];
  const shown = once(server.events, 'message');
  const hanging = api(server, 'sendMessage', hi).then((answer) => {
    order.push('answered');
    return answer;
  });
  await shown;
  expect(server.messages(OLGA)).toMatchObject([{ text: 'hi' }]);
  const edit = { ...hi, message_id: server.messages(OLGA)[0]?.id, text: 'ho' };
  expect(await api(server, 'editMessageText', edit)).toMatchObject({ ok: true });
  expect(await api(server, 'sendMessage', { ...hi, chat_id: NIKOLAI })).toMatchObject({ ok: true });
  order.push('others');
  server.fault({ fault: 'none' });
  expect(await hanging).toMatchObject({ ok: true });
  expect(order).toEqual(['others', 'answered']);
  expect(await api(server, 'sendMessage', hi)).toMatchObject({ ok: true });
});

test('a hanging chat answers by itself when its time is over', async () => {
  const server = await telegram();
  server.fault({ fault: 'hang', chat: OLGA, seconds: 0.01 });
  expect(await api(server, 'sendMessage', hi)).toMatchObject({ ok: true });
});

test('calls are refused in the words given, so many of them, in the chat and of the method that are named', async () => {
  const server = await telegram();
  server.start(NIKOLAI);
  const description = 'not enough rights to send text messages to the chat';
  server.fault({ fault: 'refuse', description, chat: OLGA, method: 'sendMessage' });
  expect(await api(server, 'sendMessage', { ...hi, chat_id: NIKOLAI })).toMatchObject({ ok: true });
  expect(await api(server, 'sendChatAction', { chat_id: OLGA, action: 'typing' })).toMatchObject({
    ok: true,
  });
  const refusal = { ok: false, error_code: 400, description: `Bad Request: ${description}` };
  expect(await api(server, 'sendMessage', hi)).toEqual(refusal);
  expect(await api(server, 'sendMessage', hi)).toMatchObject({ ok: true });
  server.fault({ fault: 'refuse', code: 403, description: 'bot was kicked from the group chat' });
  expect(await api(server, 'sendMessage', hi)).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was kicked from the group chat',
  });
});

test('a supergroup that takes the right to write tells the bot so, refuses it, and gives it back', async () => {
  const server = await telegram();
  const there = { ...hi, chat_id: ALERTS };
  server.silence(ALERTS, true);
  const refusal = 'Bad Request: not enough rights to send text messages to the chat';
  expect(await api(server, 'sendMessage', there)).toMatchObject({ description: refusal });
  server.silence(ALERTS, false);
  expect(await api(server, 'sendMessage', there)).toMatchObject({ ok: true });
  const { result } = await api<{ my_chat_member: { new_chat_member: object } }[]>(server, 'getUpdates');
  expect(result.map(({ my_chat_member }) => my_chat_member.new_chat_member)).toMatchObject([
    { status: 'restricted', is_member: true, can_send_messages: false },
    { status: 'member' },
  ]);
});

test('faults of fields that are not new, of no methods, and of no chat are refused', async () => {
  const server = await telegram();
  expect(() => server.fault({ fault: 'refuse-fields', fields: ['text'] })).toThrow();
  expect(() => server.fault({ fault: 'refuse-fields', fields: [] })).toThrow();
  expect(() => server.fault({ fault: 'refuse-methods', methods: [] })).toThrow();
  expect(() => server.fault({ fault: 'hang', seconds: 1 })).toThrow();
});
