import { beforeEach, expect, test } from 'vitest';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  type Shown,
  STRANGER,
} from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const recorded = () => chat.store.db.selectFrom('actions').selectAll().orderBy('id').execute();

function only(cards: readonly Shown[]): Shown {
  const [card, ...more] = cards;
  if (!card || more.length > 0) throw new Error(`${cards.length} cards`);
  return card;
}

test('a command is on record with who ran it, where, and the card that shows what came of it', async () => {
  const { card } = only(await chat.say(NIKOLAI, '/sms +79991234567 hi', { chat: GROUP, thread: 7 }));
  expect(await recorded()).toMatchObject([
    {
      actor_kind: 'person',
      actor_id: '102',
      chat_id: GROUP,
      thread_id: 7,
      what: 'command sms',
      arg: null,
      card_id: card.id,
    },
  ]);
});

test('a press is on record with its argument and the card that it was done on', async () => {
  const card = only(await chat.say(NIKOLAI, '/inbox off', { chat: GROUP, thread: 7 }));
  await chat.press(OLGA, card, 'Показывать здесь');
  expect((await recorded()).at(-1)).toMatchObject({
    actor_id: '101',
    chat_id: GROUP,
    thread_id: 7,
    what: 'press inbox',
    arg: 'on',
    card_id: card.card.id,
  });
});

test('a look at one message is on record with that message', async () => {
  const card = only(await chat.say(OLGA, '/sms +79991234567 hi'));
  await chat.say(OLGA, '/status', { replyTo: card });
  const { id } = await chat.store.db.selectFrom('messages').select('id').executeTakeFirstOrThrow();
  expect((await recorded()).at(-1)).toMatchObject({ what: 'command status', message_id: id });
});

test('the answer to a question is the command that asked, and a reply that sends is one', async () => {
  const question = only(await chat.say(OLGA, '/sms +79991234567'));
  const sent = only(await chat.say(OLGA, 'hi', { replyTo: question }));
  await chat.say(OLGA, 'and one more', { replyTo: sent });
  expect((await recorded()).map(({ what }) => what)).toEqual(['command sms', 'reply sms']);
});

test('whoever lets themselves in by a link is on record, without the link', async () => {
  const invitation = only(await chat.say(OLGA, '/grant viewer'));
  const token = invitation.copied[0]?.split('start=')[1] ?? '';
  await chat.say(STRANGER, `/start ${token}`);
  const actions = await recorded();
  expect(actions.at(-1)).toMatchObject({ actor_id: '109', what: 'command start', arg: 'invitation' });
  expect(JSON.stringify(actions)).not.toContain(token);
});

test('what is asked about, refused or not understood is no action, nor is an update that comes again', async () => {
  await chat.say(OLGA, '/sms');
  await chat.say(OLGA, '/sms +7999 hi');
  await chat.say(OLGA, '/sms +79991234567 __VIBER__: hi');
  await chat.say(OLGA, '/lang klingon');
  await chat.say(OLGA, '/status nothing');
  await chat.say(OLGA, '/help nothing');
  await chat.say(NIKOLAI, '/grant 109 viewer');
  expect(await recorded()).toEqual([]);
  const update = { message: chat.message(OLGA, '/health') };
  await chat.update(update, 77);
  await chat.update(update, 77);
  expect(await recorded()).toHaveLength(1);
});
