import { describe, expect, test, vi } from 'vitest';
import { type ChatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { beginAt, cameTo, EVENING, MINUTE_MS } from '../support/on-friday.ts';
import { statesOf } from '../support/states.ts';

let chat: ChatForTest;
beginAt(EVENING, (begun) => {
  chat = begun;
});

/** So many minutes have gone by. */
const after = (minutes: number) => cameTo(EVENING + minutes * MINUTE_MS, chat);

const states = () => statesOf(chat.store.db);

describe('another time', () => {
  test('is chosen under a preview, which still asks', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567, +79991112233 Sale'));
    expect(card.buttons).toEqual(['Send 2', 'Later…', 'Cancel', 'From…']);
    await chat.press(NIKOLAI, card, 'Later…');
    const asked = await chat.look(card);
    expect(asked.text.split('\n').at(-1)).toBe('⏰ When is it to go?');
    expect(asked.buttons).toEqual(['Tomorrow 9:00', 'In 2 h', 'Another time…', 'Back']);
    await chat.press(NIKOLAI, asked, 'Tomorrow 9:00');
    const set = await chat.look(card);
    expect(set.text).toContain('⏰ Chosen: 28 Nov 09:00 (in 13 h 30 min), Moscow Time. Not scheduled yet.');
    expect(set.buttons).toEqual(['Schedule 2', 'Change', 'Cancel', 'From…']);
    expect(await states()).toEqual(['waiting', 'waiting']);
    await chat.press(NIKOLAI, set, 'Change');
    await chat.press(NIKOLAI, card, 'At no set time');
    await chat.press(NIKOLAI, card, 'Send 2');
    expect(await states()).toEqual(['queued', 'queued']);
  });

  test('this evening is offered while it is ahead', async () => {
    vi.setSystemTime(EVENING - 120 * MINUTE_MS);
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567, +79991112233 Sale'));
    await chat.press(NIKOLAI, card, 'Later…');
    expect((await chat.look(card)).buttons[0]).toBe('This evening 19:00');
    await chat.press(NIKOLAI, card, 'Back');
    expect((await chat.look(card)).buttons).toEqual(['Send 2', 'Later…', 'Cancel', 'From…']);
  });

  test('is asked for, and answered in one reply', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale'));
    await chat.press(NIKOLAI, card, 'Change');
    const question = only((await chat.press(NIKOLAI, card, 'Another time…')).cards);
    expect(question.text).toContain('When is it to go?');
    const [none, again] = await chat.say(NIKOLAI, 'whenever', { replyTo: question });
    expect(none?.text).toContain('no time that I can read');
    // No time that nobody has named is ready to be copied.
    expect(none?.copied).toEqual([expect.stringMatching(/^\/scheduled \d+ …$/)]);
    // It is asked again, so that what is said next answers it.
    expect(again?.text).toBe(question.text);
    const told = only(await chat.say(NIKOLAI, 'mon 9:00'));
    expect(told.text).toBe('⏰ Goes 30 Nov 09:00');
    expect((await chat.look(card)).text).toContain('⏰ 30 Nov 09:00 (in 3 days), Moscow Time');
    await after(135);
    expect(await states()).toEqual(['waiting']);
    await after(((30 - 27) * 24 - 10.5) * 60);
    expect(await states()).toEqual(['queued']);
  });
});

test.each([
  [NIKOLAI, 'Change', 'Another time…', 'actually make it 9:30 tomorrow', '⏰ Goes 28 Nov 09:30'],
  [NIKOLAI, 'Change', 'Another time…', 'tomorrow at 11.45am please', '⏰ Goes 28 Nov 11:45'],
  [OLGA, 'Изменить', 'Другое время…', 'давай лучше завтра в 9:30', '⏰ Уйдёт 28 нояб. 09:30'],
  [
    OLGA,
    'Изменить',
    'Другое время…',
    'Нет, перенеси на завтра, в 9 утра, пожалуйста',
    '⏰ Уйдёт 28 нояб. 09:00',
  ],
])('%o: a time is taken as people say it: %s, %s, %s', async (person, change, other, words, told) => {
  const card = only(await chat.say(person, '/sms +79991234567 at=21:45 Sale'));
  await chat.press(person, card, change);
  await chat.press(person, card, other);
  expect(only(await chat.say(person, words)).text).toBe(told);
});

test.each([
  [NIKOLAI, 'Change', 'tomorrow 9:30', '⏰ Goes 28 Nov 09:30'],
  [OLGA, 'Изменить', 'завтра 10:30', '⏰ Уйдёт 28 нояб. 10:30'],
])(
  '%o: a card that asks when is answered by a time, however far up it stands: %s, %s',
  async (person, change, words, told) => {
    const card = only(await chat.say(person, '/sms +79991234567 at=21:45 Sale'));
    for (let n = 0; n < 25; n++) await chat.say(person, '/scheduled');
    await chat.press(person, card, change);
    expect(only(await chat.say(person, words)).text).toBe(told);
    // It asks no more.
    const before = (await chat.look(card)).text;
    await chat.say(person, words.replace(/\d+:30/, '11:30'));
    expect((await chat.look(card)).text).toBe(before);
  },
);

test('a time that can be read in two ways is asked about in answer to a card that asks when', async () => {
  const card = only(await chat.say(OLGA, '/sms +79991234567 at=21:45 Sale'));
  await chat.press(OLGA, card, 'Изменить');
  const asked = only(await chat.say(OLGA, 'завтра в 10-30'));
  expect(asked.buttons).toEqual(['28 нояб. 10:30']);
  await chat.press(OLGA, asked, '28 нояб. 10:30');
  expect((await chat.look(card)).text).toContain('⏰ 28 нояб. 10:30');
});

test('a time is set of none where several cards ask when', async () => {
  for (const [person, change, words, said] of [
    [NIKOLAI, 'Change', 'tomorrow 9:30', 'None was'],
    [OLGA, 'Изменить', 'завтра 9:30', 'ни одно не изменено'],
  ] as const) {
    const cards = [];
    for (const number of ['+79991234567', '+79991112233']) {
      cards.push(only(await chat.say(person, `/sms ${number} at=21:45 Sale`)));
    }
    for (const card of cards) await chat.press(person, card, change);
    const told = only(await chat.say(person, words));
    expect(told.text).toContain(said);
    expect(told.copied).toEqual([expect.stringMatching(new RegExp(`^/scheduled \\d+ ${words}$`))]);
    const orders = await chat.store.db.selectFrom('orders').select('send_at').execute();
    expect(new Set(orders.map(({ send_at }) => send_at))).toEqual(new Set([EVENING + 135 * MINUTE_MS]));
  }
});

test('a time that is said not to be meant is not taken', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale'));
  await chat.press(NIKOLAI, card, 'Change');
  await chat.press(NIKOLAI, card, 'Another time…');
  const [unread] = await chat.say(NIKOLAI, "don't make it 9:30 tomorrow");
  expect(unread?.text).toContain('no time that I can read');
});

test.each([
  [
    NIKOLAI,
    'Later…',
    'Another time…',
    'mon 9:00',
    '⏰ Set: 30 Nov 09:00. It still waits for an answer on its card.',
  ],
  [
    OLGA,
    'Позже…',
    'Другое время…',
    'пн 9:00',
    '⏰ Выбрано: 30 нояб. 09:00. Отправка ещё ждёт решения на своей карточке.',
  ],
])(
  '%o: a time that is set before [Send] is pressed is not said to be when it goes',
  async (person, later, other, when, told) => {
    const card = only(await chat.say(person, '/sms +79991234567, +79991112233 Sale'));
    await chat.press(person, card, later);
    await chat.press(person, card, other);
    expect(only(await chat.say(person, when)).text).toBe(told);
  },
);
