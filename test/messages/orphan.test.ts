import { expect, test } from 'vitest';
import { maySpeakOf } from '../../src/messages/orphan.ts';

const TEXT = 'Mail a_b@c.ru or [click] $5';

const speaks = (quote: string, text = TEXT): boolean =>
  maySpeakOf({ text: quote, submittedAt: null, flags: null }, null, {
    content: { channel: 'sms', text, from: 'SHOP' },
    source: 'SHOP',
    committedAt: 0,
  });

test.each([
  ['as it is', TEXT],
  ['cut off', 'Mail a_b@'],
  ['in ASCII, and read as GSM 03.38', 'Mail a§b¡c.ru or ÄclickÑ ¤5'],
  ['in GSM 03.38, and read as ASCII', 'Mail a\u0011b\u0000c.ru or'],
  ['not at all', ' '],
])('a receipt may speak of a message that it quotes %s', (_, quote) => {
  expect(speaks(quote)).toBe(true);
});

test.each(['Mail a_b@d', 'Mail ab@c.ru', 'Mail a b', 'Mail axb@c', `${TEXT}!`, 'Mäil'])(
  'a receipt that quotes %j is of another message',
  (quote) => {
    expect(speaks(quote)).toBe(false);
  },
);
