import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { ReceiptIdForm, ReceiptZone } from '../../src/messages/provider.ts';
import type { WrittenId } from '../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { ReceiptHabits } from '../../src/smpp/receipt-habits.ts';
import type { Joined } from '../../src/store/receipts/new-receipts.ts';

const AT = Date.UTC(2026, 0, 1, 12);

function habitsFor(receiptId: ReceiptIdForm, receiptZone: ReceiptZone) {
  const said: string[] = [];
  const log = createLog('debug', { write: (line) => said.push(JSON.parse(line).msg) });
  return { habits: new ReceiptHabits({ receiptId, receiptZone, log }), said };
}

/** Receipts whose submit date is so many hours ahead of UTC. */
const joined = (ways: readonly WrittenId[], hours: number, times = 1): Joined[] => {
  const date = new Date(AT + hours * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14);
  const receipt = parseReceipt({ text: `id:1 submit date:${date} stat:DELIVRD`, tlvs: {}, utcOffset: null });
  return Array.from({ length: times }, () => ({ receipt, ways, committedAt: AT }));
};

test('what three receipts in a row show is believed and said, and until then nothing is', () => {
  const { habits, said } = habitsFor('auto', 'auto');
  expect(habits.learn(joined(['hex'], 3, 2))).toBe(false);
  expect(habits.id).toEqual({ written: null, isSet: false });
  expect(habits.utcOffset).toBeNull();
  expect(habits.learn(joined(['hex'], 3))).toBe(true);
  expect(habits.id).toEqual({ written: 'hex', isSet: false });
  expect(habits.utcOffset).toBe(180);
  expect(habits.learn(joined(['hex'], 3, 5))).toBe(false);
  expect(said).toHaveLength(2);
});

test('receipts that show two things between them teach neither', () => {
  const { habits } = habitsFor('auto', 'auto');
  for (let n = 0; n < 4; n++) habits.learn([...joined(['hex'], 3, 2), ...joined(['same'], 0, 2)]);
  expect(habits.id.written).toBeNull();
  expect(habits.utcOffset).toBeNull();
});

test('ids that mean the same in every way, and dates that no time zone explains, teach nothing', () => {
  const { habits } = habitsFor('auto', 'auto');
  habits.learn([...joined(['same', 'hex', 'decimal'], 15, 5), ...joined([], 0.1, 5)]);
  expect(habits.id.written).toBeNull();
  expect(habits.utcOffset).toBeNull();
});

test('a clock that is put forward for the summer is followed', () => {
  const { habits } = habitsFor('auto', 'auto');
  habits.learn(joined([], 1, 3));
  expect(habits.utcOffset).toBe(60);
  habits.learn(joined([], 2, 3));
  expect(habits.utcOffset).toBe(120);
});

test('a setting is believed whatever receipts show', () => {
  const { habits, said } = habitsFor('same', -300);
  expect(habits.learn(joined(['hex'], 3, 5))).toBe(false);
  expect(habits.id).toEqual({ written: 'same', isSet: true });
  expect(habits.utcOffset).toBe(-300);
  expect(said).toEqual([]);
});
