import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const messages = async () => messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute());

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
  [NIKOLAI, 'can u text 89991234567 and 89991234568 saying "it is ready, sorry"', 'it is ready, sorry'],
  [NIKOLAI, 'tell 89991234567, 89991234568 it is ready', 'it is ready'],
  [NIKOLAI, 'sms to 89991234567 and 89991234568 saying “it is ready”', 'it is ready'],
  [NIKOLAI, 'please let 89991234567 and 89991234568 know that it is ready now', 'it is ready now'],
  [OLGA, 'можешь написать 89991234567 и 89991234568, что заказ готов', 'заказ готов'],
  [OLGA, 'отправь смс на 89991234567 и на 89991234568 «заказ готов»', 'заказ готов'],
  [OLGA, 'скинь смс на 89991234567 и 89991234568 с текстом заказ готов', 'заказ готов'],
  [OLGA, 'передай 89991234567 и 89991234568 "заказ готов"', 'заказ готов'],
])('%o: of “%s” all numbers and the text are in the line', async (person, words, text) => {
  expect(only(await chat.say(person, words)).copied).toEqual([`/sms +79991234567, +79991234568 ${text}`]);
  expect(await messages()).toEqual([]);
});

test.each([
  [
    NIKOLAI,
    'Mrs Hill rang from 89991234567, ring her on 89991234568 please',
    'The other words are left out.',
  ],
  [OLGA, 'нам звонила Анна с 89991234567, её второй 89991234568 не отвечает', 'Остальные слова не взяты.'],
])('%o: of “%s” all numbers are on the card, which says what is not', async (person, words, said) => {
  const { text } = only(await chat.say(person, words));
  expect(text).toContain('+7 999 123-45-67, +7 999 123-45-68');
  expect(text).toContain(said);
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
    expect(only(await chat.say(OLGA, words)).text).toBe(`${text}\nОстальные слова не взяты.`);
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
