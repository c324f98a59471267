import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { type Desk, deskFor } from '../support/desk.ts';
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
  await after(1_000);
  const list = await queue();
  expect(list.text).toContain('«И адрес подскажите»');
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
