import type { Message } from 'grammy/types';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Role } from '../../src/chat/people/access.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA } from '../support/chat.ts';
import { effectsOf, give, isAtLeast, onlySaid, personWith, ROLES } from '../support/effects.ts';
import { accepted, submit } from '../support/fates.ts';

/*
 * Every command against every role, in private and in a group, judged by the rows that it leaves. A command without
 * a row here fails the first test.
 */
interface Row {
  /** What is typed; a number and an id of its own for each try. */
  line(n: number): string;
  /** What stands beside it. */
  message?: Partial<Message>;
  /** The least role; null: any. */
  least: Role | null;
  /** The same in groups, where it differs. */
  leastInGroup?: Role;
  changed: string[];
  cards: string[];
  /** What is said in a group, where the answer goes to the private chat. */
  inGroup?: string[];
  /** Cards for the owners, when it was not the owner who did it. */
  told?: string[];
}

const number = (n: number) => `+7999123${String(1000 + n)}`;
const sends = (line: (n: number) => string): Row => ({
  line,
  least: 'operator',
  changed: ['messages'],
  cards: ['send'],
});
const looks = (line: (n: number) => string): Row => ({
  line,
  least: 'viewer',
  // What the provider knows of the number is asked with it.
  changed: ['messages', 'questions'],
  cards: ['lookup'],
});
const shows = (least: Role | null, card: string, line = ''): Row => ({
  line: () => line,
  least,
  changed: [],
  cards: [card],
});

const rows: Record<string, Row> = {
  sms: sends((n) => `${number(n)} hi`),
  bulk: {
    line: () => 'hi',
    message: {
      document: { file_id: 'gone', file_unique_id: 'gone', file_name: 'a.csv' },
    } as Partial<Message>,
    least: 'operator',
    changed: [],
    cards: ['table'],
  },
  email: sends((n) => `a${n}@b.ru subject=Hi hello`),
  call: sends((n) => `${number(n)} hello`),
  viber: sends((n) => `${number(n)} hi`),
  soc: sends((n) => `${number(n)} hi`),
  tgm: sends((n) => `${number(n)} 4821`),
  bot: sends((n) => `${number(n)} bot=@shop_bot hi`),
  scheduled: shows('operator', 'scheduled'),
  stop: shows('operator', 'stopped'),
  hlr: looks(number),
  ping: looks(number),
  status: { line: () => '855469', least: 'viewer', changed: ['queries'], cards: ['history'] },
  error: shows('viewer', 'notice error-code', '220'),
  health: shows('viewer', 'health'),
  balance: { line: () => '', least: 'operator', changed: ['questions'], cards: ['balance'] },
  // Nothing was sent by then: no picture is drawn.
  stats: shows('viewer', 'stats', '2020-01'),
  inbox: {
    line: () => 'on',
    least: 'operator',
    changed: ['inboxes'],
    cards: ['inbox'],
    told: ['inbox-change'],
  },
  queue: shows('operator', 'queue'),
  away: { line: () => 'until 5d', least: 'operator', changed: ['away'], cards: ['notice away'] },
  back: { line: () => '', least: 'operator', changed: ['away'], cards: ['notice back'] },
  history: shows('operator', 'correspondence', '+79991234567'),
  watch: {
    line: () => 'failed',
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['watches'],
    cards: ['watches'],
  },
  contact: {
    line: (n) => `add name${n} ${number(n)}`,
    least: 'operator',
    changed: ['contacts'],
    cards: ['contact'],
  },
  group: shows('operator', 'groups'),
  template: {
    line: (n) => `add name${n} hi`,
    least: 'operator',
    changed: ['templates'],
    cards: ['template'],
  },
  t: shows('operator', 'templates'),
  stoplist: {
    line: (n) => `add ${number(n)}`,
    least: 'operator',
    changed: ['stopList'],
    cards: ['notice stop-list-put'],
  },
  people: shows('admin', 'people'),
  audit: shows('admin', 'audit', '2020-01'),
  quota: { ...shows('viewer', 'quota'), inGroup: ['notice quota-in-private'] },
  export: {
    line: number,
    least: 'admin',
    changed: [],
    cards: ['notice export-being-made', 'csv', 'csv'],
  },
  // The other admin is asked, too.
  forget: {
    line: number,
    least: 'admin',
    changed: [],
    cards: ['erasure', 'erasure'],
    told: ['erasure'],
  },
  grant: {
    line: (n) => `${5000 + n} viewer`,
    least: 'admin',
    changed: ['roles'],
    cards: ['notice grant-done', 'notice granted'],
  },
  token: {
    line: (n) => `add shop${n} may=messages`,
    least: 'owner',
    changed: ['tokens'],
    cards: ['token'],
    inGroup: ['notice token-in-private'],
  },
  hook: {
    line: (n) => `add https://shop${n}.example/sms`,
    least: 'admin',
    changed: ['hooks'],
    cards: ['hook'],
    inGroup: ['notice hook-in-private'],
  },
  revoke: { line: () => '4000', least: 'admin', changed: ['roles'], cards: ['notice revoke-done'] },
  lang: {
    line: () => 'en',
    least: 'viewer',
    leastInGroup: 'admin',
    changed: ['rooms'],
    cards: ['language'],
  },
  settings: shows('operator', 'settings'),
  help: shows(null, 'help'),
  start: shows(null, 'notice start'),
};

const rowOf = (name: string): Row => {
  const row = rows[name];
  if (!row) throw new Error(`/${name} has no row in the matrix of commands`);
  return row;
};

/** What is on record of a command: what it was told, where that is nobody's number or text. */
function recordOf(by: number, name: string, line: string): string {
  const told = ['grant', 'revoke', 'inbox', 'lang', 'watch', 'stats', 'audit', 'token'].includes(name);
  if (name === 'stoplist') return `person ${by} command stoplist:add`;
  // An address may let somebody in: its host is on record alone.
  if (name === 'hook') {
    const { host } = new URL(line.split(' ')[2] ?? '');
    return `person ${by} command hook:add ${host} events=delivered,failed,cancelled,incoming,doubt,read,clicked`;
  }
  return `person ${by} command ${name}${told ? `:${line.slice(name.length + 2)}` : ''}`;
}

const PLACES = ['private', 'group'] as const;
let tries = 0;

/** A message that the provider knows by the id 855469, somebody to be revoked, and another admin. */
async function withPast(): Promise<ChatForTest> {
  const chat = await chatForTest({ asksProvider: true });
  await chat.let({ id: 4001, is_bot: false, first_name: 'Other' }, 'admin');
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  if (!card) throw new Error('no card');
  await submit(chat.store, card.card.id, [accepted('855469')]);
  return chat;
}

test('every command has a row, and every row a command', () => {
  expect(Object.keys(rows).sort()).toEqual(commands.map(({ spec }) => spec.name).sort());
});

test.each(ROLES)(
  'a person with the role %s can do by commands what that role may, and nothing else',
  async (role) => {
    const chat = await withPast();
    const person = personWith(role);
    await give(chat, person, role);
    let wasRefused = false;
    for (const place of PLACES) {
      for (const { spec } of commands) {
        const row = rowOf(spec.name);
        await chat.let({ id: 4000, is_bot: false, first_name: 'Leaver' }, 'viewer');
        const line = `/${spec.name} ${row.line(++tries)}`.trimEnd();
        const { message } = row;
        const saying = { ...(place === 'group' ? { chat: GROUP } : {}), ...(message ? { message } : {}) };
        const effects = await effectsOf(chat, () => chat.say(person, line, saying));
        const least = place === 'group' ? (row.leastInGroup ?? row.least) : row.least;
        // A stranger is refused once.
        const refusal = role ? ['notice not-allowed'] : wasRefused ? [] : ['notice stranger'];
        wasRefused = true;
        const expected = isAtLeast(role, least)
          ? {
              changed: row.changed,
              cards: [
                ...row.cards,
                ...(place === 'group' ? (row.inGroup ?? []) : []),
                ...(role === 'owner' ? [] : (row.told ?? [])),
              ],
              record: [recordOf(person.id, spec.name, line)],
            }
          : onlySaid(...refusal);
        expect({ line, place, ...effects }).toEqual({ line, place, ...expected });
      }
    }
  },
);

/** Ways in which a command comes that the owner did not write there and then, and what is answered. */
const date = 1_764_000_000;
const channel = { id: -100500, type: 'channel', title: 'News' } as const;
const bot = { id: 900, is_bot: true, first_name: 'Robot', username: 'robot' };
const secondHand: [name: string, message: Partial<Message>][] = [
  ['forwarded from a person', { forward_origin: { type: 'user', sender_user: personWith(null), date } }],
  ['forwarded from the owner', { forward_origin: { type: 'user', sender_user: OLGA, date } }],
  [
    'forwarded from a hidden person',
    { forward_origin: { type: 'hidden_user', sender_user_name: 'X', date } },
  ],
  ['forwarded from a group', { forward_origin: { type: 'chat', sender_chat: channel, date } }],
  ['forwarded from a channel', { forward_origin: { type: 'channel', chat: channel, message_id: 1, date } }],
  ['made by an inline bot', { via_bot: bot }],
];
const AS_GROUP = { sender_chat: { id: GROUP, type: 'supergroup', title: 'Alerts' } } as const;
const nobody: [name: string, message: Partial<Message>][] = [
  ['an anonymous admin', { from: { ...bot, id: 1087968824, username: 'GroupAnonymousBot' }, ...AS_GROUP }],
  ['the owner in the name of the group', { from: OLGA, ...AS_GROUP }],
  ['the owner in the name of a channel', { from: OLGA, sender_chat: channel }],
  ['another bot', { from: bot }],
  ['another bot with the id of an owner', { from: { ...bot, id: OLGA.id } }],
  ['Telegram itself', { from: { ...bot, id: 777000, is_bot: false } }],
  ['nobody named', { from: undefined }],
];

/** Every command, as somebody types it in those chats. */
const lines = (chatIds: readonly number[]) =>
  chatIds.flatMap((chat) =>
    commands.map(({ spec }) => ({ chat, line: `/${spec.name} ${rowOf(spec.name).line(++tries)}` })),
  );

test.each(secondHand)('no command of an owner is run that was %s', async (_, message) => {
  const chat = await withPast();
  const said = lines([OLGA.id, GROUP]).map(({ chat: at, line }) => ({
    message: chat.message(OLGA, line, { chat: at, message }),
  }));
  const effects = await effectsOf(chat, () => chat.updates(said));
  expect(effects).toEqual(onlySaid(...said.map(() => 'notice second-hand')));
});

test.each(nobody)('no command is run by %s', async (_, message) => {
  const chat = await withPast();
  const said = lines([GROUP]).map(({ line }) => ({
    message: chat.message(OLGA, line, { chat: GROUP, message }),
  }));
  const { changed, cards } = await effectsOf(chat, () => chat.updates(said));
  expect(changed).toEqual([]);
  expect(cards.filter((card) => card !== 'notice anonymous')).toEqual([]);
});

test.each(ROLES)('an edit of what the bot never answered runs nothing for the role %s', async (role) => {
  const chat = await withPast();
  const person = personWith(role);
  await give(chat, person, role);
  const edits = lines([person.id, GROUP]).map(({ chat: at, line }) => ({
    edited_message: chat.message(person, line, { chat: at }),
  }));
  expect(await effectsOf(chat, () => chat.updates(edits))).toEqual(onlySaid());
});

test.each(ROLES)(
  'a command that is mended by an edit runs for the role %s as if it had been typed',
  async (role) => {
    const chat = await withPast();
    const person = personWith(role);
    await give(chat, person, role);
    for (const { spec } of commands) {
      const row = rowOf(spec.name);
      await chat.let({ id: 4000, is_bot: false, first_name: 'Leaver' }, 'viewer');
      const line = `/${spec.name} ${row.line(++tries)}`.trimEnd();
      const message = chat.message(person, `/${spec.name}x`, row.message ? { message: row.message } : {});
      await chat.update({ message });
      const edit = { edited_message: { ...message, text: line, edit_date: message.date } };
      const { changed, record } = await effectsOf(chat, async () => (await chat.update(edit)).cards);
      const may = isAtLeast(role, row.least);
      expect({ line, changed: changed.filter((table) => table !== 'bodies'), record }).toEqual({
        line,
        changed: may ? row.changed : [],
        record: may ? [recordOf(person.id, spec.name, line)] : [],
      });
    }
  },
);

test('an update of a kind that the bot does not ask for changes nothing', async () => {
  const chat = await withPast();
  const message = chat.message(OLGA, '/sms +79991230000 hi');
  for (const kind of [
    'channel_post',
    'edited_channel_post',
    'business_message',
    'guest_message',
    '__proto__',
  ]) {
    const effects = await effectsOf(chat, async () => (await chat.update({ [kind]: message })).cards);
    expect({ kind, ...effects }).toEqual({ kind, ...onlySaid() });
  }
});
