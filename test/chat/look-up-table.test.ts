import { expect, test } from 'vitest';
import { LOOKED_UP, TableReading } from '../../src/chat/tables/reading.ts';
import type { Outcome } from '../../src/files/recipients.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { refusalOf } from '../support/table-file.ts';
import { cp1251, fileOf, sendFile } from '../support/tables.ts';
import { numberCell, workbookOf } from '../support/workbook.ts';

async function viewersChat(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  return chat;
}

const BASE = `Имя;Телефон
Мария;+7 999 123-45-67
Пётр;8 916 123-45-67
Мария;89991234567
Олег;12
`;

test('a table with /hlr as its caption is previewed, and its numbers are asked about once a person says so', async () => {
  const chat = await viewersChat();
  const card = only(await sendFile(chat, OLGA, '/hlr', fileOf('base.csv', BASE)));

  expect(card.text.split('\n')).toEqual([
    '🔎 HLR → base.csv · 2 номера из 4 строк',
    'Номер — столбец B «Телефон»',
    'Без запроса 2: 1 повтор, 1 не номер',
    '✋ Запросить?',
  ]);
  expect(card.buttons).toEqual(['Запросить 2', 'Отмена', 'Файлом']);
  expect(await statesOf(chat.store.db)).toEqual(['waiting', 'waiting']);

  await chat.press(OLGA, card, 'Запросить 2');

  expect(await statesOf(chat.store.db)).toEqual(['queued', 'queued']);
  const going = await chat.look(card);
  expect(going.text).toContain('🔎 HLR → base.csv · 2 номера из 4 строк\n');
  expect(going.buttons).toEqual(['Пауза', 'Отменить остальные']);
  await chat.store.close();
});

test('a viewer has a workbook pinged in reply to it, and gets the rows of which nothing comes', async () => {
  const chat = await viewersChat();
  const rows = [
    ['Name', 'Phone'],
    ['Ann', numberCell(79991234567)],
    ['Bob', 'none'],
  ];
  const book = fileOf('people.xlsx', workbookOf({ sheets: [{ name: 'November', rows }] }));
  const before = chat.message(NIKOLAI, '', { message: { text: undefined, ...book } as never });
  const card = only(await chat.say(NIKOLAI, '/ping', { replyTo: before }));

  expect(card.text.split('\n').slice(0, 2)).toEqual([
    '📡 Ping → people.xlsx, sheet “November” · 1 number of 2 rows',
    'The number is in column B “Phone”',
  ]);
  expect(card.buttons).toEqual(['Ping 1', 'Cancel', 'As file']);
  const { cards } = await chat.press(NIKOLAI, card, 'As file');
  const unsent = only(cards);
  expect([unsent.text, unsent.view.as]).toEqual(['people.xlsx: 1 row that gets nothing', 'file']);
  await chat.press(NIKOLAI, card, 'Ping 1');
  expect(await statesOf(chat.store.db)).toEqual(['queued']);
  await chat.store.close();
});

test('another column and another encoding are read anew, and what was read before is not asked about', async () => {
  const chat = await viewersChat();
  const table = 'Имя;Телефон;Второй телефон\nМария;+79991234567;+79161234567\n';
  const card = only(await sendFile(chat, OLGA, '/hlr', fileOf('a.csv', cp1251(table))));
  await chat.press(OLGA, card, 'Другой столбец');
  expect((await chat.look(card)).text).toContain('столбец C «Второй телефон»');
  expect(await statesOf(chat.store.db)).toEqual(['cancelled', 'waiting']);
  await chat.store.close();
});

test('the same file that was looked up within a day is spoken of, one that was sent is not', async () => {
  const chat = await viewersChat();
  const file = fileOf('base.csv', BASE);
  const sent = only(await sendFile(chat, OLGA, '/bulk hi', file));
  await chat.press(OLGA, sent, 'Отправить 2');
  const first = only(await sendFile(chat, OLGA, '/hlr', file));
  expect(first.text).not.toContain('⚠️');
  await chat.press(OLGA, first, 'Запросить 2');
  const second = only(await sendFile(chat, NIKOLAI, '/hlr', file, { chat: GROUP }));
  expect(second.text).toMatch(/⚠️ Этот файл уже проверяли: Olga, .*, 2 номера\n/);
  await chat.store.close();
});

test('more numbers than are looked up at once are refused, and the limit is named', async () => {
  const numbers = async function* (): AsyncGenerator<Outcome> {
    const fit = { parts: 1, alphabet: 'gsm' } as const;
    for (let row = 1; row <= 100_001; row++) {
      yield { kind: 'message', row, typed: String(row), to: String(row), text: '', fit, besides: [] };
    }
  };
  const found = { places: [] } as unknown as TableReading['found'];
  const reading = new TableReading(found, numbers(), {
    most: LOOKED_UP,
    about: { stopped: async () => new Set(), operators: async () => new Map() },
    dispose: async () => {},
  });
  const all = async () => {
    while (!(await reading.batch({ isSpent: () => false }, async () => new Set())).isLast);
  };
  expect(await refusalOf(all())).toEqual({ kind: 'limit', limit: 'rows', most: 100_000 });
});

test('a table that a viewer may not send is not called off by one either', async () => {
  const chat = await viewersChat();
  const empty = only(
    await sendFile(chat, OLGA, '/bulk hi', fileOf('a.csv', cp1251('имя\nМария\n')), { chat: GROUP }),
  );
  const [label = ''] = empty.buttons;
  const { toast, cards } = await chat.press(NIKOLAI, empty, label, GROUP);
  expect([toast, cards]).toEqual(['Нужна роль «оператор».', []]);
  expect((await chat.look(empty)).card.revision).toBe(empty.card.revision);
  await chat.store.close();
});
