import { beforeEach, expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA, type Shown } from '../../support/chat.ts';

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

test('the preview of texts that differ shows the first ones as they will read', async () => {
  const card = await say('/sms иван, ольга Здравствуйте, {имя}');
  expect(card.text).toContain('«Здравствуйте, {имя}»');
  expect(card.text).toContain('«Здравствуйте, иван»\n«Здравствуйте, Ольга Петровна»');
  expect(card.buttons).toContain('Отправить 2');
});

test('what is known of somebody not is asked for in one reply, and said for all who lack it', async () => {
  const question = await say('/sms иван, анна Город {город}');
  expect(question.text).toBe(
    '/sms: что поставить вместо {город}? Ответьте значением: оно подставится тем, о ком это неизвестно.',
  );
  const sent = await say('Нижний Тагил', { replyTo: question });
  expect(await textsOf(sent)).toEqual(['Город Омск', 'Город Нижний Тагил']);
});

test('several are given by name, and what is left is asked for again', async () => {
  const question = await say('/sms иван Заказ {n} на {сумма}, {город}');
  expect(question.text).toContain('{n}, {сумма}');
  const again = await say('1042', { replyTo: question });
  expect(again.text).toContain('«1042»: непонятно, что из этого что.');
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
