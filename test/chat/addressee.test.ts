import { expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';

const LEYSAN = '+79046667788';

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

const CALLED = [
  ['Лейсан, 8 занятий 4800 рублей', 'лейсан'],
  ['лейсан 8 занятий 4800', 'лейсан'],
  ['лейсан', 'лейсан'],
  ['Добрый день, Лейсан! Ждём вас', 'лейсан'],
  ['здравствуйте лейсан занятия в 9', 'лейсан'],
  ['Ждём вас в 18:00, Лейсан!', 'лейсан'],
  ['Leysan, zhdem vas', 'лейсан'],
  ['Вера, ждём вас', 'вера'],
  ['Анна Петрова, ждём вас', 'анна-петрова'],
  ['Анна, ждём вас', 'анна-петрова'],
  ['hi shah, your table is ready', 'shah'],
  ['Shah your order is ready', 'shah'],
  ['Will, your order is ready', 'will'],
] as const;

async function withBook(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  for (const line of [`лейсан ${LEYSAN}`, 'гузель +79991112233', 'shah +79046667799', 'вера +79046667700'])
    await chat.say(OLGA, `/contact add ${line}`);
  await chat.say(OLGA, '/contact add will +79046667701');
  await chat.say(OLGA, '/contact add анна-петрова +79046667702');
  return chat;
}

test('a text that calls another contact by their name goes to nobody unasked', async () => {
  const chat = await withBook();
  for (const [nth, [words, name]] of CALLED.entries()) {
    const [person, says] = /[a-z]/.test(words)
      ? [NIKOLAI, `✋ This seems to be for “${name}”`]
      : [OLGA, `✋ Похоже, это для «${name}»`];
    const place = nth % 3 === 2 ? GROUP : person.id;
    const card = await incomingIn(chat, place, { text: `Хорошо ${nth}` });
    const draft = only(await chat.say(person, words, { chat: place, replyTo: card }));
    if (place === person.id) expect(draft.text).toContain(says);
    expect(draft.copied).toEqual([`/sms ${name} -- ${words}`]);
    expect((await requests(chat)).at(-1)).toMatchObject({ text: words, to: '79991112233', state: 'waiting' });
    await chat.press(person, draft, draft.buttons[0] ?? '');
    expect((await requests(chat)).at(-1)).toMatchObject({ text: words, state: 'queued' });
    expect((await chat.look(draft)).copied).toEqual([]);
  }
});

test('the line of such a draft sends its text to whom it calls', async () => {
  const chat = await withBook();
  const card = await incomingIn(chat, OLGA.id);
  const draft = only(await chat.say(OLGA, 'Лейсан, ждём вас', { replyTo: card }));
  await chat.say(OLGA, draft.copied[0] ?? '');
  expect((await requests(chat)).at(-1)).toMatchObject({
    text: 'Лейсан, ждём вас',
    to: LEYSAN.slice(1),
    state: 'queued',
  });
});

test('nor does such an answer to the question for a text', async () => {
  const chat = await withBook();
  await chat.say(OLGA, '/sms гузель');
  const draft = only(await chat.say(OLGA, 'Лейсан, ждём вас в 18:00'));
  expect(draft.copied).toEqual(['/sms лейсан -- Лейсан, ждём вас в 18:00']);
  expect((await requests(chat)).at(-1)).toMatchObject({ to: '79991112233', state: 'waiting' });
});

test('what calls nobody else goes to whom the card is of', async () => {
  const chat = await withBook();
  for (const [nth, words] of [
    'Гузель, ждём вас',
    'Гузель Лейсан, ждём вас',
    'вера в людей — наше всё',
    'will be ready by six',
    'Заказ привезёт Лейсан в 18:00',
    'Ждём вас в 18:00. С уважением, Лейсан',
    'Анна в пятницу занята, приходите в субботу',
    'Тимур, ждём вас',
  ].entries()) {
    const card = await incomingIn(chat, OLGA.id, { text: `Хорошо ${nth}` });
    await chat.say(OLGA, words, { replyTo: card });
    expect((await requests(chat)).at(-1)).toMatchObject({ text: words, to: '79991112233', state: 'queued' });
  }
});

test('whoever signed with that name is called so, and so is another contact of their number', async () => {
  const chat = await withBook();
  const one = await incomingIn(chat, OLGA.id, { sender: '79991112299', text: 'Это Лейсан, я опоздаю' });
  await chat.say(OLGA, 'Лейсан, ждём вас', { replyTo: one });
  const two = await incomingIn(chat, OLGA.id, { sender: '79046667788', text: 'Можно в 11' });
  await chat.say(OLGA, 'Лейсан, можно', { replyTo: two });
  expect(await requests(chat)).toMatchObject([{ state: 'queued' }, { state: 'queued' }]);
});
