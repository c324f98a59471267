import { expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';

/** A chat with people and templates in it. */
async function chatWithTemplates(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add мария 89991234568');
  await chat.say(OLGA, '/contact add anna 89991234569');
  await chat.say(OLGA, '/template add готов Заказ {n} готов');
  await chat.say(OLGA, '/template add hi Hello {name}, order {n}');
  await chat.say(OLGA, '/template add bye Bye');
  return chat;
}

const answersOf = async (chat: ChatForTest, person: typeof OLGA, line: string) =>
  (await chat.say(person, line)).map(({ text }) => text).join('\n');

test.each([
  ['/t готов мария 1042', '«Заказ 1042 готов»'],
  ['/t готов +79991234567 1042', '«Заказ 1042 готов»'],
  ['/t готов 89991234567 А-12 от среды', '«Заказ А-12 от среды готов»'],
  ['/t hi anna 12', '«Hello anna, order 12»'],
  ['/t готов мария, anna 7', '«Заказ 7 готов»'],
])('the one value that a template lacks needs no name: %s', async (line, words) => {
  const chat = await chatWithTemplates();
  expect(await answersOf(chat, OLGA, line)).toContain(words);
});

test.each([
  ['/t hi +79991234567 name=Al, n=10:15', '«Hello Al, order 10:15»'],
  ['/t hi +79991234567 name="Al Green", n=7', '«Hello Al Green, order 7»'],
  ['/t hi +79991234567 name=Al; n=7', '«Hello Al, order 7»'],
  ['/t hi +79991234567 n=7 name=Al,', '«Hello Al,, order 7»'],
])('a comma between two values is of neither: %s', async (line, words) => {
  const chat = await chatWithTemplates();
  expect(await answersOf(chat, OLGA, line)).toContain(words);
});

test('a value without a name goes to the person whose card is replied to', async () => {
  const chat = await chatWithTemplates();
  const [card] = await chat.say(OLGA, '/sms +79991234567 Привет');
  const [sent] = await chat.say(OLGA, '/t готов 1042', { ...(card ? { replyTo: card } : {}) });
  expect(sent?.text).toContain('→ +7 999 123-45-67');
  expect(sent?.text).toContain('«Заказ 1042 готов»');
});

test.each([
  [OLGA, '/t готов боря', 'Контакта «боря» нет. Ничего не отправлено.'],
  [NIKOLAI, '/t hi bob 12', 'No contact is called “bob”. Nothing was sent.'],
  [NIKOLAI, '/t hi anna, bob n=1', 'No contact is called “bob”. Nothing was sent.'],
  [OLGA, '/t bye мария пока', 'У /t нет текста, а «пока» осталось лишним.'],
])('a word that is nobody and no value never gets into the text: %#', async (person, line, words) => {
  const chat = await chatWithTemplates();
  const answer = await answersOf(chat, person, line);
  expect(answer).toContain(words);
  expect(answer).not.toContain('--');
  expect(await statesOf(chat.store.db)).toEqual([]);
});

test('a value that is still to be filled in is asked for', async () => {
  const chat = await chatWithTemplates();
  expect(await answersOf(chat, OLGA, '/t готов мария n=…')).toContain('что поставить вместо {n}?');
});

test('a value that could be either of two is offered with their names', async () => {
  const chat = await chatWithTemplates();
  const [card] = await chat.say(NIKOLAI, '/t hi +79991234567 12');
  expect(card?.copied).toEqual(['/t hi +79991234567 name=12 n=…', '/t hi +79991234567 name=… n=12']);
  expect(await statesOf(chat.store.db)).toEqual([]);
});

test.each([
  [OLGA, '/t когда +79991234567 8:00 Сафин', ['время=8:00 кто=Сафин', 'время=Сафин кто=8:00']],
  [OLGA, '/t когда мария Сафин 8:00', ['время=Сафин кто=8:00', 'время=8:00 кто=Сафин']],
  [NIKOLAI, '/t когда anna 8:00 Smith', ['время=8:00 кто=Smith', 'время=Smith кто=8:00']],
  [
    OLGA,
    '/t когда мария 8:00 Сафин Р. Т.',
    ['время=8:00 кто=Сафин Р. Т.', 'время=8:00 Сафин кто=Р. Т.', 'время=8:00 Сафин Р. кто=Т.'],
  ],
  [OLGA, '/t когда мария время:8:00 кто:Сафин', ['время=8:00 кто=Сафин']],
  [OLGA, '/t когда мария время 8:00 кто Сафин Р.', ['время=8:00 кто=Сафин Р.']],
  [OLGA, '/t когда +79991234567 Кто: Сафин, время: 8:00', ['кто=Сафин время=8:00']],
  [NIKOLAI, '/t когда +79991234567 время 8:00, кто Smith', ['время=8:00 кто=Smith']],
  [OLGA, '/t когда anna время 8:00', ['время=8:00 кто=…']],
  [OLGA, '/t когда мария врем=8:00 кто=Сафин', ['время=8:00 кто=Сафин']],
  [OLGA, '/t когда +79991234567 время=8:00 коо=Сафин', ['время=8:00 кто=Сафин']],
  [OLGA, '/t когда мария 8:00 89991112', ['время=… кто=…']],
])(
  'values without their names are not dropped from the lines offered: %o, %s',
  async (person, line, values) => {
    const chat = await chatWithTemplates();
    await chat.say(OLGA, '/template add когда Ждём в {время}, спросите {кто}');
    const [card] = await chat.say(person, line);
    const [, , whom] = line.split(' ');
    expect(card?.copied).toEqual(values.map((one) => `/t когда ${whom} ${one}`));
    expect(await statesOf(chat.store.db)).toEqual([]);
  },
);

test.each([
  [OLGA, '/t готов мария n 1042', ['n=1042', 'n=n 1042']],
  [NIKOLAI, '/t готов +79991234567 n: 1042', ['n=1042']],
  [NIKOLAI, '/t hi anna name Al n 12', ['name=Al n=12']],
])('nor is the name of a value taken into it: %o, %s', async (person, line, values) => {
  const chat = await chatWithTemplates();
  const [card] = await chat.say(person, line);
  expect(card?.copied).toEqual(values.map((one) => `${line.split(' ').slice(0, 3).join(' ')} ${one}`));
  expect(await statesOf(chat.store.db)).toEqual([]);
});

test.each([
  [OLGA, '/t когда', 'время 8:00, кто Сафин Р.', '«Ждём в 8:00, спросите Сафин Р.»'],
  [NIKOLAI, '/t когда', 'Кто: Smith, время: 8:00', '“Ждём в 8:00, спросите Smith”'],
  [OLGA, '/t готов', 'n: 12', '«Заказ 12 готов»'],
  [OLGA, '/t готов', 'н 12', '«Заказ н 12 готов»'],
])('an answer names its values as well: %o, %s, %s', async (person, template, said, words) => {
  const chat = await chatWithTemplates();
  await chat.say(OLGA, '/template add когда Ждём в {время}, спросите {кто}');
  await chat.say(person, `${template} +79991234567`);
  expect(await answersOf(chat, person, said)).toContain(words);
});

test('a number behind the last value is whom it is for, and no part of the value', async () => {
  const chat = await chatWithTemplates();
  await chat.say(OLGA, '/template add когда Ждём в {время}, спросите {кто}');
  const [card] = await chat.say(OLGA, '/t когда время=8:00 кто=Сафин Р. +79991234567');
  expect(card?.copied).toEqual(['/t когда +79991234567 время=8:00 кто="Сафин Р."']);
  expect(await statesOf(chat.store.db)).toEqual([]);
});

test('nor are those typed in reply to a card', async () => {
  const chat = await chatWithTemplates();
  await chat.say(OLGA, '/template add когда Ждём в {время}, спросите {кто}');
  const [sent] = await chat.say(OLGA, '/sms +79991234567 Привет');
  const [card] = await chat.say(OLGA, '/t когда 8:00 Сафин', { ...(sent ? { replyTo: sent } : {}) });
  expect(card?.text).toContain('«8:00 Сафин» можно прочитать по-разному, поэтому ничего не отправлено.');
  expect(card?.copied[0]).toBe('/t когда время=8:00 кто=Сафин');
});

test.each([
  [OLGA, '/t готов мария n=7 имя=Мария', '/t не понимает «имя=»', '/t готов мария n=7'],
  [NIKOLAI, '/t bye +79991234567 name=Anna', '/t does not know “name=”', '/t bye +79991234567'],
])(
  'a value that the text has no place for is not left out in silence: %o, %s',
  async (person, line, said, instead) => {
    const chat = await chatWithTemplates();
    const [card] = await chat.say(person, line);
    expect(card?.text).toContain(said);
    expect(card?.copied).toContain(instead);
    expect(await statesOf(chat.store.db)).toEqual([]);
  },
);

test.each([
  ["/t bye +79991234567 name=Aoife O'Brien, branch=Rathmines", ['/t bye +79991234567']],
  ["/t hi +79991234567 nam=Aoife O'Brien, nn=7", [`/t hi +79991234567 name="Aoife O'Brien" n=7`]],
  ['/t hi +79991234567 nam=Al, namme=Ann, n=7', ['/t hi +79991234567 name=Al n=7']],
  ['/t hi +79991234567 foo=1, nam=St. John’s, Omsk', ['/t hi +79991234567 name="St. John’s, Omsk"']],
])('a line that is offered for several unknown names is taken: %s', async (line, copied) => {
  const chat = await chatWithTemplates();
  const [card] = await chat.say(NIKOLAI, line);
  expect(card?.copied).toEqual(copied);
  const [taken] = await chat.say(NIKOLAI, card?.copied[0] ?? '');
  expect(taken?.text).not.toContain('❌');
});

test.each([
  [NIKOLAI, '/template checkout Dear {name}, it is at 11', 'There is no template “checkout”.'],
  [OLGA, '/template выезд {имя}, выезд в 11', 'Шаблона «выезд» нет.'],
])('a text behind a name that no template has is offered to be kept: %s writes “%s”', async (...row) => {
  const [person, line, none] = row;
  const chat = await chatWithTemplates();
  const [card] = await chat.say(person, line);
  expect(card?.text).toContain(none);
  expect(card?.copied).toEqual([line.replace('/template ', '/template add ')]);
});
