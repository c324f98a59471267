import { expect, test } from 'vitest';
import { asksNobody, isAside, isWish, waits } from '../../src/chat/held/asides.ts';
import { handsOver } from '../../src/chat/held/handed.ts';
import { plain } from '../../src/chat/held/lists.ts';
import { takesBack } from '../../src/chat/held/slipped.ts';
import { heldFor, saysOfWaiting } from '../../src/chat/held/words.ts';
import { LANGUAGES, wordsIn } from '../../src/chat/locale.ts';
import { asksOfArrival } from '../../src/chat/own-words.ts';
import { callsOff } from '../../src/chat/question.ts';
import { bare, readings } from '../../src/chat/wishes/phrases.ts';

// Whoever writes a message of one word over and over has the bot read it within milliseconds: it does nothing else meanwhile.
// A pattern that tries every way to part such words never ends, and is stopped by the test's own time limit.

/** Longest message of Telegram, in UTF-16 units. */
const LONGEST = 4_096;
const LISTS = [
  'typed-lead',
  'typed-cancel',
  'typed-slip-alone',
  'typed-hand-lead',
  'wish-lead',
  'wish-behind',
];
const PIECES = [
  ...new Set(LISTS.flatMap((id) => LANGUAGES.flatMap((language) => wordsIn(language, id)))),
  ...['a', '7', '@a', '?!', 'она', 'remind a at', '8912345678 and', 'text 0 to'],
];

const READERS: Readonly<Record<string, (words: string) => unknown>> = {
  heldFor: (words) => heldFor(words, 'sent'),
  saysOfWaiting,
  takesBack,
  handsOver,
  callsOff,
  asksOfArrival,
  asksNobody: (words) => asksNobody(plain(words)),
  isWish: (words) => isWish(plain(words)),
  isAside: (words) => isAside(plain(words), { isValue: false }),
  waits: (words) => waits(plain(words)),
  bare,
  'a wish': (words) => readings(words, 'wish-sms-at-that'),
};

test.each(Object.keys(READERS))('%s comes to an end with a word that is said over and over', (name) => {
  const read = READERS[name];
  for (const piece of PIECES) {
    for (const end of [' x', '']) {
      const words = `${`${piece}, `.repeat(LONGEST / (piece.length + 2))}${end}`.trim();
      expect(words.length).toBeGreaterThan(LONGEST / 2);
      read?.(words);
    }
  }
});
