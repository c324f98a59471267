import { describe, expect, test, vi } from 'vitest';
import { localeFor } from '../../src/chat/locale.ts';
import { whenChangesAt, whenWords } from '../../src/chat/times/when.ts';
import { stopCampaigns } from '../../src/store/campaigns/stopping.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { RU } from '../support/languages.ts';
import { beginAt, cameTo, EVENING, MINUTE_MS } from '../support/on-friday.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';

let chat: ChatForTest;
beginAt(EVENING, (begun) => {
  chat = begun;
});

/** So many minutes have gone by. */
const after = (minutes: number) => cameTo(EVENING + minutes * MINUTE_MS, chat);

const states = () => statesOf(chat.store.db);

const freshAt = async () =>
  (await chat.store.db.selectFrom('messages').select('fresh_at').executeTakeFirstOrThrow()).fresh_at;

test('a message with a time says when it goes, and goes then', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Your order is ready'));
  expect(card.text.split('\n').at(-1)).toBe('⏰ 27 Nov 21:45 (in 2 h 15 min), Moscow Time');
  expect(card.buttons).toEqual(['Change', 'Send now', 'Cancel']);
  expect(card.view.atRest).toBe(true);
  vi.setSystemTime(EVENING + 25 * MINUTE_MS);
  expect((await chat.look(card)).text).toContain('(in 1 h 50 min)');
  vi.setSystemTime(EVENING + 85 * MINUTE_MS);
  expect((await chat.look(card)).text).toContain('(in 50 minutes)');
  await after(134);
  expect(await states()).toEqual(['waiting']);
  await after(135);
  expect(await states()).toEqual(['queued']);
  expect((await chat.look(card)).buttons).toEqual(['Cancel']);
});

test('what was asked for in two hours is in two hours, and not some seconds less', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=in 2 hours Your order is ready'));
  vi.setSystemTime(EVENING + 30_000);
  expect((await chat.look(card)).text).toContain('(in 2 hours)');
  vi.setSystemTime(EVENING + 8 * MINUTE_MS);
  expect((await chat.look(card)).text).toContain('(in 1 h 50 min)');
});

test.each([
  [OLGA, 15 * 60 + 59, 'через 16 часов'],
  [NIKOLAI, 15 * 60 + 59, 'in 16 hours'],
  [OLGA, 15 * 60 + 20, 'через 15 ч 30 мин'],
  [NIKOLAI, 3 * 60 + 16, 'in 3 h 15 min'],
  [OLGA, 59, 'через 1 час'],
  [NIKOLAI, 27, 'in 25 minutes'],
  [OLGA, 19, 'через 19 минут'],
])('%o: %i minutes are said to the nearest that reads well', async (person, minutes, words) => {
  const card = only(await chat.say(person, `/sms +79991234567 at=+${minutes}m Готово`));
  expect(card.text).toContain(`(${words})`);
  const changesAt = whenChangesAt(EVENING + minutes * MINUTE_MS, EVENING);
  const said = (at: number) => whenWords(localeFor(RU, 'UTC'), 'UTC', EVENING + minutes * MINUTE_MS, at);
  expect(said(changesAt - 1)).toBe(said(EVENING));
});

test.each([
  ['/sms +79991234567 at=завтра 9:00 Привет', 'Привет'],
  ['/sms +79991234567 at="завтра 9:00" Привет', 'Привет'],
  ['/sms +79991234567 at=завтра в 9:00 Привет', 'Привет'],
  ['/sms +79991234567 at=9 декабря в 8:00 Привет', 'Привет'],
  ['/sms +79991234567 at=Dec 9, 8am 9:00 у нас', '9:00 у нас'],
  ['/sms +79991234567 at=21:45 9:00 у нас', '9:00 у нас'],
  ['/email a@b.ru subject=Счёт at=+2h Привет', 'Привет'],
  ['/call +79991234567 at=mon 9:00 Привет', 'Привет'],
  ['/sms +79991234567 at=завтра в 9 Привет', 'Привет'],
  ['/sms +79991234567 at=in 1 h 50 min Привет', 'Привет'],
  ['/sms +79991234567 at=через 1 ч 50 мин Привет', 'Привет'],
  ['/viber +79991234567 at=2026-12-01T09:00 Привет', 'Привет'],
])('%s is one message with that text at that time', async (line, text) => {
  const card = only(await chat.say(OLGA, line));
  expect(card.text).toContain(`«${text}»`);
  expect(card.text).toContain('⏰ ');
  expect(card.buttons).toEqual(['Изменить', 'Отправить сейчас', 'Отмена']);
});

test('a code waits for its time too, and a template', async () => {
  only(await chat.say(OLGA, '/tgm +79991234567 at=+1h 4821'));
  await chat.say(OLGA, '/template add ready Ваш заказ {n} готов');
  const card = only(await chat.say(OLGA, '/t ready +79991112233 n=1042 at=завтра 9:00'));
  expect(card.text).toContain('«Ваш заказ 1042 готов»');
  expect(card.text).toContain('⏰ 28 нояб. 09:00 (через 13 ч 30 мин), Москва');
});

test.each([
  [OLGA, '/sms +79991234567 at=18:30 Привет', /прошло/, ['/sms +79991234567 at=2026-11-28T18:30 Привет']],
  [
    NIKOLAI,
    '/sms +79991234567 at=9 Sale',
    /one time or another/,
    ['at=2026-11-28T09:00', 'at=+9h', 'at=+9m'].map((at) => `/sms +79991234567 ${at} Sale`),
  ],
  [
    NIKOLAI,
    '/sms +79991234567 at=2h Sale',
    /one time or another/,
    ['at=+2h', 'at=2026-11-28T02:00'].map((at) => `/sms +79991234567 ${at} Sale`),
  ],
  [
    NIKOLAI,
    '/sms +79991234567 at=tomorrow morning Sale',
    /one time or another/,
    ['T08:00', 'T09:00', 'T10:00'].map((clock) => `/sms +79991234567 at=2026-11-28${clock} Sale`),
  ],
  [
    OLGA,
    '/sms +79991234567 at=завтра вечером Скидки',
    /по-разному/,
    ['T18:00', 'T19:00', 'T20:00'].map((clock) => `/sms +79991234567 at=2026-11-28${clock} Скидки`),
  ],
  [
    NIKOLAI,
    '/sms +79991234567 at=next Friday at 9am Sale',
    /one time or another/,
    ['12-04', '12-11'].map((day) => `/sms +79991234567 at=2026-${day}T09:00 Sale`),
  ],
  [
    NIKOLAI,
    '/sms +79991234567 at=tomorrow Morning all',
    /one time or another/,
    ['T09:00', 'T12:00', 'T18:00'].map((clock) => `/sms +79991234567 at=2026-11-28${clock} Morning all`),
  ],
  [
    NIKOLAI,
    '/sms +79991234567 at=tomorrow at half past six Sale',
    /one time or another/,
    ['T06:30', 'T18:30'].map((clock) => `/sms +79991234567 at=2026-11-28${clock} Sale`),
  ],
  [
    OLGA,
    '/sms +79991234567 at=завтра без четверти девять Скидки',
    /по-разному/,
    ['T08:45', 'T20:45'].map((clock) => `/sms +79991234567 at=2026-11-28${clock} Скидки`),
  ],
  [NIKOLAI, '/sms +79991234567 at=26/11/2026 Sale', /over already|has passed|is over/, []],
  [NIKOLAI, '/sms +79991234567 at=lunchtime Sale', /no time that I can read/, []],
  [NIKOLAI, '/sms +79991234567 at=2028-01-01T09:00 Sale', /a year away/, []],
])('a time that is none is said, with lines to copy: %#', async (person, line, words, copied) => {
  const card = only(await chat.say(person, line));
  expect(card.text).toMatch(words);
  expect(card.copied).toEqual(expect.arrayContaining(copied));
  expect(await states()).toEqual([]);
});

test.each(['at=lunchtime', 'at=2028-01-01T09:00'])(
  'of %s it is said how times are written, and not how the whole line is',
  async (at) => {
    expect(only(await chat.say(NIKOLAI, `/sms +79991234567 ${at} Sale`)).text).not.toContain('[from=');
  },
);

test.each([
  [OLGA, 'at=через 2 часа', '⏰ 27 нояб. 21:30'],
  [OLGA, 'когда=через час', '⏰ 27 нояб. 20:30'],
  [OLGA, 'at=в 21:45', '⏰ 27 нояб. 21:45'],
  [OLGA, 'at=в понедельник 10:00', '⏰ 30 нояб. 10:00'],
  [OLGA, 'at=завтра в 9:00', '⏰ 28 нояб. 09:00'],
  [NIKOLAI, 'at=in 2 hours', '⏰ 27 Nov 21:30'],
  [NIKOLAI, 'at=in half an hour', '⏰ 27 Nov 20:00'],
  [NIKOLAI, 'at=tomorrow at noon', '⏰ 28 Nov 12:00'],
  [OLGA, 'at=через полтора часа', '⏰ 27 нояб. 21:00'],
])('%o: %s is one time, though it is several words', async (person, at, when) => {
  const { text } = only(await chat.say(person, `/sms +79991234567 ${at} Заказ готов`));
  expect(text).toContain(when);
  expect(text).toContain('Заказ готов');
});

test('the same behind the text is asked about', async () => {
  const card = only(await chat.say(OLGA, '/sms +79991234567 Заказ готов at=через 2 часа'));
  expect(card.card.kind).toBe('time-behind');
  expect(await states()).toEqual([]);
});

test('a look-up has no time', async () => {
  const card = only(await chat.say(NIKOLAI, '/hlr +79991234567 at=21:45'));
  expect(card.text).toMatch(/at=/);
  expect(await states()).toEqual([]);
});

test('several recipients are asked about first, and go at the time once a person has said so', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567, +79991112233 at=21:45 Sale'));
  expect(card.text).toContain('⏰ Chosen: 27 Nov 21:45 (in 2 h 15 min), Moscow Time. Not scheduled yet.');
  expect(card.buttons).toEqual(['Schedule 2', 'Change', 'Cancel', 'From…']);
  expect((await chat.press(NIKOLAI, card, 'Schedule 2')).toast).toBe('2 messages go at their time.');
  expect((await chat.look(card)).buttons).toEqual(['Change', 'Send now', 'Cancel']);
  await after(135);
  expect(await states()).toEqual(['queued', 'queued']);
});

test('one that a person says yes to after its time goes at once, as its card says', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567, +79991112233 at=21:45 Sale'));
  await after(200);
  const late = await chat.look(card);
  expect(late.text).toContain('that is over, so it goes at once');
  await chat.press(NIKOLAI, late, 'Send 2');
  expect(await states()).toEqual(['queued', 'queued']);
});

describe('what was missed while the program was down', () => {
  test('goes when it is up again, unless it has aged', async () => {
    only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale'));
    await after(135 + 9);
    expect(await states()).toEqual(['queued']);
  });

  test('asks once it has aged, from its time on', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale'));
    await after(135 + 30);
    const asked = await chat.look(card);
    expect(asked.text).toContain('waiting for 30 min, so it was not sent by itself');
    expect(await freshAt()).toBe(EVENING + 135 * MINUTE_MS);
    await chat.press(NIKOLAI, asked, 'Send now');
    expect(await states()).toEqual(['queued']);
  });

  test('is asked about when the line was read after it, too', async () => {
    vi.setSystemTime(EVENING + 60 * MINUTE_MS);
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=19:45 Sale', { at: EVENING }));
    expect(card.text).toContain('waiting for 45 min');
    expect(card.buttons[0]).toBe('Send now');
  });
});

test('somebody may have it sent before, or not at all', async () => {
  const [first, second] = [
    only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale')),
    only(await chat.say(NIKOLAI, '/sms +79991112233 at=21:45 Sale')),
  ];
  await chat.press(NIKOLAI, first, 'Send now');
  await chat.press(NIKOLAI, second, 'Cancel');
  expect(await states()).toEqual(['queued', 'cancelled']);
  await after(135);
  expect(await states()).toEqual(['queued', 'cancelled']);
});

describe('whoever had it sent may not any more', () => {
  async function revoked(): Promise<{ card: Shown; told: Shown }> {
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale', { chat: GROUP }));
    await chat.say(OLGA, '/revoke 102');
    await after(135);
    const [told] = await chat.say(OLGA, '/lang ru');
    if (!told) throw new Error('nobody was told');
    return { card: await chat.look(card), told };
  }

  test('so it does not go, its card says so and to whom that was said, and they are told', async () => {
    const { card, told } = await revoked();
    expect(await states()).toEqual(['waiting']);
    expect(card.text).toContain(
      '27 нояб. 21:45 не ушло: Nikolai больше не может отправлять. Об этом знают: Olga.',
    );
    expect(card.buttons).toEqual(['Отправить сейчас', 'Отмена']);
    expect(told.card.chat_id).toBe(OLGA.id);
    expect(told.text).toContain(
      '27 нояб. 21:45 не ушло: Nikolai больше не может отправлять. 📤 SMS → 1 получатель',
    );
    expect(told.text).toContain('«Sale»');
  });

  test.each(['card', 'told'] as const)('and somebody else decides, on the %s one', async (where) => {
    const cards = await revoked();
    await chat.press(OLGA, cards[where], 'Отправить сейчас');
    expect(await states()).toEqual(['queued']);
    expect((await chat.look(cards.told)).text).toContain('С тех пор кто-то уже решил');
    expect((await chat.look(cards.told)).buttons).toEqual([]);
  });

  test('but it goes where another has set its time since', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale', { chat: GROUP }));
    await chat.press(OLGA, card, 'Изменить');
    await chat.press(OLGA, card, 'Через 2 часа');
    await chat.say(OLGA, '/revoke 102');
    await after(120);
    expect(await states()).toEqual(['queued']);
  });
});

test('a table waits for its time whole', async () => {
  const table = fileOf('orders.csv', '+79991234567\n+79161234567\n');
  const card = only(await sendFile(chat, OLGA, '/bulk at=завтра 9:00 Скидка', table));
  expect(card.text).toMatch(/⏰ Выбрано: 28 нояб\. 09:00.* Ещё не назначено\./);
  await chat.press(OLGA, card, 'Назначить 2');
  const [first, second, third] = (await chat.look(card)).buttons;
  expect([first, second, third]).toEqual(['Изменить', 'Отправить сейчас', 'Сначала мне']);
  await chat.store.write((tx) =>
    stopCampaigns(
      tx,
      { actor_kind: 'system', actor_id: 'shell', chat_id: null, thread_id: null, origin: 's' },
      EVENING,
    ),
  );
  const { text } = await chat.look(card);
  expect(text).toContain('⏸ остановлено: из командной строки');
  expect(text).not.toContain('Ещё не назначено');
  await chat.press(OLGA, card, 'Продолжить');
  await after(13.5 * 60);
  expect(await states()).toEqual(['queued', 'queued']);
  expect((await orderOfCard(chat.store.db, card.card.id))?.campaign).not.toBeNull();
});

test('an hour that is on the clock twice is told apart on the buttons, and on the card of the one that was meant', async () => {
  await chat.say(NIKOLAI, '/settings zone Europe/Berlin');
  for (const [language, day, clock] of [
    ['en', '31 Oct 2027', 'Germany Time'],
    ['ru', '31 окт. 2027 г.', 'Германия'],
  ] as const) {
    await chat.say(NIKOLAI, `/lang ${language}`);
    const question = only(await chat.say(NIKOLAI, `/sms +79991234567 at=2027-10-31T02:30 ${language}`));
    const [summer = '', winter = ''] = question.buttons;
    expect([summer, winter]).toEqual([`${day} 02:30 UTC+2`, `${day} 02:30 UTC+1`]);
    const { cards } = await chat.press(NIKOLAI, question, winter);
    const [card] = cards.filter(({ card: { kind } }) => kind === 'send');
    expect(card?.text).toMatch(new RegExp(`⏰ ${day.replaceAll('.', '\\.')} 02:30 UTC\\+1 .*${clock}`));
  }
});

test.each([
  [OLGA, 'Изменить 2', 'Когда отправить?', '2. 27 нояб. 22:45'],
  [NIKOLAI, 'Change 2', 'When is it to go?', '2. 27 Nov 22:45'],
])('%s presses [%s] in the list: the question says of which', async (person, button, asks, which) => {
  await chat.say(person, '/sms +79991234567 at=21:45 Ok');
  await chat.say(person, '/sms +79991234568 at=22:45 Ok two');
  const list = only(await chat.say(person, '/scheduled'));
  const question = only((await chat.press(person, list, button)).cards);
  for (const words of [asks, which, '+7 999 123-45-68', 'Ok two']) expect(question.text).toContain(words);
  expect(question.text).not.toContain('+7 999 123-45-67');
});
