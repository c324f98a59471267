import type { User } from 'grammy/types';
import { beforeEach, expect, test } from 'vitest';
import { roleOf } from '../../src/chat/access.ts';
import { inboxes } from '../../src/store/inboxes.ts';
import { namePerson } from '../../src/store/people.ts';
import { ANONYMOUS, type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, SETTINGS } from '../support/chat.ts';

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
  expect(done?.text).toContain('102: теперь оператор.');
  expect(told?.card).toMatchObject({ chat_id: 102, reply_to: null });
  expect(told?.text).toContain('Olga открыл вам доступ. Ваша роль: оператор.');
  expect(await role(102)).toBe('operator');
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

test.each(['boss', 'op', '', 'viewer please'])(
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
      '(ещё не писал) · наблюдатель · 104',
    ].join('\n'),
  );
  expect(list?.copied).toEqual(['101', '103', '102', '104']);
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
