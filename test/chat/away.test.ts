import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readBack } from '../../src/chat/people/away.ts';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { type Desk, deskFor, SUBSCRIBER } from '../support/desk.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';

const HOUR = 3_600_000;
/** A Friday in Moscow. */
const NOW = Date.parse('2026-11-27T12:00:00+03:00');
const dayOf = (at: number | null) =>
  at === null ? null : new Date(at + 3 * HOUR).toISOString().slice(0, 16);

/** The same evening: nobody is at work, so that nobody is told who waits for an answer. */
const EVENING = NOW + 10 * HOUR;

let chat: ChatForTest;
let desk: Desk;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: EVENING });
  chat = await chatForTest();
  desk = deskFor(chat);
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => void vi.useRealTimers());

test.each([
  ['mon', '2026-11-30'],
  ['понедельник', '2026-11-30'],
  ['пн', '2026-11-30'],
  ['fri', '2026-12-04'],
  ['tomorrow', '2026-11-28'],
  ['завтра', '2026-11-28'],
  ['5d', '2026-12-02'],
  ['5 дней', '2026-12-02'],
  ['30.11', '2026-11-30'],
  ['27.11', '2027-11-27'],
  ['9.1', '2027-01-09'],
  ['9.01.2027', '2027-01-09'],
  ['2027-01-11', '2027-01-11'],
  ['понедельника', '2026-11-30'],
  ['среду', '2026-12-02'],
  ['послезавтра', '2026-11-29'],
  ['неделю', '2026-12-04'],
  ['2 weeks', '2026-12-11'],
  ['5 декабря', '2026-12-05'],
  ['5 dec', '2026-12-05'],
  ['dec 5', '2026-12-05'],
  ['January 9, 2027', '2027-01-09'],
  ['9 мая', '2027-05-09'],
  ['9 май', '2027-05-09'],
  ['1 март', '2027-03-01'],
  ['9 января 2027', '2027-01-09'],
])('“%s” is the beginning of %s', (typed, day) => {
  expect(dayOf(readBack(typed, NOW, 'Europe/Moscow'))).toBe(`${day}T00:00`);
});

test.each([
  ['until mon', '30 November'],
  ['for a week', '4 December'],
  ['до понедельника', '30 November'],
  ['на 2 недели', '11 December'],
  ['до 9 января', '9 January 2027'],
])('/away %s says until which day', async (typed, day) => {
  vi.setSystemTime(NOW);
  expect(only(await chat.say(NIKOLAI, `/away ${typed}`)).text).toContain(`You are away until ${day}.`);
});

test.each(['', 'soon', '0d', '400d', '2026-11-27', '2026-11-26', '31.2', '2029-01-01', '18:00', 'm'])(
  '“%s” is no day to be back on',
  (typed) => {
    expect(readBack(typed, NOW, 'Europe/Moscow')).toBeNull();
  },
);

test.each([
  [OLGA, '/назад', '«/назад» похоже на /back', 'отправленную SMS не вернуть'],
  [NIKOLAI, '/return', '“/return” looks like /back', 'There is no /return'],
])(
  '%o: who is away and types %s is offered /back, who is there is not',
  async (person, typed, offer, other) => {
    expect(only(await chat.say(person, typed)).text).toContain(other);
    await chat.say(person, '/away until 5d');
    const card = only(await chat.say(person, typed));
    expect(card.text).toContain(offer);
    expect(card.copied).toEqual(['/back']);
  },
);

const takenInGroup = async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  const card = only(await desk.receive('Можно завтра?'));
  await chat.press(NIKOLAI, card, 'Беру');
  return card;
};

test('who goes away leaves what they had taken to the team, which is told so where it stands', async () => {
  const card = await takenInGroup();
  const [said, told, ...more] = await chat.say(NIKOLAI, '/away until 5d');
  expect(more).toEqual([]);
  expect(said?.text).toMatch(
    /^🏖 You are away until \d+ \p{L}+\. The conversation that you had taken is anybody's/u,
  );
  expect(told?.card).toMatchObject({ chat_id: GROUP, kind: 'handed-over' });
  expect(told?.text).toMatch(
    /^🏖 Nikolai: нет на месте до \d+ \p{L}+\. Теперь ответить может любой:\n\+7 999 123-45-67$/u,
  );
  expect((await chat.look(card)).buttons).toContain('Беру');
});

test('their reminders come to the chat, and call nobody', async () => {
  const card = await takenInGroup();
  await chat.press(NIKOLAI, card, 'Напомнить через 2 ч');
  await chat.say(NIKOLAI, '/away until 5d');
  const told = only(await desk.follow(Date.now() + 2 * HOUR));
  expect(told.text).toBe('⏰ Nikolai: нужно было напомнить про +7 999 123-45-67.');
  expect(told.view.text).toBeTypeOf('string');
});

test('answers to what they sent in private go to the others until they are back', async () => {
  await desk.leaves(only(await chat.say(NIKOLAI, `/sms +${SUBSCRIBER} Готово`)));
  await chat.say(NIKOLAI, '/away until 5d');
  const placesOf = async (text: string) =>
    (await desk.receive(text, { at: Date.now() })).map(({ card }) => card.chat_id);
  expect(await placesOf('Можно завтра?')).toEqual([OLGA.id]);
  await chat.say(NIKOLAI, '/back');
  expect(await placesOf('Алло?')).toContain(NIKOLAI.id);
});

test('a group is told what they had set for a time there, and anybody may call it off', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991112233 at=+5h Ваш заказ готов', { chat: GROUP }));
  await chat.say(NIKOLAI, '/sms +79991112244 at=+5h Your order is ready');
  await chat.say(OLGA, '/sms +79991112255 at=+6h Скоро будем', { chat: GROUP });
  const [, notice, list, ...more] = await chat.say(NIKOLAI, '/away until 5d');
  expect(more).toEqual([]);
  expect([notice?.card.chat_id, list?.card.chat_id]).toEqual([GROUP, GROUP]);
  expect(notice?.text).toMatch(
    /^🏖 Nikolai: нет на месте до \d+ \p{L}+\. Здесь назначена 1 отправка этого человека\./u,
  );
  expect(list?.text).toContain('«Ваш заказ готов»');
  if (!list) throw new Error('no list');
  await chat.press(OLGA, list, 'Отменить 1');
  expect((await chat.look(card)).text).toContain('🚫 отменено');
});

test('in English, too, and it goes at its time all the same', async () => {
  await chat.say(NIKOLAI, '/settings language en', { chat: GROUP });
  await chat.say(OLGA, '/settings language en', { chat: GROUP });
  const card = only(await chat.say(NIKOLAI, '/sms +79991112233 at=+5h Ready', { chat: GROUP }));
  const [, notice] = await chat.say(NIKOLAI, '/away until 5d');
  expect(notice?.text).toContain('A message of theirs is set for a time here. It stays set');
  expect((await chat.look(card)).text).toContain('⏰');
  vi.setSystemTime(Date.now() + 5 * HOUR);
  await doJobs(chat.store, [releaseWork(SETTINGS)]);
  expect(await statesOf(chat.store.db)).toEqual(['queued']);
});

test.each([
  [NIKOLAI, 'You are not away', 'You are away until', 'You are there again', '“soon” is no day'],
  [OLGA, 'Вы на месте', 'Вас нет до', 'Вы снова на месте', '«soon» — не день'],
])('it says where somebody stands, and what can be written', async (person, there, away, back, unread) => {
  const says = async (line: string) => only(await chat.say(person, line)).text;
  expect(await says('/away')).toContain(there);
  expect(await says('/away until soon')).toContain(unread);
  expect(await says('/away until mon')).toContain(away);
  expect(await says('/away')).toContain(away);
  expect(await says('/away off')).toContain(back);
  await says('/away until mon');
  expect(await says('/back')).toContain(back);
  expect(await says('/away')).toContain(there);
});
