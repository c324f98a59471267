import { expect, test } from 'vitest';
import { chatForTest, NIKOLAI, OLGA, only } from '../../support/chat.ts';

const world = async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add Петрович +79991234567 город=Омск');
  await chat.say(OLGA, '/group add курьеры Петрович');
  await chat.say(OLGA, '/template add готов Ваш заказ готов');
  await chat.say(OLGA, '/template add готов language=en Your order is ready');
  return chat;
};

test('a contact, a group and a template take another name, and stay what they are', async () => {
  const chat = await world();
  const said = async (line: string) => only(await chat.say(OLGA, line)).text;
  expect(await said('/contact rename Петрович Иванов')).toMatch(
    /^👤 Иванов · \+7 999 123-45-67\nгород: Омск\n/,
  );
  expect(await said('/group переименовать #курьеры в водители')).toMatch(/^👥 #водители · 1 контакт\nИванов/);
  expect(await said('/template rename готов выдача')).toMatch(/^📝 выдача/);
  expect(await said('/contact Петрович')).toContain('Контакта «Петрович» нет');
  expect(await said('/template готов')).toContain('Шаблона «готов» нет');
  expect(await said('/t выдача #водители')).toContain('→ Иванов');
  await chat.store.close();
});

test.each([
  [OLGA, '/contact rename Петрович', 'Напишите, как зовётся сейчас и как назвать: /contact rename иван пётр'],
  [OLGA, '/contact rename Петрович Иван Петров', '/contact rename Петрович Иван-Петров'],
  [OLGA, '/contact rename Петрвич Иванов', 'Контакта «Петрвич» нет. Может быть: Петрович?'],
  [OLGA, '/group rename водители курьеры', 'Группы #водители нет'],
  [OLGA, '/contact rename Петрович 123', '«123» не годится как имя'],
  [OLGA, '/contact rename ольга Петрович', 'Ничего не переименовано'],
  [
    NIKOLAI,
    '/contact rename olga Петрович',
    'There is “Петрович” by now: /contact Петрович. Nothing was renamed.',
  ],
  [NIKOLAI, '/contact rename Петрович Ivanov', 'Петрович is the team'],
  [
    NIKOLAI,
    '/group rename курьеры',
    'Write what it is called and what it shall be called: /group rename ivan peter',
  ],
])('%o: %s renames nothing, and says why', async (person, line, words) => {
  const chat = await world();
  await chat.say(NIKOLAI, '/contact add olga +79991234568');
  await chat.say(OLGA, '/contact add ольга +79991234569');
  expect(only(await chat.say(person, line)).text).toContain(words);
  expect(only(await chat.say(OLGA, '/contact Петрович')).text).toContain('+7 999 123-45-67');
  await chat.store.close();
});
