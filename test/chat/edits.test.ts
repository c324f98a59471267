import type { Message } from 'grammy/types';
import { beforeEach, expect, test } from 'vitest';
import { STATE } from '../../src/store/tables/coded.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';

const MINUTE_MS = 60_000;

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

/** Somebody writes; what the bot answers, and the message to edit. */
async function say(text: string, saying = {}): Promise<{ card: Shown; message: Message }> {
  const message = chat.message(NIKOLAI, text, saying);
  return { card: only((await chat.update({ message })).cards), message };
}

const edit = async (message: Message, text: string, at = Date.now()): Promise<Shown[]> =>
  (await chat.update({ edited_message: { ...message, text, edit_date: Math.floor(at / 1000) } })).cards;

const sent = async () =>
  (await chat.store.db.selectFrom('messages').select(['recipient', 'state']).execute()).map(
    ({ recipient, state }) => `${recipient} ${STATE.name(state)}`,
  );

test.each([
  ['a number with a digit too few', '/sms +7999123456 hi'],
  ['a command on the wrong keyboard', '/ыьы +79991234567 hi'],
  ['a line without a command', '+79991234567 hi'],
  ['a command that is none', '/sns +79991234567 hi'],
])('%s runs when it is mended, in the place of the card that named the problem', async (_, line) => {
  const { card, message } = await say(line);
  expect(await edit(message, '/sms +79991234567 hi')).toEqual([]);
  const now = await chat.look(card);
  expect(now.card.kind).toBe('send');
  expect(now.card.telegram_id).toBe(card.card.telegram_id);
  expect(now.text).toContain('SMS → +7 999 123-45-67');
  expect(await sent()).toEqual(['79991234567 queued']);
});

test('it runs once, and what is carried out is not changed by another edit, which is said once', async () => {
  const { message } = await say('/sms +7999123456 hi');
  await edit(message, '/sms +79991234567 hi');
  const notice = only(await edit(message, '/sms +79991112233 hi'));
  expect(notice.text).toBe(
    'The edit changed nothing: the command was taken as it stood. If you want something else, cancel on its card what has not gone yet, and send it again.',
  );
  expect(await edit(message, '/sms +79991112233 hi')).toEqual([]);
  expect(await sent()).toEqual(['79991234567 queued']);
});

test('an edit that mends nothing names the next problem in the same card', async () => {
  const { card, message } = await say('/sms +7999123456 hi');
  expect(await edit(message, '/sms +79991234567 flesh=yes hi')).toEqual([]);
  expect((await chat.look(card)).text).toContain('flesh');
  expect(await edit(message, '/sms +79991234567 flash=yes hi')).toEqual([]);
  expect((await chat.look(card)).text).toContain('flash');
  expect(await sent()).toEqual(['79991234567 queued']);
});

test('an edit that leaves the words as they are does nothing', async () => {
  const { message } = await say('/sms +7999123456 hi');
  expect(await edit(message, message.text ?? '')).toEqual([]);
  const done = await say('/sms +79991234567 hi');
  expect(await edit(done.message, done.message.text ?? '')).toEqual([]);
});

test('an edit of what the bot does not remember does nothing', async () => {
  for (const place of [{}, { chat: GROUP }]) {
    const old = chat.message(NIKOLAI, 'anything', place);
    expect(await edit(old, '/sms +79991234567 hi')).toEqual([]);
  }
  expect(await sent()).toEqual([]);
});

test('it is as fresh as its edit', async () => {
  const at = Date.now() - 60 * MINUTE_MS;
  const { card, message } = await say('/sms +7999123456 hi', { at });
  await edit(message, '/sms +79991234567 hi');
  expect((await chat.look(card)).text).toContain('queued');

  const late = await say('/sms +7999123456 hello', { at });
  await edit(late.message, '/sms +79991234567 hello', at);
  expect((await chat.look(late.card)).buttons).toEqual(['Send now', 'Later…', 'Cancel']);
});

test('an edited reply that was sent changes nothing, and says so', async () => {
  const card = await incomingIn(chat, NIKOLAI.id, { sender: '79991234567' });
  const reply = await say('and one more', { replyTo: card });
  expect(only(await edit(reply.message, 'second thoughts')).text).toContain('edit changed nothing');
  expect(await sent()).toEqual(['79991234567 queued']);
});

test('a preview that is shown is not replaced', async () => {
  const { card, message } = await say('/sms +79991234567, +79991112233 hi');
  expect(only(await edit(message, '/sms +79991234567 hi')).text).toContain('edit changed nothing');
  expect((await chat.look(card)).buttons).toEqual(['Send 2', 'Later…', 'Cancel', 'From…']);
});

test('a line that a question was asked about runs when it is completed, until the question is answered', async () => {
  const { card, message } = await say('/sms');
  const result = only(await edit(message, '/sms +79991234567 hi'));
  expect(result.card.id).not.toBe(card.card.id);
  expect(await sent()).toEqual(['79991234567 queued']);

  const asked = await say('/sms');
  const what = only(await chat.say(NIKOLAI, '+79991112233', { replyTo: asked.card }));
  await chat.say(NIKOLAI, 'hello', { replyTo: what });
  expect(only(await edit(asked.message, '/sms +79991112233 hello there')).text).toContain(
    'edit changed nothing',
  );
  expect(await sent()).toHaveLength(2);
});

test('an answer that was rejected is read again as the answer', async () => {
  await say('/sms');
  const { card, message } = await say('+7999123456 hi');
  expect(card.card.kind).toBe('problem');
  await edit(message, '+79991234567 hi');
  expect((await chat.look(card)).card.kind).toBe('send');
  expect(await sent()).toEqual(['79991234567 queued']);
});

test('chatter that was edited is no answer to a question', async () => {
  const { message } = await say('good morning');
  await say('/sms +79991234567');
  await edit(message, 'good evening');
  expect(await sent()).toEqual([]);
});

test('in a group and in Russian, it is the same', async () => {
  const message = chat.message(OLGA, '/sms +7999123456 hi', { chat: GROUP });
  const card = only((await chat.update({ message })).cards);
  expect(await edit(message, '/sms +79991234567 hi')).toEqual([]);
  expect((await chat.look(card)).text).toContain('в очереди');
  expect(only(await edit(message, '/sms +79991112233 hi')).text).toContain('Правка ничего не изменила');
});

test('who has lost the role mends nothing', async () => {
  const { message } = await say('/sms +7999123456 hi');
  await chat.store.db.updateTable('people').set({ role: null }).where('id', '=', NIKOLAI.id).execute();
  expect(await edit(message, '/sms +79991234567 hi')).toEqual([]);
  expect(await sent()).toEqual([]);
});
