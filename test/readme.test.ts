import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { CARD_CONNECTIONS, LEASE_CONNECTIONS } from '../src/main.ts';
import { messagesOfCard } from '../src/store/attempts/outbox.ts';
import { CONNECTIONS, READ_CONNECTIONS } from '../src/store/engine/postgres.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from './support/chat.ts';
import { accepted, submit } from './support/fates.ts';
import { incomingIn } from './support/incoming.ts';
import { fileOf } from './support/tables.ts';

/* What README tells people to type does what it says there. A line that is new in the table has no row here. */

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [, TABLE = ''] = /\| you want to \| type \|\n\| --- \| --- \|\n((?:\|.*\n)+)/.exec(README) ?? [];
const typed = [
  ...new Set(
    TABLE.split('\n').flatMap((row) => [...row.matchAll(/`(\/[^`]*)`/g)].map(([, line = '']) => line)),
  ),
];

interface Row {
  /** What each of its messages asks for; none where it is no order. */
  readonly requests?: readonly object[];
  /** How the messages stand then. */
  readonly state?: 'queued' | 'waiting';
  /** The card that answers. */
  readonly kind: string;
  /** Words on it. */
  readonly says?: string;
  /** Said in reply to a customer's SMS (the number is theirs), or to the card of a message. */
  readonly to?: 'incoming' | 'sent';
  /** Said as the caption of this table. */
  readonly table?: string;
}

const text = 'Your order is ready';
const to = '79991234567';
const CUSTOMER = '79991112233';
const order = (request: object, state: Row['state'] = 'queued'): Row => ({
  kind: 'send',
  requests: [request],
  state,
});
const lookup = (request: object): Row => ({ kind: 'lookup', requests: [request], state: 'queued' });

const ROWS: Readonly<Record<string, Row>> = {
  // A bot that may ask nobody says what has to be set.
  '/balance': { kind: 'notice', says: 'PROVIDER_API_KEY' },
  '/sms +79991234567 Your order is ready': order({ channel: 'sms', to, text }),
  '/sms +79991234567, +79991112233 Your order is ready': {
    kind: 'send',
    requests: [
      { to, text },
      { to: '79991112233', text },
    ],
    state: 'waiting',
  },
  '/bulk {name}, your order {C} is ready': {
    kind: 'send',
    requests: [{ to, text: 'Ann, your order 1042 is ready' }],
    state: 'waiting',
    table: 'Name;Phone;Order\nAnn;+79991234567;1042\n',
  },
  '/sms +79991234567 via=viber,sms after=60s Your order is ready': order({ channel: 'viber', to, text }),
  // Nobody here has agreed to anything.
  '/bulk kind=ad Sale today': {
    kind: 'table',
    says: 'Nobody to send to: 1 row, 1 without a consent on record.',
    table: 'Name;Phone\nAnn;+79991234567\n',
  },
  '/sms +7 999 123-45-67 from=SHOP comment="ticket 77" Your order is ready': order({
    to,
    text,
    from: 'SHOP',
    comment: 'ticket 77',
  }),
  '/email a@b.ru subject="Invoice 12" You can pay until Friday': order({
    channel: 'email',
    to: 'a@b.ru',
    subject: 'Invoice 12',
    text: 'You can pay until Friday',
  }),
  '/call +79991234567 voice=w2 ring=20 retry=60 tries=3 Your table is free': order({
    channel: 'call',
    voice: 'w2',
    ring: 20,
    retry: 60,
    tries: 3,
    text: 'Your table is free',
  }),
  '/viber +7… text': order({ channel: 'viber', to, text: 'text' }),
  '/soc +7… text': order({ channel: 'soc', to, text: 'text' }),
  '/tgm +7… 4821': order({ channel: 'tgm', to, code: '4821' }),
  '/bot +7… bot=@shop_bot text': order({ channel: 'bot', to, bot: '@shop_bot', text: 'text' }),
  '/hlr': { ...lookup({ channel: 'hlr', to: CUSTOMER }), to: 'incoming' },
  '/ping': { ...lookup({ channel: 'ping', to: CUSTOMER }), to: 'incoming' },
  '/call text': { ...order({ channel: 'call', to: CUSTOMER, text: 'text' }), to: 'incoming' },
  '/sms text': { ...order({ channel: 'sms', to: CUSTOMER, text: 'text' }), to: 'incoming' },
  '/viber text': { ...order({ channel: 'viber', to: CUSTOMER, text: 'text' }), to: 'incoming' },
  '/inbox on': { kind: 'inbox', says: 'Incoming SMS are shown here' },
  '/queue': { kind: 'queue', says: 'Nobody waits for an answer' },
  '/history +7…': { kind: 'correspondence', says: '2 messages to and fro' },
  '/away until mon': { kind: 'notice', says: 'You are away until' },
  '/back': { kind: 'notice', says: 'You are not away' },
  '/sms +79991234567 at=+2h Your order is ready': { ...order({ to, text }), state: 'waiting' },
  '/scheduled': { kind: 'scheduled', says: 'Nothing is scheduled' },
  '/stop': { kind: 'stopped', says: 'No campaign is running' },
  '/stoplist': { kind: 'stop-list', says: 'Nobody is on the stop list' },
  '/stoplist add +79991234567': { kind: 'notice', says: 'On the stop list' },
  '/hlr +79231112233': lookup({ channel: 'hlr', to: '79231112233' }),
  '/ping +79991234567': lookup({ channel: 'ping', to }),
  '/ping +79991234567 until on': {
    ...lookup({ channel: 'ping', to }),
    kind: 'until-on',
    says: 'again at',
  },
  '/status 855469': { kind: 'history', says: 'Attempts' },
  '/status': { kind: 'history', says: 'Attempts', to: 'sent' },
  '/status 855469, 855482': { kind: 'statuses', says: '855482' },
  '/status +79991234567': { kind: 'statuses', says: '855469' },
  '/error 220': { kind: 'notice', says: "220 · Operator's queue is full" },
  '/error 6 11': { kind: 'notice', says: '11 · Service not connected' },
  '/error throttled': { kind: 'notice', says: 'ESME_RTHROTTLED' },
  '/health': { kind: 'health' },
  '/watch': { kind: 'watches', says: 'What I tell of here' },
  '/stats': { kind: 'stats' },
  '/stats 7d': { kind: 'stats' },
  '/stats 2026-11 by=operator': { kind: 'stats' },
  '/audit': { kind: 'audit' },
  '/audit 2026-11': { kind: 'audit' },
  '/export': { kind: 'notice', says: 'Write the number' },
  '/forget': { kind: 'notice', says: 'Write one number' },
  '/contact add ivan +79991234567': { kind: 'contact', says: 'ivan' },
  '/template add ready Your order {n} is ready': { kind: 'template', says: 'ready' },
  '/t': { kind: 'templates', says: 'No templates yet' },
  '/people': { kind: 'people', says: 'Nikolai' },
  '/revoke 123456789': { kind: 'notice', says: '123456789' },
  '/settings': { kind: 'settings', says: 'Time zone' },
  '/settings zone Moscow': { kind: 'settings', says: 'set here' },
  '/settings quiet 22-9': { kind: 'settings', says: '22:00-9:00' },
  '/lang en': { kind: 'language', says: 'English' },
  '/help': { kind: 'help', says: '/sms' },
  '/help sms': { kind: 'usage', says: '/sms' },
};

test('every line of the table has a row here, and every row a line', () => {
  expect(typed.sort()).toEqual(Object.keys(ROWS).sort());
});

/** A chat in which two messages were sent: 855469 and 855482. */
async function chatWithMessages(): Promise<{ chat: ChatForTest; sent: Shown }> {
  const chat = await chatForTest({ ownerIds: [NIKOLAI.id] });
  const cards: Shown[] = [];
  for (const id of ['855469', '855482']) {
    const [card] = await chat.say(NIKOLAI, `/sms +${to} message ${id}`);
    if (!card) throw new Error('no card');
    await submit(chat.store, card.card.id, [accepted(id)]);
    cards.push(card);
  }
  return { chat, sent: cards[0] as Shown };
}

test.each(Object.entries(ROWS))(
  '%s does what it says',
  async (line, { requests = [], state, kind, says, to, table }) => {
    const { chat, sent } = await chatWithMessages();
    const replyTo = to === 'sent' ? sent : to === 'incoming' ? await incomingIn(chat, NIKOLAI.id) : undefined;
    const [card, another] = await chat.say(NIKOLAI, line.replace('+7…', '+79991234567'), {
      ...(replyTo ? { replyTo } : {}),
      ...(table ? { message: fileOf('orders.csv', table) } : {}),
    });
    expect([card?.card.kind, another]).toEqual([kind, undefined]);
    const messages = await messagesOfCard(chat.store.db, card?.card.id ?? '', 3);
    expect(messages).toEqual(
      requests.map((request) =>
        expect.objectContaining({ state, request: expect.objectContaining(request) }),
      ),
    );
    if (says !== undefined) expect(card?.text).toContain(says);
  },
);

test.each([
  ['on a new line', '/sms +79991234567\nIs from=SHOP the name?', 'Is from=SHOP the name?'],
  ['after the mark', '/sms +79991234567 -- from=SHOP is the name', 'from=SHOP is the name'],
])('a text %s is read for no options', async (_, line, text) => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, line);
  const [message] = await messagesOfCard(chat.store.db, card?.card.id ?? '', 1);
  expect(message?.request).toEqual({ channel: 'sms', to, text });
});

test('an option that a text on a new line begins with is asked about', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567\nfrom=SHOP is the name');
  expect(card?.copied).toEqual([
    '/sms +79991234567 from=SHOP is the name',
    '/sms +79991234567 -- from=SHOP is the name',
  ]);
});

test('the limits that are named are those that a setting has when nobody sets it', () => {
  const { sendMaxAge, askAbove } = readConfig({
    BOT_TOKEN: '1:a',
    SMPP_SYSTEM_ID: 'demo',
    SMPP_PASSWORD: 'secret',
  });
  const [, minutes] = /more than (\d+) minutes \(`SEND_MAX_AGE`\)/.exec(README) ?? [];
  expect(sendMaxAge).toBe(Number(minutes) * 60_000);
  expect(README).toContain('More than four parts (`ASK_ABOVE_PARTS`), or more than a price that you set');
  expect(askAbove).toEqual({ parts: 4, cost: null });
});

test('an instance opens as many connections to PostgreSQL as is said', () => {
  // One more announces what was committed.
  const all = CONNECTIONS + READ_CONNECTIONS + LEASE_CONNECTIONS + CARD_CONNECTIONS + 1;
  expect(README).toContain(`An instance opens up to ${all} connections.`);
});
