import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const messages = async () => messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute());

const SMS = '/sms +79991234567 Заказ готов';

describe('what looks like a command is answered with the whole line to copy:', () => {
  test.each([
    ['/ыьы +79991234567 Заказ готов', SMS],
    ['/смс 89991234567 Заказ готов', SMS],
    ['смс 8 999 123-45-67 Заказ готов', SMS],
    ['СМС 89991234567 Заказ готов', SMS],
    ['смс89991234567 Заказ готов', SMS],
    ['.sms +79991234567 Заказ готов', SMS],
    ['. sms +79991234567 Заказ готов', SMS],
    ['/ sms +79991234567 Заказ готов', SMS],
    ['/sms: +79991234567 Заказ готов', SMS],
    ['sms: +79991234567 Заказ готов', SMS],
    ['sms 89991234567 Заказ готов', SMS],
    ['cvc 89991234567 Заказ готов', SMS],
    ['.ыьы 89991234567 Заказ готов', SMS],
    ['/cvc 89991234567 Заказ готов', SMS],
    ['смс 89991234567', '/sms +79991234567'],
    ['смс', '/sms'],
    ['хлр 89991234567', '/hlr +79991234567'],
    ['/рдк 89991234567', '/hlr +79991234567'],
    ['пинг 89991234567', '/ping +79991234567'],
    ['/зштп 89991234567', '/ping +79991234567'],
    ['[kh 89991234567', '/hlr +79991234567'],
    ['ping 8 999 123-45-67 until its back on', '/ping +79991234567 until=on'],
    ['ping 8 999 123-45-67 until it’s back on', '/ping +79991234567 until=on'],
    ['пинг 8 999 123-45-67 пока не появится', '/ping +79991234567 until=on'],
    ['пинг вот этот 89991234567 не отвечает', '/ping +79991234567'],
    ['hlr please for 89991234567 and tell me', '/hlr +79991234567'],
    ['text 89991234567 saying the driver is outside', '/sms +79991234567 the driver is outside'],
    ['call 89991234567 and say your parcel is here', '/call +79991234567 your parcel is here'],
    ['смс 89991234567 с текстом: Заказ готов', '/sms +79991234567 Заказ готов'],
    ['позвони 89991234567 и скажи, что заказ готов', '/call +79991234567 заказ готов'],
    ['смс 89991234567 что с заказом', '/sms +79991234567 что с заказом'],
    ['вайбер 89991234567 Заказ готов', '/viber +79991234567 Заказ готов'],
    ['статус 855469', '/status 855469'],
    ['статус Петрович', '/status Петрович'],
    ['/allow 123456789 operator', '/grant 123456789 operator'],
    ['/пригласить 123456789 operator', '/grant 123456789 operator'],
    ['/kick 123456789', '/revoke 123456789'],
    ['ошибка 6', '/error 6'],
    ['рассылка {имя}, заказ готов', '/bulk {имя}, заказ готов'],
    ['оповещения', '/watch'],
    ['/оповещение', '/watch'],
    ['/alert', '/watch'],
    ['/заблокировать 89991234567', '/stoplist add +79991234567'],
    ['/block 89991234567', '/stoplist add +79991234567'],
    ['стоп-лист 89991234567', '/stoplist 89991234567'],
    ['шаблон готов', '/template готов'],
    ['контакт олег', '/contact олег'],
    ['группа дежурные', '/group дежурные'],
  ])('%s', async (words, line) => {
    const card = only(await chat.say(OLGA, words));
    expect(card.copied).toEqual([line]);
    expect(card.text).toContain('похоже на /');
    if (words.includes('until')) expect(card.text).not.toContain('↳');
    if (words.includes('saying')) expect(card.text).toContain('saying»');
    expect(await messages()).toEqual([]);
  });

  test('each time, also within ten seconds', async () => {
    const said = ['смс 89991234567 Заказ готов', '/ыьы +79991234567 Заказ готов', '/что', '/что-то ещё'];
    await chat.say(OLGA, 'привет');
    for (const words of [...said, ...said]) expect(await chat.say(OLGA, words), words).toHaveLength(1);
  });

  test('and talk is answered each time that it may have been read', async () => {
    vi.setSystemTime(Date.now());
    onTestFinished(() => void vi.useRealTimers());
    for (const words of ['hi', 'how do I send an sms?', 'invoices']) {
      expect(only(await chat.say(NIKOLAI, words)).text, words).toContain(
        'I send messages and look numbers up.',
      );
      vi.setSystemTime(Date.now() + 2_000);
    }
    // What is pasted or passed on comes as hundreds of messages.
    const pasted = 'a word '.repeat(50);
    const forward_origin = { type: 'user' as const, sender_user: NIKOLAI, date: 0 };
    expect(await chat.say(NIKOLAI, pasted)).toHaveLength(1);
    vi.setSystemTime(Date.now() + 2_000);
    expect(await chat.say(NIKOLAI, pasted)).toEqual([]);
    expect(await chat.say(NIKOLAI, 'a word', { message: { forward_origin } })).toEqual([]);
  });

  test('in English to who reads English', async () => {
    const card = only(await chat.say(NIKOLAI, 'text 89991234567 It is ready'));
    expect(card.text).toContain('“text” looks like /sms. Nothing was done');
    expect(card.copied).toEqual(['/sms +79991234567 It is ready']);
  });

  test.each([
    [OLGA, 'статус заказа Петровича', 'О каком сообщении речь?', '/status заказа Петровича'],
    [NIKOLAI, 'status of the last order', 'Which message?', '/status of the last order'],
  ])(
    '%o: “%s” names no message, and no line that does not is offered',
    async (person, words, which, line) => {
      const { text, copied } = only(await chat.say(person, words));
      expect(text).toContain(which);
      expect(copied).not.toContain(line);
      expect(copied).toContain('/status 855469');
    },
  );

  test('with what it lacks marked, where it lacks something', async () => {
    expect(only(await chat.say(OLGA, 'звонок 8999 Заказ готов')).copied).toHaveLength(1);
  });

  test('nothing that this person may not use', async () => {
    await chat.let(NIKOLAI, 'viewer');
    expect(only(await chat.say(NIKOLAI, 'sms 89991234567 hi')).text).toBe(
      '/sms takes the role operator. Ask an admin for it.',
    );
  });
});

test.each([
  ['/send +79991234567 It is ready', NIKOLAI, '/sms +79991234567 It is ready'],
  ['/send a text to 89991234567 that it is ready', NIKOLAI, '/sms +79991234567 it is ready'],
  ['/отправь 89991234567 Заказ готов', OLGA, SMS],
  ['/отправить смс на номер 89991234567 Заказ готов', OLGA, SMS],
])('what asks to send behind a slash is offered as the command: %s', async (words, person, line) => {
  expect(only(await chat.say(person, words)).copied).toEqual([line]);
  expect(await messages()).toEqual([]);
});

test('asking to send nothing in particular behind a slash is no command', async () => {
  expect(only(await chat.say(NIKOLAI, '/send')).text).toBe('There is no /send. See /help.');
});

test.each([
  ['8 923 111 22 33 hlr', NIKOLAI, ['/hlr']],
  ['+79231112233 в сети? какой оператор', OLGA, ['/sms', '/hlr', '/ping']],
  ['дошло до 89231112233?', OLGA, ['/status']],
  ['is 89231112233 online?', NIKOLAI, ['/ping']],
  ['why was +79231112233 not delivered', NIKOLAI, ['/status']],
  ['who wrote from +79231112233', NIKOLAI, ['/history']],
  ['who is +79231112233', NIKOLAI, ['/history']],
  ['is +79231112233 on the stop list?', NIKOLAI, ['/stoplist']],
  ['есть ли 89231112233 в стоп-листе?', OLGA, ['/stoplist']],
  ['чей это номер 89231112233', OLGA, ['/history']],
  ['did 89231112233 get the text?', NIKOLAI, ['/status']],
  ['что там с 89231112233?', OLGA, ['/status']],
  ['what about +79231112233', NIKOLAI, ['/status']],
  ['89231112233 живой?', OLGA, ['/hlr']],
  ['номер 8 923 111 22 33 живой?', OLGA, ['/hlr']],
  ['is 89231112233 valid?', NIKOLAI, ['/hlr']],
  ['+79231112233 статус заказа смотрите на сайте', OLGA, ['/sms', '/status']],
])(
  'what is asked about a number is offered, beside what would be sent to it only where that may be meant: %s',
  async (words, person, commands) => {
    const { copied } = only(await chat.say(person, words));
    expect(copied.map((line) => line.split(' ', 1)[0])).toEqual(commands);
    expect(copied.every((line) => line.includes(' +79231112233'))).toBe(true);
  },
);

test.each([
  ['set timezone to glasgow', NIKOLAI, '/settings zone glasgow'],
  ['поставь часовой пояс Нижний Новгород', OLGA, '/settings zone Нижний Новгород'],
  [
    'add hook http://127.0.0.1:8477/webhooks delivered,failed',
    NIKOLAI,
    '/hook add http://127.0.0.1:8477/webhooks events=delivered,failed',
  ],
  ['добавь вебхук https://shop.example/8477', OLGA, '/hook add https://shop.example/8477'],
  ['im back', NIKOLAI, '/back'],
  ['я вернулся', OLGA, '/back'],
  ['cancel the 8pm text', NIKOLAI, '/scheduled'],
  ['cancel my text to 89231112233', NIKOLAI, '/scheduled'],
  ['отмени смс на 20:00', OLGA, '/scheduled'],
  ['cancel what i set for tonight', NIKOLAI, '/scheduled'],
  ['don’t send the 8pm one', NIKOLAI, '/scheduled'],
  ['отмени то что на вечер', OLGA, '/scheduled'],
  ['отмени то, что на 20:00', OLGA, '/scheduled'],
  ['не отправляй то что на вечер', OLGA, '/scheduled'],
  ['отмени смс на 89231112233', OLGA, '/scheduled'],
  ['how much can i send today', NIKOLAI, '/quota'],
  ['сколько мне ещё можно', OLGA, '/quota'],
  ['is everything ok', NIKOLAI, '/health'],
  ['всё работает?', OLGA, '/health'],
])('plain words are answered with the command that they are about: %s', async (words, person, line) => {
  if (person === NIKOLAI) await chat.let(NIKOLAI, 'admin');
  const { copied } = only(await chat.say(person, words));
  expect(copied[0]?.startsWith(line)).toBe(true);
  expect(copied.filter((one) => one.startsWith('/sms'))).toEqual([]);
});

test.each([
  ['отмени то, что на пятницу', OLGA, '«отмени то, что на пятницу» похоже на /scheduled'],
  ['cancel the one for tomorrow', NIKOLAI, '“cancel the one for tomorrow” looks like /scheduled'],
])('an order that no number stands in is not said to hold one: %s', async (words, person, said) => {
  await chat.let(NIKOLAI, 'admin');
  const card = only(await chat.say(person, words));
  expect(card.text).toContain(said);
  expect(card.copied).toEqual(['/scheduled']);
});

test('what is glued to the name of a command is quoted with it', async () => {
  const card = only(await chat.say(OLGA, '/sms89991234567 Заказ готов'));
  expect(card.text).toContain('«/sms89991234567» похоже на /sms.');
  expect(card.copied).toEqual([SMS]);
});

describe('what alone only shows something is done without the slash,', () => {
  test.each([
    ['очередь', OLGA, 'queue'],
    ['Отложенные', OLGA, 'scheduled'],
    ['связь', OLGA, 'health'],
    ['баланс', OLGA, 'notice'],
    ['настройки', OLGA, 'settings'],
    ['стоплист', OLGA, 'stop-list'],
    ['шаблоны', OLGA, 'templates'],
    ['контакты', OLGA, 'contacts'],
    ['группы', OLGA, 'groups'],
    ['люди', OLGA, 'people'],
    ['журнал', OLGA, 'audit'],
    ['/очередь', OLGA, 'queue'],
    ['queue', NIKOLAI, 'queue'],
    ['/conversations', NIKOLAI, 'queue'],
    ['/диалоги', OLGA, 'queue'],
    ['templates', NIKOLAI, 'templates'],
  ])('%s', async (words, person, kind) => {
    expect(only(await chat.say(person, words)).card.kind).toBe(kind);
  });

  test('by whoever may, and nothing behind which something is said', async () => {
    expect(only(await chat.say(NIKOLAI, 'audit')).text).toContain('/audit takes the role admin');
    expect(only(await chat.say(OLGA, 'стоплист добавить 89991234567')).copied).toHaveLength(1);
    expect(only(await chat.say(OLGA, '/stoplist')).text).toContain('В стоп-листе никого нет.');
  });
});

test.each([
  ['помощь', OLGA, 'help', 'О команде подробно: /help sms'],
  ['/помощь', OLGA, 'help', 'О команде подробно: /help sms'],
  ['help', NIKOLAI, 'help', 'One command in full: /help sms'],
  ['help me', NIKOLAI, 'help', 'One command in full: /help sms'],
  ['/рудз sms', OLGA, 'usage', '/sms: Отправить SMS'],
  ['help /sms', NIKOLAI, 'usage', '/sms: Send an SMS'],
  ['start', NIKOLAI, 'notice', 'Hello, Nikolai!'],
])('%s: what the bot can do is said without the slash too', async (words, person, kind, text) => {
  const card = only(await chat.say(person, words));
  expect(card.card.kind).toBe(kind);
  expect(card.text).toContain(text);
});

describe('in a group', () => {
  const here = { chat: GROUP };

  test('a slash makes it an order, other words do not', async () => {
    expect(only(await chat.say(OLGA, '/ыьы +79991234567 Заказ готов', here)).copied).toEqual([SMS]);
    expect(only(await chat.say(OLGA, '/ sms +79991234567 Заказ готов', here)).copied).toEqual([SMS]);
    for (const words of [
      'смс 89991234567 Заказ готов',
      '.sms 89991234567 Заказ',
      '/что',
      '/cvc 1',
      '89991234567',
    ]) {
      expect(await chat.say(OLGA, words, here), words).toEqual([]);
    }
  });

  test("so does the bot's name before it", async () => {
    for (const words of [
      '@demo_bot смс 89991234567 Заказ готов',
      '@Demo_Bot, /sms 89991234567 Заказ готов',
    ]) {
      expect(only(await chat.say(OLGA, words, here)).copied, words).toEqual([SMS]);
    }
    expect(only(await chat.say(OLGA, '@demo_bot help', here)).card.kind).toBe('help');
    expect(only(await chat.say(OLGA, '@demo_bot ты тут?', here)).text).toContain('Я отправляю сообщения');
    expect(await chat.say(OLGA, '@another_bot смс 89991234567 Заказ готов', here)).toEqual([]);
    expect(await messages()).toEqual([]);
  });

  test("and the bot's name before words in private is no part of what they are", async () => {
    const copiedFor = async (words: string) => only(await chat.say(OLGA, words)).copied;
    expect(await copiedFor('@demo_bot /sms 89991234567 Заказ готов')).toEqual([SMS]);
    expect(await copiedFor('@Demo_Bot, 89991234567 Заказ готов')).toEqual([SMS]);
    expect(only(await chat.say(OLGA, '@demo_bot help')).card.kind).toBe('help');
    expect(await messages()).toEqual([]);
  });

  test('so does a reply to the bot', async () => {
    const help = only(await chat.say(OLGA, '/help', here));
    const said = { ...here, replyTo: help };
    expect(only(await chat.say(OLGA, 'смс 89991234567 Заказ готов', said)).copied).toEqual([SMS]);
  });
});

test.each([
  [OLGA, '/sms 89991234567 Заказ готов', SMS, 'Команда должна стоять в начале сообщения.'],
  [OLGA, '/watch failed', '/watch failed', 'Команда должна стоять в начале сообщения.'],
  [NIKOLAI, '/hlr 89991234567', '/hlr +79991234567', 'The command has to stand first in the message.'],
] as const)(
  'behind the name of the bot %#: a command is to stand first, and nothing is left out',
  async (who, line, copied, says) => {
    const card = only(await chat.say(who, `@Demo_bot ${line}`));
    expect(card.text.split('\n')[0]).toContain(says);
    expect(card.text.trimEnd().endsWith(copied)).toBe(true);
  },
);

test('a reply to a card that begins like a command without naming anybody is for the person on the card', async () => {
  const card = only(await chat.say(OLGA, '/sms +79991234567 hi'));
  const [sent] = await chat.say(OLGA, 'смс с кодом придёт завтра', { replyTo: card });
  expect(sent?.text).toContain('«смс с кодом придёт завтра»');
  const [offer] = await chat.say(OLGA, 'смс 89991112233 Заказ готов', { replyTo: card });
  expect(offer?.copied).toEqual(['/sms +79991112233 Заказ готов']);
});
