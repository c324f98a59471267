import { expect, test } from 'vitest';
import { readFile } from '../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { encoded } from '../support/encoded.ts';
import { fileOf, sendFile } from '../support/tables.ts';
import { workbookOf } from '../support/workbook.ts';

/* Tables as people really have them, through the chat. */

const bulkChat = async (): Promise<ChatForTest> => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
};

/** The file that a button hands out. */
async function handedOut(chat: ChatForTest, card: Shown, button: string, person = NIKOLAI): Promise<string> {
  const { view } = only((await chat.press(person, card, button)).cards);
  if (view.as !== 'file' || !view.file) throw new Error('no file came');
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(chat.store.db, view.file.id)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const previewOf = async (
  chat: ChatForTest,
  text: string,
  content: string | Uint8Array,
  person = NIKOLAI,
): Promise<Shown> => only(await sendFile(chat, person, `/bulk ${text}`, fileOf('people.csv', content)));

test('a table that Excel wrote in Western Europe is read so, though hardly anything in it is not of ASCII', async () => {
  const chat = await bulkChat();
  const rows = ['Name;Mobile;Due', 'Zoë O’Brien;+79161234567;£5 – now', 'Smith;+79161234568;£12.50'];
  const card = await previewOf(chat, '{name}: {due}', encoded(rows.join('\r\n'), 'windows-1252'));
  expect(card.text).toContain('“Zoë O’Brien: £5 – now”');
  expect(card.text).toContain('encoding windows-1252');
  await chat.store.close();
});

test.each([
  ['every line', ['"Mobile;Name;Text"', '"+79161234567;Zoë;hi, there"', '"+79161234568;""Ann; Lee"";ok"']],
  [
    'lines with a comma alone',
    ['Mobile;Name;Text', '"+79161234567;Zoë;hi, there"', '+79161234568;"Ann; Lee";ok'],
  ],
  [
    'lines with empty cells behind',
    ['"Mobile;Name;Text",,', '"+79161234567;Zoë;hi, there",,', '"+79161234568;""Ann; Lee"";ok",,'],
  ],
])('a table of which Excel put whole lines in quotes is read as it was meant: %s', async (_, lines) => {
  const chat = await bulkChat();
  const card = await previewOf(chat, '{name}: {text}', lines.join('\r\n'));
  expect(card.text).toContain('2 recipients of 2 rows');
  expect(card.text).toContain('“Zoë: hi, there”\n“Ann; Lee: ok”');
  await chat.store.close();
});

test('each row that is not sent is named with its line and its number as it stands there', async () => {
  const chat = await bulkChat();
  const rows = [
    'phone,name',
    '8 999 123-45-67,Ann',
    '8 999 123-45-68,',
    '8 999 123-45-67,Ann',
    '8 999,Lee',
    '89991234569,#N/A',
    ',Zoe',
  ];
  const card = await previewOf(chat, 'Hi {name}', rows.join('\n'));
  expect((await handedOut(chat, card, 'As file')).split('\r\n').slice(1, -1)).toEqual([
    '3,8 999 123-45-68,empty: {name}',
    '4,8 999 123-45-67,the same number as in row 2',
    expect.stringMatching(/^5,8 999,/),
    '6,89991234569,{name}: the cell has “#N/A”',
    '7,,no number',
  ]);
  await chat.store.close();
});

test.each([
  [OLGA, '1 с лишними ячейками', 'разделитель внутри текста стоит без кавычек', 'Файлом'],
  [NIKOLAI, '1 with more cells than the header', 'a separator in a text stands outside quotes', 'As file'],
] as const)(
  'a text that its own semicolon cuts in two goes to nobody: %#',
  async (who, said, why, asFile) => {
    const chat = await bulkChat();
    const rows = [
      'phone;text;',
      '79161234567;Hi, come in;',
      '79161234568;Bye; see you; soon',
      '79161234569;"Bye; you";note',
    ];
    const card = await previewOf(chat, '{text}', rows.join('\n'), who);
    expect(card.text).toContain(said);
    expect(card.text).toMatch(/Bye; you/);
    expect(await handedOut(chat, card, asFile, who)).toMatch(
      new RegExp(`3[;,]79161234568[;,]"?[^\\n]*${why}`),
    );
    const named = await previewOf(chat, 'Hello', rows.join('\n'), who);
    expect(named.text).not.toContain(said);
    await chat.store.close();
  },
);

test.each([
  [OLGA, 'Все номера в таблице округлены', '1 получатель из 3 строк'],
  [NIKOLAI, 'All numbers in the table are rounded', '1 recipient of 3 rows'],
])(
  'numbers that a spreadsheet rounded are said, and those with all their figures are read: %#',
  async (who, all, one) => {
    const chat = await bulkChat();
    const rounded = 'name;phone\nAnn;7,9161E+10\nBob;7,9161E+10\n';
    const card = await previewOf(chat, 'Hello', rounded, who);
    expect(card.text).toContain(all);
    const imported = await sendFile(chat, who, '/contact import', fileOf('a.csv', rounded));
    expect(only(imported).text).toContain(all);
    const mixed = await previewOf(chat, 'Hello', `${rounded}Lee;7,9161234567E+10\n`, who);
    expect(mixed.text).toContain(one);
    await chat.store.close();
  },
);

test('an apostrophe by which a spreadsheet was told of text goes to nobody, and one of a name stays', async () => {
  const chat = await bulkChat();
  const rows = [
    'name,phone,n',
    "'Пётр,'+79161234567,'1042",
    "'s-Gravenhage,'89161234568,'90s",
    "O'Neil,79161234569,'5",
  ];
  const card = await previewOf(chat, '{name} {n}', rows.join('\n'));
  expect(card.text).toContain("“Пётр 1042”\n“'s-Gravenhage '90s”\n“O'Neil 5”");
  await chat.store.close();
});

test('a workbook that has each line of a CSV file in one cell is read as that file', async () => {
  const chat = await bulkChat();
  const rows = [['Mobile;Name;Text'], ['+79161234567;Zoë;"hi; there"'], ['+79161234568;Ann;ok']];
  const book = workbookOf({ sheets: [{ name: 'November', rows }] });
  const card = await previewOf(chat, '{name}: {text}', book);
  expect(card.text).toContain('“Zoë: hi; there”\n“Ann: ok”');
  const list = workbookOf({ sheets: [{ rows: [['+79161234567; Zoë'], ['+79161234568; Ann']] }] });
  expect((await previewOf(chat, 'Hi {B}', list)).text).toContain('“Hi Zoë”');
  await chat.store.close();
});

test('a column is called without the spaces around its name', async () => {
  const chat = await bulkChat();
  const card = await previewOf(chat, '{name}', ' Name | Phone \n Ann | 79161234567 \n');
  expect(card.text).toContain('column B “Phone”');
  expect(card.text).toContain('“Ann”');
  await chat.store.close();
});
