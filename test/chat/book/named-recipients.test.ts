import { beforeEach, describe, expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../../support/chat.ts';

const IVAN = '79991234567';
const OLGA_P = '79991234568';
const ANNA = '79991234569';
const OTHER = '79991234570';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.say(OLGA, '/contact add иван +79991234567 email=ivan@shop.ru');
  await chat.say(OLGA, '/contact add ольга +79991234568');
  await chat.say(OLGA, '/contact add Анна +79991234569 email="Анна Ли <anna@shop.ru>"');
  await chat.say(OLGA, '/group add курьеры иван, ольга');
  await chat.say(OLGA, '/template add готов Ваш заказ готов');
});

async function say(line: string, saying = {}): Promise<Shown> {
  const [card] = await chat.say(OLGA, line, saying);
  if (!card) throw new Error(`${line} was not answered`);
  return card;
}

describe('a name stands where a number does', () => {
  test.each([
    ['/sms иван Ваш заказ готов', [IVAN], 'Ваш заказ готов'],
    ['/sms ИВАН Иван, ваш заказ готов', [IVAN], 'Иван, ваш заказ готов'],
    ['/sms иван 5 штук готово', [IVAN], '5 штук готово'],
    ['/sms иван -- Анна ждёт', [IVAN], 'Анна ждёт'],
    ['/sms иван from=SHOP Анна ждёт', [IVAN], 'Анна ждёт'],
    ['/sms иван\nВаш заказ\nготов', [IVAN], 'Ваш заказ\nготов'],
    ['/sms иван, ольга Ваш заказ готов', [IVAN, OLGA_P], 'Ваш заказ готов'],
    ['/sms #курьеры Позвоните', [IVAN, OLGA_P], 'Позвоните'],
    ['/sms #курьеры, Анна, иван Позвоните', [IVAN, OLGA_P, ANNA], 'Позвоните'],
    ['/sms иван, +7 999 123-45-70 Позвоните', [IVAN, OTHER], 'Позвоните'],
    ['/sms +7 999 123-45-70, иван Позвоните', [OTHER, IVAN], 'Позвоните'],
    ['/sms +79991234570 Анна, ваш заказ готов', [OTHER], 'Анна, ваш заказ готов'],
    ['/hlr иван ольга +79991234570', [IVAN, OLGA_P, OTHER], null],
    ['/hlr иван и ольга', [IVAN, OLGA_P], null],
    ['/hlr +79991234570 и иван', [IVAN, OTHER], null],
    ['/ping иван, ольга and +79991234570', [IVAN, OLGA_P, OTHER], null],
    ['/sms иван и снова здравствуйте', [IVAN], 'и снова здравствуйте'],
    ['/sms +79991234570 и снова здравствуйте', [OTHER], 'и снова здравствуйте'],
    ['/sms +79991234570 и Пётр передаёт привет', [OTHER], 'и Пётр передаёт привет'],
    ['/sms +79991234570 и #скидки до пятницы', [OTHER], 'и #скидки до пятницы'],
    ['/sms +79991234570 -- и Анна передаёт привет', [OTHER], 'и Анна передаёт привет'],
    ['/sms +79991234570 from=SHOP и Анна передаёт привет', [OTHER], 'и Анна передаёт привет'],
    ['/ping #курьеры', [IVAN, OLGA_P], null],
    ['/call иван Ваш заказ готов', [IVAN], 'Ваш заказ готов'],
    ['/tgm иван 4821', [IVAN], null],
    ['/email иван subject="Счёт 12" Счёт во вложении', ['ivan@shop.ru'], 'Счёт во вложении'],
    ['/email Анна subject=Счёт Во вложении', ['anna@shop.ru'], 'Во вложении'],
  ])('%s', async (line, recipients, text) => {
    const { card } = await say(line);
    const sent = await messagesOfCard(chat.store.db, card.id, 10);
    expect(sent.map(({ recipient }) => recipient)).toEqual(recipients);
    const [first] = sent;
    expect(first && 'text' in first.request ? first.request.text : null).toBe(text);
  });
});

describe('what is not clear is asked, and nothing is written', () => {
  test.each([
    [
      '/sms ивна Ваш заказ готов',
      'Контакта «ивна» нет, похожие: иван',
      ['/sms иван Ваш заказ готов', '/sms +7… -- ивна Ваш заказ готов'],
    ],
    [
      '/sms иван, олга Готово',
      'Контакта «олга» нет, похожие: ольга',
      ['/sms иван, ольга Готово', '/sms иван -- олга Готово'],
    ],
    ['/sms олга, иван Готово', 'Контакта «олга» нет, похожие: ольга', ['/sms ольга, иван Готово']],
    ['/sms иван, ваш заказ готов', 'Контакта «ваш» нет.', ['/sms иван -- ваш заказ готов']],
    [
      '/sms #курьер Позвоните',
      'Группы «#курьер» нет, похожие: #курьеры',
      ['/sms #курьеры Позвоните', '/sms +7… -- #курьер Позвоните'],
    ],
    [
      '/sms иван ольга Готово',
      'можно прочитать по-разному',
      ['/sms иван, ольга Готово', '/sms иван -- ольга Готово'],
    ],
    [
      '/sms иван и ольга Готово',
      'можно прочитать по-разному',
      ['/sms иван, ольга Готово', '/sms иван -- и ольга Готово'],
    ],
    [
      '/sms иван and +79991234570 Готово',
      'можно прочитать по-разному',
      ['/sms иван, +79991234570 Готово', '/sms иван -- and +79991234570 Готово'],
    ],
    [
      '/sms 8 999 123-45-70 и ольга Готово',
      '«ольга» можно прочитать по-разному',
      ['/sms 8 999 123-45-70, ольга Готово', '/sms 8 999 123-45-70 -- и ольга Готово'],
    ],
    [
      '/sms +79991234570 and #курьеры Готово',
      '«#курьеры» можно прочитать по-разному',
      ['/sms +79991234570, #курьеры Готово', '/sms +79991234570 -- and #курьеры Готово'],
    ],
    [
      '/sms Анна, +79991234570 и ольга: Готово',
      'можно прочитать по-разному',
      ['/sms Анна, +79991234570, ольга: Готово', '/sms Анна, +79991234570 -- и ольга: Готово'],
    ],
    ['/t готов +79991234570 и ольга', 'Неясно, к чему здесь «ольга»', ['/t готов +79991234570, ольга']],
    [
      '/sms иван\nольга\nГотово',
      'можно прочитать по-разному',
      ['/sms иван, ольга\nГотово', '/sms иван -- ольга\nГотово'],
    ],
    [
      '/sms иван +79991234570 Готово',
      'можно прочитать по-разному',
      ['/sms иван, +79991234570 Готово', '/sms иван -- +79991234570 Готово'],
    ],
    ['/sms иван, 5 штук', 'Неясно, к чему здесь «5 штук»', ['/sms иван -- 5 штук']],
    ['/email ольга subject=Счёт Текст', 'Неизвестна электронная почта: ольга', []],
    ['/tgm иван, ольга 4821', 'один получатель, а здесь их 2', []],
    ['/tgm иван ольга 4821', 'Код состоит только из цифр', ['/tgm иван -- 4821']],
  ])('%s', async (line, words, instead) => {
    const card = await say(line);
    expect(card.text).toContain(words);
    if (instead.length > 0) expect(card.copied.slice(-instead.length)).toEqual(instead);
    expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
  });
});

test.each(['/sms иван, пётр, #курьеры Сбор', '/sms иван, пётр, +79991234570 Сбор'])(
  '%s: the names behind one that nobody has are in no text',
  async (line) => {
    const card = await say(line);
    expect(card.text).toContain('Контакта «пётр» нет.');
    expect(card.copied.filter((one) => one.includes(' -- '))).toEqual([]);
  },
);

test('a first word that is nobody’s name is a text, whose recipient is asked for', async () => {
  const question = await say('/sms Заказ готов');
  expect(question.text).toContain('какой номер?');
  const sent = await say('иван', { replyTo: question });
  expect(sent.text).toContain('📤 SMS → иван +7 999 123-45-67');
  expect(sent.text).toContain('«Заказ готов»');
});

test('a text that is asked for may begin with a name', async () => {
  const question = await say('/sms ольга');
  expect(question.text).toContain('→ ольга');
  const sent = await say('Анна ждёт вас', { replyTo: question });
  expect(sent.text).toContain('→ ольга +7 999 123-45-68');
  expect(sent.text).toContain('«Анна ждёт вас»');
});

test('in reply to a card a name may begin the text to the person on it: both are offered', async () => {
  const card = await say('/sms +79991234570 Здравствуйте');
  const asked = await say('/sms Анна ждёт вас', { replyTo: card });
  expect(asked.copied).toEqual(['/sms Анна -- ждёт вас', '/sms +79991234570 Анна ждёт вас']);
});

test('a preview shows names with their numbers, and who is in it twice is sent to once', async () => {
  const card = await say('/sms #курьеры, Иван, Анна Готово');
  expect(card.text).toContain(
    '3 получателя: иван +7 999 123-45-67, ольга +7 999 123-45-68, Анна +7 999 123-45-69',
  );
  expect(card.text).toContain('иван');
  expect(card.buttons).toContain('Отправить 3');
});

test.each([
  ['ru', 'Тот же получатель, один раз (1): Ваня'],
  ['en', 'The same recipient, once only (1): Ваня'],
])(
  'what goes to two names of one number goes once, and its card says so, in %s',
  async (language_code, says) => {
    await say('/contact add Ваня +79991234567');
    const [card] = await chat.say({ ...OLGA, language_code }, '/sms иван, Ваня Ваш заказ готов');
    expect(card?.text).toContain('иван +7 999 123-45-67');
    expect(card?.text).toContain(says);
    expect(await messagesOfCard(chat.store.db, card?.card.id ?? '', 9)).toHaveLength(1);
    const [once] = await chat.say({ ...OLGA, language_code }, '/sms ольга Ваш заказ готов');
    expect(once?.text).not.toContain(says.slice(0, 10));
  },
);

test('in a group the number behind a name stays veiled', async () => {
  const one = await say('/sms иван Готово', { chat: GROUP });
  expect(one.text).toContain('→ иван +7 999 ***-45-67');
  const two = await say('/sms иван, +79991234570 Пора', { chat: GROUP });
  expect(two.text).toContain('иван +7 999 ***-45-67');
  const found = await say('/hlr иван', { chat: GROUP });
  expect(found.text).toContain('иван +7 999 ***-45-67');
});

test.each([
  '/contact change иван номер 8 999 123-45-71',
  '/contact change иван тел. +79991234571',
  '/contact change иван number +79991234571',
])('%s changes the number', async (line) => {
  await say(line);
  expect((await say('/sms иван Готово')).text).toContain('+7 999 123-45-71');
});

test('a group is who is in it when it is previewed', async () => {
  const card = await say('/sms #курьеры Готово');
  await chat.say(OLGA, '/group add курьеры Анна');
  await chat.say(OLGA, '/contact change иван +79991234571');
  await chat.press(OLGA, card, 'Отправить 2');
  const rows = await chat.store.db
    .selectFrom('messages')
    .select(['recipient', 'state'])
    .orderBy('id')
    .execute();
  expect(rows.map(({ recipient }) => recipient)).toEqual([IVAN, OLGA_P]);
});

test('one’s own contact and the team’s of the same name, with another number, are asked about', async () => {
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/contact add mom +79991234571 own=yes');
  await chat.say(OLGA, '/contact add mom +79991234572');
  const [asked] = await chat.say(NIKOLAI, '/sms mom Hello');
  expect(asked?.copied).toEqual(['/sms +79991234572 Hello', '/sms +79991234571 Hello']);
  expect((await chat.say(OLGA, '/sms mom Hello'))[0]?.text).toContain('+7 999 123-45-72');
});
