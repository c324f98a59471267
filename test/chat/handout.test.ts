import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TEAM, writeContacts } from '../../src/store/book/contacts.ts';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { fileOf, sendFile } from '../support/tables.ts';
import { ANN, chatOfThree } from '../support/team.ts';

const BEGAN = new Date('2026-11-23T11:00:00Z');
const DAY_MS = 24 * 3_600_000;

let chat: ChatForTest;
beforeEach(() => begin(100));
afterEach(() => {
  vi.useRealTimers();
});

async function begin(above: number | null): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGAN });
  chat = await chatOfThree({ approve: { ...SETTINGS.approve, above } });
}

/** A list of so many, which somebody looks at before it goes. */
async function listed(person: User, n: number, chatId = GROUP) {
  const rows = Array.from({ length: n }, (_, row) => `+${79_991_230_000 + row}\n`).join('');
  return only(await sendFile(chat, person, '/bulk Sale', fileOf('list.csv', rows), { chat: chatId }));
}

/** Who presses [As file] below it, and what comes of that. */
async function asksForFile(person: User, n = 51) {
  const card = await listed(person, n);
  const label = card.buttons.find((one) => ['Номера', 'Numbers'].includes(one)) ?? '';
  const { cards } = await chat.press(person, card, label);
  const inChatOf = (id: number) => only(cards.filter(({ card: { chat_id } }) => chat_id === id));
  return { cards, inChatOf };
}

test.each([
  {
    asker: NIKOLAI,
    other: OLGA,
    own: '📄 A file · 📤 SMS · 51 rows\n✋ waiting for a second person (until 24 Nov 14:00)',
    ownButtons: ['Cancel'],
    told: 'Nikolai: нужен второй человек, чтобы получить файл · 📤 SMS · 51 строка · в группе «Alerts»',
    buttons: ['Подтвердить', 'Отклонить'],
    toast: 'Подтверждено.',
    approved: '✔ approved by Olga, 14:00:00',
    settled: '✔ подтверждено: Olga, 14:00:00',
    caption: '📤 SMS · 51 recipients',
  },
  {
    asker: OLGA,
    other: NIKOLAI,
    own: '📄 Файл · 📤 SMS · 51 строка\n✋ ждёт второго человека (до 24 нояб. 14:00)',
    ownButtons: ['Отмена'],
    told: 'Olga asks for a second person, to be given a file · 📤 SMS · 51 rows · “Alerts”',
    buttons: ['Approve', 'Reject'],
    toast: 'Approved.',
    approved: '✔ подтверждено: Nikolai, 14:00:00',
    settled: '✔ approved by Nikolai, 14:00:00',
    caption: '📤 SMS · 51 получатель',
  },
])('$asker.first_name gets a file of over 50 numbers once somebody else has approved that', async (words) => {
  const { asker, other } = words;
  const { cards, inChatOf } = await asksForFile(asker);
  expect(cards.map(({ view }) => view.as)).toEqual(['text', 'text', 'text']);
  const mine = inChatOf(asker.id);
  expect([mine.text, mine.buttons]).toEqual([words.own, words.ownButtons]);
  const theirs = inChatOf(other.id);
  expect(theirs.text.split('\n')[0]).toBe(words.told);
  expect(theirs.buttons).toEqual(words.buttons);

  const { toast, cards: made } = await chat.press(other, theirs, words.buttons[0] ?? '');
  expect(toast).toBe(words.toast);
  const file = only(made);
  expect(file.card.chat_id).toBe(asker.id);
  expect([file.view.as, file.text]).toEqual(['file', words.caption]);
  expect((await chat.look(mine)).text).toContain(words.approved);
  const settled = await chat.look(theirs);
  expect(settled.text).toContain(words.settled);
  expect(settled.buttons).toEqual([]);
});

test.each([
  ['50 numbers', 50, 100],
  ['51 where nothing needs a second person', 51, null],
])('%s go to their asker at once', async (_, n, above) => {
  await begin(above);
  const { cards } = await asksForFile(NIKOLAI, n);
  expect(only(cards)).toMatchObject({ card: { chat_id: NIKOLAI.id }, view: { as: 'file' } });
});

test('a chat that wants a second person for what goes to many wants one for its files, and other chats do not', async () => {
  await begin(null);
  await chat.say(OLGA, '/settings approve 100', { chat: GROUP });
  expect((await asksForFile(NIKOLAI)).cards.map(({ view }) => view.as)).toEqual(['text', 'text', 'text']);
  const card = await listed(NIKOLAI, 51, NIKOLAI.id);
  expect(card.buttons).not.toContain('Numbers');
});

test.each([
  [NIKOLAI, 'Contacts', '/contact export'],
  [OLGA, 'Контакты', '/contact export'],
  [NIKOLAI, 'Stop list', '/stoplist export'],
])('the table of %# needs a second person', async (person, title, line) => {
  const numbers = Array.from({ length: 51 }, (_, n) => `+${79_991_230_000 + n}`);
  await chat.say(OLGA, `/stoplist add ${numbers.join(', ')}`);
  await chat.store.write(async (tx) => {
    const of = { owner: TEAM, fields: {}, madeBy: OLGA.id };
    const contacts = numbers.map((name) => ({ ...of, key: name, name, number: name.slice(1) }));
    await writeContacts(tx, contacts, Date.now());
  });
  const cards = await chat.say(person, line);
  expect(cards.map(({ view }) => view.as)).toEqual(['text', 'text', 'text']);
  expect(cards.find(({ card }) => card.chat_id === person.id)?.text).toContain(title);
});

test('once one of several has rejected it, nobody can approve it, and its asker reads who it was', async () => {
  const { inChatOf } = await asksForFile(NIKOLAI);
  await chat.press(OLGA, inChatOf(OLGA.id), 'Отклонить');
  const late = await chat.press(ANN, inChatOf(ANN.id), 'Approve');
  expect(late.cards).toEqual([]);
  const mine = await chat.look(inChatOf(NIKOLAI.id));
  expect([mine.text.split('\n')[1], mine.buttons]).toEqual(['✖ rejected by Olga, 14:00:00', []]);
  const record = await chat.store.db.selectFrom('actions').select(['what', 'actor_id']).execute();
  expect(record).toContainEqual({ what: 'press reject', actor_id: String(OLGA.id) });
});

test('its asker can take it back, and then nobody can approve it', async () => {
  const { inChatOf } = await asksForFile(NIKOLAI);
  await chat.press(NIKOLAI, inChatOf(NIKOLAI.id), 'Cancel');
  expect((await chat.press(ANN, inChatOf(ANN.id), 'Approve')).cards).toEqual([]);
  expect((await chat.look(inChatOf(ANN.id))).text).toContain('cancelled before anybody decided');
});

test('after a day nobody can approve it any more, and the cards say so by themselves', async () => {
  const { inChatOf } = await asksForFile(NIKOLAI);
  const mine = inChatOf(NIKOLAI.id);
  expect(mine.view.changesAt).toBe(BEGAN.getTime() + DAY_MS);
  vi.setSystemTime(BEGAN.getTime() + DAY_MS);
  expect((await chat.press(ANN, inChatOf(ANN.id), 'Approve')).cards).toEqual([]);
  const shown = await chat.look(mine);
  expect([shown.text.split('\n')[1], shown.buttons]).toEqual(['✖ nobody had approved it by 14:00', []]);
});

test.each([
  [OLGA, 'файл никто не подтвердил вовремя: не выдан · в группе «Alerts»'],
  [NIKOLAI, 'nobody approved a file in time: it was not given · “Alerts”'],
])('that nobody approved a file in time stands in /audit of %o, once', async (reader, line) => {
  await chat.let(NIKOLAI, 'admin');
  const { inChatOf } = await asksForFile(ANN);
  const settled = await asksForFile(ANN, 52);
  await chat.press(OLGA, settled.inChatOf(OLGA.id), 'Отклонить');
  const audit = async () => only(await chat.say(reader, '/audit')).text.split(line).length - 1;
  expect(await audit()).toBe(0);
  vi.setSystemTime(BEGAN.getTime() + DAY_MS);
  await chat.say(reader, '/help');
  expect(await audit()).toBe(1);
  expect((await chat.look(inChatOf(ANN.id))).text).toContain('nobody had approved it');
});

test('who may approve nothing any more cannot approve it, and who lost their role does not get it', async () => {
  const { inChatOf } = await asksForFile(NIKOLAI);
  await chat.say(OLGA, `/revoke ${ANN.id}`);
  expect((await chat.press(ANN, inChatOf(ANN.id), 'Approve')).cards).toEqual([]);
  await chat.say(OLGA, `/revoke ${NIKOLAI.id}`);
  const { cards } = await chat.press(OLGA, inChatOf(OLGA.id), 'Подтвердить');
  expect(cards.filter(({ view }) => view.as === 'file')).toEqual([]);
});

test('where nobody else may send, its asker is told what to do about that', async () => {
  for (const { id } of [NIKOLAI, ANN]) await chat.say(OLGA, `/revoke ${id}`);
  const { cards } = await asksForFile(OLGA);
  expect(only(cards).text).toContain('роль даёт владелец или администратор командой /grant');
});

test('the rows of a table that are not sent are such a file too', async () => {
  const rows = Array.from({ length: 60 }, (_, row) => `+${79_991_230_000 + (row % 5)}\n`).join('');
  const card = only(await sendFile(chat, NIKOLAI, '/bulk Sale', fileOf('list.csv', rows), { chat: GROUP }));
  const label = card.buttons.find((one) => ['Файлом', 'As file'].includes(one)) ?? '';
  const { cards } = await chat.press(ANN, card, label);
  expect(cards.map(({ card: { kind } }) => kind)).toEqual(['handout', 'handout', 'handout']);
  const [mine] = cards.filter(({ card: { chat_id } }) => chat_id === ANN.id);
  expect(mine?.text).toContain('Rows that are not sent · 55 rows');
  const olgas = only(cards.filter(({ card: { chat_id } }) => chat_id === OLGA.id));
  expect(olgas.text).toContain('Строки, по которым ничего не уйдёт · 55 строк');
  const { cards: made } = await chat.press(OLGA, olgas, 'Подтвердить');
  expect(only(made).card).toMatchObject({ chat_id: ANN.id, kind: 'unsent' });
});
