import { expect, test } from 'vitest';
import { csvLines } from '../../src/chat/csv.ts';
import { phoneReader } from '../../src/chat/grammar/cell.ts';
import { localeFor } from '../../src/chat/locale.ts';
import { unguarded } from '../../src/files/formula.ts';
import { LIMITS } from '../../src/files/refusal.ts';
import { errorLine } from '../../src/log.ts';
import { readOctets } from '../../src/messages/data-coding.ts';
import { bot, botMessages, OLGA as OWNER, until, world } from '../support/bot.ts';
import { chatForTest, OLGA, STRANGER } from '../support/chat.ts';
import { effectsOf, onlySaid } from '../support/effects.ts';
import { EN, RU } from '../support/languages.ts';
import { statesOf } from '../support/states.ts';

/** Far more than any of these takes on a slow machine, far less than what grows with the square of the length (ms). */
const PATIENCE_MS = 15_000;

/** Telegram sends 4,096 characters at most; these are longer, should a server in its place send them. */
const LONG = 100_000;
/** Recipients take longest: each is a number to be read, in every way that it could be meant. */
const MANY = 10_000;
const number = (n: number) => `+7${9_000_000_000 + n}`;
const lines: [name: string, line: string][] = [
  ['10,000 recipients', `/sms ${Array.from({ length: MANY }, (_, n) => number(n)).join(', ')} hi`],
  ['10,000 recipients that are none', `/sms ${'1,'.repeat(MANY)} hi`],
  ['10,000 look-ups', `/hlr ${Array.from({ length: MANY }, (_, n) => number(n)).join(' ')}`],
  ['a line of a million letters', `/sms +79991234567 ${'a'.repeat(1_000_000)}`],
  ['a line of 500,000 spaces', `/sms +79991234567${' '.repeat(500_000)}x`],
  ['100,000 options', `/sms +79991234567 ${'from=A '.repeat(LONG)}`],
  ['100,000 quotes', `/sms +79991234567 comment=${'"'.repeat(LONG)}`],
  ['100,000 line breaks', `/sms${'\n'.repeat(LONG)}`],
  ['100,000 digits', `/sms +${'7'.repeat(LONG)} hi`],
  ['100,000 brackets', `/sms ${'('.repeat(LONG)}${')'.repeat(LONG)} hi`],
  ['a command of 100,000 letters', `/${'a'.repeat(LONG)}`],
  ['100,000 emoji', `/sms +79991234567 ${'👨‍👩‍👧'.repeat(LONG / 5)}`],
];

test.each(lines)('%s are bounded work, and nothing goes out unseen', async (_, line) => {
  const chat = await chatForTest();
  const began = performance.now();
  const { cards } = await effectsOf(chat, () => chat.say(OLGA, line));
  expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
  expect(cards).toHaveLength(1);
  const states = await statesOf(chat.store.db);
  expect(states.filter((state) => state !== 'waiting')).toEqual([]);
  for (const { text } of await chat.say(OLGA, '/people')) expect(text.length).toBeLessThanOrEqual(4096);
});

test('every card that such a line brings about fits into a message', async () => {
  const chat = await chatForTest();
  for (const [, line] of lines) {
    for (const { text } of await chat.say(OLGA, line.slice(0, 4096))) {
      expect(text.length).toBeLessThanOrEqual(4096);
    }
  }
});

test('a stranger’s long line is not even read', async () => {
  const chat = await chatForTest();
  const [, [, line]] = lines as [unknown, [string, string]];
  const began = performance.now();
  expect(await effectsOf(chat, () => chat.say(STRANGER, line))).toEqual(onlySaid('notice stranger'));
  expect(performance.now() - began).toBeLessThan(PATIENCE_MS / 4);
});

test('a paste that a client cuts into hundreds of messages is answered once, not hundreds of times', async () => {
  const chat = await chatForTest();
  const paste = Array.from({ length: 60_000 }, (_, n) => number(n)).join('\n');
  const pieces = paste.match(/[\s\S]{1,4096}(?=\n|$)/g) ?? [];
  expect(pieces.length).toBeGreaterThan(150);
  let cards = 0;
  for (const piece of pieces) cards += (await chat.say(OLGA, piece)).length;
  expect(cards).toBe(1);
}, 60_000);

test('a file is not fetched, however large or small Telegram says it is', async () => {
  const around = await world();
  await bot(around);
  for (const size of [10, 1_000_000]) {
    const file = { name: 'bomb.zip', bytes: Buffer.alloc(size), mimeType: 'application/zip' };
    around.telegram.write(OWNER, { from: OWNER, file, text: '' });
  }
  around.telegram.write(OWNER, { from: OWNER, text: '/error 220' });
  await until(around, () => botMessages(around, OWNER).some(({ text }) => text.includes('220')), 'an answer');
  expect(around.telegram.calls().filter(({ method }) => method === 'getFile')).toEqual([]);
});

/** More often than the time limit of a test allows for what grows with the square of its length. */
const OFTEN = Array.from({ length: 40 });

test('what stands in cells, messages and errors is gone through once, however long it is', () => {
  const reader = phoneReader('RU');
  const inside = ['– ', ' ', ': '].map((beside) => `79991234567 Anna ${beside.repeat(LIMITS.cell / 3)}x`);
  const octets = Buffer.from(`\xff${'\0'.repeat(65_000)}x`, 'latin1');
  const open = new Error('“'.repeat(65_000));
  for (const _ of OFTEN) {
    for (const cell of inside) expect(reader.read(cell)).toMatchObject({ found: [{ to: '79991234567' }] });
    expect(readOctets({ octets, dataCoding: 3, defaultAlphabet: 'gsm' }).text).toHaveLength(octets.length);
    expect(errorLine(open)).toHaveLength(300);
  }
});

const large = { file_id: 'f', file_unique_id: 'u', file_size: 200 * 1024 * 1024 };
test.each([
  ['a file of 200 MB', 'sent-table', { document: { ...large, file_name: 'all.csv' } }],
  ['a voice message', 'sent-voice', { voice: { ...large, duration: 1 } }],
  ['a picture', 'sent-picture', { photo: [] }],
])('%s brings nothing about but an answer', async (_, said, more) => {
  const chat = await chatForTest();
  const message = { text: undefined, ...more } as object;
  expect(await effectsOf(chat, () => chat.say(OLGA, '', { message }))).toEqual(onlySaid(`notice ${said}`));
});

test('an update of any shape is survived: the next one is handled', async () => {
  const around = await world();
  const running = await bot(around);
  const shapes: object[] = [
    {},
    { message: null },
    { message: {} },
    { message: { chat: null, from: null } },
    { message: { message_id: 1, date: 0, chat: { id: OWNER, type: 'private' }, from: { id: OWNER } } },
    { message: { message_id: 1, date: 0, chat: { id: OWNER, type: 'private' }, from: OLGA, text: 7 } },
    { message: { message_id: 'x', date: 'x', chat: { id: 'x' }, from: OLGA, text: '/help' } },
    { callback_query: {} },
    { callback_query: { id: '1', from: OLGA, message: {}, data: 'send:x' } },
    { my_chat_member: {} },
    { edited_message: [] },
    { message: { ...OLGA, reply_to_message: { reply_to_message: {} } } },
  ];
  await running.store.write(async (tx) => {
    for (const [index, shape] of shapes.entries()) {
      await tx.db
        .insertInto('updates')
        .values({
          id: `0000-${String(index).padStart(2, '0')}`,
          bot_id: 1,
          update_id: index,
          received_at: Date.now(),
          body: JSON.stringify({ update_id: index, ...shape }),
          state: 'waiting',
          tries: 0,
        })
        .execute();
    }
    tx.changed('updates');
  });
  around.telegram.write(OWNER, { from: OWNER, text: '/error 220' });
  await until(around, () => botMessages(around, OWNER).some(({ text }) => text.includes('220')), 'an answer');
  expect(await running.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
});

test.each([RU, EN])('no cell of a file in %s can run as a formula', (language) => {
  const cells = [
    '=1+1',
    '+79991234567',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '"=1"',
    ';=1',
    ',=1',
    "'=1",
    '=HYPERLINK("http://x";"y")',
  ];
  const locale = localeFor(language, 'UTC');
  for (const cell of cells) {
    const file = csvLines([[cell, 'next']], locale);
    const separator = language === RU ? ';' : ',';
    const [first = ''] = cellsOf(file, separator);
    expect({ cell, first }).toEqual({ cell, first: expect.not.stringMatching(/^\s*[=+\-@＝＋－＠]/) });
    expect(unguarded(first)).toBe(cell);
  }
});

/** The cells of the first row, as a spreadsheet reads them (RFC 4180). */
function cellsOf(file: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= file.length; ) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(file.slice(at));
    const end = [separator, '\r\n'].map((one) => file.indexOf(one, at)).filter((one) => one >= 0);
    const text = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : file.slice(at, Math.min(...end));
    at += quoted ? quoted[0].length : text.length;
    cells.push(text);
    if (!file.startsWith(separator, at)) return cells;
    at += separator.length;
  }
  return cells;
}
