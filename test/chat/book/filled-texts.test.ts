import { beforeEach, expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.say(OLGA, '/contact add иван +79991234567 город=Омск');
  await chat.say(OLGA, '/contact add ольга +79991234568 город=Нижний Новгород имя=Ольга Петровна');
  await chat.say(OLGA, '/contact add анна +79991234569');
});

async function say(line: string, saying = {}): Promise<Shown> {
  const [card] = await chat.say(OLGA, line, saying);
  if (!card) throw new Error(`${line} was not answered`);
  return card;
}

const textsOf = async ({ card }: Shown) =>
  (await messagesOfCard(chat.store.db, card.id, 10)).map(({ request }) =>
    'text' in request ? request.text : null,
  );

test.each([
  ['/sms иван {Имя}, ваш город {ГОРОД}', ['иван, ваш город Омск']],
  ['/sms иван, ольга {name}: {город}', ['иван: Омск', 'Ольга Петровна: Нижний Новгород']],
  ['/sms иван, анна Город {город|не указан}', ['Город Омск', 'Город не указан']],
  ['/sms иван, +79991234570 Привет, {имя|клиент}', ['Привет, иван', 'Привет, клиент']],
  ['/viber иван, ольга {имя}', ['иван', 'Ольга Петровна']],
  ['/sms иван {} {город', ['{} {город']],
  ['/sms +79991234567 Привет, {имя|клиент}', ['Привет, клиент']],
  ['/sms +79991234567 {~} € {1}', ['{~} € {1}']],
])('%s', async (line, texts) => {
  const card = await say(line);
  expect(await textsOf(card)).toEqual(texts);
});

test.each(['1042', '{заказ}'])(
  'of a number what stands in braces is asked for, and is %s',
  async (answer) => {
    const question = await say('/sms +79991234567 Ваш заказ {заказ} готов');
    expect(question.text).toContain('что поставить вместо {заказ}?');
    const sent = await say(answer, { replyTo: question });
    expect(await textsOf(sent)).toEqual([`Ваш заказ ${answer} готов`]);
  },
);

test.each([
  ['Занятие в {время}', 'в 10 утра', 'Занятие в 10 утра'],
  ['Come at {time}, please', 'at 10 am', 'Come at 10 am, please'],
  ['Ждём на {что}', 'на', 'Ждём на на'],
  ['Ли {имя}', 'Ли Вэй', 'Ли Ли Вэй'],
  ['Едем в {город}', 'Великий Новгород', 'Едем в Великий Новгород'],
])('“%s” with “%s” says no short word twice', async (text, answer, filled) => {
  const question = await say(`/sms +79991234567 ${text}`);
  expect(await textsOf(await say(answer, { replyTo: question }))).toEqual([filled]);
});

test('the preview of texts that differ shows the first ones as they will read', async () => {
  const card = await say('/sms иван, ольга Здравствуйте, {имя}');
  expect(card.text).toContain('«Здравствуйте, {имя}»');
  expect(card.text).toContain('«Здравствуйте, иван»\n«Здравствуйте, Ольга Петровна»');
  expect(card.buttons).toContain('Отправить 2');
});

test('what is known of somebody not is asked for in one reply, and said for all who lack it', async () => {
  const question = await say('/sms иван, анна Город {город}');
  expect(question.text).toBe(
    '/sms: что поставить вместо {город}? Ответьте значением: оно подставится тем, о ком это неизвестно.\n«Город {город}»',
  );
  const sent = await say('Нижний Тагил', { replyTo: question });
  expect(await textsOf(sent)).toEqual(['Город Омск', 'Город Нижний Тагил']);
});

test.each([
  [NIKOLAI, 'which is which', '“which is which” names no place', 'To call it off: /cancel'],
  [OLGA, 'что тут что?', '«что тут что?»: не названо', 'Если не нужно: /cancel'],
])('what is asked again says how to leave it, and shows what is filled in', async (...one) => {
  const [person, words, unread, leave] = one;
  await chat.let(NIKOLAI, 'operator');
  await chat.say(person, '/sms +79991234570 Hi {name}, collect it at {branch}');
  const [again] = await chat.say(person, words);
  expect(again?.text).toContain(unread);
  expect(again?.text).toContain('Hi {name}, collect it at {branch}');
  expect(again?.text.split('\n').at(-1)).toBe(leave);
  const [left] = await chat.say(person, '/cancel');
  expect(left?.text).toContain('/sms');
  expect((await chat.say(person, 'name=Ann branch=East')).map(({ text }) => text).join()).not.toContain('✅');
});

test.each([
  ['call 89991234571 and say we close at 6', '/call +79991234571'],
  ['89991234571 89991234572', '2 numbers'],
  ['what is left in the account?', '/quota'],
])('an order is no value of several: “%s” is offered, and the question stands', async (words, offered) => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/sms +79991234570 Hi {name}, collect it at {branch}');
  const [other, again] = await chat.say(NIKOLAI, words);
  expect(`${other?.text} ${other?.copied.join(' ')}`).toContain(offered);
  expect(again?.text).toContain('{name}, {branch}');
  const [sent] = await chat.say(NIKOLAI, 'name=Ann, branch=East');
  expect(sent && (await textsOf(sent))).toEqual(['Hi Ann, collect it at East']);
});

test('several are given by name, and what is left is asked for again', async () => {
  const question = await say('/sms иван Заказ {n} на {сумма}, {город}');
  expect(question.text).toContain('{n}, {сумма}');
  const again = await say('1042', { replyTo: question });
  expect(again.text).toContain('«1042»: не названо, что куда поставить.');
  const left = await say('n=1042', { replyTo: again });
  expect(left.text).toContain('вместо {сумма}?');
  const sent = await say('сумма="5 000 ₽"', { replyTo: left });
  expect(await textsOf(sent)).toEqual(['Заказ 1042 на 5 000 ₽, Омск']);
});

test('an answer can call it off', async () => {
  const question = await say('/sms иван Заказ {n}');
  await say('отмена', { replyTo: question });
  expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
});

test('in a group what is asked for is a reply to the question', async () => {
  const question = await say('/sms иван Заказ {n}', { chat: GROUP });
  const sent = await say('1042', { chat: GROUP, replyTo: question });
  expect(await textsOf(sent)).toEqual(['Заказ 1042']);
  expect(sent.text).toContain('иван +7 999 ***-45-67');
});
