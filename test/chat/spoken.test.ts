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

  test('so does a reply to the bot', async () => {
    const help = only(await chat.say(OLGA, '/help', here));
    const said = { ...here, replyTo: help };
    expect(only(await chat.say(OLGA, 'смс 89991234567 Заказ готов', said)).copied).toEqual([SMS]);
  });
});

test('a reply to a card that begins like a command without naming anybody is for the person on the card', async () => {
  const card = only(await chat.say(OLGA, '/sms +79991234567 hi'));
  const [sent] = await chat.say(OLGA, 'смс с кодом придёт завтра', { replyTo: card });
  expect(sent?.text).toContain('«смс с кодом придёт завтра»');
  const [offer] = await chat.say(OLGA, 'смс 89991112233 Заказ готов', { replyTo: card });
  expect(offer?.copied).toEqual(['/sms +79991112233 Заказ готов']);
});

test('a number with a text and no command is answered with the line that would send it', async () => {
  const card = only(await chat.say(NIKOLAI, '89991234567 It is ready'));
  expect(card.text).toContain('Here is a number and no command. Nothing was sent.');
  expect(card.copied).toEqual(['/sms +79991234567 It is ready']);
  expect(await messages()).toEqual([]);
});

test.each([
  [OLGA, 'Анна 89991234567\nЗавтра в 9:00 приём, звоните нам по 84951234567 для записи'],
  [NIKOLAI, 'Anna 89991234567\nYour visit is due. Call us on 84951234567.'],
  [NIKOLAI, '/sms Anna 89991234567\nYour visit is due. Call us on 84951234567.'],
])(
  '%o: a number that a sentence of the text tells stays in it, and is written to by nobody: %s',
  async (person, words) => {
    const [whom = '', text = ''] = words.replace('/sms ', '').split('\n');
    const { copied } = only(await chat.say(person, words));
    expect(copied).toEqual([`/sms +79991234567 -- ${whom.split(' ')[0]}\n${text}`]);
  },
);

test.each([
  [OLGA, 'отправь смс на 89991234567 что заказ готов', 'заказ готов'],
  [OLGA, 'Напишите на номер 8 999 123-45-67: Заказ готов', 'Заказ готов'],
  [OLGA, 'Заказ готов /sms 89991234567', 'Заказ готов'],
  [NIKOLAI, 'send a text to 89991234567 that it is ready', 'it is ready'],
  [NIKOLAI, 'Send a text to 89991234567 saying your parcel is here', 'your parcel is here'],
  [OLGA, 'Отправь смс на 89991234567 с текстом Заказ готов', 'Заказ готов'],
  [NIKOLAI, 'It is ready /sms 89991234567', 'It is ready'],
])('%o: of “%s” the words that ask for it are not in the line', async (person, words, text) => {
  expect(only(await chat.say(person, words)).copied).toEqual([`/sms +79991234567 ${text}`]);
});

test.each([
  [OLGA, 'больше не писать 8 999 123-45-67'],
  [OLGA, 'Перестаньте писать на 89991234567, пожалуйста'],
  [NIKOLAI, 'stop texting 89991234567'],
  [NIKOLAI, 'Don’t text +7 999 123-45-67 any more'],
  [NIKOLAI, 'block 89991234567'],
])('%o: of “%s” the line puts the number on the stop list, and nothing is stopped', async (person, words) => {
  expect(only(await chat.say(person, words)).copied).toEqual(['/stoplist add +79991234567']);
});

test.each([
  [
    OLGA,
    'завтра в 9 утра отправь 89991234567 что груминг переносится',
    ['at="завтра в 9 утра" груминг переносится'],
  ],
  [OLGA, 'Завтра в 9:00 смс 8 999 123-45-67 груминг переносится', ['at="Завтра в 9:00" груминг переносится']],
  [
    OLGA,
    'через 2 часа напиши на номер 89991234567: груминг переносится',
    ['at="через 2 часа" груминг переносится'],
  ],
  [
    OLGA,
    'отправь завтра в 9:00 на 89991234567 что груминг переносится',
    ['at="завтра в 9:00" груминг переносится'],
  ],
  [
    OLGA,
    'смс 89991234567 завтра в 3 часа дня, что мастер заболел',
    ['at="завтра в 3 часа дня" мастер заболел'],
  ],
  [
    OLGA,
    'отправь 89991234567 завтра к девяти утра что заказ готов',
    ['at="завтра к девяти утра" заказ готов'],
  ],
  [NIKOLAI, 'text 89991234567 tomorrow at noon saying we open', ['at="tomorrow at noon" we open']],
  [OLGA, 'отправь 89991234567 завтра в 9, что груминг переносится', ['at="завтра в 9" груминг переносится']],
  [
    OLGA,
    'отправь 89991234567 завтра в 9:00 груминг',
    ['at="завтра в 9:00" груминг', 'завтра в 9:00 груминг'],
  ],
  [
    OLGA,
    '/отправь 89991234567 завтра в 9:00 что груминг переносится',
    ['at="завтра в 9:00" груминг переносится'],
  ],
  [
    OLGA,
    'смс 89991234567 завтра в 9:00 с текстом груминг переносится',
    ['at="завтра в 9:00" груминг переносится'],
  ],
  [
    NIKOLAI,
    'tomorrow 9am text 89991234567 that the visit is moved',
    ['at="tomorrow 9am" the visit is moved'],
  ],
  [
    NIKOLAI,
    'text 89991234567 tomorrow at half 9 we open',
    ['at="tomorrow at half 9" we open', 'tomorrow at half 9 we open'],
  ],
  [NIKOLAI, 'tomorrow at 9 send an sms to 89991234567 that it is moved', ['at="tomorrow at 9" it is moved']],
  [NIKOLAI, 'text 89991234567 at 9am tomorrow that it is moved', ['at="9am tomorrow" it is moved']],
  [NIKOLAI, 'send 89991234567 in 2 hours saying it is moved', ['at="in 2 hours" it is moved']],
  // A day that is told is the text's.
  [OLGA, 'отправь 89991234567 что завтра в 9:00 груминг', ['завтра в 9:00 груминг']],
] as const)('%o: of “%s” the line has its time apart from the text', async (person, words, lines) => {
  expect(only(await chat.say(person, words)).copied).toEqual(
    lines.map((line) => `/sms +79991234567 ${line}`),
  );
  expect(await messages()).toEqual([]);
});

test('a line with the time that was asked for is set for then', async () => {
  // At noon: just after midnight people still call the day that has begun tomorrow.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 28, 9) });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const words = 'завтра в 12:30 отправь 89991234567 что груминг переносится';
  const [line = ''] = only(await chat.say(OLGA, words)).copied;
  const card = only(await chat.say(OLGA, line));
  expect(card.text).toContain('«груминг переносится»');
  expect(card.text).toContain('⏰');
  expect(await messages()).toMatchObject([{ state: 'waiting', request: { text: 'груминг переносится' } }]);
});

test.each([
  [OLGA, 'добавь 8 999 123 45 67 в черный список, ругается', ['/stoplist add +79991234567']],
  [OLGA, '89991234567 в чс', ['/stoplist add +79991234567']],
  [OLGA, 'занеси 89991234567 и 89991234568 в стоп-лист', ['/stoplist add +79991234567, +79991234568']],
  [OLGA, 'убери 89991234567 из чёрного списка, помирились', ['/stoplist remove +79991234567']],
  [OLGA, 'проверь номер 89991234567', ['/hlr +79991234567']],
  [OLGA, 'пробей 8 999 123-45-67 пожалуйста', ['/hlr +79991234567']],
  [OLGA, 'клиент просит удалить все данные 8 999 123 45 67', ['/forget +79991234567']],
  [OLGA, 'сколько стоит смс на 89991234567?', ['/stats 30d number=+79991234567']],
  [NIKOLAI, 'put 89991234567 on the blacklist, he swears', ['/stoplist add +79991234567']],
  [NIKOLAI, 'add +79991234567 to the stop list please', ['/stoplist add +79991234567']],
  [NIKOLAI, 'take 89991234567 off the stop list', ['/stoplist remove +79991234567']],
  [NIKOLAI, 'check the number 89991234567', ['/hlr +79991234567']],
  [OLGA, 'delete all data of 89991234567', ['/forget +79991234567']],
  [NIKOLAI, 'how much is a text to 89991234567?', ['/stats 30d number=+79991234567']],
  // What is to be sent may say the like.
  [
    OLGA,
    '89991234567 Чтобы удалить все данные, напишите нам',
    ['/forget +79991234567', '/sms +79991234567 Чтобы удалить все данные, напишите нам'],
  ],
  [
    OLGA,
    'отправь 89991234567 что мы внесли вас в стоп-лист',
    ['/sms +79991234567 мы внесли вас в стоп-лист', '/stoplist +79991234567'],
  ],
] as const)(
  '%o: of “%s” no line sends it to the person, unless that may be meant',
  async (person, words, lines) => {
    expect(only(await chat.say(person, words)).copied).toEqual(lines);
    expect(await messages()).toEqual([]);
  },
);

test('who may not erase is not offered to text that order', async () => {
  const card = only(await chat.say(NIKOLAI, 'please delete all data of 89991234567'));
  expect(card.text).toBe('/forget takes the role admin. Ask an admin for it.');
});

test('that somebody is not to be written to is asked about below a card before it goes to them', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 Hi'));
  const draft = only(await chat.say(NIKOLAI, 'stop texting this guy', { replyTo: card }));
  expect(draft.buttons).toContain('Send');
});

test.each([['+89991234567 Заказ готов'], ['+8 999 123-45-67 Заказ готов']])(
  'a + before how a number is dialled at home is mended in the line: /sms %s',
  async (typed) => {
    const card = only(await chat.say(OLGA, `/sms ${typed}`));
    expect(card.text).toContain('Ничего не отправлено');
    expect(card.copied).toEqual(['/sms +79991234567 Заказ готов']);
  },
);

test.each([
  ['люди?', 'people'],
  ['очередь!', 'queue'],
  ['/помощь смс', 'usage'],
  ['помощь рассылка', 'usage'],
  ['/помощь', 'help'],
])('%s is heard as an order', async (words, kind) => {
  expect(only(await chat.say(OLGA, words)).card.kind).toBe(kind);
});

test('so it is wherever the number stands', async () => {
  const card = only(await chat.say(OLGA, 'Заказ готов 89991234567'));
  expect(card.text).toContain('Номер есть, а команды нет. Ничего не отправлено.');
  expect(card.copied).toEqual(['/sms +79991234567 Заказ готов']);
});

test.each([
  [OLGA, ',fkfyc', 'Баланс спрашивают'],
  [OLGA, ',jn 89991234567 pfrfp', 'похоже на /bot'],
  [OLGA, 'gjrf;b if,kjys', 'Готовые тексты: '],
  [OLGA, 'Jnvtyf', 'Отменять нечего'],
  [NIKOLAI, 'ьщтун дуае?', 'What is left in the account'],
  [NIKOLAI, 'тумук ьштв', 'There is nothing to call off'],
] as const)(
  '%o: on another keyboard, with marks among its letters, %j is understood',
  async (who, words, said) => {
    expect(only(await chat.say(who, words)).text).toContain(said);
  },
);

describe('a bare number', () => {
  test.each([
    [
      '[10:42, 28.11.2026] Сергей: Скиньте мне на 8 999 123-45-67 адрес салона на Ленина',
      '+7 999 123-45-67: что сделать?',
    ],
    ['Здравствуйте, мой номер +7 (999) 123‑45‑67, где заказ 1042?', '+7 999 123-45-67: что сделать?'],
  ])('amid what a customer wrote is no text of one’s own to send: %j', async (words, text) => {
    expect(only(await chat.say(OLGA, words)).text).toBe(text);
  });

  test.each([
    ['1) 89991234567\n2) 89991112233', '2 номера (+7 999 123-45-67, +7 999 111-22-33): что сделать?'],
    ['1. 8 999 123-45-67', '+7 999 123-45-67: что сделать?'],
    ['89991234567?', '+7 999 123-45-67: что сделать?'],
  ])('is one with the marks of a list or a question, too: %j', async (words, text) => {
    expect(only(await chat.say(OLGA, words)).text).toBe(text);
  });

  test('is offered an SMS and look-ups, each once', async () => {
    const card = only(await chat.say(OLGA, '8 999 123-45-67'));
    expect(card.text).toBe('+7 999 123-45-67: что сделать?');
    expect(card.buttons).toEqual(['SMS', 'HLR', 'Ping']);

    const question = only((await chat.press(OLGA, card, 'SMS')).cards);
    expect(question.text).toBe('/sms → +7 999 123-45-67: какой текст? Ответьте текстом.');
    expect(only((await chat.press(OLGA, card, 'HLR')).cards).text).toContain('HLR +7 999 123-45-67');
    expect((await chat.look(card)).buttons).toEqual(['Ping']);
    const sent = only(await chat.say(OLGA, 'Заказ готов', { replyTo: question }));
    expect(sent.text).toContain('SMS → +7 999 123-45-67');
    expect((await messages()).map(({ channel, state }) => [channel, state])).toEqual([
      ['hlr', 'queued'],
      ['sms', 'queued'],
    ]);
  });

  test('brings a viewer what a viewer may', async () => {
    await chat.let(NIKOLAI, 'viewer');
    const card = only(await chat.say(NIKOLAI, '+79991234567'));
    expect(card.text).toBe('+7 999 123-45-67: what should be done?');
    expect(card.buttons).toEqual(['HLR', 'Ping']);
    expect(only(await chat.say(NIKOLAI, '89991234567 hi')).buttons).toEqual(['HLR', 'Ping']);
  });

  test('may be several, which are previewed before they are looked up', async () => {
    const card = only(await chat.say(OLGA, '89991234567\n+79991112233'));
    expect(card.text).toBe('2 номера (+7 999 123-45-67, +7 999 111-22-33): что сделать?');
    expect(only((await chat.press(OLGA, card, 'Ping')).cards).buttons).toContain('Отмена');
  });

  test('list that comes in two messages is one card', async () => {
    const list = Array.from({ length: 400 }, (_, n) => `+7999${1_000_000 + n}`);
    const card = only(await chat.say(OLGA, list.slice(0, 330).join('\n')));
    expect(card.text).toContain('330 номеров (+7 999 100-00-00, ');
    expect(await chat.say(OLGA, list.slice(330).join('\n'))).toEqual([]);
    expect((await chat.look(card)).text).toContain('400 номеров');
    expect(only((await chat.press(OLGA, card, 'HLR')).cards).buttons).toContain('Запросить 400');
  });

  test('may have been passed on: whose words they were does not matter then', async () => {
    const forward_origin = { type: 'user' as const, sender_user: NIKOLAI, date: 0 };
    const card = only(await chat.say(OLGA, '89991234567', { message: { forward_origin } }));
    expect(card.card.kind).toBe('number');
    const order = only(await chat.say(OLGA, 'смс 89991234567 hi', { message: { forward_origin } }));
    expect(order.text).toContain('Пересланное');
  });
});
