import { expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

const chatOfTwo = async (): Promise<ChatForTest> => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
};

test.each([
  '/contact add пётр +7 999 123 45 71, город=Москва',
  '/contact add пётр, 8 (999) 123-45-71 город=Москва',
  '/contact add 89991234571 пётр город=Москва',
  '/contact add +7 (999) 123-45-71, пётр, город=Москва',
])('a contact is read however its number and its commas stand: %s', async (line) => {
  const chat = await chatOfTwo();
  const [card] = await chat.say(OLGA, line);
  expect(card?.text).toContain('👤 пётр · +7 999 123-45-71\nгород: Москва\n');
});

test.each([
  [OLGA, '/contact Пётр 8 (999) 123-45-71', '/contact add Пётр +79991234571'],
  [OLGA, '/contact 89991234571 Пётр город=Москва', '/contact add Пётр +79991234571 город=Москва'],
  [OLGA, '/contact Пётр Ильин 89991234571', '/contact add Пётр-Ильин +79991234571'],
  [OLGA, '/contact add Пётр Ильин (склад) 89991234571', '/contact add Пётр-Ильин-склад +79991234571'],
  [
    NIKOLAI,
    '/contact add Bob A. Smith 89991234571 city=Omsk',
    '/contact add Bob-A-Smith +79991234571 city=Omsk',
  ],
  [NIKOLAI, '/contact Bob', '/contact add ivan +79991234567'],
])('what is no contact yet is offered as the line that adds it: %s %s', async (person, line, copied) => {
  const chat = await chatOfTwo();
  const [card] = await chat.say(person, line);
  expect(card?.copied).toContain(copied);
  const [added] = await chat.say(person, copied);
  expect(added?.text).toMatch(/^👤 /);
});

test.each([
  [OLGA, '/contact change пётр телефон=8 999 123-45-72', '👤 пётр · +7 999 123-45-72'],
  [NIKOLAI, '/contact change пётр phone=+79991234572 city=Omsk', '👤 пётр · +7 999 123-45-72\ncity: Omsk'],
  [OLGA, '/contact add анна тел=89991234572 город=Омск', '👤 анна · +7 999 123-45-72\nгород: Омск'],
  [OLGA, '/contact change пётр телефон=899912345', '«899912345» не номер или номер не целиком.'],
  [OLGA, '/contact change пётр телефон=рабочий', '👤 пётр · +7 999 123-45-71\nтелефон: рабочий'],
  [OLGA, '/contact change пётр 89991234573 телефон=84951234567', '+7 999 123-45-73\nтелефон: 84951234567'],
])('a number that is typed as a field is the number where none is typed: %s %s', async (who, line, shown) => {
  const chat = await chatOfTwo();
  await chat.say(who, '/contact add пётр 89991234571');
  const [card] = await chat.say(who, line);
  expect(card?.text).toContain(shown);
});

test('a field of a number that a contact has from a table is changed as one', async () => {
  const chat = await chatOfTwo();
  await chat.say(OLGA, '/contact add пётр 89991234571 телефон=84951234567');
  const [card] = await chat.say(OLGA, '/contact change пётр телефон=84951234568');
  expect(card?.text).toContain('👤 пётр · +7 999 123-45-71\nтелефон: 84951234568');
});

test.each([
  [OLGA, 'Имя Мария занято: +7 999 123-45-68. Новый номер в контакты не добавлен.'],
  [NIKOLAI, 'The name Мария is taken: +7 999 123-45-68. The new number is not among the contacts.'],
])('a shared contact whose name another has is not added, and that is said', async (person, words) => {
  const chat = await chatOfTwo();
  await chat.say(OLGA, '/contact add Мария 89991234568');
  const share = (phone: string) =>
    chat.say(person, '', {
      message: { text: undefined, contact: { phone_number: phone, first_name: 'Мария' } } as never,
    });
  const [said, asked] = await share('+79995550000');
  expect(said?.text).toContain(words);
  expect(said?.copied).toEqual(['/contact add Мария-2 +79995550000']);
  expect(asked?.text).toContain('+7 999 555-00-00');
  // The same number is nothing new.
  expect(await share('+79991234568')).toHaveLength(1);
});

test('a group that one contact keeps from the team is offered whole as ones own', async () => {
  const chat = await chatOfTwo();
  await chat.say(OLGA, '/contact add мария 89991234568 own=yes');
  await chat.say(OLGA, '/contact add anna 89991234569');
  const [card] = await chat.say(OLGA, '/group add курьеры мария anna');
  expect(card?.copied).toEqual(['/group add курьеры мария, anna own=yes']);
  const [made] = await chat.say(OLGA, '/group add курьеры мария, anna own=yes');
  expect(made?.text).toContain('#курьеры · 2 контакта');
});

test.each([
  [
    '/template add готов channel=sms Заказ {n}\nготов!',
    '/template change готов channel=sms Заказ {n}\nготов!',
  ],
  [`/template add готов ${'я'.repeat(500)}`, '/template change готов …'],
])(
  'a template whose name is taken keeps what was typed for the line that changes it',
  async (line, copied) => {
    const chat = await chatOfTwo();
    await chat.say(OLGA, '/template add готов Старый текст');
    const [card] = await chat.say(OLGA, line);
    expect(card?.copied).toEqual([copied]);
    const [changed] = await chat.say(OLGA, copied);
    expect(changed?.text).toContain(copied.endsWith('…') ? 'какой текст?' : 'готов!');
  },
);

test.each([
  [OLGA, 'пётр уже есть', '/contact change пётр +79991234599'],
  [NIKOLAI, 'пётр', '/contact change пётр +79991234599'],
])('%o: a known name with another number is offered as a change of it', async (person, said, line) => {
  const chat = await chatOfTwo();
  await chat.say(OLGA, '/contact add пётр +79991234571');
  const [answer] = await chat.say(person, '/contact пётр 89991234599');
  expect(answer?.text).toContain(said);
  expect(answer?.text).toContain(line);
  const [fields] = await chat.say(person, '/contact пётр город=Москва');
  expect(fields?.text).toContain('/contact change пётр +79991234571 город=Москва');
});

test('words behind a value in quotes are of that value, and none of them is lost', async () => {
  const chat = await chatOfTwo();
  await chat.say(
    OLGA,
    '/contact add daisy 89991234568 фирма="Ромашка" и сыновья город="Нижний Новгород" n=5',
  );
  await chat.say(OLGA, '/template add готов Для {кого}');
  expect((await chat.say(OLGA, '/contact daisy'))[0]?.text).toContain(
    'фирма: "Ромашка" и сыновья · город: Нижний Новгород · n: 5',
  );
  const [sent] = await chat.say(OLGA, '/t готов +79991234567 кого="Ромашка" и сыновья');
  expect(sent?.text).toContain('«Для "Ромашка" и сыновья»');
});

test.each([
  [OLGA, '/t гатов 89991234571 n=7', 'Шаблона «гатов» нет. Может быть, это: /t готов 89991234571 n=7'],
  [
    NIKOLAI,
    '/t гатов 89991234571',
    'There is no template “гатов”. Perhaps this is meant: /t готов 89991234571',
  ],
])(
  'a template that is nearly called so is offered with what was typed behind it: %#',
  async (who, line, says) => {
    const chat = await chatOfTwo();
    await chat.say(OLGA, '/template add готов Заказ {n} готов');
    const [card] = await chat.say(who, line);
    expect(card?.text).toContain(says);
  },
);

test('what goes to customers as a contact’s name is called so in the language of who reads it, and is changed by that', async () => {
  const chat = await chatOfTwo();
  const [added] = await chat.say(OLGA, '/contact add Смирнова-Анна 89991234571 name="Смирнова Анна"');
  expect(added?.text).toContain('\nимя: Смирнова Анна\n');
  const [changed] = await chat.say(OLGA, '/contact change Смирнова-Анна имя="Анна Игоревна"');
  expect(changed?.text).toContain('\nимя: Анна Игоревна\n');
  const [read] = await chat.say(NIKOLAI, '/contact Смирнова-Анна');
  expect(read?.text).toContain('\nname: Анна Игоревна\n');
  // Two of them are told apart by what they are called.
  const [both] = await chat.say(OLGA, '/contact add Пётр 89991234572 name=Peter имя=Петя');
  expect(both?.text).toContain('\nname: Peter · имя: Петя\n');
});

test.each([
  [NIKOLAI, '/contact change bob number 89991234572 please', 'Not changed: beside the number'],
  [NIKOLAI, '/contact change bob 89991234572 he has a new phone', 'Not changed: beside the number'],
  [OLGA, '/contact change bob новый номер 89991234572', 'Не изменено: кроме номера'],
])('%s says more beside a new number: “%s”', async (person, line, words) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(person, '/contact add bob 89991234571');
  const [card] = await chat.say(person, line);
  expect(card?.text).toContain(words);
  expect(card?.copied).toEqual(['/contact change bob +79991234572']);
  const [taken] = await chat.say(person, card?.copied[0] ?? '');
  expect(taken?.text).toContain('bob · +7 999 123-45-72');
});
