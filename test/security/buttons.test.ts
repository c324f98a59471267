import type { User } from 'grammy/types';
import { expect, test } from 'vitest';
import { writeButton } from '../../src/chat/button-data.ts';
import { roomOf, rooms } from '../../src/chat/cards/index.ts';
import type { Role } from '../../src/chat/people/access.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA, type Shown } from '../support/chat.ts';
import { effectsOf, give, isAtLeast, nameOf, onlySaid, personWith, ROLES } from '../support/effects.ts';
import { after, number, preview, typed } from './buttons/making.ts';
import { buttons, rowOf } from './buttons/rows.ts';

/*
 * Every button against every role, in private and in a group, judged by the rows that a press leaves. An action
 * without a row in buttons/ fails the first test, as does the old spelling of one.
 */

/** What a button of that row carries on a card. */
function dataOf(button: string, cardId: string): string {
  const [action = '', arg] = button.slice(button.indexOf(' ') + 1).split(':');
  return writeButton({ action, ...(arg === undefined ? {} : { arg }) }, cardId);
}

/** What the button of a row is called in the record: by its name of today. */
function nameNow(button: string): string {
  const [kind, name = ''] = button.split(' ');
  // A preview waits for a confirmation, and a press without an argument answers that.
  if (name === 'send') return 'send:confirmation';
  return rooms.find((room) => room.kind.name === kind)?.renamed?.[name] ?? name;
}

/** The buttons of rows that a card shows, old spellings of them as well. */
function offeredBy({ card, view }: Shown): string[] {
  const { renamed = {} } = roomOf(card) ?? {};
  const shown = view.buttons.flat().map(({ action, arg }) => [action, arg].filter(Boolean).join(':'));
  const old = Object.keys(renamed).filter((name) => shown.includes(renamed[name] ?? ''));
  const bare = view.buttons.flat().flatMap(({ action, arg }) => {
    const { withoutArg = [] } = roomOf(card)?.actions?.[action ?? ''] ?? {};
    return arg !== undefined && withoutArg.includes(arg) ? action : [];
  });
  return [...shown, ...old, ...bare].map((name) => `${card.kind} ${name}`);
}

/** The kinds of cards that have buttons. */
const kinds = [...new Set(buttons.map((button) => button.split(' ')[0] ?? ''))];
const buttonsOf = (kind: string) => buttons.filter((button) => button.startsWith(`${kind} `));

/** Each button in each chat in which cards have it. */
const placed = (some: readonly string[], { id }: User) =>
  some.flatMap((button) => {
    const { only } = rowOf(button);
    return [id, GROUP]
      .filter((chatId) => (only ?? chatId) === chatId)
      .map((chatId) => [button, chatId] as const);
  });

let queries = 0;

/** Roles as a group may be told of them, which some buttons here switch between languages. */
const NAMES: Record<Role, RegExp> = {
  owner: /owner|владелец/,
  admin: /admin|администратор/,
  operator: /operator|оператор/,
  viewer: /viewer|наблюдатель/,
};

/** What a client sends for a press; it need not stand on any card. */
function pressOf(chat: ChatForTest, from: User, data: string, chatId: number) {
  const message = { ...chat.message(OLGA, '', { chat: chatId }), message_id: 1 };
  return { callback_query: { id: `press ${++queries}`, from, chat_instance: '1', message, data } };
}

/** What a press brought about, and the toast that answered it. */
async function pressed(chat: ChatForTest, from: User, data: string, chatId: number) {
  let toast: string | null = null;
  const effects = await effectsOf(chat, async () => {
    const answered = await chat.update(pressOf(chat, from, data, chatId));
    toast = answered.toast?.text ?? null;
    return answered.cards;
  });
  return { toast, effects };
}

/** The same of presses that are to bring about nothing, one behind the other. */
const allPressed = (chat: ChatForTest, presses: readonly object[]) =>
  effectsOf(chat, () => chat.updates(presses));

/** Writes the card as an admin would. */
async function cardFor(chat: ChatForTest, person: User, button: string, chatId: number) {
  await give(chat, person, 'admin');
  const card = await rowOf(button).card(chat, person, chatId);
  expect(offeredBy(card), `the card ${card.text}`).toContain(button);
  return card;
}

test('every button has a row, and every row a button', () => {
  const named = rooms.flatMap(({ kind, actions = {}, renamed = {} }) =>
    [...Object.keys(actions), ...Object.keys(renamed)].map((action) => `${kind.name} ${action}`),
  );
  expect([...new Set(buttons.map((button) => button.split(':')[0]))].sort()).toEqual(named.sort());
});

test.each(buttons)('what [%s] carries fits into the 64 bytes that Telegram takes', (button) => {
  const data = dataOf(button, '0193e7a0-0000-7000-8000-000000000001');
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
});

test('an old spelling of a button does what its row says, and is not written any more', () => {
  const old = rooms.flatMap(({ renamed = {}, actions = {} }) =>
    Object.entries(renamed).map(([name, now]) => ({ name, action: now.split(':')[0] ?? '', actions })),
  );
  expect(old.length).toBeGreaterThan(0);
  for (const { name, action, actions } of old) {
    expect(Object.keys(actions), name).toContain(action);
    expect(Object.keys(actions), name).not.toContain(name);
  }
});

const ALL = process.env.BUTTONS === 'all';

/**
 * Who may press by a role above the least one does so as an owner and in private alone: between the two nothing but the order
 * of roles decides. `npm run test:long -- --only buttons` takes every role in every chat.
 */
const isSampled = (role: Role, least: Role, inGroup: boolean): boolean =>
  ALL || role === least || (role === 'owner' && !inGroup) || !isAtLeast(role, least);

// What a press leaves is found by comparing all that is in the store: each kind of card has one of its own.
test.each(
  (['owner', 'admin', 'operator', 'viewer'] as const).flatMap((role) =>
    kinds.map((kind) => [role, kind] as const),
  ),
)(
  'a person with the role %s can do by buttons what that role may, and with a lesser one nothing (%s)',
  async (role, kind) => {
    const person = personWith(role);
    const chat = await chatForTest({ asksProvider: true });
    for (const [button, chatId] of placed(buttonsOf(kind), person)) {
      const row = rowOf(button);
      const least = chatId === GROUP ? (row.leastInGroup ?? row.least) : row.least;
      // They leave the card as it is, so the first who may presses it after them.
      const lesser =
        role === (least === 'owner' ? 'admin' : least) ? ROLES.filter((one) => !isAtLeast(one, least)) : [];
      const may = isAtLeast(role, least);
      if (!isSampled(role, least, chatId === GROUP)) continue;
      if (!may && lesser.length === 0) continue;
      const { card } = await cardFor(chat, person, button, chatId);
      const press = () => pressed(chat, person, dataOf(button, card.id), chatId);
      for (const one of lesser) {
        await give(chat, person, one);
        // Who may not is told which role it takes; somebody with none, whom to tell of them.
        const toast = expect.stringMatching(one ? NAMES[least] : String(person.id));
        const said = { toast, effects: onlySaid() };
        expect({ button, chatId, one, ...(await press()) }).toEqual({ button, chatId, one, ...said });
      }
      if (!may) continue;
      await give(chat, person, role);
      const { effects } = await press();
      expect({ button, chatId, ...effects }).toEqual({
        button,
        chatId,
        changed: row.changed,
        cards: [...(row.cards ?? []), ...(role === 'owner' ? [] : (row.told ?? []))],
        record: [
          row.record instanceof RegExp
            ? expect.stringMatching(row.record)
            : `person ${person.id} ${row.record ?? `press ${nameNow(button)}`}`,
        ],
      });
    }
  },
  // The card of a message has by far the most.
  60_000,
);

test.each(kinds)(
  'a button does nothing in a chat that is not its card’s, nor for nobody in particular, nor for a bot (%s)',
  async (kind) => {
    const chat = await chatForTest({ ownerIds: [OLGA.id, 900, 777000, 1087968824], asksProvider: true });
    for (const button of buttonsOf(kind)) {
      const { card } = await cardFor(chat, OLGA, button, GROUP);
      const data = dataOf(button, card.id);
      const presses = [
        ...[OLGA.id, -1002, 0].map((elsewhere) => pressOf(chat, OLGA, data, elsewhere)),
        ...[
          { id: 900, is_bot: true, first_name: 'Robot' },
          { id: OLGA.id, is_bot: true, first_name: 'Robot' },
          { id: 777000, is_bot: false, first_name: 'Telegram' },
          { id: 1087968824, is_bot: true, first_name: 'Group' },
        ].map((from) => pressOf(chat, from, data, GROUP)),
      ];
      expect({ button, ...(await allPressed(chat, presses)) }).toEqual({ button, ...onlySaid() });
    }
  },
);

/** Presses on each card all that it does not offer. */
async function pressOthers(chat: ChatForTest, cards: readonly Shown[]): Promise<void> {
  const known = new Set<string>();
  const pressedOn = new Set<string>();
  for (const card of cards) {
    const names = offeredBy(await chat.look(card));
    // A card like one before, with the same buttons, has nothing more to say.
    const like = [card.card.kind, ...names].join();
    if (known.has(like)) continue;
    known.add(like);
    const offered = names.map((one) => dataOf(one, card.card.id));
    // Buttons of other kinds are pressed on the first of each kind, and where there is time on all.
    const some = ALL || !pressedOn.has(card.card.kind) ? buttons : buttonsOf(card.card.kind);
    pressedOn.add(card.card.kind);
    const others = new Set(some.map((one) => dataOf(one, card.card.id)));
    for (const data of offered) others.delete(data);
    const presses = [...others].map((data) => pressOf(chat, OLGA, data, OLGA.id));
    const effects = await allPressed(chat, presses);
    const on = nameOf(card.card);
    expect({ on, ...effects }).toEqual({ on, ...onlySaid() });
  }
}

test.each(kinds)(
  'an action does nothing to a card that does not offer it, whatever a client sends (%s)',
  async (kind) => {
    const chat = await chatForTest({ asksProvider: true });
    const cards: Shown[] = [];
    for (const button of buttonsOf(kind)) cards.push(await cardFor(chat, OLGA, button, OLGA.id));
    await pressOthers(chat, cards);
  },
  60_000,
);

test('nor to a card that offers nothing, or less than others of its kind', async () => {
  const chat = await chatForTest({ asksProvider: true });
  const over = (line: () => string, state: 'delivered' | 'undelivered') =>
    after(line, { state, ready_at: null })(chat, OLGA, OLGA.id);
  const cards = [
    await typed(() => `/sms ${number()} hi`)(chat, OLGA, OLGA.id),
    await over(() => `/sms ${number()} hi`, 'delivered'),
    await over(() => `/sms ${number()}, ${number()} hi`, 'undelivered'),
    await over(() => '/email a@b.ru subject=Hi hello', 'undelivered'),
    await over(() => `/hlr ${number()}`, 'delivered'),
  ];
  for (const line of ['/help', '/help sms', '/people', '/start', '/sms', '/sms x']) {
    cards.push(await typed(() => line)(chat, OLGA, OLGA.id));
  }
  await pressOthers(chat, cards);
});

test('callback data that no button carries does nothing', async () => {
  const chat = await chatForTest({ asksProvider: true });
  const { card } = await preview(chat, OLGA, OLGA.id);
  const actions = [
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'prototype',
    'Send',
    'send ',
    'SEND',
    '0',
  ];
  const ids = [
    '',
    'x',
    '../..',
    "' or 1=1 --",
    '%',
    '*',
    card.id.slice(0, -1),
    `${card.id} `,
    card.id.toUpperCase(),
  ];
  const none = [
    ...actions.map((action) => `${action}:${card.id}`),
    card.id,
    ':',
    '::::',
    'send',
    `:${card.id}:send`,
    `send\0:${card.id}`,
    'send:'.repeat(12),
    'я'.repeat(32),
  ];
  for (const some of [none, ...ids.map((id) => buttons.map((button) => dataOf(button, id)))]) {
    const presses = some.map((data) => pressOf(chat, OLGA, data, OLGA.id));
    expect({ some, ...(await allPressed(chat, presses)) }).toEqual({ some, ...onlySaid() });
  }
});
