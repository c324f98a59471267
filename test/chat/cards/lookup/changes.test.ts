import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lookup } from '../../../../src/messages/receipt.ts';
import { readFile } from '../../../../src/store/chats/files.ts';
import { become } from '../../../support/become.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../../../support/chat.ts';

const DAY_MS = 24 * 3600 * 1000;
const HOME: Lookup = {
  imsi: '250020000000001',
  msc: '79232510066',
  mcc: '250',
  mnc: '02',
  country: 'Russia',
  network: 'MegaFON',
  roamingCountry: null,
  roamingNetwork: null,
};
const MTS = { ...HOME, imsi: '250010000000001', mnc: '01', network: 'MTS' };
const ABROAD = { ...HOME, roamingCountry: 'Turkey', roamingNetwork: 'Turkcell' };

let chat: ChatForTest;
beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

/** The numbers' look-ups ended now, and found that. */
const found = (card: Shown, lookup: Lookup, positions?: readonly number[]) =>
  become(
    chat.store.db,
    {
      state: 'delivered',
      error: 0,
      cost: 2_000,
      ready_at: null,
      accepted_at: Date.now(),
      ended_at: Date.now(),
      lookup: JSON.stringify(lookup),
      operator: lookup.network,
    },
    { card: card.card.id, ...(positions ? { positions } : {}) },
  );

async function lookUp(line: string, lookup: Lookup, person = NIKOLAI, chatId = person.id): Promise<Shown> {
  const [card] = await chat.say(person, line, { chat: chatId });
  if (!card) throw new Error('no card');
  const send = card.buttons[0] ?? '';
  if (send.startsWith('Look up') || send.startsWith('Запросить')) await chat.press(person, card, send);
  await found(card, lookup);
  return chat.look(card);
}

test('a look-up that finds another SIM card and another operator than the last one says so first', async () => {
  const first = await lookUp('/hlr +79231112233', HOME);
  expect(first.text).not.toMatch(/⚠️/);
  vi.setSystemTime(Date.now() + 3 * DAY_MS);
  expect((await lookUp('/hlr +79231112233', MTS)).text.split('\n').slice(0, 4)).toEqual([
    '🔎 HLR +7 923 111-22-33 ✅ reachable',
    '⚠️ another SIM card than 3 days ago: codes by SMS are not safe',
    '⚠️ now MTS (3 days ago: MegaFON)',
    'Home network: Russia · MTS (250 01)',
  ]);
  vi.setSystemTime(Date.now() + 300_000);
  const third = await lookUp('/hlr +79231112233', HOME, OLGA);
  expect(third.text).toContain('⚠️ другая SIM-карта, чем 5 мин назад: коды по SMS небезопасны\n');
  expect(third.text).toContain('⚠️ теперь MegaFON (5 мин назад: MTS)\n');
  // The card before it tells what it told.
  expect((await chat.look(first)).text).toBe(first.text);
});

test('roaming that begins and ends is said, and a look-up in vain between makes no difference', async () => {
  await lookUp('/hlr +79231112233', HOME);
  const failed = await lookUp('/hlr +79231112233', HOME);
  const nothing = { ...HOME, imsi: null, mcc: null, mnc: null, country: null, network: null };
  await become(
    chat.store.db,
    { state: 'undelivered', error: 6, lookup: JSON.stringify(nothing), operator: null },
    { card: failed.card.id },
  );
  expect((await lookUp('/hlr +79231112233', ABROAD)).text).toContain('\n✈ roaming now: Turkey · Turkcell\n');
  expect((await lookUp('/hlr +79231112233', HOME)).text).toContain(
    '\n🏠 back from roaming: Turkey · Turkcell\n',
  );
});

test('of a few numbers each says what has changed, of more they are named below the table', async () => {
  const numbers = (n: number) => Array.from({ length: n }, (_, nth) => `+792311122${10 + nth}`).join(' ');
  await lookUp(`/hlr ${numbers(3)}`, HOME);
  const few = await lookUp(`/hlr ${numbers(3)}`, ABROAD);
  expect(few.text).toContain(
    '✅ +7 923 111-22-10 reachable\n     Russia · ✈ Turkey · Turkcell · MegaFON (250 02)\n     ✈ roaming now: Turkey · Turkcell\n',
  );
  const more = await lookUp(`/hlr ${numbers(7)}`, MTS);
  expect(more.text).toContain(
    '⚠️ 3 × another SIM card, codes by SMS are not safe: +7 923 111-22-10, +7 923 111-22-11, +7 923 111-22-12\n' +
      '⚠️ 3 × another operator: +7 923 111-22-10,',
  );
});

test('many look-ups end in a summary by operator, country and roaming, with who has changed; the file says of each', async () => {
  const numbers = Array.from({ length: 60 }, (_, nth) => `+792311122${10 + nth}`).join(' ');
  await lookUp(`/hlr ${numbers}`, HOME);
  const card = await lookUp(`/hlr ${numbers}`, HOME, OLGA);
  await found(card, MTS, [0, 1, 2, 3, 4, 5]);
  await found(card, ABROAD, [6, 7]);
  const { text } = await chat.look(card);
  expect(text.split('\n')).toEqual([
    '🔎 HLR → 60 номеров',
    '✅ 60 × доступен',
    '⚠️ 6 × другая SIM-карта, коды по SMS небезопасны: +7 923 111-22-10, +7 923 111-22-11, +7 923 111-22-12, +7 923 111-22-13, +7 923 111-22-14 и ещё 1',
    '⚠️ 6 × другой оператор: +7 923 111-22-10, +7 923 111-22-11, +7 923 111-22-12, +7 923 111-22-13, +7 923 111-22-14 и ещё 1',
    '✈ 2 × теперь в роуминге: +7 923 111-22-16, +7 923 111-22-17',
    'Операторы: MegaFON 54, MTS 6',
    'Страны: Russia 60',
    'В роуминге 2: Turkey 2',
    'Стоимость: 12,00 RUB',
  ]);
  const { cards } = await chat.press(OLGA, card, 'Файлом');
  const csv = cards.find(({ view }) => view.as === 'file' && view.file?.name.endsWith('.csv'));
  if (csv?.view.as !== 'file' || !csv.view.file) throw new Error('no file');
  const lines = (await buffer(readFile(chat.store.db, csv.view.file.id))).toString().split('\r\n');
  expect(lines[0]).toContain(';MSC;Что изменилось;Id;');
  expect(lines[1]).toContain(
    ';другая SIM-карта, чем 1 мин назад: коды по SMS небезопасны, теперь MTS (1 мин назад: MegaFON)',
  );
  expect(lines[20]).not.toContain('SIM');
});

test('in a group that did not ask for them numbers are not named', async () => {
  const numbers = Array.from({ length: 21 }, (_, nth) => `+792311122${10 + nth}`).join(' ');
  await lookUp(`/hlr ${numbers}`, HOME);
  const card = await lookUp(`/hlr ${numbers}`, MTS, OLGA, GROUP);
  expect((await chat.look(card)).text).toContain('+7 923 111-22-10');
  await chat.store.db.updateTable('orders').set({ chat_id: -2 }).execute();
  expect((await chat.look(card)).text).toMatch(/другой оператор: \+7 923 \*\*\*-22-10,/);
});
