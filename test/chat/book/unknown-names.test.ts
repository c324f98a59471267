import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../../support/chat.ts';
import { statesOf } from '../../support/states.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'admin');
  await chat.say(OLGA, '/contact add ivan +79991234567');
  await chat.say(OLGA, '/contact add Щукин +79991234568');
});

describe('where a number is wanted, a name that nobody has is said to be nobody’s', () => {
  test('in Russian', async () => {
    for (const [line, words] of [
      ['/hlr глеб', '❌ Контакта «глеб» нет. Ничего не запрошено.'],
      ['/ping глеб', '❌ Контакта «глеб» нет. Ничего не запрошено.'],
      ['/hlr глеб, пётр', '❌ Проверить нечего: глеб (нет такого контакта), пётр (нет такого контакта).'],
      ['/history глеб', '❌ Контакта «глеб» нет. Ничего не сделано.'],
      ['/status глеб', '❌ Контакта «глеб» нет. Ничего не сделано.'],
      ['/export глеб', '❌ Контакта «глеб» нет. Ничего не сделано.'],
      ['/forget глеб', '❌ Контакта «глеб» нет. Ничего не сделано.'],
      ['/stoplist глеб', '❌ Контакта «глеб» нет. Ничего не сделано.'],
      ['/stoplist add глеб', '❌ Контакта «глеб» нет. Ничего не сделано.'],
      ['/tgm глеб 4821', '❌ Контакта «глеб» нет. Ничего не отправлено.'],
    ] as const) {
      const { text } = only(await chat.say(OLGA, line));
      expect(text, line).toContain(words);
      expect(text, line).not.toContain('не номер');
    }
  });

  test('in English', async () => {
    for (const [line, words] of [
      ['/hlr gleb', '❌ No contact is called “gleb”. Nothing was asked.'],
      ['/history gleb', '❌ No contact is called “gleb”. Nothing was done.'],
      ['/status gleb', '❌ No contact is called “gleb”. Nothing was done.'],
      ['/forget gleb', '❌ No contact is called “gleb”. Nothing was done.'],
    ] as const)
      expect(only(await chat.say(NIKOLAI, line)).text, line).toContain(words);
  });

  test('what is a mistyped number is one, and a word beside a number leaves it to be copied', async () => {
    expect(only(await chat.say(OLGA, '/hlr +7999123456x')).text).toContain('не номер');
    expect(only(await chat.say(OLGA, '/history номер +79991234567')).copied).toEqual([
      '/history +79991234567',
    ]);
  });
});

test.each([
  ['/sms ivan, глеб Завтра не ждём', '8 923 111-22-33', '/sms ivan, +79231112233 Завтра не ждём'],
  ['/hlr глеб', '+79231112233', '/hlr +79231112233'],
])('below the refusal of %s a number stands for the name', async (line, number, copied) => {
  for (const person of [OLGA, NIKOLAI]) {
    const refused = only(await chat.say(person, line));
    expect(only(await chat.say(person, number, { replyTo: refused })).copied).toEqual([copied]);
  }
  expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
});

describe('who is called so in other letters is offered, and nobody is taken for them', () => {
  test('with a line to copy', async () => {
    for (const [line, copied] of [
      ['/hlr иван', ['/hlr ivan']],
      ['/hlr Shchukin', ['/hlr Щукин']],
      ['/history Иван', ['/history ivan']],
      ['/status иван', ['/status ivan']],
      ['/forget иван', ['/forget ivan']],
      ['/stoplist add иван', ['/stoplist add ivan']],
      ['/sms иван Готово', ['/sms ivan Готово', '/sms +7… -- иван Готово']],
    ] as const) {
      const { text, copied: lines } = only(await chat.say(OLGA, line));
      const name = line.split(' ').find((word) => /^(?:иван|Shch)/i.test(word));
      expect(text).toContain(`Контакта «${name}» нет`);
      expect(lines).toEqual(copied);
    }
    expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
  });

  test('in the book too', async () => {
    for (const [line, name] of [
      ['/contact иван', 'ivan'],
      ['/contact remove shukin', 'Щукин'],
      ['/group add couriers иван', 'ivan'],
    ] as const)
      expect(only(await chat.say(OLGA, line)).text).toContain(name);
  });
});

test.each([
  [OLGA, 'в группе ничего не изменено. Без него: '],
  [NIKOLAI, 'no group was changed. Without it: '],
])(
  'a group with a contact that nobody has is not made, and %o is told the line without',
  async (person, said) => {
    const card = only(await chat.say(person, '/group add вип Щукин, Ромашка, ivan'));
    expect(card.text).toContain('Ромашка');
    expect(card.text).toContain(said);
    expect(card.copied[0]).toBe('/group add вип Щукин, ivan');
    expect(only(await chat.say(person, '/group add вип Ромашка')).text).toContain(
      said.slice(0, said.indexOf('.')),
    );
    await chat.say(person, card.copied[0] ?? '');
    expect(only(await chat.say(person, '/sms #вип Hello')).text).toContain('ivan');
  },
);

test('options before names are put behind them, in the line to copy', async () => {
  for (const [line, copied] of [
    ['/sms kind=ad Щукин, ivan Скидка 20% до пятницы', '/sms Щукин, ivan kind=ad Скидка 20% до пятницы'],
    ['/sms from=SHOP kind=ad ivan Скидка', '/sms ivan from=SHOP kind=ad Скидка'],
    ['/sms kind=ad +79991234561, ivan Скидка', '/sms +79991234561, ivan kind=ad Скидка'],
  ] as const) {
    const card = only(await chat.say(OLGA, line));
    expect(card.text).toContain('Сначала получатель, потом');
    expect(card.copied, line).toEqual([copied]);
  }
});

describe('a contact’s name stands where a number does', () => {
  test('for /status, which in a group does not show the number', async () => {
    const sent = only(await chat.say(OLGA, '/sms ivan Готово'));
    expect(sent.text).toContain('ivan');
    expect(only(await chat.say(OLGA, '/status ivan')).text).toContain('📋 ivan +7 999 123-45-67');
    const { text } = only(await chat.say(OLGA, '/status ivan', { chat: GROUP }));
    expect(text).toContain('📋 ivan +7 999 ***-45-67');
    expect(text).not.toContain('123-45-67');
  });

  test('for the stop list, with why behind it', async () => {
    await chat.say(OLGA, '/stoplist add ivan просил по телефону');
    const { text } = only(await chat.say(OLGA, '/stoplist ivan', { chat: GROUP }));
    expect(text).toContain('просил по телефону');
    expect(text).not.toContain('9991234567');
  });

  test('for /forget, which a second admin confirms', async () => {
    const [asked] = await chat.say(OLGA, '/forget ivan');
    expect(asked?.text).toContain('+7 999 123-45-67');
  });
});

describe('a name in another case', () => {
  beforeEach(async () => {
    await chat.say(OLGA, '/contact add Анна 89991234501');
    await chat.say(OLGA, '/contact add Анна-Иванова 89991234502');
    await chat.say(OLGA, '/contact add Пётр-Иванов 89991234503');
    await chat.say(OLGA, '/contact add Ким-Олег 89991234504');
    await chat.say(OLGA, '/contact add Ким-Олега 89991234505');
  });

  test.each([
    ['/sms Анне Ивановой Приём завтра', 'Контакта «Анне Ивановой» нет', ['/sms Анна-Иванова Приём завтра']],
    ['/sms Ивановой Анне: приём завтра', 'Контакта «Ивановой Анне» нет', ['/sms Анна-Иванова: приём завтра']],
    [
      '/sms Ким Олегу Приём завтра',
      'Контакта «Ким Олегу» нет, похожие: Ким-Олег, Ким-Олега.',
      ['/sms Ким-Олег Приём завтра', '/sms Ким-Олега Приём завтра'],
    ],
    ['/history иванов пётр', 'Контакта «иванов пётр» нет', ['/history Пётр-Иванов']],
    [
      '/sms Анна Ивановой Приём завтра',
      'можно прочитать по-разному',
      ['/sms Анна-Иванова Приём завтра', '/sms Анна -- Ивановой Приём завтра'],
    ],
  ])('is that of the one whose it is in whole, and of nobody else: %s', async (line, words, copied) => {
    const card = only(await chat.say(OLGA, line));
    expect(card.text).toContain(words);
    expect(card.copied).toEqual(copied);
  });

  test('leaves alone a text that only begins alike', async () => {
    expect(only(await chat.say(OLGA, '/sms Анна Приём завтра')).text).toContain('«Приём завтра»');
  });

  test.each([
    ['/contact Иванова', 'Может быть: Анна-Иванова, Пётр-Иванов?'],
    ['/contact ивановой', 'Может быть: Анна-Иванова, Пётр-Иванов?'],
    ['/contact анну иванову', 'Может быть: Анна-Иванова?'],
  ])('%s says who is called so', async (line, words) => {
    expect(only(await chat.say(OLGA, line)).text).toContain(words);
  });
});

describe('a name of one word that was typed as two', () => {
  test.each([
    [
      OLGA,
      '/sms Анна Котова Готово',
      '❌ Контакта «Анна Котова» нет, похожие: Анна-Котова.',
      ['/sms Анна-Котова Готово'],
    ],
    [
      OLGA,
      '/sms ivan, анна котова: Готово',
      '❌ Контакта «анна котова» нет',
      ['/sms ivan, Анна-Котова: Готово'],
    ],
    [
      NIKOLAI,
      '/history Anna Lee Smith',
      '❌ No contact is called “Anna Lee Smith”',
      ['/history Anna-Lee-Smith'],
    ],
    [OLGA, '/hlr Анна Котова, ivan', '❌ Контакта «Анна Котова» нет', ['/hlr Анна-Котова, ivan']],
  ] as const)('is offered whole: %o, %s', async (person, line, words, copied) => {
    await chat.say(OLGA, '/contact add Анна-Котова +79991234569');
    await chat.say(OLGA, '/contact add Anna-Lee-Smith +79991234570');
    const refusal = only(await chat.say(person, line));
    expect(refusal.text).toContain(words);
    expect(refusal.copied).toEqual(copied);
  });

  test.each([
    [OLGA, '❌ «ivan petrov» можно прочитать по-разному, поэтому ничего не отправлено.'],
    [NIKOLAI, '❌ “ivan petrov” can be read in more than one way'],
  ])('goes to nobody who is called by the first alone: %o', async (person, words) => {
    await chat.say(OLGA, '/contact add Ivan-Petrov +79991234569');
    const refusal = only(await chat.say(person, '/sms ivan petrov Hello'));
    expect(refusal.text).toContain(words);
    expect(refusal.copied).toEqual(['/sms Ivan-Petrov Hello', '/sms ivan -- petrov Hello']);
    expect(await statesOf(chat.store.db)).toEqual([]);
  });

  test('names three of whom each is somebody in a look-up', async () => {
    await chat.say(OLGA, '/contact add ivan-Щукин +79991234569');
    expect(only(await chat.say(OLGA, '/hlr ivan Щукин')).text).toContain('2 номера');
  });
});

test.each([
  ['/sms room 214 your taxi is here', '/sms room-214 your taxi is here'],
  ['/sms комната 7 такси ждёт', '/sms комната-7 такси ждёт'],
])('a number that is a part of a name stands behind its word: “%s”', async (line, offered) => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/contact add room-214 +79991234567');
  await chat.say(OLGA, '/contact add комната-7 +79991234568');
  const [card] = await chat.say(OLGA, line);
  expect(card?.copied[0]).toBe(offered);
});
