import { expect, test } from 'vitest';
import { viewOf } from '../../../../src/chat/cards/index.ts';
import type { Language } from '../../../../src/chat/locale.ts';
import { TEXT_LIMIT } from '../../../../src/chat/show/view.ts';
import type { Card } from '../../../../src/store/cards.ts';
import { joinUnfinished, storeIncoming } from '../../../../src/store/incoming.ts';
import { chatForTest, OLGA, SETTINGS } from '../../../support/chat.ts';
import { EN, RU } from '../../../support/languages.ts';

const AT = Date.UTC(2026, 0, 15, 11, 3, 12);

async function shown(parts: readonly (string | null)[], language: Language, now = AT): Promise<string> {
  const { store } = await chatForTest();
  const id = await store.write(async (tx) => {
    for (const [index, text] of parts.entries()) {
      if (text === null) continue;
      const concatenation = parts.length > 1 ? { reference: 1, part: index + 1, parts: parts.length } : null;
      const part = { sender: '79991234567', recipient: '79000000', text, concatenation };
      const whole = await storeIncoming(tx, 'demo', part, AT);
      if (whole) return whole.id;
    }
    return (await joinUnfinished(tx, 'demo', AT + 1, AT))[0]?.id;
  });
  const body = JSON.stringify({ incomingId: id });
  const card = { kind: 'incoming', body, language, chat_id: OLGA.id } as Partial<Card> as Card;
  const { text } = await viewOf({ db: store.db, settings: SETTINGS, now }, card);
  return String(text);
}

test('an incoming SMS shows who wrote what to which number, and when', async () => {
  expect(await shown(['Спасибо'], RU)).toBe('✉️ +7 999 123-45-67 → 79000000: “Спасибо”\n14:03:12');
});

test('one of an earlier day shows the date as well', async () => {
  expect(await shown(['Спасибо'], RU, AT + 24 * 3600 * 1000)).toContain('2026-01-15 14:03:12');
});

test.each([
  [EN, ['one ', null, ' three'], '“one … three”\n14:03:12\n⚠️ Part 2 never came.'],
  [EN, ['one ', null, null], '⚠️ Parts 2, 3 never came.'],
  [RU, ['раз ', null, ' три'], '⚠️ Часть 2 не пришла.'],
  [RU, ['раз ', null, null], '⚠️ Не пришли части 2, 3.'],
] as const)('in %s, parts that never came of %j are named', async (language, parts, wanted) => {
  expect(await shown(parts, language)).toContain(wanted);
});

test('a text longer than a Telegram message is cut', async () => {
  const text = await shown(
    Array.from({ length: 40 }, () => 'ы'.repeat(150)),
    RU,
  );
  expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
  expect(text).toContain('…”');
});
