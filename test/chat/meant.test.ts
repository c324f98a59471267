import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';

/** Noon in Moscow: just after midnight people still call the day that has begun tomorrow. */
const NOON = Date.UTC(2026, 10, 28, 9);

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  [
    OLGA,
    '/sms 07400 123456 Готово',
    'нет такого номера (страна: Россия), а номер другой страны пишут с + и её кодом',
  ],
  [
    NIKOLAI,
    '/sms 07400 123456 Ready',
    'no such number (Russia), and one of another country begins with + and its code',
  ],
])(
  'a number that is none here may be one of another country, as it is dialled there: %#',
  async (person, line, words) => {
    expect(only(await chat.say(person, line)).text).toContain(words);
  },
);

test('a number with its country is said to be none without that', async () => {
  const { text } = only(await chat.say(NIKOLAI, '/sms +44 1111 111111 Ready'));
  expect(text).toContain('no such number');
  expect(text).not.toContain('another country');
});

test.each([
  ['status of 89991234567?', ['/status +79991234567']],
  ['статус по 8 999 123-45-67, пожалуйста', ['/status +79991234567']],
  ['status 855469', ['/status 855469']],
  ['unsubscribe 89991234567 and 8 999 123-45-68 please', ['/stoplist add +79991234567, +79991234568']],
])('numbers are found among the words around them: %s', async (words, lines) => {
  expect(only(await chat.say(OLGA, words)).copied).toEqual(lines);
});

test('a group that there is none of is left out of the text first', async () => {
  const { copied } = only(await chat.say(NIKOLAI, '/sms #galway The pool is open'));
  expect(copied).toEqual(['/sms +7… The pool is open', '/sms +7… -- #galway The pool is open']);
});

test('an address where a number belongs is offered an e-mail', async () => {
  const { copied } = only(await chat.say(NIKOLAI, '/sms anna@shop.ru Your invoice is ready'));
  expect(copied).toEqual(['/email anna@shop.ru subject=… Your invoice is ready']);
});

test('no e-mail is offered where there is none', async () => {
  const wire = { ...SETTINGS.wire, channels: ['sms'] as const };
  const other = await chatForTest({ wire });
  const { copied } = only(await other.say(OLGA, '/sms anna@shop.ru Готово'));
  expect(copied).toEqual(['/sms +7… Готово']);
});

test('what may be a subject of several words is asked about, and either line is read', async () => {
  const line = '/email anna@shop.ru subject=Your refund Hi Anna, it is on its way';
  const { copied } = only(await chat.say(NIKOLAI, line));
  expect(copied).toEqual([
    '/email anna@shop.ru subject="Your refund" Hi Anna, it is on its way',
    '/email anna@shop.ru subject=Your -- refund Hi Anna, it is on its way',
  ]);
  const subjects = [];
  for (const one of copied) subjects.push(only(await chat.say(NIKOLAI, one)).text);
  expect(subjects[0]).toContain('Subject: Your refund\n“Hi Anna,');
  expect(subjects[1]).toContain('Subject: Your\n“refund Hi Anna,');
});

test.each([
  [
    OLGA,
    'Счёт на кухню тема="Счёт 20461" Оплатите до пятницы',
    'subject="Счёт 20461" Счёт на кухню Оплатите до пятницы',
    'Тема: Счёт 20461\n«Счёт на кухню Оплатите до пятницы»',
  ],
  [
    NIKOLAI,
    'Hello\nplease pay by Friday subject=“Invoice 12”',
    'subject="Invoice 12" Hello\nplease pay by Friday',
    'Subject: Invoice 12\n“Hello\nplease pay by Friday”',
  ],
])('a subject amid the text is offered in its place: %o, %s', async (person, rest, offered, read) => {
  const { copied } = only(await chat.say(person, `/email anna@shop.ru ${rest}`));
  expect(copied.map((line) => line.replace(/^\/email anna@shop\.ru /, ''))).toEqual([offered]);
  expect(only(await chat.say(person, copied[0] ?? '')).text).toContain(read);
});

test.each([
  'subject=Refund please check your account',
  'subject=Refund Hi Anna',
  'subject="Your refund" hi Anna',
])('a subject of which nothing else can be meant goes as it is: %s', async (rest) => {
  expect(only(await chat.say(NIKOLAI, `/email anna@shop.ru ${rest}`)).text).toMatch(/^📧/);
});

test.each([
  ['day 500', 'today 0 of 500'],
  ['месяц 5000', 'this month 0 of 5,000'],
])('a quota may be typed without its mark: %s', async (typed, words) => {
  await chat.say(OLGA, '/lang en');
  expect(only(await chat.say(OLGA, `/quota Nikolai ${typed}`)).text).toContain(words);
});

test('in place of a sender that cannot be one the own one is offered', async () => {
  const own = await chatForTest({ wire: { ...SETTINGS.wire, sender: 'FITHAUS' } });
  expect(only(await own.say(OLGA, '/settings sender FitHaus Galway')).copied).toEqual([
    '/settings sender FITHAUS',
  ]);
});

test.each([OLGA, NIKOLAI])('/inbox names no number that is nobody’s', async (person) => {
  const own = await chatForTest({ wire: { ...SETTINGS.wire, sender: 'FITHAUS' } });
  await own.let(NIKOLAI, 'operator');
  const { text } = only(await own.say(person, '/inbox'));
  expect(text).toContain('from=');
  expect(text).not.toMatch(/from=\d/);
});

test.each([
  ['how many got the last campaign?', NIKOLAI],
  ['how many messages did we send this month?', NIKOLAI],
])('who asks how many is shown the figures: %s', async (words, person) => {
  expect(only(await chat.say(person, words)).text).toContain('/stats');
});

test('a campaign of which nobody has named a price has none in /audit', async () => {
  const numbers = Array.from({ length: 60 }, (_, n) => `+799912300${String(n + 10)}`);
  const card = only(await chat.say(NIKOLAI, `/sms ${numbers.join(', ')} Closed today`));
  await chat.press(NIKOLAI, card, 'Send 60');
  const { text } = only(await chat.say(OLGA, '/audit'));
  expect(text).toContain('60 получателей');
  expect(text).not.toContain('0,00');
});

test.each([
  [OLGA, 'Изменить', 'завтра 11:30', '11:30'],
  [NIKOLAI, 'Change', 'tomorrow 11:30am', '11:30'],
])(
  'a time that is typed next answers the card that asks when, as does one in reply: %#',
  async (person, button, typed, shown) => {
    const card = only(await chat.say(person, '/sms +79991234567 at="tomorrow 9:00" Hi'));
    await chat.press(person, card, button);
    await chat.say(person, typed);
    expect((await chat.look(card)).text).toMatch(new RegExp(`⏰ .*${shown}`));
    await chat.press(person, card, button);
    await chat.say(person, 'tomorrow 12:45', { replyTo: card });
    expect((await chat.look(card)).text).toMatch(/⏰ .*12:45/);
    const sent = await chat.store.db.selectFrom('orders').select('id').execute();
    expect(sent).toHaveLength(1);
  },
);

test('in a group only a reply does, and no other words', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at="tomorrow 9:00" Hi', { chat: GROUP }));
  await chat.press(NIKOLAI, card, 'Изменить');
  await chat.say(NIKOLAI, 'tomorrow 11:30', { chat: GROUP });
  expect((await chat.look(card)).text).toContain('Когда отправить?');
  await chat.say(NIKOLAI, 'tomorrow 11:30', { chat: GROUP, replyTo: card });
  expect((await chat.look(card)).text).toMatch(/⏰ .*11:30/);
});

test('a time where no card asks for one is none', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at="tomorrow 9:00" Hi'));
  await chat.say(NIKOLAI, 'tomorrow 11:30');
  expect((await chat.look(card)).text).toMatch(/⏰ .*9:00/);
});
