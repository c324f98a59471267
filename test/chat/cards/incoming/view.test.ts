import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { viewOf } from '../../../../src/chat/cards/index.ts';
import type { Language } from '../../../../src/chat/locale.ts';
import { TEXT_LIMIT } from '../../../../src/chat/show/view.ts';
import type { Unread } from '../../../../src/messages/data-coding.ts';
import type { Card } from '../../../../src/store/chats/cards.ts';
import { readFile } from '../../../../src/store/chats/files.ts';
import { joinUnfinished, storeIncoming } from '../../../../src/store/talks/incoming.ts';
import { chatForTest, NIKOLAI, OLGA, SETTINGS, type Shown } from '../../../support/chat.ts';
import { incomingSms } from '../../../support/incoming-sms.ts';
import { EN, RU } from '../../../support/languages.ts';
import { longPart } from '../../../support/parts.ts';

const AT = Date.UTC(2026, 0, 15, 11, 3, 12);

async function shown(
  parts: readonly (string | null)[],
  language: Language,
  { now = AT, unread = [] as readonly Unread[] } = {},
): Promise<string> {
  const { store } = await chatForTest();
  const id = await store.write(async (tx) => {
    for (const [index, text] of parts.entries()) {
      if (text === null) continue;
      const part = longPart(text, index + 1, parts.length);
      const arrival = parts.length > 1 ? part : { ...part, text, unread, concatenation: null };
      const whole = await storeIncoming(tx, 'demo', arrival, AT);
      if (whole) return whole.id;
    }
    return (await joinUnfinished(tx, AT + 1, AT))[0]?.id;
  });
  const body = JSON.stringify({ incomingId: id });
  const card = { kind: 'incoming', body, language, chat_id: OLGA.id } as Partial<Card> as Card;
  const { text } = await viewOf({ db: store.db, settings: SETTINGS, now }, card);
  return String(text);
}

test('an incoming SMS shows who wrote what to which number, and when', async () => {
  expect(await shown(['Спасибо'], RU)).toBe('✉️ +7 999 123-45-67: «Спасибо»\nна 79000000 · 14:03:12');
});

test('one of an earlier day shows the date as well', async () => {
  expect(await shown(['Спасибо'], RU, { now: AT + 24 * 3600 * 1000 })).toContain('15 янв. 14:03:12');
});

test.each([
  [EN, ['one ', null, ' three'], '“one … three”\nto 79000000 · 14:03:12\n⚠️ Part 2 never came.'],
  [EN, ['one ', null, null], '⚠️ Parts 2, 3 never came.'],
  [RU, ['раз ', null, ' три'], '⚠️ Часть 2 не пришла.'],
  [RU, ['раз ', null, null], '⚠️ Не пришли части 2, 3.'],
] as const)('in %s, parts that never came of %j are named', async (language, parts, wanted) => {
  expect(await shown(parts, language)).toContain(wanted);
});

test('of 255 parts, of which 24 came, the others are named, and the card is no longer than a Telegram message', async () => {
  const parts = Array.from({ length: 255 }, (_, n) => (n % 10 === 3 && n < 240 ? 'ы'.repeat(150) : null));
  const text = await shown(parts, RU);
  expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
  expect(text).toMatch(/…»\nна 79000000 · 14:03:12\n⚠️ Не пришли части 1–3, 5–13, 15–23, /);
  expect(text.endsWith('235–255.')).toBe(true);
});

test.each([
  [OLGA, 'Весь текст', 'весь текст, знаков: 20\u00a0000'],
  [NIKOLAI, 'Whole text', 'the whole text, 20,000 characters'],
])('a text of 20,000 characters can be read whole, in a file below its card', async (person, label, said) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const text = `Заявка\n${'ы😀'.repeat(9_996)}!`;
  const incoming = await incomingSms(chat, text, {
    chatId: person.id,
    language: person.language_code ?? EN,
    at: AT,
  });
  expect(incoming.buttons).toEqual([label]);
  expect(incoming.text).toContain('Заявка');

  const { cards } = await chat.press(person, incoming, label);

  const [card] = cards;
  expect(card?.text).toContain(said);
  const { view } = card as Shown;
  if (view.as !== 'file' || !view.file) throw new Error('no file');
  expect(view.file.name).toBe('sms-79991234567-2026-01-15.txt');
  expect((await buffer(readFile(chat.store.db, view.file.id))).toString()).toBe(`\uFEFF${text}`);
});

test('a text that stands whole on its card has no such button', async () => {
  const incoming = await incomingSms(await chatForTest(), 'ы'.repeat(3_000), { chatId: OLGA.id });
  expect(incoming.buttons).toEqual([]);
});

const BINARY = [{ dataCoding: 0xf5, octets: '024a3a' }];
const WHEN = 'to 79000000 · 14:03:12';

test.each([
  [EN, '', `✉️ +7 999 123-45-67\n${WHEN}\n⚠️ It could not be read: data_coding 0xF5, octets 024a3a`],
  [EN, 'Hi\ufffd', `“Hi\ufffd”\n${WHEN}\n⚠️ Not all of it could be read: data_coding 0xF5, octets 024a3a`],
  [
    RU,
    '',
    '✉️ +7 999 123-45-67\nна 79000000 · 14:03:12\n⚠️ Прочитать не удалось: data_coding 0xF5, байты 024a3a',
  ],
  [RU, 'Да\ufffd', '\n⚠️ Прочитано не всё: data_coding 0xF5, байты 024a3a'],
])(
  'in %s, of %j the octets that could not be read are shown, and that they could not',
  async (language, text, wanted) => {
    expect(await shown([text], language, { unread: BINARY })).toContain(wanted);
  },
);

test('of many octets the beginning is shown, and the file has all', async () => {
  const chat = await chatForTest();
  const octets = '0a1b'.repeat(200);
  const unread = [{ dataCoding: 2, octets }];
  const incoming = await incomingSms(chat, '', { chatId: OLGA.id, language: RU, at: AT, unread });
  expect(incoming.text.length).toBeLessThan(500);

  const [card] = (await chat.press(OLGA, incoming, 'Весь текст')).cards;

  expect(card?.text).toBe('✉️ +7 999 123-45-67 → 79000000');
  const { view } = card as Shown;
  if (view.as !== 'file' || !view.file) throw new Error('no file');
  expect((await buffer(readFile(chat.store.db, view.file.id))).toString()).toBe(
    `\uFEFF\n0x02: ${'0a 1b '.repeat(200).trim()}`,
  );
});
