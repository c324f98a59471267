import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';

/* Lines as people paste and mistype them, whole from the chat to what is shown: nobody is sent what was not meant. */

const fifty = Array.from({ length: 50 }, (_, n) => `+799912345${10 + n}`);

test.each([
  ['a column', ['+79991234571', '+79991234572', '+79991234573'].join('\n'), 3],
  ['a column below the command', ['', '+79991234571', '8 (999) 123-45-72'].join('\n'), 2],
  ['fifty numbers', fifty.join('\n'), 50],
  ['fifty numbers with tabs', fifty.map((number) => `${number}\t`).join('\n'), 50],
  ['fifty numbers with names', fifty.map((number, n) => `${number}\tИмя ${'абвгд'[n % 5]}`).join('\n'), 50],
  ['semicolons', '+79991234571; 8 999 123-45-72;(999) 123-45-73', 3],
])(
  '%s of numbers is a list: each is previewed as a recipient, and stands in no text',
  async (_, list, count) => {
    for (const [person, send, words] of [
      [OLGA, 'Отправить', '«Ваш заказ готов»'],
      [NIKOLAI, 'Send', '“Ваш заказ готов”'],
    ] as const) {
      const chat = await chatForTest();
      await chat.let(NIKOLAI, 'operator');
      const [card, another] = await chat.say(person, `/sms ${list}\nВаш заказ готов`);
      expect([card?.buttons, another]).toEqual([
        [
          `${send} ${count}`,
          ...(person === OLGA ? ['Позже…', 'Отмена', 'От кого…'] : ['Later…', 'Cancel', 'From…']),
        ],
        undefined,
      ]);
      expect(card?.text).toContain(words);
      const messages = await messagesOfCard(chat.store.db, card?.card.id ?? '', 100);
      expect(new Set(messages.map(({ recipient }) => recipient)).size).toBe(count);
      expect(messages.every(({ request }) => 'text' in request && request.text === 'Ваш заказ готов')).toBe(
        true,
      );
    }
  },
);

const EITHER = [
  'можно прочитать по-разному, поэтому ничего не отправлено',
  'can be read in more than one way, so nothing was sent',
] as const;
const WHOM = [
  'Кому? Номер пишется сразу после /sms',
  'Whom is it for? The number comes right behind /sms',
] as const;
const NONE = ['не номер. Ничего не отправлено', 'not a number. Nothing was sent'] as const;

test.each([
  [
    '+79991234567\n8 999 123 45 68 ваш заказ готов',
    EITHER,
    ['+79991234567, +79991234568 ваш заказ готов', '+79991234567 -- 8 999 123 45 68 ваш заказ готов'],
  ],
  [
    '+79991231114, ваш заказ готов',
    EITHER,
    ['+79991231114 ваш заказ готов', '+79991231114 -- , ваш заказ готов'],
  ],
  [
    '+79991231114, Мария, ваш заказ 1042 готов',
    EITHER,
    ['+79991231114 Мария, ваш заказ 1042 готов', '+79991231114 -- , Мария, ваш заказ 1042 готов'],
  ],
  ['+49 30 123456 78 Euro', EITHER, ['+493012345678 Euro', '+4930123456 -- 78 Euro']],
  ['+43 1 234567 89 EUR', EITHER, ['+43123456789 EUR', '+431234567 -- 89 EUR']],
  ['+358 40 12345 67 euroa', EITHER, ['+358401234567 euroa', '+3584012345 -- 67 euroa']],
  [
    '89991234567 89991234568 89991234569 Трое',
    EITHER,
    ['+79991234567, +79991234568, +79991234569 Трое', '+79991234567 -- 89991234568 89991234569 Трое'],
  ],
  ['Ваш заказ готов 89991234567', WHOM, ['+79991234567 Ваш заказ готов']],
  ['тел. 8-999-123-45-67 Заказ 7 готов', WHOM, ['+79991234567 Заказ 7 готов']],
  ['Иван Петров 8999 123-45-67 Заказ', WHOM, ['+79991234567 Иван Петров Заказ']],
  ['tel:+79991234567 Заказ готов', NONE, ['+79991234567 Заказ готов']],
  ['+79991234567Заказ готов', NONE, ['+79991234567 Заказ готов']],
  ['+7999123456O Привет', NONE, ['+79991234560 Привет']],
  [
    '+7 999 123-45-67 доб. 12 Привет',
    ['похоже на добавочный номер', 'looks like an extension'],
    ['+79991234567 Привет', '+79991234567 -- доб. 12 Привет'],
  ],
] as const)('/sms %j is asked about, in whole lines that lose no word', async (line, words, copied) => {
  for (const [person, said] of [
    [OLGA, words[0]],
    [NIKOLAI, words[1]],
  ] as const) {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [card] = await chat.say(person, `/sms ${line}`);
    expect(card?.text).toContain(said);
    expect(card?.copied).toEqual(copied.map((one) => `/sms ${one}`));
    expect(await messagesOfCard(chat.store.db, card?.card.id ?? '', 1)).toEqual([]);
  }
});

test.each([
  [OLGA, 'Кому? Адрес пишется сразу после /email.'],
  [NIKOLAI, 'Whom is it for? The address comes right behind /email.'],
])(
  'an address that was copied with its name is asked about, with the line to copy',
  async (person, words) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [card] = await chat.say(person, '/email Анна Ли <anna@shop.ru> subject="Счёт 12" Во вложении');
    expect(card?.text).toContain(words);
    expect(card?.copied).toContain('/email anna@shop.ru subject="Счёт 12" Во вложении');
  },
);

test.each([
  ['дефис — ', '— Приходите завтра'],
  ['NBSP', '\u00a0Приходите'],
  ['RLM', '\u200fПриходите'],
  ['пробелы внутри', 'один   два  \n три '],
])('a text is shown and kept byte for byte: %s', async (_, text) => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, `/sms +79991234567 ${text}`);
  expect(card?.text).toContain(`«${text}»`);
  const [message] = await messagesOfCard(chat.store.db, card?.card.id ?? '', 1);
  expect(message?.request).toMatchObject({ text });
});

test.each([OLGA, NIKOLAI])(
  'a row whose number lacks a digit names nobody, and its words are no text: %#',
  async (person) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const rows = ['+79991234571 Иванова кухня', '+79991234572 Сафин шкаф', '8999123457 Петров стол'];
    const [card] = await chat.say(person, `/sms\n${rows.join('\n')}\nВаш заказ готов`);
    expect(card?.copied).toEqual([
      '/sms +79991234571, +79991234572 Ваш заказ готов',
      `/sms +79991234571 -- ${rows.join('\n').replace('+79991234571 ', '')}\nВаш заказ готов`,
    ]);
    expect(card?.text).toContain('8999123457 Петров стол');
    await chat.store.close();
  },
);

test.each([OLGA, NIKOLAI])(
  'an address with a comma for a dot is offered with the dot, and nothing of it is text: %#',
  async (person) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [card] = await chat.say(person, '/email ivan@mail,ru subject=Hi Добрый день, готово');
    expect(card?.text).toContain('ivan@mail,ru');
    expect(card?.copied).toEqual(['/email ivan@mail.ru subject=Hi Добрый день, готово']);
    const [list] = await chat.say(person, '/email a@b.ru,c@d.ru subject=Hi Добрый день');
    expect(list?.text).toContain('a@b.ru, c@d.ru');
    await chat.store.close();
  },
);

test('figures of any keyboard are those of a number, and stay in a text as they were typed', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  for (const [person, number, quoted] of [
    [NIKOLAI, '۸۹۹۹۱۲۳۴۵۶۷', '“Code ۱۲ Hello”'],
    [OLGA, '٨ ٩٩٩ ١٢٣-٤٥-٦٧', '«Code ۱۲ Hello»'],
    [OLGA, '＋７９９９１２３４５６７', '«Code ۱۲ Hello»'],
  ] as const) {
    const [card] = await chat.say(person, `/sms ${number} Code ۱۲ Hello`);
    expect(card?.text).toContain('+7 999 123-45-67');
    expect(card?.text).toContain(quoted);
    const messages = await messagesOfCard(chat.store.db, card?.card.id ?? '', 10);
    expect(messages.map(({ recipient }) => recipient)).toEqual(['79991234567']);
  }
  const [table] = await sendFile(chat, NIKOLAI, '/bulk Hello', fileOf('a.csv', 'phone\n۸۹۹۹۱۲۳۴۵۶۷\n'));
  expect(table?.text).toContain('1 recipient of 1 row');
});

test.each([
  [OLGA, '↳ без слов: «Дэвис … Хан … Дэвис»'],
  [NIKOLAI, '↳ left out: “Дэвис … Хан … Дэвис”'],
])(
  '%o: each name that a reading of a column leaves out is said, the one that the question quotes too',
  async (person, said) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const column = '+79991234571 Дэвис\n+79991234572 Хан\n+79991234571 Дэвис\nАренда до пятницы';
    const [card] = await chat.say(person, `/sms ${column}`);
    expect(card?.text).toContain(`/sms +79991234571, +79991234572 Аренда до пятницы\n${said}`);
  },
);
