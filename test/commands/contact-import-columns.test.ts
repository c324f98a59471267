import { beforeEach, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const importBy = async (rows: readonly string[], who = NIKOLAI) =>
  only(await sendFile(chat, who, '/contact import', fileOf('people.csv', rows.join('\n')))).text.split('\n');
const contacts = async () =>
  (await chat.store.db.selectFrom('contacts').selectAll().orderBy('key').execute()).map(
    ({ name, number, fields }) => [name, number, JSON.parse(fields)] as const,
  );
const named = async () => (await contacts()).map(([name, number]) => [name, number]);

const OUTLOOK =
  'Title,First Name,Middle Name,Last Name,Suffix,Company,Business Fax,Business Phone,Home Phone,Mobile Phone,E-mail Address';
const GOOGLE =
  'First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value';

test.each([
  [
    [
      OUTLOOK,
      'Mr.,Igor,,Petrov,,,+74951234560,,+74951234567,+79991234501,',
      'Mr.,Igor,,Sidorov,,,+74951234561,,,+79991234502,',
      ',Mary,Jane,Watson,,,,,+74951234568,,',
    ],
    [
      ['Igor-Petrov', '79991234501'],
      ['Igor-Sidorov', '79991234502'],
      ['Mary-Jane-Watson', '74951234568'],
    ],
  ],
  [
    [
      GOOGLE,
      'Anton,,Chekhov,Dr.,,,,,Home,+7 495 123-45-67,Mobile,+7 999 123-45-01',
      'Anton,,Rubin,,,,,,Mobile,+7 999 123-45-02,Work Fax,+7 495 123-45-68',
      ',,,,,,,Romashka Ltd,Work,+7 495 123-45-69,,',
    ],
    [
      ['Anton-Chekhov', '79991234501'],
      ['Anton-Rubin', '79991234502'],
      ['Romashka-Ltd', '74951234569'],
    ],
  ],
  [
    [
      'Обращение;Фамилия;Имя;Отчество;Телефон',
      'г-н;Петров;Игорь;Ильич;89991234501',
      'г-н;Петров;Игорь;Львович;89991234502',
      'г-жа;Ким;Анна;;89991234503',
    ],
    [
      ['Анна-Ким', '79991234503'],
      ['Игорь-Львович-Петров', '79991234502'],
      ['Игорь-Петров', '79991234501'],
    ],
  ],
  [['Name,Surname,Phone', 'Vera,Lim,+79991234501'], [['Vera-Lim', '79991234501']]],
  [
    [
      'Name,Given Name,Family Name,Phone 1 - Type,Phone 1 - Value',
      'Vera Lim,Vera,Lim,Mobile,+79991234501',
      'Shop,,,Mobile,+79991234502',
    ],
    [
      ['Shop', '79991234502'],
      ['Vera-Lim', '79991234501'],
    ],
  ],
  [['Title,Full Name,Phone', 'Mr.,Vera Lim,+79991234501'], [['Vera-Lim', '79991234501']]],
  [['Title,Who,Phone', 'Mr.,Vera Lim,+79991234501'], [['Vera-Lim', '79991234501']]],
  [['Title,first_name,Phone', 'Mr.,Vera,+79991234501'], [['Vera', '79991234501']]],
])('a name is joined from the columns of its parts, and no title is one: %#', async (rows, people) => {
  await importBy(rows);
  expect(await named()).toEqual(people);
});

test('a name in parts goes into texts whole, and by its parts, or as the column “Имя” has it', async () => {
  await importBy(['First Name,Last Name,Phone', 'Igor,Petrov,+79991234501']);
  await importBy(['Имя,Фамилия,Телефон', 'Анна,Ким,+79991234502']);
  const [igor] = await chat.say(NIKOLAI, '/sms Igor-Petrov Dear {name}, {First Name}');
  expect(igor?.text).toContain('“Dear Igor Petrov, Igor”');
  const [anna] = await chat.say(OLGA, '/sms Анна-Ким {имя}, заказ готов');
  expect(anna?.text).toContain('«Анна, заказ готов»');
});

const HOMES = [
  'Name,Home Phone,Mobile Phone',
  'kay,+74951234571,+79991234501',
  'tom,+74951234572,',
  'tim,+74951234573,+79991234503',
];

test.each([
  [NIKOLAI, 'Numbers by column: Mobile Phone (2), Home Phone (1)'],
  [OLGA, 'Номера по столбцам: Mobile Phone (2), Home Phone (1)'],
])(
  'of several columns each row’s mobile number is taken, and which they are is said: %#',
  async (who, said) => {
    expect(await importBy(HOMES, who)).toContain(said);
    expect(await contacts()).toEqual([
      ['kay', '79991234501', { 'Home Phone': '+74951234571' }],
      ['tim', '79991234503', { 'Home Phone': '+74951234573' }],
      ['tom', '74951234572', {}],
    ]);
  },
);

test.each([
  // Which of two is a mobile one its own digits say where the columns do not.
  [['имя;телефон;доп. телефон', 'анна;84951234567;89991234501'], '79991234501'],
  [['имя;рабочий телефон;сотовый', 'анна;89991234502;89991234501'], '79991234501'],
  // A number is nobody's own by a column that says so, or that may hold anything.
  [['name,Fax,Phone', 'anna,+79991234502,+79991234501'], '79991234501'],
  [['name,Phone,Emergency Phone', 'anna,+74951234567,+79991234502'], '74951234567'],
  [['name,Phone,Contract number', 'anna,+74951234567,+79991234502'], '74951234567'],
])('the number of a contact is their own: %#', async (rows, number) => {
  await importBy(rows);
  expect((await contacts())[0]?.[1]).toBe(number);
});

async function exported(who: typeof OLGA): Promise<string> {
  await chat.say(who, '/contact export');
  const chunks = await chat.store.db.selectFrom('file_chunks').select('bytes').execute();
  return Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
}

test.each([
  [OLGA, 'имя;номер;', '📇 Без изменений: 5 контактов.', '📇 Из файла добавлено 5 контактов.'],
  [NIKOLAI, 'name,number,', '📇 5 contacts were like this already.', '📇 5 contacts are in from this file.'],
])(
  'all that is known of contacts comes back with the table of them: %#',
  async (who, header, same, added) => {
    for (const line of [
      'ivan +79991234501 city=Omsk consent="form, 2026-11-01" email=i@example.com name="Ivan the Great"',
      'анна +79991234502 имя="Анна Ким" City=Tver',
      'room-214 +74951234567 number2="+7 999 123-45-03" title=Dr.',
      'vera +79991234504 debt=-5 note="a; b, ”c”"',
    ]) {
      await chat.say(who, `/contact add ${line}`);
    }
    await importBy(['First Name,Last Name,Phone', 'Igor,Petrov,+79991234505'], who);
    const before = await contacts();
    expect(before).toHaveLength(5);
    const table = await exported(who);
    expect(table).toContain(header);
    expect(await importBy([table], who)).toEqual([same]);
    expect(await contacts()).toEqual(before);

    await chat.store.db.deleteFrom('contacts').execute();
    expect((await importBy([table], who))[0]).toBe(added);
    const plain = ([name, number, fields]: (typeof before)[number]) => [
      name,
      number,
      Object.entries(fields)
        .map(([field, value]) => [/^(?:name|имя)$/.test(field) ? 'name' : field.toLowerCase(), value])
        .toSorted(),
    ];
    expect((await contacts()).map(plain)).toEqual(before.map(plain));
  },
);

test.each([
  ['name,number,city,name', "ivan,'+79991234501,Omsk,Ivan Petrov", 'name'],
  ['имя;номер;город;имя', "ivan;'+79991234501;Омск;Иван Петров", 'имя'],
])(
  'a table of before, in which a field is called as the name is, comes back too: %#',
  async (header, row, field) => {
    await importBy([header, row]);
    expect(await named()).toEqual([['ivan', '79991234501']]);
    expect((await contacts())[0]?.[2]).toMatchObject({ [field]: expect.stringMatching(/Petrov|Петров/) });
  },
);

test('a table of contacts that others made, sent back as it is, has nothing that may not be changed', async () => {
  await chat.say(OLGA, '/contact add ivan +79991234501 city=Omsk');
  const table = await exported(NIKOLAI);
  expect(await importBy([table])).toEqual(['📇 1 contact was like this already.']);
  expect(await importBy([table.replace('Omsk', 'Tver')])).toContainEqual(
    expect.stringContaining('“ivan” is a contact already, which you may not change'),
  );
  expect((await contacts())[0]?.[2]).toEqual({ city: 'Omsk' });
});
