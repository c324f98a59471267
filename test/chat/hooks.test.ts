import { expect, test } from 'vitest';
import { noteTries } from '../../src/store/programs/hook-events.ts';
import { hookSecret, MOST_HOOKS, suspendHook } from '../../src/store/programs/hooks.ts';
import { allHooks, HOOK_EVENTS } from '../../src/store/programs/hooks-at-hand.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, SETTINGS } from '../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };
const LINE = '/hook add https://shop.example/secret/path?key=planted events=delivered,failed';

async function said(line: string, changes: Partial<typeof SETTINGS> = {}) {
  const chat = await chatForTest(changes);
  const [card] = await chat.say(ENGLISH, line);
  if (!card) throw new Error('no answer');
  return { chat, card };
}

/** What came of the tests that were asked for. */
async function come(chat: ChatForTest, why: string | null): Promise<void> {
  const events = await chat.store.db.selectFrom('hook_events').selectAll().execute();
  await chat.store.write((tx) =>
    noteTries(
      tx,
      1,
      events.map((event) => ({ event, why })),
      Date.now(),
    ),
  );
}

test('an admin has a program told, and its secret is shown once and kept nowhere', async () => {
  const { chat, card } = await said(LINE);
  const [secret = ''] = card.copied;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secret).toBe(hookSecret(SETTINGS.linkKey, 1));
  expect(card.text).toContain('Hook 1: https://shop.example/…\ntold of: delivered, failed\n');
  expect(card.text).not.toContain('planted');
  expect(await allHooks(chat.store.db)).toMatchObject([
    { url: 'https://shop.example/secret/path?key=planted', events: 'delivered,failed', made_by: OLGA.id },
  ]);
  for (const table of ['hooks', 'cards', 'actions', 'updates'] as const) {
    const rows = await chat.store.db.selectFrom(table).selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
  }
  const [action] = await chat.store.db.selectFrom('actions').select('arg').execute();
  expect(action?.arg).toBe('add shop.example events=delivered,failed');
  await chat.press(ENGLISH, card, 'Copied, hide it');
  const hidden = await chat.look(card);
  expect(hidden.text).not.toContain(secret);
  expect(hidden.buttons).toEqual(['Send test', 'Remove']);
});

test('a secret that nobody hides is not shown for longer than ten minutes', async () => {
  const { chat, card } = await said(LINE);
  await chat.store.db
    .updateTable('hooks')
    .set({ made_at: Date.now() - 10 * 60_000 })
    .execute();
  expect((await chat.look(card)).copied).toEqual([]);
});

test('a test is sent, and the card shows what came of it', async () => {
  const { chat, card } = await said(LINE);
  await chat.press(ENGLISH, card, 'Copied, hide it');
  const pressed = await chat.press(ENGLISH, card, 'Send test');
  expect(pressed.toast).toContain('A test is on its way');
  const shown: string[] = [];
  for (const why of ['status 500', 'status 302', 'private', 'timeout', 'name', null]) {
    await come(chat, why);
    shown.push((await chat.look(card)).text.split('\n').slice(2).join('|'));
    await chat.press(ENGLISH, card, 'Send test');
  }
  expect(shown.map((text) => text.replaceAll(/\d\d:\d\d:\d\d/g, 'T'))).toEqual([
    '⚠️ last not taken T: it answered 500',
    '⚠️ last not taken T: it answered 302, and I follow no redirects',
    '⚠️ last not taken T: the address is of a private network (HOOK_ALLOW_PRIVATE=true permits that)',
    '⚠️ last not taken T: no answer in time',
    '⚠️ last not taken T: its name leads nowhere',
    '✅ last taken T|⚠️ last not taken T: its name leads nowhere',
  ]);
});

test('hooks are listed with how they fare, switched on and removed there', async () => {
  const { chat } = await said(LINE);
  await chat.say(ENGLISH, '/hook add https://crm.example');
  await chat.store.write((tx) => suspendHook(tx, 2, 'failing', Date.now()));
  const [list] = await chat.say(ENGLISH, '/hook');
  if (!list) throw new Error('no list');
  expect(list.text).toContain('Hook 1: https://shop.example/…\ntold of: delivered, failed\nnothing told yet');
  expect(list.text).toContain(
    'Hook 2: https://crm.example\ntold of: delivered, failed, cancelled, incoming, doubt, read, clicked\n⛔ Switched off',
  );
  expect(list.buttons).toEqual(['1 · Send test', '1 · Remove', '2 · Switch on', '2 · Remove']);
  await chat.press(ENGLISH, list, '2 · Switch on');
  await chat.press(ENGLISH, list, '1 · Remove');
  const after = await chat.look(list);
  expect(after.text).not.toContain('Hook 1');
  expect(after.buttons).toEqual(['2 · Send test', '2 · Remove']);
});

test.each([
  ['failing', 'taken nothing for a day'],
  ['gone', 'answered 410'],
  ['role', 'no admin any more'],
  ['secret', 'Telegram token is another'],
] as const)('a hook that is switched off (%s) says why', async (why, words) => {
  const { chat, card } = await said(LINE);
  await chat.store.write((tx) => suspendHook(tx, 1, why, Date.now()));
  const shown = await chat.look(card);
  expect(shown.text).toContain(words);
  expect(shown.buttons).toContain('Switch on');
});

test('whoever switches a hook on answers for it from then on', async () => {
  const { chat } = await said(LINE);
  await chat.let(NIKOLAI, 'admin');
  await chat.store.write((tx) => suspendHook(tx, 1, 'role', Date.now()));
  const [list] = await chat.say(NIKOLAI, '/hook');
  if (!list) throw new Error('no list');
  await chat.press(NIKOLAI, list, '1 · Switch on');
  expect(await allHooks(chat.store.db)).toMatchObject([{ made_by: NIKOLAI.id, suspended_at: null }]);
});

test.each([
  ['/hook add', 'Which address shall I tell?'],
  ['/hook add events=failed', 'Which address shall I tell?'],
  ['/hook add shop.example', '“shop.example” is no address'],
  ['/hook add ftp://shop.example', 'is no address'],
  ['/hook add http://shop.example/', 'goes without encryption'],
  ['/hook add https://olga:pass@shop.example/', 'Leave name and password out'],
  ['/hook add https://shop.example events=failed,seen', 'seen'],
  ['/hook add https://shop.example events=', 'delivered'],
  ['/hook add https://shop.example colour=red', 'colour=red'],
  ['/hook https://shop.example', '/hook does not know “https://shop.example”, only add.'],
  ['/hook remove', 'No program is told anything yet.'],
  ['/hook remove 2', 'Nothing was changed. What is done to hook 2 is a button on its card: /hook'],
])('%s has nothing told, and the answer says what to write', async (line, words) => {
  const { chat, card } = await said(line);
  expect(card.text).toContain(words);
  expect(card.text).not.toContain('olga:pass');
  expect(await allHooks(chat.store.db)).toEqual([]);
});

test.each([
  [
    '/hook add https://shop.example events=failed,delivred',
    ['/hook add https://shop.example events=failed,delivered'],
  ],
  ['/hook add https://shop.example events=failed,seen', ['/hook add https://shop.example events=failed']],
  [
    '/hook add https://shop.example events=all',
    [`/hook add https://shop.example events=${HOOK_EVENTS.join()}`],
  ],
  [
    '/hook add https://shop.example delivered failed',
    ['/hook add https://shop.example events=delivered,failed'],
  ],
  ['/hook add https://shop.example event=fails', ['/hook add https://shop.example events=failed']],
  ['/hook add https://shop.example event=failed', ['/hook add https://shop.example events=failed']],
  [
    '/hook add https://shop.example события=доставлено,входящие',
    ['/hook add https://shop.example events=delivered,incoming'],
  ],
  [
    '/hook add https://shop.example on=replies,clicks',
    ['/hook add https://shop.example events=incoming,clicked'],
  ],
  ['/hook add https://shop.example не доставлено', ['/hook add https://shop.example events=failed']],
  [
    '/hook add https://shop.example events=доставлено,летом',
    ['/hook add https://shop.example events=delivered'],
  ],
  ['/hook add https://shop.example failed', ['/hook add https://shop.example events=failed']],
])('%s is said back as it was typed, with what was meant to copy', async (line, copied) => {
  const { card } = await said(line);
  expect(card.text).toContain(`I read it as: ${line}\n`);
  expect(card.copied).toEqual(copied);
});

test('an address without its https:// is said with it, and with the events that were', async () => {
  const { card } = await said('/hook add shop.example:8080/sms events=failed');
  expect(card.text).toBe(
    '“shop.example:8080/sms” is no address: one begins with https://, such as: /hook add https://shop.example:8080/sms events=failed',
  );
});

test('events may stand apart behind the first', async () => {
  const { chat } = await said('/hook add https://shop.example events=delivered failed');
  expect(await allHooks(chat.store.db)).toMatchObject([{ events: 'delivered,failed' }]);
});

test.each([
  ['доставлено, входящие', 'delivered,incoming'],
  ['Replies, clicks', 'incoming,clicked'],
  ['не доставлено, входящие', 'failed,incoming'],
  ['read, not  delivered', 'failed,read'],
])('events may be called by the words of a language: %s', async (words, events) => {
  const { chat } = await said(`/hook add https://shop.example events=${words}`);
  expect(await allHooks(chat.store.db)).toMatchObject([{ events }]);
});

test('where private addresses are permitted, so is one without TLS', async () => {
  const { chat } = await said('/hook add http://localhost:8090/hooks', { hooksMayBePrivate: true });
  expect(await allHooks(chat.store.db)).toMatchObject([{ url: 'http://localhost:8090/hooks' }]);
});

test('an address is told once, and there is an end to how many are', async () => {
  const { chat } = await said(LINE);
  const [again] = await chat.say(ENGLISH, LINE);
  expect(again?.text).toContain('This address is hook 1 already');
  for (let n = 2; n <= MOST_HOOKS; n += 1) await chat.say(ENGLISH, `/hook add https://shop${n}.example`);
  const [more] = await chat.say(ENGLISH, '/hook add https://more.example');
  expect(more?.text).toContain(`There are ${MOST_HOOKS} hooks already`);
});

test('only admins see or make hooks', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [card] = await chat.say(NIKOLAI, LINE);
  expect(card?.text).toContain('admin');
  expect(await allHooks(chat.store.db)).toEqual([]);
});

test('in Russian a hook reads as in Russian', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, LINE);
  expect(card?.text).toContain('Вебхук 1: https://shop.example/…\nсообщаю о: delivered, failed');
  expect(card?.buttons).toEqual(['Скопировано, скрыть', 'Проверить', 'Удалить']);
});
