import type { User } from 'grammy/types';
import { asideCard } from '../../../src/chat/cards/aside/body.ts';
import { cannedCard } from '../../../src/chat/cards/canned/body.ts';
import { continuationCard } from '../../../src/chat/cards/continuation/body.ts';
import { erasureCard } from '../../../src/chat/cards/erasure/body.ts';
import { turnInto, writeCard } from '../../../src/chat/cards/kind.ts';
import { timeBehindCard } from '../../../src/chat/cards/time-behind/body.ts';
import { timeMeantCard } from '../../../src/chat/cards/time-meant/body.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { addToStopList } from '../../../src/store/stop-list/stop-list.ts';
import { setReminder, takeTalk } from '../../../src/store/talks/talks.ts';
import { type ChatForTest, GROUP, OLGA, type Shown } from '../../support/chat.ts';
import { give } from '../../support/effects.ts';
import { incomingIn } from '../../support/incoming.ts';
import { incomingSms } from '../../support/incoming-sms.ts';
import { EN } from '../../support/languages.ts';
import { asked, fresh, number, type Row, say, templateList, typed } from './making.ts';

/** Owners are told in private alone, of what somebody did who has no say in it; a card in a group would be the same. */
async function inboxChange(chat: ChatForTest, _: User, chatId: number): Promise<Shown> {
  const operator = { id: 300 + fresh(), is_bot: false, first_name: 'Operator', language_code: 'en' };
  await chat.let(operator, 'operator');
  const cards = await chat.say(operator, '/inbox on');
  const told = cards.find(({ card }) => card.kind === 'inbox-change');
  if (!told) throw new Error('the owner was not told');
  await chat.store.db.updateTable('cards').set({ chat_id: chatId }).where('id', '=', told.card.id).execute();
  return chat.look(told);
}

const aside = asked(asideCard, ({ card }) => ({ questionId: card.id, words: 'hi', isOver: false }));

const continuation = asked(continuationCard, ({ card }) => ({
  firstId: card.id,
  command: 'sms',
  rest: ` ${number()} hi`,
  mayGoOn: false,
  isOver: false,
}));

const timeBehind = asked(timeBehindCard, () => ({
  command: 'sms',
  typed: '+2h',
  timed: ` ${number()} at=+2h -- hi`,
  whole: ` ${number()} -- hi at=+2h`,
  isOver: false,
}));
const timeMeant = asked(timeMeantCard, () => ({
  command: 'sms',
  typed: '2h',
  why: 'two' as const,
  meant: [{ at: '+2h', rest: ` ${number()} at=+2h -- hi` }],
  isOver: false,
}));
/** What it asks for is sent as its command says. */
const byTime: Row = {
  card: timeBehind,
  least: 'operator',
  changed: ['messages'],
  cards: ['send'],
  record: 'command sms',
};

/** The card of a place in the state in which it offers the button. */
const inbox = (now: 'on' | 'off') => typed(() => `/inbox ${now}`);

/** An SMS of which the card shows the beginning. */
const longSms: Row['card'] = (chat, _, chatId) =>
  incomingSms(chat, `${fresh()} ${'hi '.repeat(1_100)}`, { chatId });

/** A conversation that nobody has taken; or whoever is asked about has, and wants to be reminded of. */
const aTalk =
  (state: 'free' | 'taken' | 'reminded'): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await incomingIn(chat, chatId, { sender: number().slice(1), talk: true });
    const { talk } = JSON.parse(card.card.body);
    await chat.store.write(async (tx) => {
      if (state !== 'free') await takeTalk(tx, talk.id, person.id, Date.now());
      const reminder = { at: Date.now() + 1000, by: person.id, cardId: card.card.id };
      if (state === 'reminded') await setReminder(tx, talk.id, reminder, Date.now());
    });
    return chat.look(card);
  };

/** A list in which the only one that waits is free, or taken; or of two pages. */
const aQueue =
  (state: 'free' | 'taken' | 'long'): Row['card'] =>
  async (chat, person, chatId) => {
    for (const table of ['talks', 'talk_places'] as const) await chat.store.db.deleteFrom(table).execute();
    const { card } = await aTalk(state === 'taken' ? 'taken' : 'free')(chat, person, chatId);
    const { talk } = JSON.parse(card.body);
    // The button says the number of the conversation.
    await chat.store.db.updateTable('talks').set({ id: 1 }).where('id', '=', talk.id).execute();
    await chat.store.db
      .updateTable('talk_places')
      .set({ talk_id: 1 })
      .where('talk_id', '=', talk.id)
      .execute();
    if (state === 'long') {
      const values = Array.from({ length: 8 }, (_, n) => ({
        id: n + 2,
        account: 'demo',
        number: number().slice(1),
        own: '',
        last_in_at: n,
        waiting_since: n,
      }));
      await chat.store.db.insertInto('talks').values(values).execute();
      const places = values.map(({ id: talk_id }) => ({ talk_id, chat_id: chatId, thread_id: 0 }));
      await chat.store.db.insertInto('talk_places').values(places).execute();
    }
    return say(chat, person, '/queue', chatId);
  };

/** Answers that are ready for somebody who wrote. */
const cannedAnswers: Row['card'] = async (chat, person, chatId) => {
  await templateList(chat, person, chatId);
  const { card } = await aTalk('free')(chat, person, chatId);
  const { talk } = JSON.parse(card.body);
  const list = await say(chat, person, '/health', chatId);
  const body = { cardId: card.id, talkId: talk.id };
  await chat.store.write((tx) =>
    turnInto(tx, cannedCard, list.card, { body, language: 'en', now: Date.now() }),
  );
  return chat.look(list);
};

/** What was written with one number: to it ten times and more; from elsewhere, in a group that is not told it. */
const longHistory: Row['card'] = async (chat, person, chatId) => {
  const to = number();
  const pings = await say(chat, OLGA, `/ping ${Array.from({ length: 11 }, number).join(' ')}`, OLGA.id);
  const ids = (await messagesOfCard(chat.store.db, pings.card.id, 11)).map(({ id }) => id);
  const recipient = to.slice(1);
  await chat.store.db.updateTable('messages').set({ recipient }).where('id', 'in', ids).execute();
  return say(chat, person, `/history ${to}`, chatId);
};

const withheldHistory: Row['card'] = async (chat, person) => {
  const to = number();
  await say(chat, OLGA, `/sms ${to} hi`, OLGA.id);
  return say(chat, person, `/history ${to}`, GROUP);
};

const takenTalk: Row = { card: aTalk('taken'), least: 'operator', changed: ['talks'] };

const opening: Row = {
  card: inbox('off'),
  least: 'operator',
  changed: ['inboxes'],
  told: ['inbox-change'],
};

const closing: Row = { card: inbox('on'), least: 'operator', changed: ['inboxes'] };

let senders = 0;

/** Somebody new may not want to be written to. */
const perhapsStop: Row['card'] = (chat, _, chatId) =>
  incomingSms(chat, 'не пишите мне', { chatId, sender: `7999555${1000 + ++senders}` });

/** So many numbers that there is a second page. */
async function stopList(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const numbers = Array.from({ length: 13 }, (_, n) => `7999556${1000 + n}`);
  const reason = { source: 'person', madeBy: OLGA.id, why: null, incomingId: null } as const;
  await chat.store.write((tx) => addToStopList(tx, numbers, reason, Date.now()));
  return say(chat, person, '/stoplist', chatId);
}

/** Somebody else asks for what a person has another admin confirm. */
async function erasing(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const asker = { ...OLGA, id: 900 };
  await give(chat, asker, 'admin');
  const body = { number: `7999557${1000 + ++senders}`, askedBy: asker.id, of: null, told: [] };
  const place = { chatId, threadId: null, replyTo: null, language: EN, personId: person.id, now: Date.now() };
  await chat.store.write((tx) =>
    writeCard(tx, erasureCard, { ...place, body: { ...body, state: { is: 'asked' } } }),
  );
  const [card] = (await chat.update({})).cards;
  if (!card) throw new Error('no card');
  return card;
}

export const talks: Readonly<Record<string, Row>> = {
  'inbox inbox:on': opening,
  'inbox inbox-on': opening,
  'inbox inbox:off': closing,
  'inbox inbox-off': closing,
  'inbox-change off': { card: inboxChange, least: 'admin', changed: ['inboxes'] },
  'inbox-change confirm': { card: inboxChange, least: 'admin', changed: ['inboxes'] },
  'incoming whole': { card: longSms, least: 'operator', changed: [], cards: ['whole'] },
  'incoming take': { card: aTalk('free'), least: 'operator', changed: ['talks'] },
  'incoming history': { card: aTalk('free'), least: 'operator', changed: [], cards: ['correspondence'] },
  'correspondence page:1': { card: longHistory, least: 'operator', changed: ['bodies'] },
  'correspondence whole': {
    card: withheldHistory,
    only: GROUP,
    least: 'operator',
    changed: [],
    cards: ['correspondence'],
  },
  'queue take:1': { card: aQueue('free'), least: 'operator', changed: ['talks'], cards: ['incoming'] },
  'queue done:1': { card: aQueue('free'), least: 'operator', changed: ['talks'] },
  'queue open:1': { card: aQueue('taken'), least: 'operator', changed: [], cards: ['incoming'] },
  'queue page:1': { card: aQueue('long'), least: 'operator', changed: ['bodies'] },
  'incoming templates': { card: aTalk('free'), least: 'operator', changed: [], cards: ['canned'] },
  'canned answer:1': {
    card: cannedAnswers,
    least: 'operator',
    changed: ['messages', 'bodies'],
    record: 'command sms',
  },
  'incoming release': takenTalk,
  'incoming done': takenTalk,
  'incoming remind': takenTalk,
  'incoming unremind': { card: aTalk('reminded'), least: 'operator', changed: ['talks'] },
  'incoming stop': { card: perhapsStop, least: 'operator', changed: ['stopList'] },
  'stop-list page:1': { card: stopList, least: 'operator', changed: ['bodies'] },
  'erasure confirm': { card: erasing, least: 'admin', changed: ['bodies'] },
  'erasure withdraw': { card: erasing, least: 'admin', changed: ['bodies'] },
  'aside answer': {
    card: aside,
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
    record: 'command sms',
  },
  'aside drop': { card: aside, least: 'viewer', changed: [], cards: ['notice what-to-do'] },
  'continuation add': {
    card: continuation,
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
    record: 'command sms',
  },
  'time-behind timed': byTime,
  'time-behind whole': byTime,
  'time-meant meant:0': { ...byTime, card: timeMeant },
  'continuation drop': { card: continuation, least: 'viewer', changed: ['bodies'] },
};
