import type { User } from 'grammy/types';
import { turnInto } from '../../../src/chat/cards/kind.ts';
import { lookupCard } from '../../../src/chat/cards/lookup/body.ts';
import { numberCard } from '../../../src/chat/cards/number/body.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { hideOrder } from '../../../src/store/orders/orders.ts';
import { showCached } from '../../../src/store/provider/cached-lookups.ts';
import { type ChatForTest, GROUP, OLGA, type Shown } from '../../support/chat.ts';
import { accepted, submit } from '../../support/fates.ts';
import { after, asked, campaign, fresh, number, paused, type Row, say, tableOf, typed } from './making.ts';

const many = after(() => `/hlr ${Array.from({ length: 21 }, number).join(' ')}`, {
  state: 'accepted',
  ready_at: null,
});

/** The history of a message that the provider has named. */
async function history(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const id = String(800_000 + fresh());
  const sent = await say(chat, OLGA, `/sms ${number()} hi`, OLGA.id);
  await submit(chat.store, sent.card.id, [accepted(id)]);
  const card = await say(chat, person, `/status ${id}`, chatId);
  await chat.store.db.updateTable('queries').set({ open_at: null, answer: '[]' }).execute();
  return card;
}

/** Where that message and another stand, in a group that did not ask for them. */
async function several(chat: ChatForTest, person: User): Promise<Shown> {
  const id = String(800_000 + fresh());
  const sent = await say(chat, OLGA, `/sms ${number()} hi`, OLGA.id);
  await submit(chat.store, sent.card.id, [accepted(id)]);
  return say(chat, person, `/status ${id}, 1`, GROUP);
}

/** The same in a group that did not ask for the message; what a private chat shows is all there is, and no button. */
async function elsewhere(chat: ChatForTest, person: User): Promise<Shown> {
  return history(chat, person, GROUP);
}

const numberAlone = asked(numberCard, () => ({
  numbers: [number().slice(1)],
  isFull: false,
  isAmid: false,
  done: [],
}));

const lookUps = typed(() => `/hlr ${number()}, ${number()}`);

const doubtfulLookUp = after(() => `/ping ${number()}`, { state: 'in_doubt', ready_at: null });

const failedLookUp = after(() => `/hlr ${number()}`, { state: 'undelivered', error: 6, ready_at: null });

const asking: Row = { card: history, least: 'viewer', changed: ['queries'] };

/** A number that was looked up not long ago, and is not asked about again. */
const cachedLookUp: Row['card'] = async (chat, person, chatId) => {
  const card = await after(() => `/hlr ${number()}`, { state: 'delivered', ready_at: null })(
    chat,
    person,
    chatId,
  );
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  const found = { messageId: message?.id ?? 0, recipient: '', cost: null };
  const body = {
    duplicates: [],
    bad: [],
    looked: {},
    lacks: [],
    names: {},
    table: null,
    cached: { n: 1, cost: 0 },
  };
  await chat.store.write(async (tx) => {
    await hideOrder(tx, message?.order_id ?? '');
    await turnInto(tx, lookupCard, card.card, { body, language: 'en', now: Date.now() });
    await showCached(tx, card.card.id, [found]);
  });
  return chat.look(card);
};

const lookedUpTable = tableOf('/hlr');

export const lookups: Readonly<Record<string, Row>> = {
  'lookup send': { card: lookUps, least: 'viewer', changed: ['messages'] },
  'lookup send:confirmation': { card: lookUps, least: 'viewer', changed: ['messages'] },
  'lookup cancel': { card: lookUps, least: 'viewer', changed: ['messages'] },
  'lookup pause': { card: campaign('/hlr'), least: 'viewer', changed: ['messages'] },
  'lookup resume': { card: paused('/hlr'), least: 'viewer', changed: ['messages'] },
  'until-on stop': {
    card: typed(() => `/ping ${number()} until on`),
    least: 'viewer',
    changed: ['messages', 'bodies'],
  },
  'lookup anew': {
    card: cachedLookUp,
    least: 'viewer',
    changed: ['messages', 'questions'],
    cards: ['lookup'],
  },
  'lookup unsent': { card: lookedUpTable, least: 'viewer', changed: [], cards: ['unsent'] },
  'lookup column:2': { card: lookedUpTable, least: 'viewer', changed: ['messages', 'bodies'] },
  'lookup encoding:koi8-r': { card: lookedUpTable, least: 'viewer', changed: ['messages', 'bodies'] },
  'lookup repeat': { card: doubtfulLookUp, least: 'viewer', changed: ['messages'] },
  'lookup leave': { card: doubtfulLookUp, least: 'viewer', changed: ['messages'] },
  'lookup hlr': {
    card: failedLookUp,
    least: 'viewer',
    changed: ['messages', 'questions'],
    cards: ['lookup'],
  },
  'lookup ping': {
    card: failedLookUp,
    least: 'viewer',
    changed: ['messages', 'questions'],
    cards: ['lookup'],
  },
  'lookup report': { card: many, least: 'viewer', changed: [], cards: ['report', 'report'] },
  'history refresh': asking,
  'history ask-status': asking,
  'statuses numbers': { card: several, only: GROUP, least: 'operator', changed: [], cards: ['statuses'] },
  'history numbers': { card: elsewhere, only: GROUP, least: 'operator', changed: [], cards: ['history'] },
  'number sms': { card: numberAlone, least: 'operator', changed: [], cards: ['question'] },
  'number hlr': { card: numberAlone, least: 'viewer', changed: ['messages', 'questions'], cards: ['lookup'] },
  'number ping': {
    card: numberAlone,
    least: 'viewer',
    changed: ['messages', 'questions'],
    cards: ['lookup'],
  },
};
