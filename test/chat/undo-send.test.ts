import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
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
import { accepted, submit } from '../support/fates.ts';
import { incomingIn } from '../support/incoming.ts';
import { doJobs } from '../support/jobs.ts';

/** A Friday, 15:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 12);
const UNDO_MS = 5_000;
const settings = { ...SETTINGS, undoSend: UNDO_MS };

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest({ undoSend: UNDO_MS });
  await chat.let(NIKOLAI, 'operator');
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

async function messages() {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}
const states = async () => (await messages()).map(({ state }) => state);

/** So long afterwards, with what is due by then done. */
async function after(ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await doJobs(chat.store, [releaseWork(settings)]);
}

/** A customer's SMS, and the reply to it. */
async function replied(
  person: User,
  text = 'Приходите завтра',
  question = 'Когда можно прийти?',
): Promise<{ asked: Shown; card: Shown }> {
  const asked = await incomingIn(chat, person.id, { text: question });
  return { asked, card: only(await chat.say(person, text, { replyTo: asked })) };
}

const WORDS = {
  ru: {
    person: OLGA,
    goes: '↩️ Сейчас уйдёт, если не нажать [Не отправлять].',
    undo: 'Не отправлять',
    now: 'Отправить сейчас',
    not: '🚫 отменено, не отправлено',
    late: 'Поздно: сообщение уже ушло или уходит.',
    send: 'Отправить',
    cancel: 'Отмена',
  },
  en: {
    person: NIKOLAI,
    goes: '↩️ Goes in a moment, unless you press [Do not send].',
    undo: 'Do not send',
    now: 'Send now',
    not: '🚫 cancelled, not sent',
    late: 'Too late: it has gone, or is going.',
    send: 'Send',
    cancel: 'Cancel',
  },
} as const;
const LANGUAGES = Object.values(WORDS);

test.each(LANGUAGES)(
  'a reply waits for a moment, says so, and goes by itself: $undo',
  async ({ person, goes, undo, now, late }) => {
    const { card } = await replied(person);
    expect(card.text).toContain(goes);
    expect(card.buttons).toEqual([undo, now]);
    expect(await states()).toEqual(['waiting']);
    await after(UNDO_MS - 1);
    expect(await states()).toEqual(['waiting']);
    await after(1);
    expect(await states()).toEqual(['queued']);
    expect((await chat.look(card)).text).not.toContain(goes);
    await submit(chat.store, card.card.id, [accepted('855469')]);
    expect((await chat.press(person, card, undo)).toast).toBe(late);
  },
);

test.each(LANGUAGES)(
  'a reply that is taken back does not go, and keeps its words: $undo',
  async ({ person, goes, undo, not }) => {
    const { card } = await replied(person);
    await chat.press(person, card, undo);
    const seen = await chat.look(card);
    expect(seen.text).toContain(not);
    expect(seen.text).toContain('Приходите завтра');
    expect(seen.text).not.toContain(goes);
    expect(seen.buttons).toEqual([]);
    await after(UNDO_MS);
    expect(await states()).toEqual(['cancelled']);
  },
);

test('it goes before its time where somebody wants it to', async () => {
  const { card } = await replied(NIKOLAI);
  await chat.press(NIKOLAI, card, 'Send now');
  expect(await states()).toEqual(['queued']);
  await after(UNDO_MS);
  expect(await states()).toEqual(['queued']);
});

test('an answer to what the bot asked waits as a reply does, a line that names everything does not', async () => {
  await chat.say(NIKOLAI, '/sms +79991234567');
  const card = only(await chat.say(NIKOLAI, 'Your order is ready for collection'));
  expect(card.text).toContain(WORDS.en.goes);
  await chat.say(NIKOLAI, '/template add hi Hello {name}, your order {order} is ready');
  await chat.say(NIKOLAI, '/t hi +79991112233 name=Ann');
  const filled = only(await chat.say(NIKOLAI, 'A-113'));
  expect(filled.text).toContain('Hello Ann, your order A-113 is ready');
  expect(filled.text).toContain(WORDS.en.goes);
  await chat.say(NIKOLAI, '/sms +79995556677 Come tomorrow');
  expect(await states()).toEqual(['waiting', 'waiting', 'queued']);
  await after(UNDO_MS);
  expect(await states()).toEqual(['queued', 'queued', 'queued']);
});

test.each(LANGUAGES)(
  'words that a press makes the answer wait like the answer: $undo',
  async ({ person, goes, undo }) => {
    await chat.say(person, '/sms +79991234567');
    await chat.say(person, '/help');
    const aside = only(await chat.say(person, 'Hi Ann, your order is ready'));
    const card = only((await chat.press(person, aside, aside.buttons[0] ?? '')).cards);
    expect(card.text).toContain(goes);
    await chat.press(person, card, undo);
    await after(UNDO_MS);
    expect(await states()).toEqual(['cancelled']);
  },
);

test('two replies keep their order', async () => {
  const { asked } = await replied(NIKOLAI, 'First this');
  vi.setSystemTime(NOW + 900);
  await chat.say(NIKOLAI, 'Second that', { replyTo: asked });
  await after(UNDO_MS);
  const rows = await chat.store.db
    .selectFrom('messages')
    .select(['id', 'turn', 'lane'])
    .orderBy('lane')
    .orderBy('turn')
    .orderBy('id')
    .execute();
  expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b));
  expect(await states()).toEqual(['queued', 'queued']);
});

test('what asks first is asked about, and does not wait as well', async () => {
  const { asked } = await replied(NIKOLAI, 'Come at nine');
  const same = only(await chat.say(NIKOLAI, 'Come at nine', { replyTo: asked }));
  expect(same.text).not.toContain(WORDS.en.goes);
  expect(same.buttons[0]).toBe('Send when possible');
  const group = await incomingIn(chat, GROUP, { text: 'Hello' });
  const draft = only(await chat.say(NIKOLAI, 'Good day', { chat: GROUP, replyTo: group }));
  expect(draft.text).not.toContain('↩️');
  await after(UNDO_MS);
  expect(await states()).toEqual(['queued', 'waiting', 'waiting']);
});

test('whoever asked for a stop meanwhile gets nothing, and its card says why', async () => {
  const { card } = await replied(NIKOLAI);
  await chat.say(OLGA, '/stoplist add +79991112233');
  await after(UNDO_MS);
  expect(await states()).toEqual(['cancelled']);
  expect((await chat.look(card)).text).toContain('stop list');
});

test('it stays where whoever wrote it may not send any more', async () => {
  const { card } = await replied(NIKOLAI);
  await chat.say(OLGA, `/revoke ${NIKOLAI.id}`);
  await after(UNDO_MS);
  expect(await states()).toEqual(['waiting']);
  await chat.let(NIKOLAI, 'operator');
  expect((await chat.look(card)).text).toContain('may not send any more');
});

test('it stays where all is stopped, and goes when it is resumed', async () => {
  const { card } = await replied(NIKOLAI);
  await chat.say(OLGA, '/stop');
  await after(UNDO_MS);
  expect(await states()).toEqual(['waiting']);
  expect((await chat.look(card)).buttons).toEqual(['Resume', 'Cancel']);
  await chat.press(NIKOLAI, card, 'Resume');
  await after(0);
  expect(await states()).toEqual(['queued']);
});

test('in quiet hours it says until when it is kept, and can be taken back', async () => {
  await chat.say(OLGA, '/settings quiet 14-18');
  const asked = await incomingIn(chat, OLGA.id, { text: 'Когда можно прийти?' });
  // Who wrote within the hour is answered at any time.
  vi.setSystemTime(NOW + 2 * 3_600_000);
  const card = only(await chat.say(OLGA, 'Приходите завтра', { replyTo: asked }));
  expect(card.text).toContain('🌙 там сейчас тихие часы: уйдёт 27 нояб. 19:00');
  expect(card.text).not.toContain(WORDS.ru.goes);
  expect(card.buttons).toEqual(['Не отправлять']);
  await after(UNDO_MS);
  expect(await states()).toEqual(['queued']);
});

test.each([
  ...(['stop', 'no wait', 'wrong chat', 'oops', 'cancel', 'no, not that one'] as const).map((words) => ({
    words,
    ...WORDS.en,
  })),
  ...(['стоп', 'стой', 'не туда', 'отмена', 'не отправляй'] as const).map((words) => ({
    words,
    ...WORDS.ru,
  })),
])('“$words” has it wait for a press, wherever it is said', async ({ words, person, send, cancel }) => {
  for (const [where, day] of [
    ['next', 'завтра'],
    ['below it', 'послезавтра'],
    ['below the customer', 'в субботу'],
  ] as const) {
    vi.setSystemTime(Date.now() + 3_000);
    const { asked, card } = await replied(person, `Приходите ${day}`, `А ${day} можно?`);
    vi.setSystemTime(Date.now() + 3_000);
    const replyTo = { next: undefined, 'below it': card, 'below the customer': asked }[where];
    const said = only(await chat.say(person, words, replyTo ? { replyTo } : {}));
    expect(said.card.kind).toBe('choices');
    expect(said.buttons).toContain(send);
    expect(said.buttons).toContain(cancel);
    await after(UNDO_MS);
    expect((await states()).at(-1)).toBe('waiting');
    await chat.press(person, said, where === 'next' ? send : cancel);
  }
  expect(await states()).toEqual(['queued', 'cancelled', 'cancelled']);
});

test.each(['stop', 'stop it'])(
  '“%s” is of what goes before it is of a phone that is asked about below it',
  async (words) => {
    const { card } = await replied(NIKOLAI);
    const ping = only(await chat.say(NIKOLAI, '/ping +79991112233 until on'));
    await chat.say(NIKOLAI, words);
    expect((await chat.look(ping)).buttons).toEqual(['Stop asking']);
    await after(UNDO_MS);
    expect((await chat.look(card)).text).not.toContain(WORDS.en.goes);
    expect((await states())[0]).toBe('waiting');
  },
);

test.each(['stop', 'no wait'])(
  '“%s” is of that before it is of a question that nobody has answered',
  async (words) => {
    await chat.say(NIKOLAI, '/sms +79995556677');
    const { card } = await replied(NIKOLAI);
    const said = only(await chat.say(NIKOLAI, words));
    expect(said.text).toContain('does not go by itself any more');
    await after(UNDO_MS);
    expect((await chat.look(card)).buttons).toContain('Send');
  },
);

test.each([
  { words: 'stop', text: 'Your order is ready', says: 'does not go by itself any more', ...WORDS.en },
  { words: 'стоп', text: 'Ваш заказ готов', says: 'само больше не уйдёт', ...WORDS.ru },
])(
  '“$words” below the question that it answered has it wait for a press too',
  async ({ words, text, says, person, send, cancel }) => {
    const question = only(await chat.say(person, '/sms +79995556677'));
    const card = only(await chat.say(person, text, { replyTo: question }));
    const said = only(await chat.say(person, words, { replyTo: question }));
    expect(said.text).toContain(says);
    expect(said.buttons).toEqual(expect.arrayContaining([send, cancel]));
    await after(UNDO_MS);
    expect(await states()).toEqual(['waiting']);
    await chat.press(person, said, send);
    expect((await chat.look(card)).text).toContain(text);
    expect(await states()).toEqual(['queued']);
    // Nothing waits any more, so it is of the question.
    expect(only(await chat.say(person, words, { replyTo: question })).card.kind).toBe('problem');
  },
);

test.each([
  { words: 'oops', text: 'Come tomorrow', says: 'does not go by itself any more', ...WORDS.en },
  { words: 'отмена', text: 'Приходите завтра', says: 'само больше не уйдёт', ...WORDS.ru },
])('“$words” below a card of nobody has it wait for a press too', async ({ words, text, says, person }) => {
  const help = only(await chat.say(person, '/help'));
  await replied(person, text);
  const said = only(await chat.say(person, words, { replyTo: help }));
  expect(said.text).toContain(says);
  await after(UNDO_MS);
  expect(await states()).toEqual(['waiting']);
});

test.each(LANGUAGES)(
  'an edit of it calls it off and goes in its place, whatever it is by then: $undo',
  async ({ person, goes, not }) => {
    const asked = await incomingIn(chat, person.id, { text: 'Какой адрес?' });
    const message = chat.message(person, 'Свободы 64', { replyTo: asked });
    const card = only((await chat.update({ message })).cards);
    const edit = (text: string) =>
      chat.update({ edited_message: { ...message, text, edit_date: message.date + 2 } });
    const instead = only((await edit('Свободы 46')).cards);
    expect((await chat.look(card)).text).toContain(not);
    expect(instead.text).toContain('Свободы 46');
    expect(instead.text).toContain(goes);
    await edit('Свободы 64');
    await edit('Свободы 46, второй этаж');
    await after(UNDO_MS);
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled', 'queued']);
    expect((await messages()).at(-1)).toMatchObject({ text: 'Свободы 46, второй этаж' });
    expect(only((await edit('Свободы 48')).cards).card.kind).toBe('notice');
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled', 'queued']);
  },
);

test('an edit of words that wait for [Send] is what waits then', async () => {
  const asked = await incomingIn(chat, GROUP, { text: 'Where?' });
  const message = chat.message(NIKOLAI, 'Main street 64', { chat: GROUP, replyTo: asked });
  await chat.update({ message });
  const edited_message = { ...message, text: 'Main street 46', edit_date: message.date + 2 };
  const { cards } = await chat.update({ edited_message });
  expect(only(cards).buttons).toContain('Отправить');
  expect(await states()).toEqual(['cancelled', 'waiting']);
  expect((await messages()).at(-1)).toMatchObject({ text: 'Main street 46' });
});

test('an edit of an answer that goes in a moment answers the same question', async () => {
  await chat.say(NIKOLAI, '/sms +79991234567');
  const message = chat.message(NIKOLAI, 'Your order is ready at 64');
  await chat.update({ message });
  await chat.update({
    edited_message: { ...message, text: 'Your order is ready at 46', edit_date: message.date + 2 },
  });
  await after(UNDO_MS);
  expect(await states()).toEqual(['cancelled', 'queued']);
  expect((await messages()).at(-1)).toMatchObject({ text: 'Your order is ready at 46', to: '79991234567' });
});

test('in a group it waits so where its writer has taken the conversation', async () => {
  const asked = await incomingIn(chat, GROUP, { text: 'Когда можно прийти?', talk: true });
  await chat.press(NIKOLAI, asked, 'Беру', GROUP);
  const card = only(await chat.say(NIKOLAI, 'Приходите завтра', { chat: GROUP, replyTo: asked }));
  expect(card.text).toContain(WORDS.ru.goes);
  const said = only(await chat.say(NIKOLAI, 'не туда', { chat: GROUP, replyTo: asked }));
  expect(said.buttons).toContain('Отмена');
});

test('with 0 a reply goes at once', async () => {
  const atOnce = await chatForTest({ undoSend: 0 });
  const asked = await incomingIn(atOnce, OLGA.id, { text: 'Когда можно прийти?' });
  expect(only(await atOnce.say(OLGA, 'Завтра', { replyTo: asked })).text).toContain('в очереди');
});
