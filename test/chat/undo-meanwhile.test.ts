import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { type Desk, deskFor } from '../support/desk.ts';
import { incomingIn } from '../support/incoming.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';

/** A Friday, 15:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 12);
const UNDO_MS = 5_000;
const settings = { ...SETTINGS, undoSend: UNDO_MS };

/* What happens to a customer, a team member or a chat while a reply can be taken back. */

let chat: ChatForTest;
let desk: Desk;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest({ undoSend: UNDO_MS });
  desk = deskFor(chat);
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
});
afterEach(() => {
  vi.useRealTimers();
});

const states = () => statesOf(chat.store.db);

/** So long afterwards, with what is due by then done. */
async function after(ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await doJobs(chat.store, [releaseWork(settings)]);
  await desk.follow(Date.now());
}

const asks = async (text: string) => only(await desk.receive(text, { at: Date.now() }));
const queue = async () => only(await chat.say(OLGA, '/queue', { chat: GROUP }));
const NOBODY = '✅ Ответа никто не ждёт.';

/** A customer's SMS in a group, taken by Nikolai, and his reply to it. */
async function replied(text = 'Приходите завтра') {
  const asked = await asks('Когда можно прийти?');
  await chat.press(NIKOLAI, asked, 'Беру', GROUP);
  vi.setSystemTime(NOW + 60_000);
  const card = only(await chat.say(NIKOLAI, text, { chat: GROUP, replyTo: asked }));
  expect(card.buttons).toContain('Не отправлять');
  return { asked, card };
}

test('who is to be answered waits until it has gone, and goes on waiting where it is taken back', async () => {
  const { asked, card } = await replied();
  const list = await queue();
  expect(list.text).toContain('«Когда можно прийти?»');
  await chat.press(NIKOLAI, card, 'Не отправлять', GROUP);
  await after(UNDO_MS);
  expect((await chat.look(list)).text).toContain('«Когда можно прийти?»');
  expect((await chat.look(asked)).text).not.toContain('завтра');
  vi.setSystemTime(Date.now() + 60_000);
  const again = only(await chat.say(NIKOLAI, 'Приходите в среду', { chat: GROUP, replyTo: asked }));
  await after(UNDO_MS);
  expect((await chat.look(list)).text).toContain('«Когда можно прийти?»');
  await desk.leaves(again);
  await after(1_000);
  expect((await chat.look(list)).text).toBe(NOBODY);
  expect(await states()).toEqual(['cancelled', 'accepted']);
});

test('what is asked while it can be taken back is not answered by it', async () => {
  const { card } = await replied();
  vi.setSystemTime(Date.now() + 2_000);
  await asks('И адрес подскажите');
  await after(UNDO_MS);
  await desk.leaves(card);
  await after(60_000);
  const list = await queue();
  expect(list.text).toMatch(/ · 1 мин · «И адрес подскажите»/);
  const last = await asks('Алло?');
  expect((await chat.look(list)).text).toContain('ждёт ответа 1 человек');
  vi.setSystemTime(Date.now() + 30_000);
  const reply = only(await chat.say(NIKOLAI, 'Свободы 46', { chat: GROUP, replyTo: last }));
  await after(UNDO_MS);
  await desk.leaves(reply);
  await after(1_000);
  expect((await chat.look(list)).text).toBe(NOBODY);
});

test('it goes where its conversation is done, or anybody’s again, by then', async () => {
  const { asked, card } = await replied();
  await chat.press(NIKOLAI, asked, 'Готово', GROUP);
  await after(UNDO_MS);
  expect(await states()).toEqual(['queued']);
  await desk.leaves(card);
  await after(1_000);
  expect((await queue()).text).toBe(NOBODY);
  const next = await asks('А в среду?');
  await chat.press(NIKOLAI, next, 'Беру', GROUP);
  vi.setSystemTime(Date.now() + 60_000);
  await chat.say(NIKOLAI, 'Да', { chat: GROUP, replyTo: next });
  await chat.press(NIKOLAI, next, 'Вернуть', GROUP);
  await after(UNDO_MS);
  expect(await states()).toEqual(['accepted', 'queued']);
});

test('it goes where its group has become a supergroup by then, and can be taken back there', async () => {
  const { asked, card } = await replied();
  const other = only(await chat.say(NIKOLAI, 'Сегодня до шести', { chat: GROUP, replyTo: asked }));
  const message = chat.message(OLGA, '', { chat: GROUP });
  const moved = { ...message, text: undefined, migrate_to_chat_id: -2002 };
  const { cards } = await chat.update({ message: moved });
  const there = cards.filter(({ text }) => text.includes('Сегодня до шести'));
  await chat.press(NIKOLAI, only(there), 'Не отправлять');
  await after(UNDO_MS);
  expect(await states()).toEqual(['queued', 'cancelled']);
  expect((await chat.look(card)).text).toContain('в очереди');
  expect((await chat.look(other)).text).toContain('отменено');
});

const fates = async () =>
  (await ordered(chat.store.db).orderBy('messages.id').execute().then(messagesFrom)).map(
    ({ state, request }) => `${state}: ${'text' in request ? request.text : ''}`,
  );

/** A reply in private as Telegram delivers it, and its edits. */
async function edited(person = NIKOLAI) {
  const asked = await incomingIn(chat, person.id, { text: 'Which address?' });
  vi.setSystemTime(Date.now() + 60_000);
  const message = chat.message(person, 'Main street 64', { replyTo: asked });
  const card = only((await chat.update({ message }, 9_000)).cards);
  const edit = (text: string, changes: object = {}) => ({
    edited_message: { ...message, text, edit_date: message.date + 2, ...changes },
  });
  return { asked, message, card, edit };
}

test('an edit, or the message before it, that Telegram delivers again sends nothing more', async () => {
  const { message, edit } = await edited();
  const first = edit('Main street 46');
  for (const id of [9_001, 9_001, 9_002]) await chat.update(first, id);
  expect((await chat.update({ message }, 9_000)).cards).toEqual([]);
  await after(UNDO_MS);
  await chat.update(first, 9_001);
  expect(await fates()).toEqual(['cancelled: Main street 64', 'queued: Main street 46']);
});

test('of two edits in one second the last one goes, and nothing else', async () => {
  const { edit } = await edited();
  await chat.updates([edit('Main street 46'), edit('Main street 46, left door')]);
  await after(UNDO_MS);
  expect(await fates()).toEqual([
    'cancelled: Main street 64',
    'cancelled: Main street 46',
    'queued: Main street 46, left door',
  ]);
});

test.each([
  { text: '/help', kind: 'help' },
  { text: '/sms', kind: 'question' },
  { text: ' ', kind: 'notice' },
])('an edit that makes “$text” of it sends the customer neither', async ({ text, kind }) => {
  const { card, edit } = await edited();
  const { cards } = await chat.update(edit(text));
  expect(only(cards).card.kind).toBe(kind);
  expect((await chat.look(card)).text).toContain('cancelled, not sent');
  await after(UNDO_MS);
  expect(await fates()).toEqual(['cancelled: Main street 64']);
});

test.each([
  { person: NIKOLAI, undo: 'Do not send', says: 'was cancelled, and does not go' },
  { person: OLGA, undo: 'Не отправлять', says: 'отменено и не уйдёт' },
])('an edit of what was taken back sends nothing, and says so: $undo', async ({ person, undo, says }) => {
  const { card, edit } = await edited(person);
  await chat.press(person, card, undo);
  expect(only((await chat.update(edit('Main street 46'))).cards).text).toContain(says);
  await after(UNDO_MS);
  expect(await fates()).toEqual(['cancelled: Main street 64']);
});

test('what is stopped and resumed in its seconds goes at its time, or is taken back', async () => {
  const { asked, card } = await edited();
  const other = only(await chat.say(NIKOLAI, 'Left door', { replyTo: asked }));
  await chat.say(OLGA, '/stop');
  for (const one of [card, other]) {
    expect((await chat.look(one)).buttons).toEqual(['Resume', 'Cancel']);
    await chat.press(NIKOLAI, one, 'Resume');
    expect((await chat.look(one)).buttons).toContain('Do not send');
  }
  await chat.press(NIKOLAI, other, 'Do not send');
  await after(UNDO_MS);
  expect(await fates()).toEqual(['queued: Main street 64', 'cancelled: Left door']);
});

test('its age counts from when it goes; and where nothing ran for longer than that may be, somebody is asked', async () => {
  const { asked, card } = await edited();
  await after(UNDO_MS);
  const { fresh_at } = await chat.store.db
    .selectFrom('messages')
    .select('fresh_at')
    .executeTakeFirstOrThrow();
  expect(fresh_at).toBe(Date.now());
  expect((await chat.look(card)).text).toContain('queued');
  const other = only(await chat.say(NIKOLAI, 'Left door', { replyTo: asked }));
  await after(settings.sendMaxAge + UNDO_MS + 1);
  const { text, buttons } = await chat.look(other);
  expect(text).toContain('waiting for 10 min, so it was not sent by itself. Send it now?');
  expect(buttons).toEqual(['Send now', 'Change', 'Cancel']);
  expect((await fates()).at(-1)).toBe('waiting: Left door');
});
