import { expect, test } from 'vitest';
import { z } from 'zod';
import { rooms, viewOf } from '../../../src/chat/cards/index.ts';
import { type CardKind, readBody } from '../../../src/chat/cards/kind.ts';
import type { Card } from '../../../src/store/chats/cards.ts';
import { become } from '../../support/become.ts';
import { chatForTest, OLGA, SETTINGS } from '../../support/chat.ts';
import { EN, RU } from '../../support/languages.ts';

/** A kind whose body has had three shapes: words, then lines, then lines with a title. */
const PAPER: CardKind<{ title: string; lines: string[] }> = {
  name: 'paper',
  version: 3,
  body: z.object({ title: z.string(), lines: z.array(z.string()) }),
  earlier: {
    0: z.object({ words: z.string() }).transform(({ words }) => ({ lines: words.split(' ') })),
    2: z.looseObject({ title: z.string().default('untitled') }),
  },
};

const paper = (body: unknown): Card =>
  ({ kind: 'paper', body: typeof body === 'string' ? body : JSON.stringify(body) }) as Card;

test.each([
  [{ words: 'a b' }, { title: 'untitled', lines: ['a', 'b'] }],
  [
    { v: 1, lines: ['a'] },
    { title: 'untitled', lines: ['a'] },
  ],
  [
    { v: 2, lines: ['a'] },
    { title: 'untitled', lines: ['a'] },
  ],
  [
    { v: 3, title: 'T', lines: [] },
    { title: 'T', lines: [] },
  ],
  // A later program wrote it, and this one understands all that it needs.
  [
    { v: 4, title: 'T', lines: [], colour: 'red' },
    { title: 'T', lines: [] },
  ],
])('the body %j is read as one of today', (body, wanted) => {
  expect(readBody(PAPER, paper(body))).toEqual(wanted);
});

test.each([
  'no JSON',
  'null',
  '[]',
  '{}',
  '{"v":"1","lines":[]}',
  '{"v":-1,"lines":[]}',
  '{"v":3,"title":"T"}',
  '{"words":7}',
])('the body %s cannot be read', (body) => {
  expect(readBody(PAPER, paper(body))).toBeNull();
});

test('a card of another kind is not read', () => {
  expect(readBody(PAPER, { kind: 'page', body: '{"v":3,"title":"T","lines":[]}' })).toBeNull();
});

test.each([
  [RU, 'Эту карточку больше не показать.'],
  [EN, 'This card cannot be shown any more.'],
])('in %s, in place of a card that cannot be read stands that it cannot', async (language, wanted) => {
  const { store } = await chatForTest();
  const context = { db: store.db, settings: SETTINGS, now: Date.now() };
  const kinds = [...rooms.map(({ kind }) => kind.name), 'of a program to come'];
  for (const kind of kinds) {
    const view = await viewOf(context, {
      kind,
      body: '"?"',
      language,
      chat_id: OLGA.id,
    } as Partial<Card> as Card);
    expect({ kind, ...view }).toEqual({ kind, as: 'text', text: wanted, buttons: [], atRest: true });
  }
});

test('a card written without a version shows what it showed, and its buttons work', async () => {
  const chat = await chatForTest();
  const [sent] = await chat.say(OLGA, '/sms +79991234567 hi');
  if (!sent) throw new Error('no card');
  const { db } = chat.store;
  await become(db, { state: 'undelivered', error: 6, ready_at: null });
  const before = await chat.look(sent);
  await db.updateTable('cards').set({ body: '{"duplicates":[],"bad":[]}' }).execute();
  const old = await chat.look(sent);
  expect([old.text, old.buttons]).toEqual([before.text, before.buttons]);
  expect((await chat.press(OLGA, old, 'Отправить ещё раз')).cards).toHaveLength(1);
  const pressed = await chat.look(sent);
  expect(pressed.buttons).toEqual(['Ping', 'HLR']);
  expect((await chat.press(OLGA, pressed, 'Ping')).cards).toHaveLength(1);
  expect(JSON.parse((await chat.look(sent)).card.body)).toEqual({
    v: 10,
    choosing: null,
    zone: null,
    held: null,
    madePlain: [],
    names: {},
    table: null,
    landlines: 0,
    beside: [],
    callsOnly: [],
    duplicates: [],
    bad: [],
    repeated: 0,
    resent: false,
    looked: { ping: expect.any(Number) },
    lacks: [],
  });
});

test.each([
  [RU, 'Эту карточку больше не показать.'],
  [EN, 'This card cannot be shown any more.'],
])(
  'in %s, a notice in words that an earlier version had says that it cannot be shown',
  async (language, wanted) => {
    const { store } = await chatForTest();
    const card = { kind: 'notice', body: '{"lines":[{"id":"gone-since"}]}', language, chat_id: OLGA.id };
    const view = await viewOf(
      { db: store.db, settings: SETTINGS, now: Date.now() },
      card as Partial<Card> as Card,
    );
    expect(view).toMatchObject({ as: 'text', text: { text: wanted, entities: [] } });
  },
);
