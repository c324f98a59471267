import { createHash } from 'node:crypto';
import type { User } from 'grammy/types';
import type { Role } from '../../src/chat/access.ts';
import { type ApprovalBody, approvalCard } from '../../src/chat/cards/approval/body.ts';
import { asideCard } from '../../src/chat/cards/aside/body.ts';
import { cannedCard } from '../../src/chat/cards/canned/body.ts';
import { continuationCard } from '../../src/chat/cards/continuation/body.ts';
import { erasureCard } from '../../src/chat/cards/erasure/body.ts';
import { hookCard } from '../../src/chat/cards/hook/body.ts';
import { hooksCard } from '../../src/chat/cards/hooks/body.ts';
import { type CardKind, rewriteBody, turnInto, writeCard } from '../../src/chat/cards/kind.ts';
import { lookupCard } from '../../src/chat/cards/lookup/body.ts';
import { numberCard } from '../../src/chat/cards/number/body.ts';
import { rejectionCard } from '../../src/chat/cards/rejection/body.ts';
import { renumberingCard } from '../../src/chat/cards/renumbering/body.ts';
import { scheduledCard } from '../../src/chat/cards/scheduled/body.ts';
import { type StatsBody, statsCard } from '../../src/chat/cards/stats/body.ts';
import { summaryCard } from '../../src/chat/cards/summary/body.ts';
import { type TableBody, tableCard } from '../../src/chat/cards/table/body.ts';
import { tokenCard } from '../../src/chat/cards/token/body.ts';
import { tokensCard } from '../../src/chat/cards/tokens/body.ts';
import { unreleasedCard } from '../../src/chat/cards/unreleased/body.ts';
import type { WaitingReason } from '../../src/messages/waiting.ts';
import { asking as approvalJob, askApproval } from '../../src/store/approvals.ts';
import { showCached } from '../../src/store/cached-lookups.ts';
import { TEAM, writeContact } from '../../src/store/contacts.ts';
import { createHook, hookSecret, suspendHook } from '../../src/store/hooks.ts';
import { hideOrder, orderByNumber, orderOfCard } from '../../src/store/orders.ts';
import { messagesOfCard } from '../../src/store/outbox.ts';
import { addToStopList } from '../../src/store/stop-list.ts';
import { setReminder, takeTalk } from '../../src/store/talks.ts';
import { writeTemplate } from '../../src/store/templates.ts';
import { tellFailure } from '../support/alerts.ts';
import { made } from '../support/api.ts';
import { become, type Fate } from '../support/become.ts';
import { type ChatForTest, GROUP, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { give } from '../support/effects.ts';
import { accepted, submit } from '../support/fates.ts';
import { incomingIn } from '../support/incoming.ts';
import { incomingSms } from '../support/incoming-sms.ts';
import { EN } from '../support/languages.ts';
import { decide } from '../support/outbox.ts';
import { cp1251, fileOf, sendFile } from '../support/tables.ts';

/** A button, and what a press of it leaves. */
interface Row {
  /** A card with the button, asked for by somebody who may. */
  card(chat: ChatForTest, person: User, chatId: number): Promise<Shown>;
  least: Role;
  leastInGroup?: Role;
  /** The only chat in which cards have it. */
  only?: number;
  changed: string[];
  cards?: string[];
  /** Cards for the owners, when it was not the owner who did it. */
  told?: string[];
  /** What is on record, where a press runs a command. */
  record?: string;
}

let numbers = 0;
export const number = () => `+7999123${String(1000 + ++numbers)}`;

async function say(chat: ChatForTest, person: User, line: string, chatId: number): Promise<Shown> {
  const [card] = await chat.say(person, line, { chat: chatId });
  if (!card) throw new Error(`${line} brought no card`);
  return card;
}

/** The card of a command whose messages have come to that. */
export const after =
  (line: () => string, fate: Fate) => async (chat: ChatForTest, person: User, chatId: number) => {
    const card = await say(chat, person, line(), chatId);
    await become(chat.store.db, fate, { card: card.card.id });
    return chat.look(card);
  };

export const typed =
  (line: () => string): Row['card'] =>
  (chat, person, chatId) =>
    say(chat, person, line(), chatId);
export const preview = typed(() => `/sms ${number()}, ${number()} hi`);
const longText = typed(() => `/sms ${number()} ${'a'.repeat(3_000)}`);
const dear = typed(() => `/sms ${number()} ${'a'.repeat(100)}—`);
const thirdFromSame: Row['card'] = async (chat, person, chatId) => {
  const from = `S${++numbers}`;
  const send = () => say(chat, person, `/sms ${number()} from=${from} hi`, chatId);
  await send();
  await send();
  return send();
};
const landline = typed(() => `/sms ${number().replace('+7999', '+7495')} hi`);
const failed = after(() => `/sms ${number()} hi`, { state: 'undelivered', error: 6, ready_at: null });
const unserved = after(() => `/sms ${number()} hi`, { state: 'undelivered', error: 21, ready_at: null });
const failedMany = after(() => `/sms ${number()}, ${number()} hi`, {
  state: 'undelivered',
  error: 6,
  ready_at: null,
});
const doubtful = after(() => `/sms ${number()} hi`, { state: 'in_doubt', ready_at: null });
const many = after(() => `/hlr ${Array.from({ length: 21 }, number).join(' ')}`, {
  state: 'accepted',
  ready_at: null,
});

/** The history of a message that the provider has named. */
async function history(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const id = String(800_000 + ++numbers);
  const sent = await say(chat, OLGA, `/sms ${number()} hi`, OLGA.id);
  await submit(chat.store, sent.card.id, [accepted(id)]);
  const card = await say(chat, person, `/status ${id}`, chatId);
  await chat.store.db.updateTable('queries').set({ open_at: null, answer: '[]' }).execute();
  return card;
}

/** Where that message and another stand, in a group that did not ask for them. */
async function several(chat: ChatForTest, person: User): Promise<Shown> {
  const id = String(800_000 + ++numbers);
  const sent = await say(chat, OLGA, `/sms ${number()} hi`, OLGA.id);
  await submit(chat.store, sent.card.id, [accepted(id)]);
  return say(chat, person, `/status ${id}, 1`, GROUP);
}

/** The same in a group that did not ask for the message; what a private chat shows is all there is, and no button. */
async function elsewhere(chat: ChatForTest, person: User): Promise<Shown> {
  return history(chat, person, GROUP);
}

/** Links are shown in private alone; a card of one in a group would have the same button. */
async function invitation(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await say(chat, person, '/grant viewer', person.id);
  const here = { chat_id: chatId };
  await chat.store.db.updateTable('cards').set(here).where('id', '=', card.card.id).execute();
  return chat.look(card);
}

/** Owners are told in private alone, of what somebody did who has no say in it; a card in a group would be the same. */
async function inboxChange(chat: ChatForTest, _: User, chatId: number): Promise<Shown> {
  const operator = { id: 300 + ++numbers, is_bot: false, first_name: 'Operator', language_code: 'en' };
  await chat.let(operator, 'operator');
  const cards = await chat.say(operator, '/inbox on');
  const told = cards.find(({ card }) => card.kind === 'inbox-change');
  if (!told) throw new Error('the owner was not told');
  await chat.store.db.updateTable('cards').set({ chat_id: chatId }).where('id', '=', told.card.id).execute();
  return chat.look(told);
}
/** A card of what was said; some are asked in private alone, and would have the same buttons in a group. */
const asked =
  <Body extends object>(kind: CardKind<Body>, bodyFor: (line: Shown) => Body): Row['card'] =>
  async (chat, person, chatId) => {
    const line = await say(chat, person, `/sms ${number()}`, person.id);
    const card = await say(chat, person, '/health', person.id);
    await chat.store.write((tx) =>
      turnInto(tx, kind, card.card, { body: bodyFor(line), language: 'en', now: Date.now() }),
    );
    const here = { chat_id: chatId };
    await chat.store.db.updateTable('cards').set(here).where('id', '=', card.card.id).execute();
    return chat.look(card);
  };
const aside = asked(asideCard, ({ card }) => ({ questionId: card.id, words: 'hi', isOver: false }));
/** Such cards stand in the chats of owners alone, where nobody else could try their buttons. */
const ofToken: Row['card'] = async (chat, person, chatId) => {
  await made(chat.store, { name: 'crm' });
  return asked(tokenCard, () => ({ tokenId: 'crm', hidden: false }))(chat, person, chatId);
};
const listingTokens: Row['card'] = async (chat, person, chatId) => {
  await made(chat.store, { name: 'crm' });
  return asked(tokensCard, () => ({}))(chat, person, chatId);
};
/** The one hook of the store, made anew: its id is 1 again. */
async function hookAnew({ store }: ChatForTest, isSuspended: boolean): Promise<void> {
  const url = 'https://shop.example/sms';
  await store.db.deleteFrom('hook_events').execute();
  await store.db.deleteFrom('hooks').execute();
  const now = Date.now();
  await store.write(async (tx) => {
    const key = SETTINGS.linkKey;
    const id = await createHook(tx, { url, events: ['failed'], by: OLGA.id, key, now });
    if (isSuspended) await suspendHook(tx, id, 'failing', now);
    await tx.db
      .updateTable('hooks')
      .set({ id: 1, secret_digest: createHash('sha256').update(hookSecret(key, 1)).digest('hex') })
      .execute();
  });
}
const hooked =
  <Body extends object>(kind: CardKind<Body>, body: Body, isSuspended: boolean): Row['card'] =>
  async (chat, person, chatId) => {
    await hookAnew(chat, isSuspended);
    return asked(kind, () => body)(chat, person, chatId);
  };
const ofHook = hooked(hookCard, { hookId: 1, hidden: false }, false);
const ofSuspendedHook = hooked(hookCard, { hookId: 1, hidden: true }, true);
const listingHooks = hooked(hooksCard, {}, false);
const listingSuspendedHooks = hooked(hooksCard, {}, true);
const continuation = asked(continuationCard, ({ card }) => ({
  firstId: card.id,
  command: 'sms',
  rest: ` ${number()} hi`,
  mayGoOn: false,
  isOver: false,
}));
/** A table has another number for a contact. */
const renumbering = asked(renumberingCard, () => ({
  job: {
    document: { fileId: 'gone', name: 'a.csv', size: 1 },
    personId: OLGA.id,
    owner: TEAM,
    chatId: OLGA.id,
    threadId: null,
    replyTo: null,
    language: 'en',
  },
  n: 1,
  first: [{ name: 'ivan', was: number().slice(1), number: number().slice(1) }],
  answer: null,
}));
const numberAlone = asked(numberCard, () => ({ numbers: [number().slice(1)], isFull: false, done: [] }));

/** Figures without their picture, which takes long to draw. */
const figures = (): StatsBody => ({
  asked: { from: Date.now() - 3_600_000, to: Date.now(), step: 'hour', filter: {}, by: null, said: [] },
  figures: {
    messages: 1,
    delivered: 1,
    accepted: 0,
    parts: 1,
    cost: 0,
    p50: null,
    p95: null,
    failed: [],
    groups: [],
    partial: false,
  },
  picture: null,
});
const stats = asked(statsCard, figures);
const summary = asked(summaryCard, () => ({ ...figures(), threadId: 0, isLate: false }));

/** The card of a message that waits for that. */
const waiting =
  (reason: WaitingReason): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await preview(chat, person, chatId);
    await chat.store.db
      .updateTable('orders')
      .set({ waiting_for: reason, offered_alphabet: 'latin1', offered_parts: 1 })
      .where('card_id', '=', card.card.id)
      .execute();
    return chat.look(card);
  };

/** Somebody else's messages wait for a second person. */
async function unapproved(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const maker = { id: 299, is_bot: false, first_name: 'Maker', language_code: 'en' };
  await chat.let(maker, 'operator');
  const card = await preview(chat, person, chatId);
  await chat.store.write(async (tx) => {
    const set = { waiting_for: 'approval', maker_id: String(maker.id) } as const;
    await tx.db.updateTable('orders').set(set).where('card_id', '=', card.card.id).execute();
    const order = await orderOfCard(tx.db, card.card.id);
    await askApproval(tx, order?.number ?? 0, Date.now());
    // Nobody is told: that is no part of a press.
    await tx.db.deleteFrom('jobs').where('kind', '=', approvalJob.name).execute();
  });
  return chat.look(card);
}

/** Somebody is asked to approve that, or why they do not. */
const askedToApprove =
  (kind: CardKind<ApprovalBody>): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await unapproved(chat, person, chatId);
    await chat.store.write(async (tx) => {
      const order = await orderOfCard(tx.db, card.card.id);
      const body = { orderNumber: order?.number ?? 0 };
      await turnInto(tx, kind, card.card, { body, language: card.card.language, now: Date.now() });
      await hideOrder(tx, order?.id ?? '');
    });
    return chat.look(card);
  };
/** The same, set for a time. */
const timed =
  (reason: WaitingReason): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await waiting(reason)(chat, person, chatId);
    await chat.store.db
      .updateTable('orders')
      .set({
        send_at: Date.now() + 3_600_000,
        waiting_next: reason === 'confirmation' ? '["schedule"]' : '[]',
      })
      .where('card_id', '=', card.card.id)
      .execute();
    return chat.look(card);
  };
/** The card that offers times. */
const timing =
  (of: Row['card']): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await of(chat, person, chatId);
    const body = JSON.stringify({ ...JSON.parse(card.card.body), later: true });
    await chat.store.db.updateTable('cards').set({ body }).where('id', '=', card.card.id).execute();
    return chat.look(card);
  };
/** The list of what is scheduled, on that page, with the first order of the store first. */
const listed =
  (reason: 'schedule' | 'stopped', page = 0): Row['card'] =>
  async (chat, person, chatId) => {
    const { db } = chat.store;
    if (!(await orderByNumber(db, 1))) await preview(chat, person, chatId);
    await become(
      db,
      { state: 'waiting', ready_at: null },
      { card: (await orderByNumber(db, 1))?.card_id ?? '' },
    );
    await db
      .updateTable('orders')
      .set({ waiting_for: reason, waiting_next: reason === 'stopped' ? '["schedule"]' : '[]' })
      .set({ send_at: Date.now() + 60_000, chat_id: chatId, maker_id: String(person.id) })
      .where('number', '=', 1)
      .execute();
    const list = await say(chat, person, '/scheduled', chatId);
    await chat.store.write((tx) => rewriteBody(tx, scheduledCard, list.card, { page }, Date.now()));
    return chat.look(list);
  };
/** What did not go is told to owners alone; a card in a group would be the same. */
const unreleased: Row['card'] = async (chat, person, chatId) => {
  const card = await timed('right')(chat, person, chatId);
  const { id: orderId = '' } = (await orderOfCard(chat.store.db, card.card.id)) ?? {};
  return asked(unreleasedCard, () => ({ orderId, name: 'Nikolai' }))(chat, person, chatId);
};

/** The card of so many that a word is said to all of them. */
const campaign =
  (command: string, ...words: Parameters<typeof decide>[2][]): Row['card'] =>
  async (chat, person, chatId) => {
    const line = `${command} ${Array.from({ length: 51 }, number).join(', ')} ${command === '/sms' ? 'hi' : ''}`;
    const card = await say(chat, person, line, chatId);
    for (const word of ['confirmation', ...words] as const) {
      await chat.store.write((tx) => decide(tx, card.card.id, word, Date.now()));
    }
    return chat.look(card);
  };
/** Their own campaign is stopped with all others. */
const stoppedCampaign: Row['card'] = async (chat, person, chatId) => {
  await campaign('/sms')(chat, person, chatId);
  return say(chat, person, '/stop', chatId);
};
const paused = (command: string) => campaign(command, 'pause');

/** The card of a place in the state in which it offers the button. */
const inbox = (now: 'on' | 'off') => typed(() => `/inbox ${now}`);
const language = (now: 'ru' | 'en') => typed(() => `/lang ${now}`);
const choosing = (now: 'ru' | 'en'): Row => ({
  card: language(now),
  least: 'viewer',
  leastInGroup: 'admin',
  changed: ['rooms'],
});

/** The zone of a chat, which has one of its own or the bot's. */
const settingZone = (isOwn: boolean): Row => ({
  async card(chat, person, chatId) {
    await say(chat, person, `/settings zone ${isOwn ? 'Asia/Omsk' : 'off'}`, chatId);
    return say(chat, person, '/settings zone', chatId);
  },
  least: 'operator',
  leastInGroup: 'admin',
  changed: ['rooms', 'bodies'],
});

/** An SMS of which the card shows the beginning. */
const longSms: Row['card'] = (chat, _, chatId) =>
  incomingSms(chat, `${++numbers} ${'hi '.repeat(1_100)}`, { chatId });

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

const lookUps = typed(() => `/hlr ${number()}, ${number()}`);
const doubtfulLookUp = after(() => `/ping ${number()}`, { state: 'in_doubt', ready_at: null });
const failedLookUp = after(() => `/hlr ${number()}`, { state: 'undelivered', error: 6, ready_at: null });
const asking: Row = { card: history, least: 'viewer', changed: ['queries'] };
const opening: Row = {
  card: inbox('off'),
  least: 'operator',
  changed: ['inboxes'],
  told: ['inbox-change'],
};
const closing: Row = { card: inbox('on'), least: 'operator', changed: ['inboxes'] };

/** A message waits for a login that is not in the settings. */
const gone: Row['card'] = async (chat, person, chatId) => {
  const card = await say(chat, person, `/sms ${number()} hi`, chatId);
  await become(chat.store.db, { account: 'old' }, { card: card.card.id });
  return say(chat, person, '/health', chatId);
};

/** A table with something to say of how it was read. */
const tableOf =
  (caption: string): Row['card'] =>
  async (chat, person, chatId) => {
    const content = `Имя;Телефон;Второй телефон\nМария Иванова;${number()};${number()}\nПётр;12;13\n`;
    return only(await sendFile(chat, person, caption, fileOf('a.csv', cp1251(content)), { chat: chatId }));
  };
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
const table = tableOf('/bulk {A}');
const lookedUpTable = tableOf('/hlr');
const tableBeing = (state: TableBody['state']): Row['card'] =>
  asked(
    tableCard,
    (): TableBody => ({
      source: {
        document: { fileId: 'gone', name: 'a.csv', size: 1 },
        content: { channel: 'sms', text: 'hi' },
        fallback: [],
        column: null,
        encoding: null,
        writtenAt: Date.now(),
        sendAt: null,
        atAnyHour: false,
        lacks: [],
      },
      origin: `table ${++numbers}`,
      state,
    }),
  );
const refusedTable = tableBeing({
  is: 'refused',
  problem: { kind: 'no-recipients' },
  encodings: ['windows-1251', 'koi8-r'],
});
/** Muted since it was switched on. */
async function mutedWatch(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await say(chat, person, '/watch failed', chatId);
  await chat.store.db
    .updateTable('watches')
    .set({ muted_until: Date.now() + 3_600_000 })
    .where('chat_id', '=', chatId)
    .execute();
  return chat.look(card);
}

/** A failure is told of, and nothing else within the minute. */
async function alertIn(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  await chat.store.db.updateTable('alerts').set({ ended_at: Date.now(), told_at: 0 }).execute();
  await say(chat, person, '/watch failed', chatId);
  return tellFailure(chat, chatId);
}

async function mutedAlert(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await alertIn(chat, person, chatId);
  await mutedWatch(chat, person, chatId);
  return chat.look(card);
}

/** So many contacts that there is a second page, the first of them with the id 1. */
async function contactList(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  for (let n = 10; n < 23; n++) {
    const name = { key: `n${n}`, name: `n${n}`, number: `799912345${n}` };
    const ivan = { ...name, owner: TEAM, fields: {}, madeBy: OLGA.id };
    await chat.store.write((tx) => writeContact(tx, ivan, Date.now()));
  }
  return say(chat, person, '/contact', chatId);
}

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

let contacts = 0;
const aContact = (chat: ChatForTest, person: User, chatId: number): Promise<Shown> =>
  say(chat, person, `/contact add c${++contacts} +79991234567`, chatId);

async function aGroup(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  await aContact(chat, person, chatId);
  return say(chat, person, `/group add g${contacts} c${contacts}`, chatId);
}

let templates = 0;
const aTemplate = (chat: ChatForTest, person: User, chatId: number): Promise<Shown> =>
  say(chat, person, `/template add t${++templates} hi`, chatId);

/** The first of them has the id 1. */
async function templateList(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const hi = {
    owner: TEAM,
    key: 'a',
    name: 'a',
    channel: 'sms',
    language: '',
    text: 'hi',
    kind: null,
    madeBy: OLGA.id,
  };
  await chat.store.write((tx) => writeTemplate(tx, hi, Date.now()));
  return say(chat, person, '/t', chatId);
}

/** By the kind of the card, the action and its argument; a row for each old spelling as well. */
const rows: Record<string, Row> = {
  'send send': { card: preview, least: 'operator', changed: ['messages'] },
  'send send:confirmation': { card: preview, least: 'operator', changed: ['messages'] },
  'send send:stale': { card: waiting('stale'), least: 'operator', changed: ['messages'] },
  'send send:price': { card: dear, least: 'operator', changed: ['messages'] },
  'send send:landline': { card: landline, least: 'operator', changed: ['messages'] },
  'send plain:price': { card: dear, least: 'operator', changed: ['messages'] },
  'send always-sender': { card: thirdFromSame, least: 'admin', changed: ['rooms'] },
  'send always-plain:price': {
    card: dear,
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['messages', 'rooms'],
  },
  'send send:guard': { card: waiting('guard'), least: 'operator', changed: ['messages'] },
  'send send:terms': { card: waiting('terms'), least: 'operator', changed: ['messages'] },
  'send approve': { card: unapproved, least: 'operator', changed: ['messages'] },
  'send reject': { card: unapproved, least: 'operator', changed: [], cards: ['rejection'] },
  'approval approve': { card: askedToApprove(approvalCard), least: 'operator', changed: ['messages'] },
  'approval reject': {
    card: askedToApprove(approvalCard),
    least: 'operator',
    changed: [],
    cards: ['rejection'],
  },
  'rejection reject:price': {
    card: askedToApprove(rejectionCard),
    least: 'operator',
    changed: ['messages'],
  },
  'send cancel': { card: preview, least: 'operator', changed: ['messages'] },
  'send pause': { card: campaign('/sms'), least: 'operator', changed: ['messages'] },
  'send resume': { card: paused('/sms'), least: 'operator', changed: ['messages'] },
  'send repeat': { card: doubtful, least: 'operator', changed: ['messages'] },
  'send leave': { card: doubtful, least: 'operator', changed: ['messages'] },
  'send resend': { card: failed, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send other:viber': { card: unserved, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send other:call': { card: unserved, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send again': { card: failedMany, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send report': { card: failedMany, least: 'operator', changed: [], cards: ['report'] },
  'send price': { card: preview, least: 'operator', changed: ['questions'] },
  'send whole': { card: longText, least: 'operator', changed: [], cards: ['whole'] },
  'send hlr': { card: failed, least: 'viewer', changed: ['messages', 'questions'], cards: ['lookup'] },
  'send ping': { card: failed, least: 'viewer', changed: ['messages', 'questions'], cards: ['lookup'] },
  'send test': { card: table, least: 'operator', changed: [], cards: ['question'] },
  'send unsent': { card: table, least: 'operator', changed: [], cards: ['unsent'] },
  'send column:2': { card: table, least: 'operator', changed: ['messages', 'bodies'] },
  'send encoding:koi8-r': { card: table, least: 'operator', changed: ['messages', 'bodies'] },
  'send send:schedule': { card: timed('schedule'), least: 'operator', changed: ['messages'] },
  'send send:right': { card: timed('right'), least: 'operator', changed: ['messages'] },
  'send later': { card: preview, least: 'operator', changed: ['bodies'] },
  'send back': { card: timing(preview), least: 'operator', changed: ['bodies'] },
  'send time:morning': { card: timing(preview), least: 'operator', changed: ['messages', 'bodies'] },
  'send time:hours': { card: timing(preview), least: 'operator', changed: ['messages', 'bodies'] },
  'send time:none': {
    card: timing(timed('confirmation')),
    least: 'operator',
    changed: ['messages', 'bodies'],
  },
  'send time:other': { card: timing(preview), least: 'operator', changed: [], cards: ['question'] },
  'scheduled change:1': { card: listed('schedule'), least: 'operator', changed: [], cards: ['question'] },
  'scheduled send:1': { card: listed('schedule'), least: 'operator', changed: ['messages'] },
  'scheduled cancel:1': { card: listed('schedule'), least: 'operator', changed: ['messages'] },
  'scheduled resume:1': { card: listed('stopped'), least: 'operator', changed: ['messages'] },
  'scheduled page:0': { card: listed('schedule', 1), least: 'operator', changed: ['bodies'] },
  'unreleased send:right': { card: unreleased, only: GROUP, least: 'operator', changed: ['messages'] },
  'unreleased cancel': { card: unreleased, only: GROUP, least: 'operator', changed: ['messages'] },
  'stopped resume:1': { card: stoppedCampaign, least: 'operator', changed: ['messages'] },
  'table cancel': { card: tableBeing({ is: 'reading', rows: 0 }), least: 'operator', changed: ['bodies'] },
  'table encoding:koi8-r': { card: refusedTable, least: 'operator', changed: ['bodies'] },
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
    changed: ['messages'],
    cards: ['lookup'],
  },
  'lookup unsent': { card: lookedUpTable, least: 'viewer', changed: [], cards: ['unsent'] },
  'lookup column:2': { card: lookedUpTable, least: 'viewer', changed: ['messages', 'bodies'] },
  'lookup encoding:koi8-r': { card: lookedUpTable, least: 'viewer', changed: ['messages', 'bodies'] },
  'lookup repeat': { card: doubtfulLookUp, least: 'viewer', changed: ['messages'] },
  'lookup leave': { card: doubtfulLookUp, least: 'viewer', changed: ['messages'] },
  'lookup hlr': { card: failedLookUp, least: 'viewer', changed: ['messages'], cards: ['lookup'] },
  'lookup ping': { card: failedLookUp, least: 'viewer', changed: ['messages'], cards: ['lookup'] },
  'lookup report': { card: many, least: 'viewer', changed: [], cards: ['report', 'report'] },
  'token hide': { card: ofToken, only: GROUP, least: 'owner', changed: ['bodies'] },
  'token revoke': { card: ofToken, only: GROUP, least: 'owner', changed: ['tokens'] },
  'tokens revoke:crm': { card: listingTokens, only: GROUP, least: 'owner', changed: ['tokens'] },
  'summary file': { card: summary, least: 'viewer', changed: [], cards: ['csv'] },
  'hook hide': { card: ofHook, only: GROUP, least: 'admin', changed: ['bodies'] },
  'hook test': { card: ofHook, only: GROUP, least: 'admin', changed: ['hookEvents'] },
  'hook on': { card: ofSuspendedHook, only: GROUP, least: 'admin', changed: ['hooks'] },
  'hook remove': { card: ofHook, only: GROUP, least: 'admin', changed: ['hooks'] },
  'hooks test:1': { card: listingHooks, only: GROUP, least: 'admin', changed: ['hookEvents'] },
  'hooks on:1': { card: listingSuspendedHooks, only: GROUP, least: 'admin', changed: ['hooks'] },
  'hooks remove:1': { card: listingHooks, only: GROUP, least: 'admin', changed: ['hooks'] },
  'stats file': { card: stats, least: 'viewer', changed: [], cards: ['csv'] },
  'audit file': { card: typed(() => '/audit'), least: 'admin', changed: [], cards: ['csv'] },
  'history refresh': asking,
  'history ask-status': asking,
  'statuses numbers': { card: several, only: GROUP, least: 'operator', changed: [], cards: ['statuses'] },
  'history numbers': { card: elsewhere, only: GROUP, least: 'operator', changed: [], cards: ['history'] },
  'inbox inbox:on': opening,
  'inbox inbox-on': opening,
  'inbox inbox:off': closing,
  'inbox inbox-off': closing,
  'inbox-change off': { card: inboxChange, least: 'admin', changed: ['inboxes'] },
  'inbox-change confirm': { card: inboxChange, least: 'admin', changed: ['inboxes'] },
  'language language:ru': choosing('en'),
  'language lang-ru': choosing('en'),
  'language language:en': choosing('ru'),
  'language lang-en': choosing('ru'),
  'language language:auto': choosing('en'),
  'language lang-auto': choosing('en'),
  'settings open:zone': { card: typed(() => '/settings'), least: 'operator', changed: ['bodies'] },
  'settings open': { card: typed(() => '/settings zone'), least: 'operator', changed: ['bodies'] },
  'settings set:Europe/Moscow': settingZone(false),
  'settings take-back': settingZone(true),
  'invitation withdraw': { card: invitation, least: 'admin', changed: ['invitations'] },
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
  'aside drop': { card: aside, least: 'viewer', changed: ['bodies'] },
  'continuation add': {
    card: continuation,
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
    record: 'command sms',
  },
  'continuation drop': { card: continuation, least: 'viewer', changed: ['bodies'] },
  'number sms': { card: numberAlone, least: 'operator', changed: [], cards: ['question'] },
  'number hlr': { card: numberAlone, least: 'viewer', changed: ['messages', 'questions'], cards: ['lookup'] },
  'number ping': {
    card: numberAlone,
    least: 'viewer',
    changed: ['messages', 'questions'],
    cards: ['lookup'],
  },
  'watches off:failed': {
    card: typed(() => '/watch failed'),
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['watches'],
  },
  'watches mute:failed': { card: typed(() => '/watch failed'), least: 'operator', changed: ['watches'] },
  'watches unmute:failed': { card: mutedWatch, least: 'operator', changed: ['watches'] },
  'alert ack': { card: alertIn, least: 'operator', leastInGroup: 'viewer', changed: ['alerts'] },
  'alert mute:1h': { card: alertIn, least: 'operator', changed: ['watches'] },
  'alert mute:8h': { card: alertIn, least: 'operator', changed: ['watches'] },
  'alert mute:morning': { card: alertIn, least: 'operator', changed: ['watches'] },
  'alert unmute': { card: mutedAlert, least: 'operator', changed: ['watches'] },
  'alert numbers': { card: alertIn, least: 'operator', changed: [], cards: ['alert-numbers'] },
  'alert file': { card: alertIn, least: 'operator', changed: [], cards: ['report'] },
  'contacts open:1': {
    card: contactList,
    least: 'operator',
    changed: [],
    cards: ['contact'],
  },
  'contacts page:1': { card: contactList, least: 'operator', changed: ['bodies'] },
  'contact remove': { card: aContact, least: 'operator', changed: ['contacts', 'bodies'] },
  // The table is gone by then.
  'renumbering replace': {
    card: renumbering,
    least: 'operator',
    changed: [],
    cards: ['notice contacts-import-gone'],
  },
  'renumbering leave': { card: renumbering, least: 'operator', changed: ['bodies'] },
  'group remove': { card: aGroup, least: 'operator', changed: ['groups', 'bodies'] },
  'templates use:1': { card: templateList, least: 'operator', changed: [], cards: ['question'] },
  'template remove': { card: aTemplate, least: 'operator', changed: ['templates', 'bodies'] },
  'health move:old': { card: gone, least: 'admin', changed: ['messages'] },
  'health cancel:old': { card: gone, least: 'admin', changed: ['messages'] },
  'health refresh': { card: typed(() => '/health'), least: 'viewer', changed: [] },
  'balance refresh': { card: typed(() => '/balance'), least: 'operator', changed: [] },
};
export const buttons = Object.keys(rows);

export const rowOf = (button: string): Row => {
  const row = rows[button];
  if (!row) throw new Error(`the button ${button} has no row in the matrix of buttons`);
  return row;
};
