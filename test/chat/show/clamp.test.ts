import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { expect, it } from 'vitest';
import { clamp } from '../../../src/chat/show/clamp.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const bold = (offset: number, length: number): MessageEntity => ({ type: 'bold', offset, length });
const code = (offset: number, length: number): MessageEntity => ({ type: 'code', offset, length });

it('leaves alone what fits', () => {
  const whole = { text: 'Hello, Olga', entities: [bold(7, 4)] };
  expect(clamp(whole, 11)).toEqual(whole);
});

it('says by an ellipsis that there is more, within the limit', () => {
  expect(clamp({ text: 'Hello, Olga', entities: [] }, 10)).toEqual({ text: 'Hello, Ol…', entities: [] });
});

it('keeps a sign whole that is several characters', () => {
  const limit = 4 + FAMILY.length;
  expect(clamp({ text: `abc ${FAMILY}${FAMILY}`, entities: [] }, limit).text).toBe('abc …');
  expect(clamp({ text: `abc ${FAMILY}${FAMILY}`, entities: [] }, limit + 1).text).toBe(`abc ${FAMILY}…`);
});

it('cuts inside a letter that wears more marks than the limit has room for, but not inside a surrogate pair', () => {
  const { text } = clamp({ text: `𝒁${'\u0301'.repeat(200)}`, entities: [] }, 100);
  expect(text).toHaveLength(100);
  expect(clamp({ text: '𝒁𝒁𝒁', entities: [] }, 2).text).toBe('…');
});

it('shortens an entity that is a style', () => {
  expect(clamp({ text: 'Hello, Olga', entities: [bold(3, 8)] }, 10).entities).toEqual([bold(3, 6)]);
});

it('ends before a piece that would be copied or followed in part', () => {
  const number = { text: 'Ask +79991234567 or +79997654321', entities: [code(4, 12), code(20, 12)] };
  expect(clamp(number, 30)).toEqual({ text: 'Ask +79991234567 or …', entities: [code(4, 12)] });
});

it('cuts a piece that is most of the text, which is not copied then', () => {
  expect(clamp({ text: `Id ${'7'.repeat(50)}`, entities: [code(3, 50)] }, 20)).toEqual({
    text: `Id ${'7'.repeat(16)}…`,
    entities: [],
  });
});

const pieces = fc.array(
  fc.record({
    text: fc.oneof(
      fc.string({ maxLength: 30, unit: 'grapheme' }),
      fc.constantFrom(FAMILY, '👍🏽', 'é', '✅ доставлено', '\n', ' '),
    ),
    as: fc.constantFrom(null, 'bold', 'code', 'pre', 'blockquote', 'spoiler'),
  }),
  { maxLength: 60 },
);

/** A text of these pieces, one of them in three inside a style that spans two more. */
function join(parts: { text: string; as: string | null }[]) {
  let text = '';
  const entities: MessageEntity[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.as && part.text.length > 0) {
      entities.push({ type: part.as, offset: text.length, length: part.text.length } as MessageEntity);
    }
    if (index % 3 === 0) {
      const length = parts.slice(index, index + 3).reduce((sum, one) => sum + one.text.length, 0);
      if (length > 0) entities.push({ type: 'italic', offset: text.length, length });
    }
    text += part.text;
  }
  return { text, entities };
}

const segmenter = new Intl.Segmenter();

it('keeps any text within any limit, cut between two signs, with entities that fit it', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 8, max: 300 }), (parts, limit) => {
      const whole = join(parts);
      const { text, entities } = clamp(whole, limit);
      expect(text.length).toBeLessThanOrEqual(limit);
      if (whole.text.length <= limit) {
        expect({ text, entities }).toEqual(whole);
        return;
      }
      expect(text.endsWith('…')).toBe(true);
      const kept = text.slice(0, -1);
      expect(whole.text.startsWith(kept)).toBe(true);
      const borders = [...segmenter.segment(whole.text)].map(({ index }) => index);
      expect(borders).toContain(kept.length);
      for (const { type, offset, length } of entities) {
        expect(length).toBeGreaterThan(0);
        expect(offset + length).toBeLessThanOrEqual(kept.length);
        if (type === 'code') expect(whole.entities).toContainEqual({ type, offset, length });
      }
    }),
  );
});
