import { beforeEach, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const importBy = async (who: typeof OLGA, rows: readonly string[]): Promise<string[]> => {
  const file = fileOf('contacts.csv', rows.join('\n'));
  return only(await sendFile(chat, who, '/contact import', file)).text.split('\n');
};
const fieldsOf = async (name: string) =>
  JSON.parse(
    (await chat.store.db.selectFrom('contacts').select('fields').where('name', '=', name).executeTakeFirst())
      ?.fields ?? '{}',
  );

test.each([
  [
    OLGA,
    'Строка 3: «bob@» — не адрес почты, он пропущен; остальное взято.',
    'Строка 4: «yes» не похоже на согласие; нужно, где и в какой день его дали, например «форма на сайте, 01.11.2026».',
  ],
  [
    NIKOLAI,
    'Row 3: “bob@” is no e-mail address, and was left out; the rest is in.',
    'Row 4: “yes” is no consent; it says where they agreed and on which day, such as “site form, 2026-11-01”.',
  ],
])(
  'an e-mail that is none is left out of a contact and said, as a consent that is none is: %#',
  async (who, ...said) => {
    const lines = await importBy(who, [
      'name,phone,e-mail,consent,city',
      'ann,+79161234561,Ann <ann@example.com>,"site form, 2026-11-01",Omsk',
      'bob,+79161234562,bob@,,Omsk',
      'lee,+79161234563,,yes,Omsk',
    ]);
    expect(lines.slice(1)).toEqual(said);
    expect(await fieldsOf('ann')).toMatchObject({ 'e-mail': 'Ann <ann@example.com>' });
    expect(await fieldsOf('bob')).toEqual({ city: 'Omsk' });
    await chat.store.close();
  },
);

test.each([
  [OLGA, 'Ещё 2 с негодным номером: строки 14, 15', 'Ещё 1 без имени: строка 16'],
  [NIKOLAI, '2 more without a number that can be read: rows 14, 15', '1 more without a name: row 16'],
])('of many bad rows each is said by its number and what is wrong with it: %#', async (who, ...said) => {
  const bad = Array.from('abcdefghijkl', (letter) => `na${letter},12`);
  const good = ['ok,+79161234561', 'yes,+79161234562'];
  const lines = await importBy(who, ['name,phone', ...good, ...bad, ',+79161234563']);
  expect(lines).toHaveLength(1 + 10 + 2);
  expect(lines.slice(-2)).toEqual(said);
  await chat.store.close();
});

test.each([
  [OLGA, 'У 2 номеров по несколько имён, например: ann, anna. В контактах есть все, лишнее можно удалить.'],
  [
    NIKOLAI,
    '2 numbers have several names each, such as: ann, anna. All of them are in the contacts: remove what is not needed.',
  ],
])('names that stand for one number are said, in the table and in the contacts: %#', async (who, said) => {
  await chat.say(who, '/contact add bobby +79161234562');
  const lines = await importBy(who, [
    'name,phone',
    'ann,+79161234561',
    'bob,+79161234562',
    'anna,8 916 123-45-61',
  ]);
  expect(lines).toContain(said);
  await chat.store.close();
});

test.each([
  [
    OLGA,
    'contact add lee +79161234561 почта=lee@',
    '«lee@» — не адрес почты. Напишите так: почта=anna@example.com; убрать его: почта=. Ничего не изменено.',
  ],
  [
    NIKOLAI,
    'contact add lee +79161234561 email=lee@',
    '“lee@” is no e-mail address. Write it as email=anna@example.com; email= takes it away. Nothing was changed.',
  ],
])('an e-mail that is none is refused where a contact is typed: %#', async (who, typed, said) => {
  expect(only(await chat.say(who, `/${typed}`)).text).toBe(said);
  await chat.say(who, '/contact add lee +79161234561 email=lee@example.com');
  expect(only(await chat.say(who, `/${typed.replace('add', 'change')}`)).text).toBe(said);
  await chat.say(who, '/contact change lee email=');
  expect(await fieldsOf('lee')).toEqual({});
  await chat.store.close();
});
