import { beforeEach, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

const ADDED = '/contact add petr +79991234581 city=Omsk email=p@example.com consent="site form, 2026-11-01"';
const KNOWN = { city: 'Omsk', email: 'p@example.com', consent: 'site form, 2026-11-01' };

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, ADDED);
});

const importBy = (rows: readonly string[], { who = NIKOLAI, name = 'contacts.csv' } = {}) =>
  sendFile(chat, who, '/contact import', fileOf(name, rows.join('\n')));
const petr = async () => {
  const row = await chat.store.db
    .selectFrom('contacts')
    .select(['number', 'fields'])
    .where('key', '=', 'petr')
    .executeTakeFirstOrThrow();
  return [row.number, JSON.parse(row.fields)];
};

test.each([
  ['has no column for', ['name,number,age', 'petr,+79991234581,42'], { ...KNOWN, age: '42' }],
  ['has an empty cell for', ['name,number,city,consent', 'petr,+79991234581,,'], KNOWN],
  ['has another value for', ['name,number,city', 'petr,+79991234581,Tver'], { ...KNOWN, city: 'Tver' }],
  [
    'calls otherwise',
    ['name,number,City,Почта', 'petr,+79991234581,Tver,new@example.com'],
    { ...KNOWN, city: 'Tver', email: 'new@example.com' },
  ],
  [
    'has more columns of one kind for',
    ['name,number,EMAIL,почта', 'petr,+79991234581,a@example.com,b@example.com'],
    { ...KNOWN, email: 'a@example.com', почта: 'b@example.com' },
  ],
  [
    'has another consent of',
    ['name,number,согласие', 'petr,+79991234581,"shop, 2026-11-20"'],
    { ...KNOWN, consent: 'shop, 2026-11-20' },
  ],
  [
    'takes the consent back of',
    ['name,number,consent', 'petr,+79991234581,no'],
    { city: 'Omsk', email: 'p@example.com' },
  ],
  ['has a wrong e-mail of', ['name,number,email,age', 'petr,+79991234581,bob@,42'], { ...KNOWN, age: '42' }],
])('of a contact, what a table %s stays or is replaced', async (_what, rows, fields) => {
  await importBy(rows);
  expect(await petr()).toEqual(['79991234581', fields]);
});

test('of two columns of one name none is taken, which would be either', async () => {
  const said = await importBy(['name,number,city,City', 'petr,+79991234581,Tver,Perm']);
  expect(only(said).text).toMatch(/^Two columns of that table are called “city”\. Nothing was taken over/);
  expect(await petr()).toEqual(['79991234581', KNOWN]);
});

test.each([
  [
    NIKOLAI,
    [
      '📇 1 contact is in from this file.',
      '📇 1 contact was changed.',
      '📇 2 contacts were like this already.',
    ],
  ],
  [OLGA, ['📇 Из файла добавлен 1 контакт.', '📇 Изменён 1 контакт.', '📇 Без изменений: 2 контакта.']],
])('how many are new, changed or as they were is said: %#', async (who, said) => {
  await chat.say(who, '/contact add anna +79991234582 city=Tver');
  await chat.say(who, '/contact add olga +79991234583');
  const table = [
    'name,number,city',
    'petr,+79991234581,Perm',
    'anna,+79991234582,',
    'olga,+79991234583,',
    'max,+79991234584,',
  ];
  expect(only(await importBy(table, { who })).text.split('\n')).toEqual(said);
  expect(only(await importBy(table.slice(0, 2), { who })).text).toBe(
    who === OLGA ? '📇 Без изменений: 1 контакт.' : '📇 1 contact was like this already.',
  );
});

test('what an address book does not know of a contact stays', async () => {
  await importBy(['BEGIN:VCARD', 'VERSION:3.0', 'FN:petr', 'TEL:+79991234581', 'ORG:Acme', 'END:VCARD', ''], {
    name: 'contacts.vcf',
  });
  expect(await petr()).toEqual(['79991234581', { ...KNOWN, company: 'Acme' }]);
});

test.each([
  [
    NIKOLAI,
    'Replace 1',
    'The consent of 1 contact was given for the old number, and does not hold for the new one.',
  ],
  [OLGA, 'Заменить 1', 'Согласие 1 контакта было дано для прежнего номера и на новый не перенесено.'],
])(
  'another number leaves all but the consent, which was given for the one before: %#',
  async (who, replace, said) => {
    const cards = await importBy(['name,number,age', 'petr,+79991230001,42'], { who });
    const { cards: after } = await chat.press(who, cards.at(-1) as Shown, replace);
    expect(after[0]?.text.split('\n')).toContain(said);
    expect(await petr()).toEqual(['79991230001', { city: 'Omsk', email: 'p@example.com', age: '42' }]);
  },
);

test('a consent that the table has for another number is that of the contact', async () => {
  const cards = await importBy(['name,number,consent', 'petr,+79991230001,"shop, 2026-11-20"']);
  const { cards: after } = await chat.press(NIKOLAI, cards.at(-1) as Shown, 'Replace 1');
  expect(only(after).text).toBe('📇 1 contact has another number now.');
  expect(await petr()).toEqual(['79991230001', { ...KNOWN, consent: 'shop, 2026-11-20' }]);
});
