import { expect, test } from 'vitest';
import { ALERTS, api, NIKOLAI, OLGA, STRANGER, TEAM, TOPIC, telegram } from '../support/telegram-server.ts';

interface Heard {
  readonly message?: Record<string, unknown>;
}
const heard = async (server: Awaited<ReturnType<typeof telegram>>) => {
  const { result } = await api<Heard[]>(server, 'getUpdates');
  return result.map(({ message }) => message);
};

test('under privacy mode the bot hears commands for it and replies to it, and nothing else', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', { chat_id: TEAM, text: 'from the bot' });
  const own = server.messages(TEAM)[0]?.id;
  const { id: chat } = server.write(TEAM, { from: OLGA, text: 'just talking' });
  server.write(TEAM, { from: OLGA, text: 'see /sms' });
  server.write(TEAM, { from: OLGA, text: '@demo_bot hi' });
  server.write(TEAM, { from: OLGA, text: '/sms@other_bot hi' });
  server.write(TEAM, { from: OLGA, text: 'to a person', replyTo: chat });
  server.write(TEAM, { from: OLGA, text: '/sms hi' });
  server.write(TEAM, { from: OLGA, text: '/SMS@Demo_Bot hi' });
  server.write(TEAM, { from: OLGA, text: 'to the bot', replyTo: own });
  server.write(TEAM, { from: OLGA, text: '/bulk', file: { name: 'a.csv', bytes: Buffer.from('1') } });
  expect((await heard(server)).map((message) => message?.text ?? message?.caption)).toEqual([
    '/sms hi',
    '/SMS@Demo_Bot hi',
    'to the bot',
    '/bulk',
  ]);
  expect(server.messages(TEAM)).toHaveLength(10);
});

test.each([
  { what: 'an administrator', chat: { admins: [1] } },
  { what: 'without privacy mode', chat: { privacy: false } },
])('a bot that is $what hears everything', async ({ chat }) => {
  const server = await telegram({ chats: [{ id: TEAM, type: 'group', members: [OLGA], ...chat }] });
  server.write(TEAM, { from: OLGA, text: 'just talking' });
  expect(await heard(server)).toMatchObject([{ text: 'just talking' }]);
});

test('in a topic a message carries the thread and replies to what opened the topic', async () => {
  const server = await telegram();
  const { id } = server.write(ALERTS, { from: NIKOLAI, text: '/watch failed', thread: TOPIC });
  expect(await heard(server)).toMatchObject([
    {
      message_id: id,
      message_thread_id: TOPIC,
      is_topic_message: true,
      chat: { id: ALERTS, type: 'supergroup', is_forum: true },
      reply_to_message: { message_id: TOPIC, forum_topic_created: { name: 'SMS' } },
    },
  ]);
  await api(server, 'sendMessage', { chat_id: ALERTS, text: 'card', reply_parameters: { message_id: id } });
  const { id: answer } = server.write(ALERTS, { from: OLGA, text: 'thanks', replyTo: id + 1 });
  expect(server.messages(ALERTS)).toMatchObject([
    { id, thread: TOPIC, replyTo: null },
    { id: id + 1, thread: TOPIC, replyTo: id },
    { id: answer, thread: TOPIC, replyTo: id + 1 },
  ]);
});

test('a deleted topic takes its messages along and is not found any more', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', { chat_id: ALERTS, text: 'card', message_thread_id: TOPIC });
  const card = server.messages(ALERTS)[0]?.id;
  server.deleteTopic(ALERTS, TOPIC);
  expect(server.messages(ALERTS)).toEqual([]);
  const send = { chat_id: ALERTS, text: 'x', message_thread_id: TOPIC };
  expect(await api(server, 'sendMessage', send)).toMatchObject({
    description: 'Bad Request: message thread not found',
  });
  expect(
    await api(server, 'editMessageText', { chat_id: ALERTS, message_id: card, text: 'x' }),
  ).toMatchObject({
    description: 'Bad Request: message to edit not found',
  });
});

test('an anonymous administrator and a channel write in the name of a chat', async () => {
  const server = await telegram();
  server.write(TEAM, { from: OLGA, text: '/people', senderChat: true });
  server.write(TEAM, { from: OLGA, text: '/people', senderChat: -100777 });
  expect(await heard(server)).toMatchObject([
    { from: { id: 1087968824, is_bot: true, username: 'GroupAnonymousBot' }, sender_chat: { id: TEAM } },
    { from: { id: 136817688, is_bot: true }, sender_chat: { id: -100777, type: 'channel' } },
  ]);
});

test('a group that becomes a supergroup says where it went, on both sides and in each refusal', async () => {
  const server = await telegram();
  const id = server.migrate(TEAM);
  expect(await heard(server)).toMatchObject([
    { chat: { id: TEAM, type: 'group' }, migrate_to_chat_id: id },
    { chat: { id, type: 'supergroup', title: 'Team' }, migrate_from_chat_id: TEAM },
  ]);
  expect(await api(server, 'sendMessage', { chat_id: TEAM, text: 'hi' })).toMatchObject({
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: id },
  });
  expect(await api(server, 'sendMessage', { chat_id: id, text: 'hi' })).toMatchObject({ ok: true });
  server.write(id, { from: NIKOLAI, text: '/help' });
  expect(server.messages(id).map(({ text }) => text)).toEqual(['hi', '/help']);
  expect(() => server.migrate(id)).toThrow('not-a-group');
  expect(() => server.write(TEAM, { from: NIKOLAI, text: '/help' })).toThrow('no-such-chat');
});

test('a contact, a forward and a file tell the bot what they are', async () => {
  const server = await telegram();
  server.write(OLGA, { from: OLGA, contact: { phone: '+79991234567', firstName: 'Ivan' } });
  server.write(OLGA, { from: OLGA, text: 'look', forwardFrom: NIKOLAI });
  server.write(OLGA, {
    from: OLGA,
    text: '/bulk',
    file: { name: 'list.csv', bytes: Buffer.from('number\n'), mimeType: 'text/csv' },
  });
  expect(await heard(server)).toMatchObject([
    { contact: { phone_number: '+79991234567', first_name: 'Ivan' } },
    { text: 'look', forward_origin: { type: 'user', sender_user: { id: NIKOLAI } } },
    {
      caption: '/bulk',
      caption_entities: [{ type: 'bot_command', offset: 0, length: 5 }],
      document: { file_name: 'list.csv', mime_type: 'text/csv', file_size: 7 },
    },
  ]);
});

test('a long paste is cut in two as clients do', async () => {
  const server = await telegram();
  const { id } = server.write(OLGA, { from: OLGA, text: `/sms ${'я'.repeat(4000)} ${'ю'.repeat(200)}` });
  const [first, second] = server.messages(OLGA);
  expect(first?.id).toBe(id);
  expect(first?.text).toBe(`/sms ${'я'.repeat(4000)}`);
  expect(second?.text).toBe('ю'.repeat(200));
});

test('people can do only what a client lets them', async () => {
  const server = await telegram();
  const { id } = server.write(TEAM, { from: OLGA, text: 'mine' });
  expect(() => server.write(TEAM, { from: STRANGER, text: 'hi' })).toThrow('not-a-member');
  expect(() => server.write(OLGA, { from: NIKOLAI, text: 'hi' })).toThrow('not-a-member');
  expect(() => server.write(-9, { from: OLGA, text: 'hi' })).toThrow('no-such-chat');
  expect(() => server.write(TEAM, { from: 5, text: 'hi' })).toThrow('no-such-person');
  expect(() => server.write(TEAM, { from: OLGA, text: ' ' })).toThrow('empty');
  expect(() => server.write(TEAM, { from: OLGA, text: 'hi', thread: 3 })).toThrow('no-such-topic');
  expect(() => server.write(TEAM, { from: OLGA, text: 'hi', replyTo: 99 })).toThrow('no-such-message');
  expect(() => server.edit(TEAM, id, { from: NIKOLAI, text: 'yours' })).toThrow('not-yours');
  expect(() => server.edit(TEAM, 99, { from: OLGA, text: 'x' })).toThrow('no-such-message');
  server.block(OLGA);
  expect(() => server.write(OLGA, { from: OLGA, text: 'hi' })).toThrow('bot-is-blocked');
});

test('members and administrators are shown as what they are', async () => {
  const server = await telegram();
  const status = async (user: number) => {
    const { result } = await api<{ status: string }>(server, 'getChatMember', {
      chat_id: TEAM,
      user_id: user,
    });
    return result.status;
  };
  expect([await status(OLGA), await status(NIKOLAI), await status(STRANGER), await status(1)]).toEqual([
    'creator',
    'member',
    'left',
    'member',
  ]);
  expect((await api(server, 'getChatAdministrators', { chat_id: TEAM })).result).toMatchObject([
    { user: { id: OLGA }, status: 'creator' },
  ]);
  expect((await api(server, 'getChat', { chat_id: OLGA })).result).toMatchObject({
    id: OLGA,
    type: 'private',
    first_name: 'Olga',
  });
});

test('a reaction, a pin and a deletion are seen in the chat', async () => {
  const server = await telegram();
  const { id } = server.write(OLGA, { from: OLGA, text: 'hi' });
  await api(server, 'setMessageReaction', {
    chat_id: OLGA,
    message_id: id,
    reaction: [{ type: 'emoji', emoji: '👍' }],
  });
  await api(server, 'pinChatMessage', { chat_id: OLGA, message_id: id });
  expect(server.messages(OLGA)).toMatchObject([{ id, reaction: '👍', pinned: true }]);
  await api(server, 'deleteMessage', { chat_id: OLGA, message_id: id });
  expect(server.messages(OLGA)).toEqual([]);
});
