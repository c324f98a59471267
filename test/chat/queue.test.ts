import { beforeEach, describe, expect, test } from 'vitest';
import { roomOf as kindOf } from '../../src/chat/cards/index.ts';
import { changeRoom } from '../../src/store/chats/rooms.ts';
import { unplacedIncoming } from '../../src/store/talks/incoming.ts';
import { markChatUnshown } from '../../src/store/talks/incoming-cards.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { type Desk, deskFor, SUBSCRIBER } from '../support/desk.ts';
import { unseenIncoming } from '../support/unseen.ts';

const MINUTE = 60_000;
/** A Friday in Moscow. */
const on = (time: string) => Date.parse(`2026-11-27T${time}:00+03:00`);
const MORNING = Date.parse('2026-11-30T09:00:00+03:00');

let chat: ChatForTest;
let desk: Desk;
beforeEach(async () => {
  chat = await chatForTest();
  desk = deskFor(chat);
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
});

const person = (n: number) => String(79_991_234_560 + n);
const sms = (n: number, at: number, text = `Вопрос ${n}`) => desk.receive(text, { at, sender: person(n) });
const asks = async (who = NIKOLAI, chatId = GROUP) => only(await chat.say(who, '/queue', { chat: chatId }));
const workingHours = (hours = { days: [1, 2, 3, 4, 5], from: 540, to: 1080 }) =>
  chat.store.write((tx) => changeRoom(tx, GROUP, { hours }, { by: OLGA.id, now: 1 }));
const ofKind = (cards: readonly Shown[], kind: string) => cards.filter(({ card }) => card.kind === kind);
/** Telegram has taken a card: what that is told of follows. */
async function isShown({ card }: Shown): Promise<void> {
  const answered = { settings: SETTINGS, now: Date.now() };
  await chat.store.write(async (tx) =>
    kindOf(card)?.shown?.({ tx, ...answered }, card, JSON.parse(card.body)),
  );
}

test.each([
  [OLGA, '✅ Ответа никто не ждёт.'],
  [NIKOLAI, '✅ Nobody waits for an answer.'],
])('where nobody waits it says so', async (who, text) => {
  expect((await asks(who, who.id)).text).toBe(text);
});

test('words in reply to a list of customers go to nobody, which is said in a group too', async () => {
  await sms(1, Date.now());
  const saying = { chat: GROUP };
  const lists = [await asks(), only(await chat.say(NIKOLAI, `/history +${person(1)}`, saying))];
  for (const replyTo of lists) {
    const card = only(await chat.say(OLGA, 'Спасибо, записали', { ...saying, replyTo }));
    expect(card.text).toContain('Непонятно, кому это отправить.');
  }
  expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
});

test.each([
  [OLGA, '📥 ждут ответа 2 человека', '«Вопрос 1»', ['Беру 1', '✔ 1', 'Беру 2', '✔ 2']],
  [NIKOLAI, '📥 2 people wait for an answer', '“Вопрос 1”', ['Take 1', '✔ 1', 'Take 2', '✔ 2']],
])('who waits is listed, the longest first, with how long', async (who, head, first, buttons) => {
  const now = Date.now();
  await sms(2, now - 10 * MINUTE);
  await sms(1, now - 130 * MINUTE);
  const { text, buttons: shown } = await asks(who, who.id);
  const lines = text.split('\n');
  expect(lines[0]).toBe(head);
  expect(lines[1]).toMatch(/^1\. \+7 999 123-45-61 · 2 .+ 10 .+ · /);
  expect(lines[1]).toContain(first);
  expect(lines[2]).toMatch(/^2\. \+7 999 123-45-62 · 10 .+ · /);
  expect(shown).toEqual(buttons);
});

test('whoever takes one from it answers on the card below, and the list says so', async () => {
  await sms(1, Date.now() - MINUTE);
  const queue = await asks();
  const card = only((await chat.press(NIKOLAI, queue, 'Беру 1')).cards);
  expect(card.text).toMatch(/^✉️ \+7 999 123-45-61: «Вопрос 1»\n.*\n👤 Nikolai отвечает$/s);
  const listed = await chat.look(queue);
  expect(listed.text).toContain('👤 Nikolai');
  expect(listed.buttons).toEqual(['Открыть 1']);
  const reply = only(await chat.say(NIKOLAI, 'Да', { chat: GROUP, replyTo: card }));
  expect(reply.buttons).not.toContain('Отправить');
  await desk.leaves(reply);
  await desk.follow(Date.now());
  expect((await chat.look(queue)).text).toBe('✅ Ответа никто не ждёт.');
});

test('of two who press in a list the first one wins, and the other is told who', async () => {
  await sms(1, Date.now() - MINUTE);
  const queue = await asks();
  await chat.press(NIKOLAI, queue, 'Беру 1');
  const { toast, cards } = await chat.press(OLGA, queue, 'Беру 1');
  expect(cards).toEqual([]);
  expect(toast).toBe('Уже отвечает Nikolai.');
});

test('what needs no answer is ended from the list', async () => {
  await sms(1, Date.now() - MINUTE, 'Спасибо');
  const queue = await asks();
  expect((await chat.press(NIKOLAI, queue, '✔ 1')).cards).toEqual([]);
  expect((await chat.look(queue)).text).toBe('✅ Ответа никто не ждёт.');
});

test.each(['Стоп!', 'stop'])(
  'whoever writes %s waits for no answer, nor does what they asked before; what they write later does',
  async (stop) => {
    await sms(1, Date.now() - 10 * MINUTE);
    const queue = await asks();
    expect(queue.text).toContain('ждёт ответа 1 человек');
    const card = only(await sms(1, Date.now() - 9 * MINUTE, stop));
    expect(card.text).toContain(`«${stop}»`);
    expect((await chat.look(queue)).text).toBe('✅ Ответа никто не ждёт.');
    await sms(1, Date.now() - MINUTE, 'А деньги вернёте?');
    expect((await chat.look(queue)).text).toContain('«А деньги вернёте?»');
  },
);

test('whom somebody puts on the stop list by their card waits no longer; whom they add by number does', async () => {
  const card = only(await sms(1, Date.now() - MINUTE, 'стоп, везите!'));
  await sms(2, Date.now() - MINUTE);
  const queue = await asks();
  expect(queue.text).toContain('ждут ответа 2 человека');
  await chat.press(NIKOLAI, card, 'В стоп-лист');
  await chat.say(NIKOLAI, `/stoplist add +${person(2)}`);
  const { text } = await chat.look(queue);
  expect(text).toContain('ждёт ответа 1 человек');
  expect(text).toContain('«Вопрос 2»');
});

test('a group lists what is shown there, and a private chat all of it', async () => {
  await sms(1, Date.now() - MINUTE);
  expect((await asks(NIKOLAI, -1005)).text).toContain('никто не ждёт');
  expect((await asks(NIKOLAI, NIKOLAI.id)).text).toContain('1 person waits');
});

test('many have pages', async () => {
  const now = Date.now();
  for (let n = 1; n <= 9; n++) await sms(n, now - (20 - n) * MINUTE);
  const queue = await asks();
  expect(queue.buttons.at(-1)).toBe('Дальше ›');
  await chat.press(NIKOLAI, queue, 'Дальше ›');
  const second = await chat.look(queue);
  // It is waited for, and what follows from all that comes is not.
  expect([queue.view.isLive, second.view.isLive]).toEqual([true, false]);
  expect(second.text).toMatch(/^📥 ждут ответа 9 человек\n9\. \+7 999 123-45-69 · /);
  expect(second.buttons).toEqual(['Беру 9', '✔ 9', '‹ Назад']);
  await chat.press(NIKOLAI, second, '✔ 9');
  expect((await chat.look(queue)).text).toMatch(/^📥 ждут ответа 8 человек\n1\. /);
});

describe('where there are working hours', () => {
  beforeEach(() => workingHours());

  test('what came before they began is one list then, and nothing of it is shown before', async () => {
    for (let n = 1; n <= 60; n++) {
      const at = on('20:00') + n * MINUTE;
      expect(await desk.receive(`Вопрос ${n}`, { at, sender: String(79_991_230_000 + n) })).toEqual([]);
    }
    expect(await desk.follow(MORNING - 1)).toEqual([]);
    const queue = only(await desk.follow(MORNING));
    expect(queue.card).toMatchObject({ kind: 'queue', chat_id: GROUP });
    expect(queue.text).toMatch(
      /^☀️ Рабочее время началось\.\n📥 ждут ответа 60 человек\n1\. \+7 999 123-00-01 · /,
    );
    expect(await unseenIncoming(chat.store.db, 100)).toHaveLength(60);
    await isShown(queue);
    expect(await unseenIncoming(chat.store.db, 100)).toEqual([]);
    expect(ofKind(await desk.follow(MORNING + MINUTE), 'queue')).toEqual([]);
  });

  test('where Telegram does not take the list, all of it goes to the owners', async () => {
    for (const n of [1, 2]) await sms(n, on('20:00'));
    only(await desk.follow(MORNING));
    await chat.store.db
      .updateTable('cards')
      .set({ telegram_id: null, due_at: 1 })
      .where('kind', '=', 'queue')
      .execute();
    await chat.store.write((tx) => markChatUnshown(tx, GROUP, MORNING));
    expect(await unplacedIncoming(chat.store.db, 10)).toHaveLength(2);
    const cards = await desk.receive('Ещё', { at: MORNING + MINUTE, sender: person(3) });
    expect(cards.filter(({ card }) => card.chat_id === OLGA.id)).toHaveLength(2);
  });

  test('the only one that waits comes by itself', async () => {
    await sms(1, on('20:00'));
    const card = only(await desk.follow(MORNING));
    expect(card.card.kind).toBe('incoming');
    expect(card.text).toContain('«Вопрос 1»');
  });

  test('of who asks not to be written to the card has all that came meanwhile, and all of it counts as seen', async () => {
    await sms(1, on('20:00'));
    await sms(1, on('21:00'), 'СТОП');
    const card = only(await desk.follow(MORNING));
    expect(card.card.kind).toBe('incoming');
    expect(card.text).toMatch(/«Вопрос 1»\n.*«СТОП»/);
    expect(await unseenIncoming(chat.store.db, 10)).toHaveLength(2);
    await isShown(card);
    expect(await unseenIncoming(chat.store.db, 10)).toEqual([]);
  });

  test('what comes within them is shown at once', async () => {
    expect(only(await sms(1, on('17:59'))).text).toContain('«Вопрос 1»');
  });

  test('whoever somebody has taken is shown whenever they write', async () => {
    const card = only(await sms(1, on('17:00')));
    await chat.press(OLGA, card, 'Беру');
    expect(only(await sms(1, on('22:00'), 'Ещё вопрос')).text).toContain('«Ещё вопрос»');
  });

  test('a start of the program before they begin shows nothing, and loses nothing', async () => {
    await sms(1, on('20:00'));
    const started = deskFor(chat);
    expect(await started.receive('Второй', { at: on('21:00'), sender: person(2) })).toEqual([]);
    expect(only(await started.follow(MORNING)).text).toContain('ждут ответа 2 человека');
  });
});

describe('what nobody answers', () => {
  const group = (change: object) =>
    chat.store.write((tx) => changeRoom(tx, GROUP, change, { by: OLGA.id, now: 1 }));
  beforeEach(() => group({ answerWithin: 30, returnAfter: 60 }));

  test('says so once, below its card', async () => {
    const card = only(await sms(1, on('12:00')));
    expect(await desk.follow(on('12:29'))).toEqual([]);
    const note = only(await desk.follow(on('12:30')));
    expect(note.text).toBe('⏳ +7 999 123-45-61 ждёт ответа уже 30 мин, и никто не отвечает.');
    expect(note.card.reply_to).toBe(card.card.telegram_id);
    expect(await desk.follow(on('15:00'))).toEqual([]);
  });

  test('says so again when more has come after an answer', async () => {
    await sms(1, on('12:00'));
    only(await desk.follow(on('12:30')));
    const sent = only(await chat.say(OLGA, `/sms +${person(1)} Да`, { chat: GROUP }));
    await desk.leaves(sent);
    await desk.follow(Date.now());
    const later = Date.now() + 24 * 60 * MINUTE;
    await sms(1, later, 'Ещё');
    expect(only(await desk.follow(later + 24 * 60 * MINUTE)).text).toContain('ждёт ответа');
  });

  test('is counted by working hours alone', async () => {
    await workingHours();
    await sms(1, on('17:50'));
    expect(await desk.follow(MORNING + 19 * MINUTE)).toEqual([]);
    expect(only(await desk.follow(MORNING + 20 * MINUTE)).text).toContain('ждёт ответа');
  });

  test('comes as one list where it is many at once', async () => {
    for (const n of [1, 2, 3]) await sms(n, on('12:00'));
    const queue = only(await desk.follow(on('12:30')));
    expect(queue.text).toMatch(/^⏳ Некоторые ждут слишком долго\.\n📥 ждут ответа 3 человека/);
    expect(await desk.follow(on('12:31'))).toEqual([]);
  });

  test('is anybody’s again once whoever had taken it was silent for so long, and it is said', async () => {
    const card = only(await sms(1, on('12:00')));
    await chat.press(NIKOLAI, card, 'Беру');
    await chat.store.db
      .updateTable('talks')
      .set({ taken_at: on('12:10') })
      .execute();
    expect(await desk.follow(on('13:09'))).toEqual([]);
    const note = only(await desk.follow(on('13:10')));
    expect(note.text).toBe('↩ Nikolai не отвечает +7 999 123-45-61: эту беседу может взять любой.');
    expect((await chat.look(card)).buttons).toContain('Беру');
  });

  test('does not go back while they wait for the person', async () => {
    const card = only(await desk.receive('Можно завтра?', { at: Date.now() - 2 * MINUTE }));
    await chat.press(NIKOLAI, card, 'Беру');
    await desk.leaves(only(await chat.say(NIKOLAI, `/sms +${SUBSCRIBER} Да`)));
    expect(await desk.follow(Date.now() + 24 * 60 * MINUTE)).toEqual([]);
    expect((await chat.look(card)).text).toContain('👤 Nikolai отвечает');
  });

  test('for a month waits no longer', async () => {
    await sms(1, on('12:00'));
    await desk.follow(on('12:00') + 31 * 24 * 60 * MINUTE);
    expect((await asks()).text).toContain('никто не ждёт');
  });
});
