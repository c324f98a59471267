import type { User } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

describe('what is said to somebody of the team by their name is held, unless the customer may be called so', () => {
  const HANDED: readonly [User, string][] = [
    [OLGA, 'Николай, это тебе'],
    [OLGA, 'Коля, твоя очередь'],
    [OLGA, 'Nikolai, глянешь?'],
    [NIKOLAI, 'Olga, your turn'],
    [NIKOLAI, 'Olga, this one is yours'],
    [NIKOLAI, 'over to you Olga'],
    [NIKOLAI, 'Ольга, please'],
    [NIKOLAI, 'olga can you take this one'],
    [NIKOLAI, 'take this one olga please'],
    [NIKOLAI, 'Fiona, can you take this one?'],
    [OLGA, 'Коля возьмите пожалуйста'],
    [OLGA, 'передайте николаю'],
    [OLGA, 'Света, подхватишь?'],
  ];
  const said = async (person: User, words: string, text: string, name: string | null) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    await chat.say(OLGA, 'привет');
    if (name !== null) await chat.say(OLGA, `/contact add ${name} +79991112233`);
    const card = await incomingIn(chat, person.id, { text });
    await chat.say(person, words, { replyTo: card });
    return (await requests(chat)).at(-1);
  };

  test.each(HANDED)('%s says “%s”', async (person, words) => {
    expect(await said(person, words, 'Хорошо', null)).toMatchObject({ text: words, state: 'waiting' });
  });

  test.each([
    [OLGA, 'Николай, это тебе', 'Хорошо', 'николай'],
    [NIKOLAI, 'Olga, please', 'Ok', 'Olga'],
    [NIKOLAI, 'Olga, your turn', 'It is Olga here', null],
    [OLGA, 'Николай, ждём вас завтра', 'Хорошо', null],
    [NIKOLAI, 'Olga, your order is ready', 'Ok', null],
    [OLGA, 'Мария, хорошо', 'Хорошо', null],
    [OLGA, 'Ольга, хорошо', 'Хорошо', null],
    [NIKOLAI, 'Fiona, can you take this one?', 'Ok', 'Fiona'],
    [NIKOLAI, 'Olga will take this one for you', 'Ok', null],
    [OLGA, 'передадим Ольге, она перезвонит', 'Хорошо', null],
    [OLGA, 'Мария, возьмите, пожалуйста, паспорт', 'Хорошо', null],
  ])('%s says “%s” to who wrote “%s”, in the book as %s: it goes', async (person, words, text, name) => {
    expect(await said(person, words, text, name)).toMatchObject({ text: words, state: 'queued' });
  });
});
