import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startInbox } from '../../src/chat/talks/inbox.ts';
import { shownInboxes } from '../../src/chat/talks/inboxes.ts';
import { createLog } from '../../src/log.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import {
  ANONYMOUS,
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
  STRANGER,
} from '../support/chat.ts';
import { effectsOf, onlySaid } from '../support/effects.ts';
import { PATIENCE } from '../support/patience.ts';

const HOUR_MS = 3600 * 1000;
const IVAN: User = { id: 103, is_bot: false, first_name: 'Ivan', language_code: 'en' };

let chat: ChatForTest;
beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The card of a new invitation, and what opening its link makes Telegram send. */
async function invitation(line = '/grant operator', by = OLGA): Promise<{ card: Shown; start: string }> {
  const card = await only(chat.say(by, line));
  const token = /^https:\/\/t\.me\/demo_bot\?start=([\w-]{1,64})$/.exec(card.copied[0] ?? '')?.[1];
  if (!token) throw new Error(`no link on the card ${card.text}`);
  return { card, start: `/start ${token}` };
}

async function role(person: User): Promise<string | null> {
  const found = await chat.store.db
    .selectFrom('people')
    .select('role')
    .where('id', '=', person.id)
    .executeTakeFirst();
  return found?.role ?? null;
}

const said = async (person: User, line: string, saying = {}): Promise<string[]> =>
  (await chat.say(person, line, saying)).map(({ text }) => text);

test('a role alone makes a link to copy, good for one person and one day', async () => {
  const { card } = await invitation();
  expect(card.text).toContain('Приглашение для одного человека, роль «оператор»');
  expect(card.text).toContain('Действует один раз, до 24 нояб. 12:00');
  expect(card.buttons).toEqual(['Отозвать']);
});

test('whoever opens the link first has the role, hears so, and is named on the card', async () => {
  const { card, start } = await invitation();
  const [told, ...more] = await said(STRANGER, start);
  expect(more).toEqual([]);
  expect(told).toContain('Your role is now: operator.');
  expect(await role(STRANGER)).toBe('operator');
  expect(chat.menus.at(-1)).toBe('109 operator en');
  const used = await chat.look(card);
  expect(used.text).toBe('🔑 Приглашение принято: Stranger (109), роль «оператор».');
  expect(used.buttons).toEqual([]);
  expect(used.card.revision).toBeGreaterThan(card.card.revision);
});

test('a link works once: the second to open it stays a stranger and is told why', async () => {
  const { start } = await invitation();
  await chat.say(STRANGER, start);
  expect(await said(IVAN, start)).toEqual([expect.stringContaining('has been used')]);
  expect(await role(IVAN)).toBeNull();
  expect(await said(STRANGER, start)).toEqual([expect.stringContaining('has been used')]);
});

test('a link works for a day', async () => {
  const { card, start } = await invitation();
  const { start: other } = await invitation('/grant viewer');
  vi.setSystemTime(Date.now() + 24 * HOUR_MS - 1);
  await chat.say(IVAN, other);
  expect(await role(IVAN)).toBe('viewer');
  vi.setSystemTime(Date.now() + 1);
  expect(await said(STRANGER, start)).toEqual([expect.stringContaining('has expired')]);
  expect(await role(STRANGER)).toBeNull();
  const expired = await chat.look(card);
  expect(expired.text).toContain('истекло');
  expect([...expired.copied, ...expired.buttons]).toEqual([]);
});

test('a link that was withdrawn lets nobody in', async () => {
  const { card, start } = await invitation();
  await chat.press(OLGA, card, 'Отозвать');
  expect((await chat.look(card)).text).toContain('отозвано');
  expect(await said(STRANGER, start)).toEqual([expect.stringContaining('was withdrawn')]);
  expect(await role(STRANGER)).toBeNull();
});

test('who made a link cannot use it, and does not use it up', async () => {
  await chat.let(NIKOLAI, 'admin');
  const { start } = await invitation('/grant operator', NIKOLAI);
  expect(await said(NIKOLAI, start)).toEqual([expect.stringContaining('your own invitation')]);
  expect(await role(NIKOLAI)).toBe('admin');
  await chat.say(STRANGER, start);
  expect(await role(STRANGER)).toBe('operator');
});

test('a link lifts somebody to a greater role, and never lowers one', async () => {
  await chat.let(NIKOLAI, 'viewer');
  await chat.let(IVAN, 'admin');
  const { start } = await invitation();
  expect(await said(IVAN, start)).toEqual([expect.stringContaining('You are admin already')]);
  expect(await role(IVAN)).toBe('admin');
  await chat.say(NIKOLAI, start);
  expect(await role(NIKOLAI)).toBe('operator');
});

test('a link is worth nothing when whoever made it may not let people in any more', async () => {
  await chat.let(NIKOLAI, 'admin');
  const { start } = await invitation('/grant operator', NIKOLAI);
  await chat.say(OLGA, '/grant 102 operator');
  expect(await said(STRANGER, start)).toEqual([expect.stringContaining('was withdrawn')]);
  expect(await role(STRANGER)).toBeNull();
});

test.each(['inv_', 'inv_wrong', `inv_${'A'.repeat(32)}`, 'inv_%', 'inv_a b'])(
  'the made-up link %j lets nobody in, and is answered once in a while',
  async (token) => {
    await invitation();
    const first = await effectsOf(chat, () => chat.say(STRANGER, `/start ${token}`));
    expect(first).toEqual(onlySaid('notice invitation-unknown'));
    expect(await chat.say(STRANGER, `/start ${token}`)).toEqual([]);
    vi.setSystemTime(Date.now() + 10_000);
    expect(await said(STRANGER, `/start ${token}`)).toEqual([expect.stringContaining('do not know')]);
  },
);

test('a link typed in a group, forwarded, edited in, or used in nobody’s name is no use of it', async () => {
  const { start } = await invitation();
  const origin = { type: 'hidden_user', sender_user_name: 'X', date: 0 } as const;
  await chat.say(STRANGER, start, { chat: GROUP });
  await chat.say(STRANGER, start, { message: { forward_origin: origin } });
  await chat.update({ edited_message: chat.message(STRANGER, start) });
  await chat.say(ANONYMOUS, start, {
    chat: GROUP,
    message: { sender_chat: { id: GROUP, type: 'supergroup', title: 'A' } },
  });
  await chat.say({ id: 900, is_bot: true, first_name: 'Robot' }, start);
  expect(
    await chat.store.db.selectFrom('people').select('id').where('role', 'is not', null).execute(),
  ).toEqual([]);
  await chat.say(STRANGER, start);
  expect(await role(STRANGER)).toBe('operator');
});

test('in a group the link goes to whoever asked, in private', async () => {
  await chat.let(NIKOLAI, 'admin');
  const [card, notice, ...more] = await chat.say(NIKOLAI, '/grant operator', { chat: GROUP });
  expect(more).toEqual([]);
  expect(card?.card).toMatchObject({
    kind: 'invitation',
    chat_id: NIKOLAI.id,
    reply_to: null,
    thread_id: null,
  });
  expect(notice?.card.chat_id).toBe(GROUP);
  expect(notice?.text).not.toContain('inv_');
});

test.each([
  ['/grant admin', NIKOLAI, 'Only owners make and unmake admins.'],
  ['/grant owner', OLGA, 'Владельцы указаны в OWNER_IDS'],
])('%s makes no link for who may not', async (line, by, words) => {
  await chat.let(NIKOLAI, 'admin');
  expect(await said(by, line)).toEqual([expect.stringContaining(words)]);
  expect(await chat.store.db.selectFrom('invitations').selectAll().execute()).toEqual([]);
});

test('in a group, a reply to what was forwarded names nobody: two people may be meant', async () => {
  const forward_origin = { type: 'user', sender_user: STRANGER, date: 0 } as const;
  const replyTo = { message_id: 5, from: IVAN, forward_origin };
  for (const line of ['/grant operator', '/revoke']) {
    const effects = await effectsOf(chat, () => chat.say(OLGA, line, { chat: GROUP, replyTo }));
    expect(effects.changed).toEqual([]);
    expect(effects.cards).toEqual([`notice ${line.slice(1).split(' ')[0]}-whom`]);
  }
});

test('the store has nothing by which a link could be used', async () => {
  const { start } = await invitation();
  const token = start.slice('/start inv_'.length);
  for (const table of ['invitations', 'cards', 'people', 'updates'] as const) {
    const rows = await chat.store.db.selectFrom(table).selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  }
});

test('another bot token makes other links', async () => {
  const links = new Set<string>();
  for (const linkKey of ['1:demo', '1:other']) {
    const other = await chatForTest({ linkKey });
    await other.say(OLGA, '/grant viewer');
    await other.store.db.updateTable('invitations').set({ id: 'same' }).execute();
    await other.store.db
      .updateTable('cards')
      .set({ body: JSON.stringify({ invitationId: 'same' }), telegram_id: null })
      .execute();
    const [card] = (await other.update({})).cards;
    links.add(card?.copied[0] ?? '');
  }
  expect(links.size).toBe(2);
});

test.each(['/revoke 102', '/grant 102 viewer'])(
  'after %s the groups where they had turned the inbox on read no incoming SMS any more, and it is said',
  async (line) => {
    await chat.let(NIKOLAI, 'operator');
    await chat.say(NIKOLAI, '/inbox on');
    await chat.say(NIKOLAI, '/inbox on', { chat: GROUP });
    await chat.say(NIKOLAI, '/inbox on', { chat: GROUP, thread: 7 });
    await chat.say(OLGA, '/inbox on', { chat: -1002 });
    expect((await said(OLGA, line)).join('\n')).toContain('2 группах');
    const { places } = await shownInboxes(chat.store.db, SETTINGS.ownerIds);
    expect(places.map(({ chat_id }) => chat_id)).toEqual([-1002]);
  },
);

test('an owner who left OWNER_IDS has no inboxes, in no group either, and the owners are told', async () => {
  await chat.let(NIKOLAI, 'admin');
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  vi.useRealTimers();
  const part = { sender: '79991112233', recipient: '79000000', text: 'Спасибо', concatenation: null };
  await chat.store.write((tx) => storeIncoming(tx, 'demo', part, Date.now()));
  const inbox = startInbox(chat.store, { ...SETTINGS, ownerIds: [NIKOLAI.id] }, createLog('silent'));
  const placed = () =>
    chat.store.db.selectFrom('cards').select('id').where('kind', '=', 'incoming').executeTakeFirst();
  await vi.waitUntil(placed, PATIENCE);
  await inbox.stop();
  const { cards } = await chat.update({});
  expect(cards.map(({ card }) => [card.kind, card.chat_id])).toEqual([
    ['inbox-change', NIKOLAI.id],
    ['incoming', NIKOLAI.id],
  ]);
});
