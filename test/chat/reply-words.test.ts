import { readFileSync } from 'node:fs';
import type { User } from 'grammy/types';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandsAt } from '../../src/chat/command.ts';
import type { Context } from '../../src/chat/context.ts';
import { heldByWords } from '../../src/chat/held/holding.ts';
import type { Above } from '../../src/chat/talks/correspondent.ts';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';
import { reached } from '../support/reached.ts';

/** A line each: what people reply to a card, as they type it. */
const listed = (name: string): string[] =>
  readFileSync(new URL(`held-words/replies-${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

const STEVE: User = { ...NIKOLAI, id: 111, first_name: 'Steve' };
const SASHA: User = { ...OLGA, id: 112, first_name: 'Саша' };
const ANNA: User = { ...NIKOLAI, id: 110, first_name: 'Anna' };
const CUSTOMER = '79991112233';

async function team(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.say(OLGA, '/lang');
  for (const person of [ANNA, NIKOLAI, STEVE, SASHA]) await chat.let(person, 'operator');
  return chat;
}

/** Those of the replies that are not held, below a card of which that is `above`. */
async function goneOf(all: readonly string[], above: Above): Promise<string[]> {
  const chat = await team();
  const writtenAt = Date.UTC(2026, 10, 28, 9);
  return chat.store.write(async (tx) => {
    const context = {
      tx,
      writtenAt,
      settings: SETTINGS,
      commands: commandsAt(commands, SETTINGS.wire),
      person: { id: ANNA.id, name: 'Anna', role: 'operator' },
      place: { chatId: ANNA.id, threadId: null, isPrivate: true },
    } as unknown as Context;
    const gone: string[] = [];
    for (const words of all)
      if ((await heldByWords(context, words, { to: CUSTOMER, above })) === null) gone.push(words);
    return gone;
  });
}

const HELD = listed('held');
const GO = listed('go');
/** Of these a colleague could be told, too. */
const LIKE_A_COLLEAGUES = ['he said about half an hour', 'tell him to leave it with the neighbour'];
/** Asides of who looks something up, and questions that name nobody. */
const WAITING = listed('waiting');

test.each(['said', 'asked', 'reached'] as const)(
  'what is said of a customer, to the bot or to a colleague is held below what was %s',
  async (above) => {
    // Only who is called so could tell the last ones from a text.
    expect(await goneOf(HELD, above)).toEqual([
      'sorry not you, meant for the other lady',
      'ой, это марине ивановне надо было',
      'скажите мастеру пусть поторопится',
    ]);
  },
);

test.each(['said', 'asked'] as const)('what is told to a customer goes below what they %s', async (above) => {
  const all = [...GO, ...WAITING];
  const gone = await goneOf(all, above);
  expect(all.filter((words) => !gone.includes(words))).toEqual(LIKE_A_COLLEAGUES);
});

test('short answers go below a question', async () => {
  expect(await goneOf(listed('short'), 'asked')).toEqual(listed('short'));
});

test('below a delivered SMS a text goes too, and nobody is told to wait or asked out of nothing', async () => {
  const gone = await goneOf(GO, 'reached');
  expect(GO.filter((words) => !gone.includes(words))).toEqual(LIKE_A_COLLEAGUES);
  expect(await goneOf(WAITING, 'reached')).toEqual([]);
});

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

test.each([
  [NIKOLAI, 'wrong number sorry meant 07412900144', '✋ This does not read like a text to a customer.'],
  [NIKOLAI, 'whats left on our balance?', 'To have it from me: /balance'],
  [NIKOLAI, 'olga shes asking about the stopcock again lol', '✋ This looks meant for a colleague.'],
  [OLGA, 'не туда ушло', '✋ Не похоже на текст клиенту.'],
  [OLGA, 'сколько осталось денег', 'Если это мне: /balance'],
  [OLGA, 'она опять ноет', '✋ Похоже, это коллегам.'],
] as const)('%s replies “%s”: one tap sends it, and the next reply goes by itself', async (...row) => {
  const [person, words, says] = row;
  const chat = await team();
  for (const card of [
    await incomingIn(chat, person.id, { sender: CUSTOMER, text: 'Ok' }),
    await reached(chat, person, '/sms +79991234567 Ready'),
  ]) {
    const draft = only(await chat.say(person, words, { replyTo: card }));
    expect(draft.text).toContain(says);
    await chat.say(person, 'We are open until 9', { replyTo: card });
    expect((await requests(chat)).slice(-2)).toMatchObject([
      { text: words, state: 'waiting' },
      { text: 'We are open until 9', state: 'queued' },
    ]);
    await chat.press(person, draft, draft.buttons[0] ?? '');
    expect((await requests(chat)).at(-2)).toMatchObject({ text: words, state: 'queued' });
  }
});

test.each([
  [NIKOLAI, 'My dog has not touched his food', 'Can I park there?', 'is he eating ok now?'],
  [NIKOLAI, 'Can my brother collect it?', 'Where are you?', 'tell him to ring the bell'],
  [NIKOLAI, 'she starts school on monday', 'How late are you open?', 'remind her to bring her PE kit'],
  [NIKOLAI, 'My mum booked it', 'Is it done?', 'she confirmed it this morning'],
  [OLGA, 'Собака второй день не ест', 'А где вы?', 'она пьёт?'],
  [OLGA, 'Можно муж заберёт?', 'Где вы находитесь?', 'он уже заплатил'],
])('%s answers “%s”, not “%s”, with “%s”', async (person, ofSomebody, ofNobody, words) => {
  const chat = await team();
  const held = await incomingIn(chat, person.id, { text: ofNobody, sender: '79991234599' });
  await chat.say(person, words, { replyTo: held });
  const card = await incomingIn(chat, person.id, { sender: CUSTOMER, text: ofSomebody });
  await chat.say(person, words, { replyTo: card });
  for (const bad of person === OLGA ? ['должник'] : ['charge her double', 'he is a nightmare'])
    await chat.say(person, bad, { replyTo: card });
  expect((await requests(chat)).map((one) => (one as { state: string }).state)).toEqual([
    'waiting',
    'queued',
    ...(person === OLGA ? ['waiting'] : ['waiting', 'waiting']),
  ]);
});

test.each([
  [NIKOLAI, 'email me at steve@garage.example'],
  [NIKOLAI, 'text us on 89991234588'],
  [NIKOLAI, 'call me on 89991234588'],
  [OLGA, 'напишите нам на shop@example.ru'],
  [OLGA, 'позвоните мне на 89991234588'],
])('%s tells a customer how we are reached: “%s”', async (person, words) => {
  const chat = await team();
  const card = await incomingIn(chat, person.id, { sender: CUSTOMER, text: 'How can I reach you?' });
  await chat.say(person, words, { replyTo: card });
  expect(await requests(chat)).toMatchObject([{ to: CUSTOMER, text: words, state: 'queued' }]);
});

test('in a group, who has taken the conversation is asked as well', async () => {
  const chat = await team();
  const card = await incomingIn(chat, GROUP, { talk: true });
  await chat.press(NIKOLAI, card, 'Беру', GROUP);
  for (const words of ['olga can you ring her', 'hes on his way, be with you in 10'])
    await chat.say(NIKOLAI, words, { chat: GROUP, replyTo: card });
  expect(await requests(chat)).toMatchObject([{ state: 'waiting' }, { state: 'queued' }]);
});

test.each(['steve whats her slot?', 'dont send anything to her', 'actually hang on'])(
  '“%s” does not answer the question of a text',
  async (words) => {
    const chat = await team();
    await chat.say(NIKOLAI, '/sms +79991234567');
    await chat.say(NIKOLAI, words);
    expect(await requests(chat)).toMatchObject([{ text: words, state: 'waiting' }]);
  },
);
