import { expect, test } from 'vitest';
import { ALERTS, api, NIKOLAI, OLGA, STRANGER, TOPIC, telegram } from '../support/telegram-server.ts';

interface Sent {
  readonly message_id: number;
  readonly ephemeral_message_id: number;
  readonly receiver_user: { readonly id: number };
}

const only = (receiver: number, chat = ALERTS) => ({
  chat_id: chat,
  text: 'for you',
  ephemeral_message_parameters: { receiver_user_id: receiver },
});

test('what one person alone is to see is told the bot without an id, and shown to clients as theirs', async () => {
  const server = await telegram();
  const { result } = await api<Sent>(server, 'sendMessage', only(OLGA));
  expect(result).toMatchObject({ message_id: 0, ephemeral_message_id: 1, receiver_user: { id: OLGA } });
  const again = await api<Sent>(server, 'sendMessage', { ...only(NIKOLAI), message_thread_id: TOPIC });
  expect(again.result).toMatchObject({ message_id: 0, ephemeral_message_id: 2, message_thread_id: TOPIC });
  expect(server.messages(ALERTS).map(({ text, onlyFor }) => [text, onlyFor])).toEqual([
    ['for you', OLGA],
    ['for you', NIKOLAI],
  ]);
});

test.each([
  ['in a private chat', only(OLGA, OLGA), 'Bad Request: ephemeral messages can be sent only in groups'],
  ['for who is not there', only(STRANGER), 'Bad Request: user not found'],
  ['for the bot itself', only(1), 'Bad Request: user not found'],
  [
    'for nobody',
    { ...only(OLGA), ephemeral_message_parameters: {} },
    'Bad Request: field "receiver_user_id" must be a valid Number',
  ],
])('nothing goes to one person alone %s', async (_, call, description) => {
  const server = await telegram();
  expect(await api(server, 'sendMessage', call)).toMatchObject({ ok: false, error_code: 400, description });
});

test('it is out of reach of edits by id, and of others', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', only(OLGA));
  const [message] = server.messages(ALERTS);
  if (!message) throw new Error('no message');
  for (const method of ['editMessageText', 'deleteMessage']) {
    const call = { chat_id: ALERTS, message_id: message.id, text: 'other' };
    expect(await api(server, method, call)).toMatchObject({ ok: false, error_code: 400 });
  }
  expect(() => server.write(ALERTS, { from: NIKOLAI, text: 'hm', replyTo: message.id })).toThrow(
    'no-such-message',
  );
});

test('a reply to it is seen by its writer and the bot alone, who may answer it so', async () => {
  const server = await telegram();
  await api(server, 'sendMessage', only(OLGA));
  const [message] = server.messages(ALERTS);
  server.write(ALERTS, { from: OLGA, text: 'thanks', replyTo: message?.id ?? 0 });
  const { result: updates } = await api<{ message: Sent & { text: string } }[]>(server, 'getUpdates', {});
  expect(updates.map(({ message: heard }) => heard)).toMatchObject([
    { text: 'thanks', message_id: 0, ephemeral_message_id: 2, from: { id: OLGA } },
  ]);
  const reply = { ...only(OLGA), reply_parameters: { ephemeral_message_id: 2 } };
  expect(await api(server, 'sendMessage', reply)).toMatchObject({ ok: true });
  const other = { ...only(NIKOLAI), reply_parameters: { ephemeral_message_id: 2 } };
  expect(await api(server, 'sendMessage', other)).toMatchObject({
    ok: false,
    description: 'Bad Request: message to be replied not found',
  });
});

test('a server that does not know of it refuses it', async () => {
  const server = await telegram();
  server.fault({ fault: 'refuse-fields', fields: ['ephemeral_message_parameters'] });
  expect(await api(server, 'sendMessage', only(OLGA))).toMatchObject({ ok: false, error_code: 400 });
  expect(server.messages(ALERTS)).toEqual([]);
});
