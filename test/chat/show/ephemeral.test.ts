import { describe, expect, test } from 'vitest';
import { draftOf } from '../../../src/chat/show/draft.ts';
import { createPost, EPHEMERAL } from '../../../src/chat/show/post.ts';
import type { View } from '../../../src/chat/show/view.ts';
import { createTelegram } from '../../../src/chat/telegram/telegram.ts';
import type { TelegramServer } from '../../../src/demo/telegram/index.ts';
import { createLog } from '../../../src/log.ts';
import type { Card } from '../../../src/store/chats/cards.ts';
import { chatForTest, GROUP, NIKOLAI as NICK, only } from '../../support/chat.ts';
import { ALERTS, NIKOLAI, OLGA, telegram } from '../../support/telegram-server.ts';

const CARD: Card = {
  id: '0193e7a0-0000-7000-8000-000000000001',
  chat_id: ALERTS,
  thread_id: null,
  reply_to: null,
  kind: 'problem',
  body: '{}',
  language: 'en',
  person_id: NIKOLAI,
  telegram_id: null,
  revision: 0,
  shown_revision: -1,
  looked_revision: null,
  shown: null,
  due_at: 0,
  unknown_sends: 0,
  failure: null,
  forgotten_at: null,
  created_at: 0,
};
const REFUSAL: View = { as: 'text', text: 'Not so.', buttons: [], atRest: true, forAsker: true };

function postOf(server: TelegramServer) {
  const logged: string[] = [];
  const log = createLog('warn', { write: (line: string) => logged.push(line) });
  const post = createPost({
    telegram: createTelegram({ token: server.token, apiRoot: server.apiRoot, log }),
    content: async () => Buffer.from(''),
    signal: new AbortController().signal,
    log,
  });
  const send = (card: Partial<Card> = {}, view: View = REFUSAL) =>
    post.send({ ...CARD, ...card }, draftOf(CARD.id, view));
  return { send, logged };
}

const seen = (server: TelegramServer, chat = ALERTS) =>
  server.messages(chat).map(({ onlyFor = null }) => onlyFor);

test('what is of use to who asked alone is seen by them alone in a group', async () => {
  const server = await telegram();
  const { send } = postOf(server);
  expect(await send()).toEqual({ kind: 'done', value: EPHEMERAL });
  expect(seen(server)).toEqual([NIKOLAI]);
});

test('it is seen by them alone though the message that it replies to was deleted', async () => {
  const server = await telegram();
  const { send, logged } = postOf(server);
  expect(await send({ reply_to: 999 })).toEqual({ kind: 'done', value: EPHEMERAL });
  expect(seen(server)).toEqual([NIKOLAI]);
  expect(logged).toEqual([]);
});

test.each<[string, Partial<Card>, View?]>([
  ['in a private chat', { chat_id: OLGA, person_id: OLGA }],
  ['that nobody asked for', { person_id: null }],
  ['that is for all', {}, { ...REFUSAL, forAsker: false }],
])('a card %s is a message like others', async (_, card, view) => {
  const server = await telegram();
  const { send } = postOf(server);
  const outcome = await send(card, view);
  expect(outcome).toMatchObject({ kind: 'done' });
  expect(outcome).not.toMatchObject({ value: EPHEMERAL });
  expect(seen(server, card.chat_id)).toEqual([null]);
});

test('where Telegram refuses that, all see it, and it is not tried there again', async () => {
  const server = await telegram();
  const { send, logged } = postOf(server);
  server.fault({ fault: 'refuse-fields', fields: ['ephemeral_message_parameters'] });
  await send();
  expect(seen(server)).toEqual([null]);
  server.fault({ fault: 'none' });
  await send();
  expect(seen(server)).toEqual([null, null]);
  expect(server.calls().map(({ status }) => status)).toEqual([400, 200, 200]);
  expect(logged).toHaveLength(1);
});

test('a group in which nothing can be written at all is not taken for one that lets nothing be said to one alone', async () => {
  const server = await telegram();
  const { send, logged } = postOf(server);
  server.silence(ALERTS, true);
  expect(await send()).toMatchObject({ kind: 'not-now' });
  server.silence(ALERTS, false);
  await send();
  expect(seen(server)).toEqual([NIKOLAI]);
  expect(logged).toEqual([]);
});

describe('of the cards in a group', () => {
  test.each([
    ['/help', true],
    ['/help sms', true],
    ['/help weather', true],
    ['/sms 12 hi', true],
    ['/sms +79991234567', false],
    ['/grant 5 viewer', true],
    ['/sms +79991234567 hi', false],
    ['/sms +79991234567, +79991234568 hi', false],
    ['/hlr +79991234567', false],
    ['/status 855469', true],
    ['/settings', false],
    ['/inbox', false],
  ])('%s is answered to its writer alone: %s', async (line, isForAsker) => {
    const chat = await chatForTest();
    await chat.let(NICK, 'operator');
    const card = only(await chat.say(NICK, line, { chat: GROUP }));
    expect(card.view.forAsker ?? false).toBe(isForAsker);
    if (isForAsker) expect(card.buttons).toEqual([]);
  });
});

test('what one alone sees has no id: a reply to it is answered to nothing, and no edit is taken for one of it', async () => {
  const chat = await chatForTest();
  await chat.let(NICK, 'operator');
  const aside = { chat: GROUP, message: { message_id: 0, ephemeral_message_id: 3 } };
  const first = only(await chat.say(NICK, '/sms 12 hi', aside));
  expect(first.card.reply_to).toBeNull();
  const second = only(await chat.say(NICK, '/sms +79991234567 hi', aside));
  expect([second.card.kind, second.card.reply_to]).toEqual(['send', null]);
  expect(await chat.store.db.selectFrom('heard').selectAll().execute()).toEqual([]);
});
