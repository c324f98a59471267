import { describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Saying } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';

const ORDERS = fileOf('orders.csv', 'Имя;Телефон\nМария;+79991234567\nПётр;+79161234567\n');

const sendOrders = (chat: ChatForTest, person: typeof OLGA, caption: string, saying: Saying = {}) =>
  sendFile(chat, person, caption, ORDERS, saying);

const PREVIEW = /^📤 SMS → orders\.csv · 2 получателя из 2 строк · от SHOP\n«\{имя\}, привет»/;

test.each([
  ['next in private', false, '{имя}, привет'],
  ['as a reply', true, '{имя}, привет'],
  ['as a reply with the command again', true, '/bulk {имя}, привет'],
])('a table that came without a text gets it %s', async (_, isReply, words) => {
  const chat = await chatForTest();
  const asked = only(await sendOrders(chat, OLGA, '/bulk'));
  expect(asked.text).toContain('/bulk → orders.csv: какой текст?');

  expect(only(await chat.say(OLGA, words, isReply ? { replyTo: asked } : {})).text).toMatch(PREVIEW);
});

test('options that came with the table hold for the text that comes later', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const asked = only(await sendOrders(chat, NIKOLAI, '/bulk from=CAFE', { chat: GROUP, thread: 7 }));
  const card = only(await chat.say(OLGA, 'Sale', { chat: GROUP, thread: 7, replyTo: asked }));
  expect(card.text).toMatch(/orders\.csv · .* CAFE\n/);
});

test.each([
  ['next in private', false, ''],
  ['as a reply', true, ''],
])('a text that came without a table gets it %s', async (_, isReply, caption) => {
  const chat = await chatForTest();
  const asked = only(await chat.say(OLGA, '/bulk {имя}, привет'));
  expect(asked.text).toContain('/bulk: по какой таблице?');
  expect(asked.text).toContain('«{имя}, привет»');

  expect(only(await sendOrders(chat, OLGA, caption, isReply ? { replyTo: asked } : {})).text).toMatch(
    PREVIEW,
  );
});

test('a text that is typed where the table was asked for is kept for it', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  expect(only(await chat.say(NIKOLAI, '/bulk')).text).toBe(
    '/bulk: by which table? Reply with the file (CSV, TSV, TXT or XLSX).',
  );
  expect(only(await chat.say(NIKOLAI, '{имя}, hello')).text).toContain('“{имя}, hello”');
  expect(only(await chat.say(NIKOLAI, 'and more')).text).toContain('“and more” is not a table.');
  const card = only(await sendOrders(chat, NIKOLAI, ''));
  expect(card.text).toContain('2 recipients of 2 rows');
  expect(card.text).toContain('“{имя}, hello”');
});

test('a table alone after /bulk is asked for its text, and the caption is the text where there is one', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/bulk');
  expect(only(await sendOrders(chat, OLGA, '')).text).toContain('/bulk → orders.csv: какой текст?');
  await chat.say(OLGA, '/bulk');
  expect(only(await sendOrders(chat, OLGA, '{имя}, привет')).text).toMatch(PREVIEW);
});

test.each([
  ['/sms {имя}, привет', PREVIEW],
  ['/sms from=CAFE {имя}, привет', / CAFE\n«\{имя\}, привет»/],
  ['/sms', /^\/bulk → orders\.csv: какой текст\?/],
  ['/t привет', PREVIEW],
])('a table that is sent with %s, which names nobody, is what /bulk takes', async (caption, shown) => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/template add привет {имя}, привет');
  expect(only(await sendOrders(chat, OLGA, caption)).text).toMatch(shown);
});

test('a table beside /sms and a number is not read', async () => {
  const chat = await chatForTest();
  expect(only(await sendOrders(chat, OLGA, '/sms +79991234567 Привет')).buttons).toEqual([
    'Отправить без файла',
    'Позже…',
    'Отмена',
    'От кого…',
  ]);
  expect(only(await sendOrders(chat, OLGA, '/sms +79991234567')).text).toContain('Файл не отправится');
});

test('what was begun with /bulk is called off by a word', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/bulk');
  expect(only(await chat.say(OLGA, 'отмена')).text).toContain('/bulk');
  expect(only(await sendOrders(chat, OLGA, '')).text).toContain('Разослать SMS по таблице');
});

test('a text with a slip is said again in reply to the card, without the table', async () => {
  const chat = await chatForTest();
  const refused = only(await sendOrders(chat, OLGA, '/bulk {фио}, привет'));
  expect(refused.text).toContain('Столбца {фио} нет');
  const card = only(await chat.say(OLGA, '/bulk {имя}, привет', { replyTo: refused }));
  expect(card.text).toMatch(PREVIEW);
  expect(only(await chat.say(OLGA, '{имя}, пора', { replyTo: refused })).text).toContain('«Мария, пора»');
  // The same of a preview that says something else than was meant.
  expect(only(await chat.say(OLGA, '/bulk {имя}!', { replyTo: card })).text).toContain('«Мария!»');
});

test.each([
  [OLGA, '{имя}, пора', '«Мария, пора»'],
  [OLGA, '{Имя}', '«Мария, привет»'],
  [NIKOLAI, '{имя}, time to pay', '“Мария, time to pay”'],
  [NIKOLAI, 'имя', '“Мария, привет”'],
])(
  '%s says a text with a slip again next, and all else stays as it was asked for',
  async (person, words, says) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    await sendOrders(chat, person, '/bulk from=CAFE {фио}, привет');
    const card = only(await chat.say(person, words));
    expect(card.text).toContain(says);
    expect(card.text).toContain('CAFE');
  },
);

test.each([
  [OLGA, 'а тем у кого долг другой текст можно?'],
  [OLGA, 'погоди, не тот файл'],
  [OLGA, 'оль, глянь столбцы'],
  [NIKOLAI, 'hold on, wrong file'],
  [NIKOLAI, 'can I see the columns?'],
])('%s says “%s” below a text with a slip: it is no text', async (person, words) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await sendOrders(chat, person, '/bulk {фио}, привет');
  for (const { text } of await chat.say(person, words)) expect(text).not.toContain('📤');
});

test.each([
  [OLGA, '', '/bulk {имя}, привет', '2 получателя из 2 строк'],
  [NIKOLAI, '', '/hlr', '2 numbers of 2 rows'],
  [NIKOLAI, '{имя}, hello', '/bulk {имя}, hello', '2 recipients of 2 rows'],
])(
  'what is said in reply to the hint below a table is said of the table: %#',
  async (person, caption, line, said) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const hint = only(await sendOrders(chat, person, caption));
    expect(hint.card.kind).toBe('notice');
    expect(only(await chat.say(person, line, { replyTo: hint })).text).toContain(said);
  },
);

describe('a table was sent alone in private:', () => {
  test.each([
    [OLGA, '{имя}, завтра закрыто', '«Мария, завтра закрыто»'],
    [OLGA, '/bulk {имя}, завтра закрыто', '«Мария, завтра закрыто»'],
    [OLGA, 'Звоните нам: 8 999 123-45-60', '«Звоните нам: 8 999 123-45-60»'],
    [NIKOLAI, 'from=CAFE {имя}, hello', '“Мария, hello”'],
    [NIKOLAI, '/bulk', '/bulk → orders.csv: what should it say?'],
  ])('what is written next is shown as it would go: %o, %s', async (person, words, shown) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    await sendOrders(chat, person, '');
    expect(only(await chat.say(person, words)).text).toContain(shown);
    expect(await statesOf(chat.store.db)).not.toContain('queued');
  });

  test.each([
    ['from a viewer', NIKOLAI, null, 0],
    ['an hour later', OLGA, null, 3_600_000],
    ['behind something else', OLGA, '/balance', 0],
  ])('not %s', async (_, person, meanwhile, later) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'viewer');
    await sendOrders(chat, person, '');
    if (meanwhile !== null) await chat.say(person, meanwhile);
    const said = await chat.say(person, '{имя}, завтра закрыто', { at: Date.now() + later });
    expect(only(said).text).not.toContain('orders.csv');
  });

  test('nor in a group, where people talk', async () => {
    const chat = await chatForTest();
    await sendOrders(chat, OLGA, '', { chat: GROUP });
    expect(await chat.say(OLGA, '{имя}, завтра закрыто', { chat: GROUP })).toEqual([]);
  });
});

describe('another text for a table that lacks a column', () => {
  const mistyped = async (options: string) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const card = only(await sendOrders(chat, NIKOLAI, `/bulk ${options} {Nam}, hi`));
    expect(card.text).toContain('Reply to this with the text mended');
    return { chat, card };
  };

  test.each(['{Имя}, hi', '/bulk {Имя}, hi'])('goes as the first was to go: %s', async (words) => {
    const { chat, card } = await mistyped('from=CAFE at=+3h via=viber,sms');
    const { text } = only(await chat.say(NIKOLAI, words, { replyTo: card }));
    expect(text).toMatch(/^💜 Viber → .* · from CAFE\n“\{Имя\}, hi”\n⏰ Chosen: /);
    expect(text).toContain('If Viber certainly fails within 1 min: SMS');
  });

  test('is advertising still, by whichever sender is named now', async () => {
    const { chat, card } = await mistyped('kind=ad from=CAFE');
    const { text } = only(await chat.say(NIKOLAI, 'from=SHOP {Имя}, hi', { replyTo: card }));
    expect(text).toContain('2 without a consent on record');
  });
});

test.each([
  [OLGA, 'У 3 номеров есть добавочный: сообщение дойдёт только на сам номер'],
  [NIKOLAI, '3 numbers have an extension: a message reaches the number itself only'],
])(
  'extensions that numbers of a table have are said, since no message reaches them: %#',
  async (who, said) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const rows = ['+79991234561#2405', '8 (999) 123-45-62 доб. 12', '+79991234563;ext=7', '+79991234564'];
    const table = fileOf('a.csv', `name,phone\n${rows.map((row) => `anna,"${row}"`).join('\n')}\n`);
    const card = only(await sendFile(chat, who, '/bulk Hello', table));
    expect(card.text).toMatch(/\b4 (?:recipients|получател)/);
    expect(card.text).toContain(said);
  },
);
