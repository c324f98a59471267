import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readFile } from '../../../../src/store/chats/files.ts';
import { forgetMessages } from '../../../../src/store/person/forget-messages.ts';
import { FIRST as BEGINNING } from '../../../../src/store/person/forgetting.ts';
import { become } from '../../../support/become.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  type Shown,
} from '../../../support/chat.ts';
import { statesOf } from '../../../support/states.ts';
import { fileOf } from '../../../support/tables.ts';

const HOUR_MS = 3600 * 1000;
const FOUND = {
  imsi: '250020000000001',
  msc: '79232510066',
  mcc: '250',
  mnc: '02',
  country: 'Russia',
  network: 'MegaFON',
  roamingCountry: null,
  roamingNetwork: null,
};

let chat: ChatForTest;
beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest({ hlrCache: 24 * HOUR_MS });
  await chat.let(NIKOLAI, 'viewer');
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const end = (card: Shown, state: 'delivered' | 'undelivered' = 'delivered') =>
  become(
    chat.store.db,
    {
      state,
      error: state === 'delivered' ? 0 : 6,
      cost: 2_000,
      ready_at: null,
      accepted_at: Date.now(),
      ended_at: Date.now(),
      lookup: JSON.stringify(FOUND),
      operator: 'MegaFON',
    },
    { card: card.card.id },
  );

const say = async (line: string, person = NIKOLAI, saying = {}) => only(await chat.say(person, line, saying));

/** Numbers that were looked up just now. */
async function looked(line: string): Promise<void> {
  const card = await say(line);
  const [label = ''] = card.buttons;
  if (label.startsWith('Look up')) await chat.press(NIKOLAI, card, label);
  await end(card);
}

/** It is asked about anew, and cannot be reached. */
async function failed(): Promise<void> {
  const anew = only((await chat.press(NIKOLAI, await say('/hlr +79231112233'), 'Ask anew')).cards);
  await end(anew, 'undelivered');
}

const numbers = (n: number, from = 10) =>
  Array.from({ length: n }, (_, nth) => `+792311122${from + nth}`).join(' ');

test('a number that was looked up within the time is shown with its age and what was saved, and asked about by nobody', async () => {
  await looked('/hlr +79231112233');
  vi.setSystemTime(Date.now() + 3 * HOUR_MS);
  const card = await say('/hlr 8 923 111-22-33');
  expect(card.text.split('\n')).toEqual([
    '🔎 HLR +7 923 111-22-33 ✅ reachable',
    '🗂 As it was answered 3 h ago, not asked again · saved 0.20 RUB',
    'Home network: Russia · MegaFON (250 02)',
    'Not roaming',
    'IMSI 250020000000001 · MSC 79232510066',
  ]);
  expect([card.buttons, card.view.atRest]).toEqual([['Ask anew'], true]);
  expect(await statesOf(chat.store.db)).toEqual(['delivered']);

  const anew = only((await chat.press(NIKOLAI, card, 'Ask anew')).cards);
  expect(anew.text).toContain('⏳ queued');
  expect(await statesOf(chat.store.db)).toEqual(['delivered', 'queued']);
  expect((await chat.press(NIKOLAI, card, 'Ask anew')).cards).toEqual([]);
});

test('in Russian, and in a group without the IMSI', async () => {
  await looked('/hlr +79231112233');
  vi.setSystemTime(Date.now() + 5 * 60_000);
  const { text } = await say('/hlr +79231112233', OLGA, { chat: GROUP });
  expect(text).toContain(
    '🔎 HLR +7 923 111-22-33 ✅ доступен\n🗂 Это ответ 5 мин назад, новый запрос не отправлен · сэкономлено 0,20 RUB\n',
  );
  expect(text).not.toContain('250020000000001');
});

test.each([
  ['an older one', async () => void vi.setSystemTime(Date.now() + 24 * HOUR_MS + 1), '/hlr +79231112233'],
  ['one after which it could not be reached', failed, '/hlr +79231112233'],
  ['a ping', async () => {}, '/ping +79231112233'],
])('%s does not stand for a new one', async (_, then, line) => {
  await looked('/hlr +79231112233');
  await then();
  expect((await say(line)).text).toContain('⏳ queued');
});

test('of a list only what is not known is asked about, once a person says so', async () => {
  await looked(`/hlr ${numbers(3)}`);
  const card = await say(`/hlr ${numbers(5)}`);
  expect(card.text.split('\n')).toEqual([
    '🔎 HLR → 5 numbers: +7 923 111-22-13, +7 923 111-22-14',
    '🗂 3 numbers are not asked about again: their answers are at most 24 h old · saved 0.60 RUB',
    'About 0.40 RUB, by the last prices',
    '✋ Ask the network?',
  ]);
  expect(card.buttons).toEqual(['Look up 2', 'Cancel']);
  await chat.press(NIKOLAI, card, 'Look up 2');
  await end(card);
  const ended = await chat.look(card);
  expect(ended.text.match(/✅ \+7 923 111-22-1\d reachable/g)).toHaveLength(5);
  expect(ended.text).toContain('\nCost: 0.40 RUB');
  expect(ended.buttons).toEqual(['As file', 'Ask anew 3']);
  const anew = only((await chat.press(NIKOLAI, ended, 'Ask anew 3')).cards);
  expect([anew.text.split('\n')[0], anew.buttons]).toEqual([
    '🔎 HLR → 3 numbers: +7 923 111-22-10, +7 923 111-22-11, +7 923 111-22-12',
    ['Look up 3', 'Cancel'],
  ]);
});

test.each([
  [NIKOLAI, 'Not asked (2): 12 (too short), foo (no contact of that name)'],
  [OLGA, 'Без запроса (2): 12 (слишком короткий), foo (нет такого контакта)'],
])('of a list that is known what is no number is named, too', async (person, words) => {
  await looked(`/hlr ${numbers(2)}`);
  expect((await say(`/hlr ${numbers(2)}, foo, 12`, person)).text).toContain(words);
});

test('a table of which everything is known costs nothing, and its file says what is from earlier answers', async () => {
  await looked(`/hlr ${numbers(30)}`);
  const file = fileOf('base.csv', numbers(30).replaceAll(' ', '\n'));
  const card = only(
    await chat.say(OLGA, '', { message: { text: undefined, caption: '/hlr', ...file } as never }),
  );
  expect(card.text.split('\n')).toEqual([
    '🔎 HLR → base.csv · 30 номеров из 30 строк',
    '🗂 30 номеров без новых запросов: ответы не старше 24 ч · сэкономлено 6,00 RUB',
    '✅ 30 × доступен',
    'Операторы: MegaFON 30',
    'Страны: Russia 30',
  ]);
  expect(card.buttons).toEqual(['Файлом', 'Спросить заново 30']);
  expect(card.view.atRest).toBe(true);
  const { cards } = await chat.press(OLGA, card, 'Файлом');
  const csv = cards.find(({ view }) => view.as === 'file' && view.file?.name.endsWith('.csv'));
  if (csv?.view.as !== 'file' || !csv.view.file) throw new Error('no file');
  const lines = (await buffer(readFile(chat.store.db, csv.view.file.id))).toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(31);
  expect(lines[1]).toMatch(/^79231112210;доступен \(прежний ответ\);0;Russia;.*;$/);
});

test('a table of which some is known asks about the rest, whatever column is read anew', async () => {
  await looked(`/hlr ${numbers(2)}`);
  const table = `Phone;Other\n${numbers(4)
    .split(' ')
    .map((one, nth) => `${one};+7916123456${nth}`)
    .join('\n')}`;
  const file = fileOf('base.csv', table);
  const card = only(
    await chat.say(NIKOLAI, '', { message: { text: undefined, caption: '/hlr', ...file } as never }),
  );
  expect([card.text.split('\n')[0], card.buttons[0]]).toEqual([
    '🔎 HLR → base.csv · 4 numbers of 4 rows',
    'Look up 2',
  ]);
  await chat.press(NIKOLAI, card, 'Another column');
  const anew = await chat.look(card);
  expect([anew.text, anew.buttons[0]]).toEqual([expect.not.stringContaining('🗂'), 'Look up 4']);
});

test('what is forgotten is shown no more', async () => {
  await looked('/hlr +79231112233');
  const card = await say('/hlr +79231112233');
  await chat.store.db.updateTable('orders').set({ forgotten_at: 1 }).execute();
  // What was asked about may be repeated for a while.
  vi.setSystemTime(Date.now() + 240 * HOUR_MS);
  await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
  const sought = { before: Date.now(), after: BEGINNING, now: Date.now() };
  await chat.store.write((tx) => forgetMessages(tx, sought));
  expect((await chat.look(card)).text).toBe('🗑 What stood here is not kept any more.');
  expect((await chat.look(card)).buttons).toEqual([]);
});
