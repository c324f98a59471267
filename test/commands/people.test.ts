import type { User } from 'grammy/types';
import { beforeEach, expect, test } from 'vitest';
import { roleOf } from '../../src/chat/people/access.ts';
import { deferCard } from '../../src/store/chats/cards.ts';
import { namePerson } from '../../src/store/people/people.ts';
import { inboxes } from '../../src/store/talks/inboxes.ts';
import {
  ANONYMOUS,
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';

const IVAN: User = { id: 103, is_bot: false, first_name: 'Ivan', last_name: 'Petrov', language_code: 'ru' };
const ROBOT: User = { id: 900, is_bot: true, first_name: 'Robot' };

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});

const role = (id: number) => roleOf(chat.store.db, SETTINGS.ownerIds, id);
const texts = async (person: User, line: string, saying = {}): Promise<string[]> =>
  (await chat.say(person, line, saying)).map(({ text }) => text);

test('an owner lets somebody in by their id, and they are told in private', async () => {
  const [done, told, ...more] = await chat.say(OLGA, '/grant 102 operator');
  expect(more).toEqual([]);
  expect(done?.text).toBe(
    '102: теперь оператор.\nБот сообщит об этом в личном чате, как только там нажмут Start.',
  );
  expect(told?.card).toMatchObject({ chat_id: 102, reply_to: null });
  // What they can do is told by what answers Start.
  expect(told?.text).toBe('Ваша роль теперь: оператор.');
  expect(await role(102)).toBe('operator');
});

test('who has written to the bot is told at once, in their own language, and nobody speaks of Start', async () => {
  await chat.say(NIKOLAI, 'hello?');
  const [done, told] = await chat.say(OLGA, '/grant 102 operator');
  expect(done?.text).toBe('102: теперь оператор.');
  expect(told?.text).toMatch(/^Your role is now: operator\.\nTry \/sms/);
  const [demoted, less] = await chat.say(OLGA, '/grant 102 viewer');
  expect(less?.text).toBe('Your role is now: viewer.');
  expect(demoted?.text).toBe('102: теперь наблюдатель.');
});

test('who has never written is told in their own language once they press Start', async () => {
  const [, told] = await chat.say(OLGA, '/grant 102 operator');
  expect(told?.text).toContain('Ваша роль теперь');
  const id = told?.card.id ?? '';
  const set = { due_at: null, failure: 'not-started', telegram_id: null };
  await chat.store.db.updateTable('cards').set(set).where('id', '=', id).execute();
  await chat.say(NIKOLAI, '/start');
  expect((await chat.look(told as Shown)).text).toContain('Your role is now: operator.');
});

test.each([
  ['blocked', true],
  ['not-started', true],
  ['no-rights', false],
])('where a card was set aside as %s, the grantor hears of Start: %s', async (failure, hears) => {
  const [card] = await chat.say(NIKOLAI, 'hello?');
  await chat.store.write((tx) => deferCard(tx, card?.card.id ?? '', { due_at: null, failure }));
  const [done] = await texts(OLGA, '/grant 102 operator');
  expect(done?.includes('Start')).toBe(hears);
});

test('a role that somebody has already is granted to nobody once more', async () => {
  await chat.let(NIKOLAI, 'operator');
  expect(await texts(OLGA, '/grant 102 operator')).toEqual([
    'Nikolai (102): уже оператор, ничего не изменилось.',
  ]);
  await chat.let(IVAN, 'admin');
  expect(await texts(IVAN, '/lang en')).toHaveLength(1);
  expect(await texts(IVAN, '/grant 102 operator')).toEqual([
    'Nikolai (102) is operator already: nothing has changed.',
  ]);
});

test.each([
  ['/grant +79991234567 operator', 'это номер телефона, а не Telegram id', ['/grant operator']],
  ['/grant 8 (999) 123-45-67 operator', 'это номер телефона, а не Telegram id', ['/grant operator']],
  ['/grant 79991234567 operator', 'похоже на номер телефона', ['/grant id79991234567 operator']],
  [
    '/grant 89991234567',
    'похоже на номер телефона',
    ['/grant id89991234567 viewer', '/grant id89991234567 operator', '/grant id89991234567 admin'],
  ],
])('%s lets nobody in, and says what it was taken for', async (line, words, copied) => {
  const [problem] = await chat.say(OLGA, line);
  expect(problem?.text).toContain(words);
  expect(problem?.copied).toEqual(copied);
  expect(
    await chat.store.db.selectFrom('people').selectAll().where('role', 'is not', null).execute(),
  ).toEqual([]);
});

test('it is said in English too', async () => {
  await chat.let(NIKOLAI, 'admin');
  expect((await texts(NIKOLAI, '/grant +79991234567 operator'))[0]).toContain(
    '“+79991234567” is a phone number, not a Telegram id.',
  );
  expect((await texts(NIKOLAI, '/grant 79991234567 operator'))[0]).toContain(
    '“79991234567” looks like a phone number, not a Telegram id.',
  );
});

test.each([
  ['1', 1],
  ['5123456789', 5_123_456_789],
  ['7012345678', 7_012_345_678],
  ['9991234567', 9_991_234_567],
  ['id79991234567', 79_991_234_567],
  ['10234567890', 10_234_567_890],
  ['4503599627370495', 2 ** 52 - 1],
])('%s is an id', async (typed, id) => {
  await chat.say(OLGA, `/grant ${typed} viewer`);
  expect(await role(id)).toBe('viewer');
});

test('digits of somebody who is known are their id, though they could be a phone number', async () => {
  await chat.let({ ...IVAN, id: 79_991_234_567 }, 'viewer');
  await chat.say(OLGA, '/grant 79991234567 operator');
  expect(await role(79_991_234_567)).toBe('operator');
});

test('in reply to a person the role alone is enough', async () => {
  const replyTo = { message_id: 5, from: IVAN };
  const [done] = await texts(OLGA, '/grant viewer', { chat: GROUP, replyTo });
  expect(done).toContain('Ivan Petrov (103): теперь наблюдатель.');
  expect(await role(IVAN.id)).toBe('viewer');
});

test('in private, a message that was passed on stands for its author', async () => {
  const forward_origin = { type: 'user', sender_user: IVAN, date: 0 } as const;
  await chat.say(OLGA, '/grant operator', { replyTo: { message_id: 5, from: OLGA, forward_origin } });
  expect(await role(IVAN.id)).toBe('operator');
});

test.each([
  ['viewer', 'viewer'],
  ['наблюдатель', 'viewer'],
  ['Operator', 'operator'],
  ['опер', 'operator'],
  ['админ', 'admin'],
  ['администратор', 'admin'],
])('the word %s names a role', async (word, wanted) => {
  await chat.say(OLGA, `/grant 102 ${word}`);
  expect(await role(102)).toBe(wanted);
});

test.each(['boss', '', 'viewer please'])(
  'the word %j names none, and lines to copy come back',
  async (word) => {
    const [problem] = await chat.say(OLGA, `/grant 102 ${word}`);
    expect(problem?.copied).toEqual(['/grant 102 viewer', '/grant 102 operator', '/grant 102 admin']);
    expect(await role(102)).toBeNull();
  },
);

test('without anybody named, both commands say how to name them', async () => {
  expect((await texts(OLGA, '/grant'))[0]).toContain('/grant 123456789 operator');
  expect((await texts(OLGA, '/revoke'))[0]).toContain('/revoke 123456789');
  expect((await texts(OLGA, '/revoke 102 now'))[0]).toContain('/revoke 123456789');
});

test.each(['@stranger operator', '@stranger', 'Anna operator'])(
  'a name tells nobody apart: /grant %s is answered with what does',
  async (words) => {
    const [said, ...more] = await texts(OLGA, `/grant ${words}`);
    expect(said).toContain('По имени и @имени я никого не найду: Telegram сообщает ботам только id.\nКому? ');
    expect(more).toEqual([]);
    await chat.let(NIKOLAI, 'admin');
    expect((await texts(NIKOLAI, `/grant ${words}`))[0]).toContain('I find nobody by a name or an @name');
  },
);

test.each(['/grant operator to 102', '/grant 102 as operator', '/grant оператор для 102'])(
  'words between a role and an id mean nothing: %s',
  async (line) => {
    expect((await texts(OLGA, line))[0]).toContain('102: теперь оператор.');
  },
);

test('a role and an id are read in either order', async () => {
  expect((await texts(OLGA, '/grant operator 102'))[0]).toContain('102: теперь оператор.');
  expect(await role(102)).toBe('operator');
});

test.each([
  ['/grant nikolai admin', '/grant 102 admin'],
  ['/grant @Nikolai viewer', '/grant 102 viewer'],
  ['/grant viewer Nikolai', '/grant 102 viewer'],
  ['/grant наблюдатель для Nikolai', '/grant 102 наблюдатель'],
  ['/revoke Nikolai', '/revoke 102'],
  ['/revoke николай', '/revoke 102'],
])('%s of somebody with a role is a line with their id to copy', async (line, copied) => {
  await chat.let(NIKOLAI, 'operator');
  const [refused] = await chat.say(OLGA, line);
  expect(refused?.text).toContain('Роль дают и забирают по id');
  expect(refused?.copied).toEqual([copied]);
  expect(await role(102)).toBe('operator');
});

test('several ids are a line each, in English too', async () => {
  const [refused] = await chat.say({ ...OLGA, language_code: 'en' }, '/grant 104, 105 viewer');
  expect(refused?.text).toContain('A role is given and taken by an id, and one at a time');
  expect(refused?.copied).toEqual(['/grant 104 viewer', '/grant 105 viewer']);
});

test.each(['operater', 'op'])('the role %s is answered with the one that was meant', async (word) => {
  const [refused] = await chat.say(OLGA, `/grant 102 ${word}`);
  expect(refused?.copied).toEqual(['/grant 102 operator']);
  expect(await role(102)).toBeNull();
});

test('only owners make and unmake admins', async () => {
  await chat.let(NIKOLAI, 'admin');
  expect(await texts(NIKOLAI, '/grant 103 admin')).toEqual(['Only owners make and unmake admins.']);
  await chat.let(IVAN, 'admin');
  for (const line of ['/revoke 103', '/grant 103 viewer']) {
    expect(await texts(NIKOLAI, line)).toEqual(['Only owners make and unmake admins.']);
  }
  expect(await role(IVAN.id)).toBe('admin');
  await chat.say(OLGA, '/revoke 103');
  expect(await role(IVAN.id)).toBeNull();
});

test('an admin lets operators and viewers in and out', async () => {
  await chat.let(NIKOLAI, 'admin');
  await chat.say(NIKOLAI, '/grant 103 operator');
  expect(await role(IVAN.id)).toBe('operator');
  expect(await texts(NIKOLAI, '/revoke 103')).toEqual(['103 has no role any more.']);
  expect(await texts(NIKOLAI, '/revoke 103')).toEqual(['103 has no role.']);
});

test('owners stand in the settings: nobody makes or unmakes them here', async () => {
  await chat.let(NIKOLAI, 'admin');
  expect(await texts(NIKOLAI, '/revoke 101')).toEqual([expect.stringContaining('OWNER_IDS')]);
  expect(await texts(NIKOLAI, '/grant 101 viewer')).toEqual([expect.stringContaining('OWNER_IDS')]);
  expect(await texts(OLGA, '/grant 102 owner')).toEqual([expect.stringContaining('OWNER_IDS')]);
  expect(await role(OLGA.id)).toBe('owner');
});

test('nobody changes their own role', async () => {
  await chat.let(NIKOLAI, 'admin');
  expect(await texts(NIKOLAI, '/grant 102 viewer')).toEqual([expect.stringContaining('own role')]);
  expect(await texts(NIKOLAI, '/revoke 102')).toEqual([expect.stringContaining('own role')]);
});

test.each([
  ['a bot', { message_id: 5, from: ROBOT }],
  [
    'an anonymous admin',
    { message_id: 5, from: ANONYMOUS, sender_chat: { id: GROUP, type: 'supergroup', title: 'A' } },
  ],
] as const)('%s can be granted nothing', async (_, replyTo) => {
  const [refusal] = await texts(OLGA, '/grant operator', { chat: GROUP, replyTo });
  expect(refusal).toContain('Это не один человек');
});

test.each([1087968824, 136817688, 777000, 0])(
  'the id %d, which is nobody in particular, can be granted nothing',
  async (id) => {
    expect((await texts(OLGA, `/grant ${id} operator`))[0]).toContain('Это не один человек');
    expect(await role(id)).toBeNull();
  },
);

test.each(['/grant 103 viewer', '/revoke 103', '/people'])('an operator may not %s', async (line) => {
  await chat.let(NIKOLAI, 'operator');
  await chat.let(IVAN, 'operator');
  expect(await texts(NIKOLAI, line)).toEqual([expect.stringContaining('takes the role admin')]);
  expect(await role(IVAN.id)).toBe('operator');
});

test.each(['/revoke 103', '/grant 103 viewer'])(
  'after %s their private chat is no inbox any more',
  async (line) => {
    await chat.let(IVAN, 'operator');
    await chat.say(IVAN, '/inbox on');
    await chat.say(OLGA, line);
    expect(await inboxes(chat.store.db)).toEqual([]);
  },
);

test('/people lists everyone with a role, owners first, with ids to copy', async () => {
  await chat.let(NIKOLAI, 'operator');
  await chat.let(IVAN, 'admin');
  await chat.say(OLGA, '/grant 104 viewer');
  await chat.store.write((tx) =>
    namePerson(tx, { id: 105, name: 'Nobody', telegramLanguage: 'en' }, Date.now()),
  );
  const [list] = await chat.say(OLGA, '/people');
  expect(list?.text).toBe(
    [
      '👥 Доступ к боту: 4',
      'Olga · владелец · 101',
      'Ivan · администратор · 103',
      'Nikolai · оператор · 102',
      '104 · наблюдатель',
    ].join('\n'),
  );
  expect(list?.copied).toEqual(['101', '103', '102', '104']);
});

test('an owner who never wrote is listed by their id, and by their name once they did', async () => {
  const other = await chatForTest({ ownerIds: [OLGA.id, IVAN.id] });
  const [before] = await other.say(OLGA, '/people');
  expect(before?.text).toContain('\n103 · владелец');
  await other.say(IVAN, '/error 6', { chat: GROUP });
  const [after] = await other.say(OLGA, '/people');
  expect(after?.text).toContain('\nIvan Petrov · владелец · 103');
});

test('a name that a reply tells is kept of somebody who was let in by their id', async () => {
  await chat.say(OLGA, '/grant 103 viewer');
  await chat.say(OLGA, '/grant operator', { chat: GROUP, replyTo: { message_id: 5, from: IVAN } });
  const [list] = await chat.say(OLGA, '/people');
  expect(list?.text).toContain('\nIvan Petrov · оператор · 103');
});

test('an owner who was an admin before is listed once', async () => {
  await chat.let(OLGA, 'admin');
  const [list] = await chat.say(OLGA, '/people');
  expect(list?.copied).toEqual(['101']);
});

test('a hundred people fit in one message, the rest is counted', async () => {
  const name = 'Somebody With A Very Long Name Indeed, And More Of It';
  for (let id = 1000; id < 1100; id++) await chat.let({ id, is_bot: false, first_name: name }, 'viewer');
  const [list] = await chat.say(OLGA, '/people');
  expect(list?.text.length).toBeLessThanOrEqual(4096);
  expect(list?.text).toMatch(/и ещё \d+$/);
});
