import { expect, test } from 'vitest';
import { fateOf } from '../../../src/chat/show/fate.ts';
import type { Outcome } from '../../../src/chat/telegram/telegram.ts';
import type { Card } from '../../../src/store/chats/cards.ts';

const card = (changes: Partial<Card> = {}) =>
  ({ telegram_id: null, thread_id: null, unknown_sends: 0, ...changes }) as Card;
const refused = { kind: 'refused', code: 400, description: 'not enough rights' } as const;
const notNow = { ...refused, kind: 'not-now' } as const;

test.each<[string, Card, Outcome<number>, ReturnType<typeof fateOf>]>([
  ['stands there', card(), { kind: 'done', value: 12 }, { isShown: true }],
  ['was refused', card(), refused, { isShown: false, why: 'refused' }],
  ['was refused for now', card(), { ...notNow, what: 'unknown' }, { isShown: false, why: 'refused' }],
  ['may not be written', card(), { ...notNow, what: 'chat' }, { isShown: false, why: 'closed' }],
  ['finds no open topic', card(), { ...notNow, what: 'topic' }, { isShown: false, why: 'topic' }],
  ['is out', card(), { kind: 'gone', why: 'chat' }, { isShown: false, why: 'chat' }],
  ['finds no topic', card({ thread_id: 7 }), { kind: 'gone', why: 'topic' }, null],
  ['finds the chat closed too', card(), { kind: 'gone', why: 'topic' }, { isShown: false, why: 'topic' }],
  ['may have arrived', card(), { kind: 'unknown' }, null],
  [
    'may have, for the last time',
    card({ unknown_sends: 3 }),
    { kind: 'unknown' },
    { isShown: false, why: 'unknown' },
  ],
  ['has to wait', card(), { kind: 'wait', seconds: 3 }, null],
  ['stood there before', card({ telegram_id: 5 }), { kind: 'gone', why: 'chat' }, null],
])('what is known of a card that %s', (_, shown, outcome, fate) => {
  expect(fateOf(shown, outcome)).toEqual(fate);
});
