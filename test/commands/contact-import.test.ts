import { beforeEach, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { cp1251, fileOf, sendFile } from '../support/tables.ts';
import { workbookOf } from '../support/workbook.ts';
import { zipOf } from '../support/zip.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});

const send = (content: string | Uint8Array, caption = '/contact import', saying = {}) =>
  chat.say(OLGA, '', {
    ...saying,
    message: { text: undefined, caption, ...fileOf('contacts.csv', content) },
  });

const contacts = async () =>
  (await chat.store.db.selectFrom('contacts').selectAll().orderBy('key').execute()).map(
    ({ name, number, fields, owner_id }) => [name, number, JSON.parse(fields), owner_id],
  );

test('a table becomes contacts with its columns as fields, and bad rows are told with line and reason', async () => {
  const [said] = await send(
    cp1251(
      'Имя;Телефон;Город\nИван;8 999 123-45-67;Омск\n7;+79991234568;\nОльга;12;Тверь\nиван;+79991234569;\n;+79991234570;Омск\nАнна;;\n',
    ),
  );
  expect(said?.text.split('\n')).toEqual([
    '📇 Из файла добавлен 1 контакт.',
    'Строка 3: «7» не годится как имя: оно начинается с буквы, в нём до 40 знаков. Исправьте и пришлите таблицу ещё раз.',
    'Строка 4: «12» не номер.',
    'Строка 5: «иван» повторяется в таблице; взята первая строка.',
    'Строка 6: имени нет. Впишите его и пришлите таблицу ещё раз.',
    '1 контакт без номера не взят: Анна',
  ]);
  expect(await contacts()).toEqual([['Иван', '79991234567', { Город: 'Омск' }, 0]]);
});

test.each(['№ п/п;Ф. И. О.;Тел.;Долг', '№;Пациент;Телефон;Долг', '№ п/п;Кто;Тел.;Долг'])(
  'names are not taken from a column that counts the rows: %s',
  async (header) => {
    await send(`${header}\n1;Иванова Анна;89991234567;500\n2;Ким;89991234568;\n`);
    expect((await contacts()).map(([name]) => name)).toEqual(['Иванова-Анна', 'Ким']);
  },
);

test.each([
  [OLGA, 'Строка 2: «#Н/Д» — ошибка в таблице или обрезанное число. Исправьте и пошлите таблицу снова.'],
  [NIKOLAI, 'Row 2: “#Н/Д” is an error of the table, or cut off. Mend it there and send the table again.'],
])(
  'what a spreadsheet could not work out takes the place of nothing that is known: %#',
  async (who, said) => {
    await chat.let(NIKOLAI, 'operator');
    await chat.say(who, '/contact add ivan +79991234567 city=Omsk');
    const table = fileOf(
      'a.csv',
      'name,phone,city\nivan,+79991234567,#Н/Д\n#N/A,+79991234568,\nanna,+79991234569,Tver\n',
    );
    const [card] = await chat.say(who, '', {
      message: { text: undefined, caption: '/contact import', ...table },
    });
    expect(card?.text).toContain(said);
    expect(await contacts()).toEqual([
      ['anna', '79991234569', { city: 'Tver' }, 0],
      ['ivan', '79991234567', { city: 'Omsk' }, 0],
    ]);
  },
);

test('rows that are hidden in a table make no contacts, and are said', async () => {
  await chat.let(NIKOLAI, 'operator');
  const book = (hidden: readonly number[]) =>
    fileOf(
      'people.xlsx',
      workbookOf({
        sheets: [
          {
            rows: [
              ['name', 'phone', 'consent'],
              ['anna', '+79991234567', 'form, 2026-11-01'],
              ['ivan', '+79991234568', 'form, 2026-11-01'],
              ['olga', '+79991234569', 'form, 2026-11-01'],
              ['in all', '', '3'],
            ],
            rowAttributes: Object.fromEntries([...hidden, 5].map((row) => [row, 'hidden="1"'])),
          },
        ],
      }),
    );
  const [said] = await sendFile(chat, OLGA, '/contact import', book([3]));
  expect(said?.text).toBe('📇 Из файла добавлены 2 контакта.\n1 строка в таблице скрыта и не взята.');
  expect((await contacts()).map(([name]) => name)).toEqual(['anna', 'olga']);
  const [again] = await sendFile(chat, NIKOLAI, '/contact import own=yes', book([2, 4]));
  expect(again?.text).toBe(
    '📇 1 contact is in from this file.\n2 rows are hidden in the table, and were left out.',
  );
});

test('a number in a table is read as anywhere else, and of two in a cell none is chosen', async () => {
  const [said] = await send(
    'name,phone\nrossi,393331234567.0\nanna,tel. 8 (999) 123-45-67\nvera,+79991234568 ::: +79991234569\n',
  );
  expect(said?.text.split('\n').slice(1)).toEqual([
    'Строка 4: «+79991234568 ::: +79991234569» не один номер.',
  ]);
  expect((await contacts()).map(([name, number]) => [name, number])).toEqual([
    ['anna', '79991234567'],
    ['rossi', '393331234567'],
  ]);
});

test('a table beside /contact alone is imported too', async () => {
  const [said] = await send('name,phone\nanna,+79991234567\n', '/contact');
  expect(said?.text).toBe('📇 Из файла добавлен 1 контакт.');
});

test('a table changes fields at once, another number after a press that saw both, and nothing that is others’', async () => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add ivan +79991234567');
  await chat.say(NIKOLAI, '/contact add petr +79991234568');
  await chat.say(NIKOLAI, '/contact add anna +79991234569');
  const table = 'name,phone,city\nivan,+79991230000,\npetr,+79991230001,Omsk\nanna,+79991234569,Tver\n';
  const message = fileOf('a.csv', table);
  const [said, asked] = await chat.say(NIKOLAI, '', {
    message: { text: undefined, caption: '/contact import', ...message },
  });
  expect(said?.text).toContain('1 contact was changed.\nRow 2: “ivan” is a contact already');
  expect(asked?.text).toBe(
    '⚠️ The file has another number for 1 contact, who is as before:\n• petr: +7 999 123-45-68 → +7 999 123-00-01',
  );
  expect(asked?.buttons).toEqual(['Replace 1', 'Leave it']);
  const before = await contacts();
  expect(before).toEqual([
    ['anna', '79991234569', { city: 'Tver' }, 0],
    ['ivan', '79991234567', {}, 0],
    ['petr', '79991234568', {}, 0],
  ]);

  const [renumbered] = (await chat.press(NIKOLAI, asked as Shown, 'Replace 1')).cards;
  expect(renumbered?.text).toBe('📇 1 contact has another number now.');
  expect((await contacts()).at(-1)).toEqual(['petr', '79991230001', { city: 'Omsk' }, 0]);
  expect(await chat.look(asked as Shown)).toMatchObject({
    text: '📇 The numbers of the file:\n• petr: +7 999 123-45-68 → +7 999 123-00-01',
    buttons: [],
  });
});

test.each([
  [OLGA, 'Заменить 1', '⏰ 1 сообщение ещё ждёт и уйдёт на прежний номер'],
  [NIKOLAI, 'Replace 1', '⏰ 1 message that waits still goes to the old number'],
])('what waits goes to the number before, which is said: %#', async (who, replace, said) => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(who, '/contact add petr +79991234568');
  await chat.say(who, '/sms petr at=+2h hello');
  const table = fileOf('a.csv', 'name,phone\npetr,+79991230001\n');
  const cards = await chat.say(who, '', {
    message: { text: undefined, caption: '/contact import', ...table },
  });
  const [renumbered] = (await chat.press(who, cards.at(-1) as Shown, replace)).cards;
  expect(renumbered?.text).toContain(said);
});

test('who leaves numbers as they are has changed nothing, and a group reads them masked', async () => {
  await chat.say(OLGA, '/contact add иван +79991234567');
  const [asked, ...more] = await send('имя;номер\nиван;+79991230000\n', '/contact import', { chat: GROUP });
  expect(more).toEqual([]);
  expect(asked?.text).toBe(
    '⚠️ У 1 контакта в файле другой номер, пока он как был:\n• иван: +7 999 ***-45-67 → +7 999 ***-00-00',
  );
  await chat.press(OLGA, asked as Shown, 'Оставить так');
  expect((await chat.look(asked as Shown)).text).toContain('Оставлено как было.');
  expect(await contacts()).toEqual([['иван', '79991234567', {}, 0]]);
});

test('columns of numbers may be called the same, and so may those without a name', async () => {
  await send('имя;телефон;телефон;;\nиван;+79991234567;+79991234568;;\n');
  expect(await contacts()).toEqual([['иван', '79991234567', { телефон: '+79991234568' }, 0]]);
});

test('own=yes makes them one’s own', async () => {
  await send('name,phone\nmom,+79991234567\n', '/contact import own=yes');
  expect(await contacts()).toEqual([['mom', '79991234567', {}, OLGA.id]]);
});

test.each([
  ['a,b\nc,d\n', 'не нашлось столбца с номерами'],
  ['+79991234567\n+79991234568\n', 'не нашлось столбца с именами'],
  [Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'Это картинка'],
  [
    zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'mimetype', content: '' },
    ]),
    '(.ods)',
  ],
  ['имя;номер\n"ольга;+79991234567\n', 'В строке 2 открыта кавычка'],
  [
    'имя;номер;город;Город \nиван;+79991234567;Омск;Тверь\n',
    'В таблице два столбца «город». Ничего не добавлено',
  ],
  ['имя;номер;согласие;consent\nиван;+79991234567;;\n', 'В таблице два столбца «согласие».'],
  ['имя;телефон;имя\nиван;+79991234567;пётр\n', 'В таблице два столбца «имя».'],
  ['', 'В файле ничего нет.'],
])('a file that is no table of contacts is answered with what it lacks', async (content, words) => {
  expect((await send(content))[0]?.text).toContain(words);
  expect(await contacts()).toEqual([]);
});

const VCARD = (...lines: readonly string[]) => `BEGIN:VCARD\nVERSION:3.0\n${lines.join('\n')}\nEND:VCARD\n`;
const PHONE = [
  VCARD(
    'FN:Иван Петров',
    'TEL;TYPE=WORK:+7 495 123-45-67',
    'TEL:8 999 123-45-67',
    'TEL:+79991234567',
    'ORG:Ромашка',
  ),
  VCARD('FN:Ольга ❤️', 'TEL;TYPE=CELL:+79991234568'),
  VCARD('FN:ольга', 'TEL;TYPE=CELL:+79991234568'),
  VCARD('FN:Ольга', 'TEL;TYPE=CELL:+79991234569'),
  VCARD('FN:Справочная', 'TEL:*100#'),
  VCARD('FN:1С', 'TEL:+79991234560'),
  VCARD('FN:Почта', 'EMAIL:a@b.ru'),
].join('');

test.each([
  [
    OLGA,
    [
      '📇 Из файла добавлены 2 контакта.',
      'Имён из нескольких слов: 2. В командах они пишутся одним словом, например Иван-Петров',
      'У одного контакта несколько номеров: Иван-Петров. Взят мобильный, остальные стали полями.',
      '«Ольга» есть в файле ещё раз, с другим номером; взят первый.',
      'Справочная: «*100#» не номер.',
      '«1С» не годится как имя: оно начинается с буквы, в нём до 40 знаков. Такой контакт добавит /contact add.',
      '1 контакт без номера не взят: Почта',
    ],
    { имя: 'Иван Петров', компания: 'Ромашка', номер2: '+7 495 123-45-67' },
  ],
  [
    NIKOLAI,
    [
      '📇 2 contacts are in from this file.',
      '2 names of several words are one word each in commands, such as Иван-Петров',
      'One contact has several numbers: Иван-Петров. The mobile one is taken, the others are fields.',
      '“Ольга” stands in the file again, with another number; the first one counts.',
      'Справочная: “*100#” is no number.',
      '“1С” cannot be a name, which begins with a letter and has at most 40. /contact add takes such a one in.',
      '1 contact without a number was left out: Почта',
    ],
    { name: 'Иван Петров', company: 'Ромашка', number2: '+7 495 123-45-67' },
  ],
] as const)('contacts of a phone come in with the mobile number of each', async (person, said, fields) => {
  await chat.let(NIKOLAI, 'operator');
  const [card] = await sendFile(chat, person, '/contact import', fileOf('contacts.vcf', PHONE));
  expect(card?.text.split('\n')).toEqual(said);
  expect((await contacts()).map(([name, number, known]) => [name, number, known])).toEqual([
    ['Иван-Петров', '79991234567', fields],
    ['Ольга', '79991234568', expect.anything()],
  ]);
});

test('contacts of whom the first hundreds have no number are taken too, and all numbers of each can be stopped', async () => {
  const many = Array.from({ length: 300 }, (_, n) => VCARD(`FN:Почта${n}`, 'EMAIL:a@b.ru')).join('');
  const file = fileOf('Контакты.vcf', many + PHONE);
  const [said] = await sendFile(chat, OLGA, '/contact import', file);
  expect(said?.text).toContain('301 контакт без номера не взят: Почта0, Почта1, Почта2, Почта3, Почта4, …');
  const [stopped] = await sendFile(chat, OLGA, '/stoplist import', file);
  expect(stopped?.text).toContain('⛔ В стоп-лист добавлено 5 номеров.');
});

test('contacts sent alone are answered with what takes them in, which a reply does', async () => {
  const [hint] = await chat.say(OLGA, '', { message: { text: undefined, ...fileOf('a.vcf', PHONE) } });
  expect(hint?.text).toContain('/contact import');
  const [said] = await chat.say(OLGA, '/contact import', { replyTo: hint as Shown });
  expect(said?.text).toContain('📇 Из файла добавлены 2 контакта.');
});

test('without a file it says how', async () => {
  expect((await chat.say(OLGA, '/contact import'))[0]?.text).toContain('Пришлите таблицу');
});

test('what is exported goes to the private chat alone, and can be imported again', async () => {
  await chat.say(
    OLGA,
    '/contact add иван +79991234567 город="Нижний; Новгород" согласие="анкета, 01.11.2026" долг=-5 район=\'s-Hof',
  );
  const cards = await chat.say(OLGA, '/contact export', { chat: GROUP });
  const file = cards.find(({ view }) => view.as === 'file');
  expect(file?.card.chat_id).toBe(OLGA.id);
  const [{ id } = { id: '' }] = await chat.store.db.selectFrom('files').select('id').execute();
  const chunks = await chat.store.db
    .selectFrom('file_chunks')
    .select('bytes')
    .where('file_id', '=', id)
    .execute();
  const text = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
  expect(text).toContain('имя;номер;город;согласие;долг;район');
  expect(text).toContain(";'-5;'s-Hof");
  await chat.say(OLGA, '/contact remove иван');
  await send(text);
  expect(await contacts()).toEqual([
    [
      'иван',
      '79991234567',
      { город: 'Нижний; Новгород', consent: 'анкета, 01.11.2026', долг: '-5', район: "'s-Hof" },
      0,
    ],
  ]);
});

test('a contact shared from Telegram becomes one’s own, by its first name, and what to write is asked', async () => {
  const shared = { text: undefined, contact: { phone_number: '79991234567', first_name: 'Иван Петрович' } };
  const [card, question] = await chat.say(OLGA, '', { message: shared });
  expect(card?.text).toContain(
    '👤 Иван · +7 999 123-45-67\nВидно только вам.\nДобавлен. Чтобы написать: /sms Иван',
  );
  expect(question?.text).toContain('/sms');
  // Who is known already is not added again.
  expect(await chat.say(OLGA, '', { message: shared })).toHaveLength(1);
});

test.each([
  [
    OLGA,
    'Имя;Телефон\nИван Петров;+79991234567\nольга  Ли;+79991234568\n',
    [
      '📇 Из файла добавлены 2 контакта.',
      'Имён из нескольких слов: 2. В командах они пишутся одним словом, например Иван-Петров',
    ],
    'Иван-Петров',
    '/sms Иван-Петров {имя}, заказ готов',
    '«Иван Петров, заказ готов»',
  ],
  [
    NIKOLAI,
    'Client,Phone\nAnn Lee (Omsk),+79991234567\n',
    ['📇 1 contact is in from this file.', 'A name of several words is one word in commands: Ann-Lee-Omsk'],
    'Ann-Lee-Omsk',
    '/sms Ann-Lee-Omsk {name}, it is ready',
    '“Ann Lee (Omsk), it is ready”',
  ],
] as const)(
  'names of several words come in as one, and stand whole in texts',
  async (person, table, said, name, line, text) => {
    await chat.let(NIKOLAI, 'operator');
    const message = fileOf('contacts.csv', table);
    const [card] = await chat.say(person, '', {
      message: { text: undefined, caption: '/contact import', ...message },
    });
    expect(card?.text.split('\n')).toEqual(said);
    expect((await contacts()).map(([one]) => one)).toContain(name);
    const [sent] = await chat.say(person, line);
    expect(sent?.text).toContain(text);
  },
);
