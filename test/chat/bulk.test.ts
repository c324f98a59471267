import { describe, expect, test } from 'vitest';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { endCampaigns } from '../../src/store/campaigns/campaign-decisions.ts';
import { judgeCanary } from '../../src/store/campaigns/canary.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { become } from '../support/become.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { cp1251, fileOf, sendFile } from '../support/tables.ts';
import { numberCell, workbookOf } from '../support/workbook.ts';

const bulkChat = async (): Promise<ChatForTest> => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
};

const ORDERS = `Имя;Телефон;Заказ
Мария;+7 999 123-45-67;1042
Пётр;8 916 123-45-67;1043
Anna;+79161234568;1044
Мария;89991234567;1045
Олег;7,9991E+10;1046
`;

/** What may leave, as "number text". */
const leaving = (chat: ChatForTest) =>
  chat.store.write(async (tx) => {
    const { messages } = await nextMessages(tx, 'demo', 2_000, Date.now());
    return messages.map(({ recipient, request }) => `${recipient} ${'text' in request && request.text}`);
  });

test('a table with a text as its caption is previewed, and each recipient gets the text with their own values', async () => {
  const chat = await bulkChat();
  const card = only(
    await sendFile(chat, OLGA, '/bulk {имя}, ваш заказ {C} готов', fileOf('orders.csv', ORDERS)),
  );

  expect(card.text.split('\n')).toEqual([
    '📤 SMS → orders.csv · 3 получателя из 5 строк · от SHOP',
    '«{имя}, ваш заказ {C} готов»',
    'Номер — столбец B «Телефон»; {имя} — A, {C} — C',
    '«Мария, ваш заказ 1042 готов»',
    '«Пётр, ваш заказ 1043 готов»',
    '«Anna, ваш заказ 1044 готов»',
    '1 часть · UCS-2',
    'Отправка займёт около 1 с',
    'Не уйдёт 2: 1 с другим текстом на тот же номер, 1 не номер',
    '✋ Отправить?',
  ]);
  expect(card.buttons).toEqual(['Отправить 3', 'Позже…', 'Сначала мне', 'Отмена', 'От кого…', 'Файлом']);
  expect(await leaving(chat)).toEqual([]);

  await chat.press(OLGA, card, 'Отправить 3');

  expect(await leaving(chat)).toEqual([
    '79991234567 Мария, ваш заказ 1042 готов',
    '79161234567 Пётр, ваш заказ 1043 готов',
    '79161234568 Anna, ваш заказ 1044 готов',
  ]);
  const going = await chat.look(card);
  expect(going.text).toContain('«{имя}, ваш заказ {C} готов»');
  expect(going.buttons).toEqual(['Пауза', 'Отменить остальные', 'Файлом']);
  await chat.store.close();
});

test('a workbook that was sent before is read in reply to it, in English', async () => {
  const chat = await bulkChat();
  const rows = [
    ['Name', 'Phone'],
    ['Ann', numberCell(79991234567)],
    ['Bob — the second', numberCell(79991234568)],
    ['x'.repeat(200), numberCell(79991234569)],
  ];
  const book = fileOf('people.xlsx', workbookOf({ sheets: [{ name: 'November', rows }] }));
  const before = chat.message(NIKOLAI, '', { message: { text: undefined, ...book } as never });
  const card = only(await chat.say(NIKOLAI, '/bulk from=CAFE Hi {name}', { replyTo: before }));

  expect(card.text.split('\n').slice(0, 3)).toEqual([
    '📤 SMS → people.xlsx, sheet “November” · 3 recipients of 3 rows · from CAFE',
    '“Hi {name}”',
    'The number is in column B “Phone”; {name} — A',
  ]);
  expect(card.text).toContain(
    '1 part for 2, 2 parts for 1, 4 in all · GSM-7 for 2, UCS-2 for 1 because of “—”',
  );
  await chat.press(NIKOLAI, card, 'Cancel');
  expect(await statesOf(chat.store.db)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  await chat.store.close();
});

test.each([
  ['GB', '03/12/2026'],
  ['US', '12/3/2026'],
])(
  'a date of a workbook goes in English as it is read in the country of the numbers: %s',
  async (country, date) => {
    const chat = await chatForTest({ country });
    await chat.let(NIKOLAI, 'operator');
    const rows = [
      ['Phone', 'Visit'],
      [numberCell(447400123456), numberCell(46359, 1)],
    ];
    const book = fileOf('visits.xlsx', workbookOf({ formats: [0, 14], sheets: [{ name: 'Visits', rows }] }));
    const card = only(await sendFile(chat, NIKOLAI, '/bulk Your visit is on {Visit}', book));
    await chat.press(NIKOLAI, card, 'Send 1');
    expect(await leaving(chat)).toEqual([`447400123456 Your visit is on ${date}`]);
    await chat.store.close();
  },
);

test('a text without placeholders goes to all as it is', async () => {
  const chat = await bulkChat();
  const card = only(
    await sendFile(chat, NIKOLAI, '/bulk Sale', fileOf('list.txt', '+79991234567\n+79991234568\n')),
  );
  expect(card.text).toContain('“Sale”\nThe number is in column A\n1 part · GSM-7\n');
  await chat.press(NIKOLAI, card, 'Send 2');
  expect(await leaving(chat)).toEqual(['79991234567 Sale', '79991234568 Sale']);
  await chat.store.close();
});

test('a long table is written in pieces, each recipient once with their own text', async () => {
  const chat = await bulkChat();
  const many = 1_300;
  const lines = Array.from({ length: many }, (_, nth) => `+7999${String(nth).padStart(7, '0')};n${nth}`);
  const card = only(await sendFile(chat, OLGA, '/bulk № {B}', fileOf('many.csv', lines.join('\n'))));

  expect(card.buttons[0]).toMatch(/^Отправить 1.300$/);
  await chat.press(OLGA, card, card.buttons[0] ?? '');

  const first = await leaving(chat);
  expect(first.length).toBe(20);
  await become(chat.store.db, { state: 'delivered' }, { positions: [...first.keys()], card: card.card.id });
  await chat.store.write(async (tx) =>
    judgeCanary(tx, (await orderOfCard(tx.db, card.card.id))?.id ?? '', Date.now()),
  );
  const gone = [...first, ...(await leaving(chat))];
  expect(gone.length).toBe(many);
  expect(new Set(gone).size).toBe(many);
  expect([gone[0], gone.at(-1)]).toEqual(['79990000000 № n0', `7999000${many - 1} № n${many - 1}`]);
  await chat.store.close();
});

test('rows that get nothing come as a file with their reasons, to whoever asks for it in private', async () => {
  const chat = await bulkChat();
  await chat.say(NIKOLAI, '/lang en');
  const file = fileOf('orders.csv', ORDERS);
  const card = only(await sendFile(chat, OLGA, '/bulk {имя}', file, { chat: GROUP }));

  const { toast, cards } = await chat.press(NIKOLAI, card, 'Файлом', GROUP);

  expect(toast).toContain('личный чат');
  const sent = only(cards);
  expect([sent.card.chat_id, sent.text]).toEqual([NIKOLAI.id, 'orders.csv: 2 rows that get nothing']);
  const { view } = sent;
  const chunks: Uint8Array[] = [];
  if (view.as === 'file' && view.file) {
    for await (const chunk of readFile(chat.store.db, view.file.id)) chunks.push(chunk);
  }
  expect(Buffer.concat(chunks).toString()).toBe(
    '\uFEFFСтрока;Номер;Почему\r\n' +
      '5;89991234567;тот же номер, что в строке 2\r\n' +
      '6;7,9991E+10;номер записан округлённо, последних цифр в файле нет\r\n',
  );
  await chat.store.close();
});

test.each([
  [OLGA, 'Файлом', '1 с другим текстом на тот же номер', 'тот же номер, что в строке 2, а текст другой'],
  [
    NIKOLAI,
    'As file',
    '1 with another text to the same number',
    'the same number as in row 2, and another text',
  ],
])('of two texts to one number the second is named as such: %#', async (who, asFile, said, why) => {
  const chat = await bulkChat();
  const file = fileOf('a.csv', 'phone,n\n+79991234567,1042\n89991234567,1043\n');
  const card = only(await sendFile(chat, who, '/bulk {n}', file));
  expect(card.text).toContain(said);
  const { view } = only((await chat.press(who, card, asFile)).cards);
  const chunks: Uint8Array[] = [];
  if (view.as === 'file' && view.file)
    for await (const chunk of readFile(chat.store.db, view.file.id)) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toContain(why);
  await chat.store.close();
});

test('another column and another encoding are read anew, and what was made before is sent to nobody', async () => {
  const chat = await bulkChat();
  const table = 'Имя;Телефон;Второй телефон\nМария;+79991234567;+79161234567\n';
  const card = only(await sendFile(chat, OLGA, '/bulk {A}', fileOf('a.csv', cp1251(table))));
  expect(card.text).toContain('Номер — столбец B «Телефон»; {A} — A · кодировка windows-1251');

  await chat.press(OLGA, card, 'Другой столбец');
  const other = await chat.look(card);
  expect(other.text).toContain('Номер — столбец C «Второй телефон»');
  await chat.press(OLGA, other, 'Другая кодировка');
  const spoiled = await chat.look(other);
  expect(spoiled.text).toContain('кодировка koi8-r');
  await chat.press(OLGA, spoiled, 'Отмена');
  expect(await statesOf(chat.store.db)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  await chat.store.close();
});

test('the same file within a day is said, with who sent it', async () => {
  const chat = await bulkChat();
  const again = () => sendFile(chat, OLGA, '/bulk Привет', fileOf('orders.csv', ORDERS));
  const first = only(await again());
  const other = only(await again());
  expect(other.text).not.toContain('уже отправлен');
  await chat.press(OLGA, other, 'Отмена');
  await chat.store.write((tx) => endCampaigns(tx, 0, 10));
  expect(only(await again()).text).not.toContain('уже отправлен');
  await chat.press(NIKOLAI, first, 'Отправить 3');
  expect(only(await again()).text).toMatch(/⚠️ Этот файл уже отправлен: Olga, [\d:]+, 3 получателя/);
  await chat.store.close();
});

test.each(['8 923 111-22-33', "it's 8 923 111-22-33 pls", 'мой номер — 8 923 111-22-33'])(
  'a test of the first message goes to the number that the person gives once, and nothing else goes: %s',
  async (number) => {
    const chat = await bulkChat();
    const card = only(await sendFile(chat, NIKOLAI, '/bulk from=CAFE {имя}!', fileOf('orders.csv', ORDERS)));

    const asked = only((await chat.press(NIKOLAI, card, 'Test to me first')).cards);
    expect(asked.text).toContain('Which number');
    expect(only(await chat.say(NIKOLAI, 'mine')).text).toContain('Which number');
    for (const none of ["don't use 8 923 111-22-33", '8 923 111-22-33 or 8 923 111-22-34'])
      expect(only(await chat.say(NIKOLAI, none)).text).toContain(
        `“${none}” is not one number.\nWhich number`,
      );
    expect(only(await chat.say(NIKOLAI, '8 100 900-12-34')).text).toMatch(
      /^“8 100 900-12-34”: no such number \(Russia\)/,
    );
    const tested = only(await chat.say(NIKOLAI, number));
    expect(tested.text).toContain('+7 923 111-22-33 · 1 part, UCS-2 · from CAFE\n“Мария!”');
    expect(await leaving(chat)).toEqual(['79231112233 Мария!']);

    const again = only(await sendFile(chat, NIKOLAI, '/bulk {имя}?', fileOf('orders.csv', ORDERS)));
    expect(only((await chat.press(NIKOLAI, again, 'Test to me first')).cards).text).toContain('“Мария?”');
    expect((await chat.look(card)).buttons).toContain('Send 3');
    await chat.store.close();
  },
);

describe('what cannot be done is said in one line', () => {
  test.each([
    ['/bulk Привет', {}, /^\/bulk: по какой таблице\? .*\n«Привет»$/],
    ['/bulk', fileOf('orders.csv', ORDERS), /^\/bulk → orders\.csv: какой текст\? .*\{B\}\.$/],
  ])('%s', async (caption, file, words) => {
    const chat = await bulkChat();
    expect(only(await chat.say(OLGA, caption, { message: file as never })).text).toMatch(words);
    await chat.store.close();
  });

  test.each([
    ['old.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), /\(\.xls\)/],
    ['no.csv', 'Имя;Город\nМария;Омск\n', /Номеров в таблице не нашлось/],
    ['names.csv', ORDERS, /Столбца \{фио\} нет\. Есть: Имя, Телефон, Заказ\./],
    ['plain.csv', '+79991234567;a\n+79991234568;b\n', /Столбца \{фио\} нет\. Есть: A, B\./],
    ['bad.csv', 'Телефон;фио\n12;a\n', /Номеров/],
    ['nobody.csv', 'Телефон;фио\n+79991234567;#Н/Д\n', /Отправить некому: 1 строка/],
  ])('%s', async (name, content, words) => {
    const chat = await bulkChat();
    const card = only(await sendFile(chat, OLGA, '/bulk {фио}', fileOf(name, content)));
    expect(card.text).toContain(`📎 ${name}\n❌ `);
    expect(card.text).toMatch(words);
    expect(await statesOf(chat.store.db)).toEqual([]);
    await chat.store.close();
  });

  test('a file that Telegram hands to no bot, or not any more', async () => {
    const chat = await bulkChat();
    const huge = { document: { file_id: 'x', file_unique_id: 'x', file_name: 'a.csv', file_size: 21 << 20 } };
    expect(only(await sendFile(chat, OLGA, '/bulk a', huge)).text).toContain('Файл больше 20 МБ');
    const gone = { document: { ...huge.document, file_size: 10 } };
    expect(only(await sendFile(chat, NIKOLAI, '/bulk a', gone)).text).toContain('Send it again');
    await chat.store.close();
  });
});

test('a workbook whose other sheet may be the one says which was read', async () => {
  const chat = await bulkChat();
  const book = workbookOf({
    sheets: [
      {
        name: 'Справка',
        rows: [
          ['Филиал', 'Телефон'],
          ['Ленина', '89991234567'],
        ],
      },
      {
        name: 'Пациенты',
        rows: [
          ['Имя', 'Моб.'],
          ['Анна', '89991234568'],
        ],
      },
    ],
  });
  const card = only(await sendFile(chat, OLGA, '/bulk {Имя}, приём завтра', fileOf('a.xlsx', book)));
  expect(card.text).toContain('Столбца {Имя} нет. Есть: Филиал, Телефон.');
  expect(card.text).toContain('Прочитан лист «Справка», а есть ещё «Пациенты».');
});

test('a caption by which nothing came of its table is mended by an edit, in the place of the card that said so', async () => {
  const chat = await bulkChat();
  const file = fileOf('orders.csv', ORDERS);
  const message = chat.message(OLGA, '', {
    message: { text: undefined, caption: '/bulk {фио}', ...file } as never,
  });
  const card = only((await chat.update({ message })).cards);
  expect(card.text).toContain('Столбца {фио} нет');

  const edited = { ...message, caption: '/bulk {имя}!', edit_date: message.date };
  expect((await chat.update({ edited_message: edited as never })).cards).toEqual([]);
  const mended = await chat.look(card);
  expect(mended.text).toContain('«Мария!»');
  expect(mended.card.telegram_id).toBe(card.card.telegram_id);

  const again = { ...edited, caption: '/bulk {имя}?' };
  expect(only((await chat.update({ edited_message: again as never })).cards).text).toContain(
    'Правка ничего не изменила',
  );
  expect((await chat.look(card)).text).toContain('«Мария!»');
  await chat.store.close();
});

test.each([
  [OLGA, '/bulk {Имя клиента}, заказ {Закз} готов', '{Имя}, заказ {Заказ} готов', 'Да, этот текст'],
  [
    NIKOLAI,
    '/bulk Dear {имя}, order {заказы} is ready',
    'Dear {имя}, order {Заказ} is ready',
    'Yes, that text',
  ],
])('%s has “%s” sent: the columns that are meant are a press away', async (person, line, mended, button) => {
  const chat = await bulkChat();
  const card = only(await sendFile(chat, person, line, fileOf('orders.csv', ORDERS)));
  expect(card.copied).toEqual([mended]);
  await chat.press(person, card, button);
  const preview = await chat.look(card);
  expect(preview.text).toContain(`${mended.split('{')[0]}Мария, `);
  await chat.store.close();
});
