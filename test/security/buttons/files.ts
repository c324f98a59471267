import { csvCard } from '../../../src/chat/cards/csv/body.ts';
import { type HandoutBody, handoutCard } from '../../../src/chat/cards/handout/body.ts';
import { writeCard } from '../../../src/chat/cards/kind.ts';
import { storeFile } from '../../../src/store/chats/files.ts';
import { versioned } from '../../../src/store/engine/versions.ts';
import { type ChatForTest, OLGA } from '../../support/chat.ts';
import { give } from '../../support/effects.ts';
import { EN } from '../../support/languages.ts';
import type { Row } from './making.ts';

const storedFile = (chat: ChatForTest): Promise<string> =>
  chat.store.write((tx) => storeFile(tx, { name: 'contacts.csv', now: Date.now() }, Buffer.from('1')));

/** A file of many numbers, which somebody else asks for, or in whose private chat the card stands. */
const waitingFile =
  (askedBy?: number): Row['card'] =>
  async (chat, person, chatId) => {
    if (askedBy !== undefined) await give(chat, { ...OLGA, id: askedBy }, 'viewer');
    const stored = { caption: 'Contacts', rows: 51, file: await storedFile(chat), role: 'viewer' } as const;
    const place = {
      chatId,
      threadId: null,
      replyTo: null,
      language: EN,
      personId: person.id,
      now: Date.now(),
    };
    const body: HandoutBody = {
      ...{ what: 'contacts-title', numbers: 51, askedBy: askedBy ?? chatId, of: null, told: [] },
      ...{ from: { chatId, threadId: 0 }, expiresAt: place.now + 3_600_000, state: { is: 'asked' } },
      file: { kind: csvCard.name, body: versioned(csvCard, stored) },
    };
    await chat.store.write((tx) => writeCard(tx, handoutCard, { ...place, body }));
    const [card] = (await chat.update({})).cards;
    if (!card) throw new Error('no card');
    return card;
  };

export const files: Readonly<Record<string, Row>> = {
  'handout approve': { card: waitingFile(900), least: 'operator', changed: [], cards: ['csv'] },
  'handout reject': { card: waitingFile(900), least: 'operator', changed: ['bodies'] },
  'handout withdraw': { card: waitingFile(), least: 'viewer', changed: ['bodies'] },
};
