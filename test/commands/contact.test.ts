import { expect, test } from 'vitest';
import { chatForTest, GROUP, NIKOLAI, OLGA } from '../support/chat.ts';

const IVAN = '/contact add ivan +79991234567 город=Омск';

test('a contact is added with its fields, found whatever the case, and listed', async () => {
  const chat = await chatForTest();
  const [added] = await chat.say(OLGA, IVAN);
  expect(added?.text).toBe(
    '👤 ivan · +7 999 123-45-67\nгород: Омск\nВидно всей команде.\nДобавлен. Чтобы написать: /sms ivan Ваш заказ готов',
  );
  expect(added?.buttons).toEqual(['Изменить', 'Удалить']);
  expect((await chat.say(OLGA, '/contact IVAN'))[0]?.text).toContain('+7 999 123-45-67');

  const [list] = await chat.say(OLGA, '/contact');
  expect(list?.text).toBe(
    '📇 1 контакт\nivan · +7 999 123-45-67 · город: Омск\nИмя можно писать везде, где номер: /sms иван Ваш заказ готов',
  );
});

test('values may have spaces, with quotes or up to the next field', async () => {
  const chat = await chatForTest();
  const [added] = await chat.say(
    OLGA,
    '/contact add Ольга.П 8 (999) 123-45-68 город=Нижний Новгород note="a=b, c"',
  );
  expect(added?.text).toContain('👤 Ольга.П · +7 999 123-45-68\nгород: Нижний Новгород · note: a=b, c');
});

test('a name is one person: who is called so already is said, with the line that changes them', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, IVAN);
  const [refused] = await chat.say(OLGA, '/contact add Ivan +79991234599');
  expect(refused?.text).toContain('ivan уже есть в контактах: +7 999 123-45-67');
  expect(refused?.copied).toEqual(['/contact change ivan +79991234599']);

  const [changed] = await chat.say(OLGA, `${refused?.copied[0]} город=`);
  expect(changed?.text).toContain('ivan · +7 999 123-45-99\nВидно всей команде.\nИзменён.');
});

test.each([
  [OLGA, '', 'ivan уже есть в контактах с этим номером: +7 999 123-45-67.', []],
  [OLGA, ' город=Тверь', 'Чтобы изменить остальное:', ['/contact change ivan +79991234567 город=Тверь']],
  [
    { ...OLGA, language_code: 'en' },
    '',
    'ivan is a contact already, with this number: +7 999 123-45-67.',
    [],
  ],
])(
  'who is added with the number that they have is told so, and of no new number: %#',
  async (person, more, said, copied) => {
    const chat = await chatForTest();
    await chat.say(OLGA, IVAN);
    const [there] = await chat.say(person, `/contact add Ivan 8 999 123-45-67${more}`);
    expect(there?.text).toContain(said);
    expect(there?.copied).toEqual(copied);
  },
);

test.each([
  ['/contact add', '/contact add иван +79991234567 город=Омск'],
  ['/contact add 7up +79991234567', '«7up» не годится как имя'],
  ['/contact add remove +79991234567', '«remove» не годится как имя'],
  ['/contact add ivan city=Омск', 'Не хватает номера: /contact add ivan +7… city=Омск'],
  ['/contact add Петя 8999123456 город=Тверь own=yes', '/contact add Петя +7… город=Тверь own=yes'],
  ['/contact ad Петя +79991234569 город=Тверь', '/contact add Петя +79991234569 город=Тверь'],
  ['/contact add ivan +7999123', '«+7999123» не номер или номер не целиком'],
  [`/contact add ivan +79991234567 город=${'О'.repeat(201)}`, 'Поле «город» слишком длинное'],
  ['/contact change petr +79991234567', 'Контакта «petr» нет'],
  ['/contact remove', '/contact remove иван'],
])('%s is answered with what is wrong and a line that is right', async (line, said) => {
  const chat = await chatForTest();
  const [refused] = await chat.say(OLGA, line);
  expect(refused?.text).toContain(said);
  expect(await chat.store.db.selectFrom('contacts').selectAll().execute()).toEqual([]);
});

test.each([
  [OLGA, GROUP, '⏰ 1 сообщение ещё ждёт и уйдёт на +7 999 ***-45-67: см. его карточку или /scheduled'],
  [
    NIKOLAI,
    NIKOLAI.id,
    '⏰ 1 message that waits still goes to +7 999 123-45-67: see its card, or /scheduled',
  ],
])('what waits goes to the number before, which is said: %#', async (who, place, said) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(who, '/contact add petr +79991234567');
  await chat.say(who, '/sms petr at=+2h hello');
  const again = await chat.say(who, '/contact change petr city=Omsk', { chat: place });
  expect(again[0]?.text).not.toContain('⏰');
  const [changed] = await chat.say(who, '/contact change petr +79991230001', { chat: place });
  expect(changed?.text).toContain(said);
});

test('a mistyped name is answered with the nearest ones', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, IVAN);
  await chat.say(OLGA, '/contact add olga +79991234568');
  expect((await chat.say(OLGA, '/contact ivna'))[0]?.text).toBe('Контакта «ivna» нет. Может быть: ivan?');
});

test('what is one’s own only its maker sees and uses', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [own] = await chat.say(NIKOLAI, '/contact add mom +79991234567 own=yes');
  expect(own?.text).toContain('Only you see it.');
  expect((await chat.say(OLGA, '/contact'))[0]?.text).toContain('Контактов пока нет');
  expect((await chat.say(OLGA, '/contact mom'))[0]?.text).toContain('Контакта «mom» нет');
  expect((await chat.say(NIKOLAI, '/contact'))[0]?.text).toContain('mom · +7 999 123-45-67 · only yours');
  const [inGroup] = await chat.say(NIKOLAI, '/contact', { chat: GROUP });
  expect(inGroup?.buttons).toEqual([]);
});

test('in a group numbers are veiled, and what else is known of a contact is not shown', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, IVAN);
  for (const line of ['/contact', '/contact ivan']) {
    const [card] = await chat.say(OLGA, line, { chat: GROUP });
    expect(card?.text).toContain('+7 999 ***-45-67');
    expect(card?.text).not.toContain('Омск');
  }
});

test('an operator removes what they added, an admin anything of the team’s', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, IVAN);
  const [card] = await chat.say(NIKOLAI, '/contact ivan');
  if (!card) throw new Error('no card');
  expect((await chat.press(NIKOLAI, card, 'Remove')).toast).toBe(
    'Only who made it, or an admin, can change it.',
  );
  expect((await chat.say(NIKOLAI, '/contact remove ivan'))[0]?.text).toContain('somebody else');
  await chat.say(NIKOLAI, '/contact add petr +79991234568');
  expect((await chat.say(OLGA, '/contact remove petr'))[0]?.text).toBe(
    '👤 Контакт «petr» удалён, из групп тоже.',
  );
  await chat.let(NIKOLAI, 'admin');
  await chat.press(NIKOLAI, card, 'Remove');
  expect((await chat.look(card)).text).toBe('👤 ivan is no contact any more, and in no group.');
});

test('many contacts are turned through, a page at a time', async () => {
  const chat = await chatForTest();
  for (let n = 10; n < 23; n++) await chat.say(OLGA, `/contact add n${n} +799912345${n}`);
  const [list] = await chat.say(OLGA, '/contact');
  if (!list) throw new Error('no card');
  expect(list.text).toContain('13 контактов');
  expect(list.buttons).toContain('n21');
  expect(list.buttons).not.toContain('n22');
  await chat.press(OLGA, list, 'Дальше ›');
  expect((await chat.look(list)).buttons).toEqual(['n22', '‹ Назад']);
  const { cards } = await chat.press(OLGA, list, 'n22');
  expect(cards[0]?.text).toContain('👤 n22 · +7 999 123-45-22');
});

test('in reply to a card its number is taken, once the name is nobody’s', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 Вы записаны');
  const [added] = await chat.say(OLGA, '/contact add ирина город=Омск', { replyTo: card });
  expect(added?.text).toContain('👤 ирина · +7 999 123-45-67\nгород: Омск');
  const [other] = await chat.say(OLGA, '/sms +79991234568 Вы записаны');
  const [refused] = await chat.say(OLGA, '/contact add ирина', { replyTo: other });
  expect(refused?.text).toContain('ирина уже есть в контактах: +7 999 123-45-67');

  const [named] = await chat.say(OLGA, '/sms ирина Вы записаны', { chat: GROUP });
  const inGroup = { chat: GROUP, replyTo: named };
  const [there] = await chat.say(OLGA, '/contact add ирина', inGroup);
  const [renamed] = await chat.say(OLGA, '/contact add ира', inGroup);
  expect(renamed?.text).toContain('👤 ира');
  for (const said of [there, renamed])
    expect([said?.text, said?.copied].join().replace(/\D/g, '')).not.toContain('1234567');
});
