import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { TelegramServer } from '../../../src/demo/telegram/types.ts';
import { Random } from '../../support/random.ts';
import { Screen } from '../town/screen.ts';
import type { Town } from '../town/town.ts';
import { TeamLedger } from './ledger.ts';

const CHAT = 202;
const BOT = 1;

test('the card with a word is found, though later ones with other words stand below it in the chat', () => {
  const town = { smsc: { events: new EventEmitter() } } as unknown as Town;
  const ledger = new TeamLedger(town, new Random(1));
  const words = Array.from({ length: 120 }, () => ledger.word());
  const messages = words.map((word, index) => ({ id: index + 1, from: BOT, text: `${word} please` }));
  const telegram = { bot: { id: BOT }, messages: () => messages } as unknown as TelegramServer;
  const screen = new Screen(telegram);
  const found = words.map((word) => screen.find({ chat: CHAT, words: word })?.id);
  expect(found).toEqual(messages.map(({ id }) => id));
});
