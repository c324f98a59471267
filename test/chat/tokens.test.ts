import { expect, test } from 'vitest';
import { liveTokens, tokenByDigest, tokenDigest } from '../../src/store/programs/tokens.ts';
import { chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };

async function said(line: string) {
  const chat = await chatForTest();
  const [card] = await chat.say(ENGLISH, line);
  if (!card) throw new Error('no answer');
  return { chat, card };
}

test.each([
  ['/token add сайт may=messages rate=30', ['/token add sayt may=messages rate=30']],
  ['/token add сайт may=сообщения', ['/token add sayt may=messages']],
  ['/token add my crm may=lookups', ['/token add my-crm may=lookups']],
  ['/token add наш магазин may=проверки', ['/token add nash-magazin may=lookups']],
  ['/token add 1 может=все', ['/token add shop may=messages,lookups']],
  ['/token add may=lookups', ['/token add shop may=lookups']],
  ['/token add сайт', ['/token add sayt may=messages,lookups']],
  ['/token create grafana', ['/token add grafana may=messages,lookups']],
  ['/token new grafana may=alerts', ['/token add grafana may=alerts']],
  ['/token создай grafana', ['/token add grafana may=messages,lookups']],
  [
    '/token add site may=рассылки',
    ['messages', 'lookups', 'alerts', 'heartbeat', 'stop'].map((one) => `/token add site may=${one}`),
  ],
])('a line to copy lets a program do no more than was asked for: %s', async (line, copied) => {
  const { chat, card } = await said(line);
  expect(card.copied).toEqual(copied);
  await chat.store.close();
});

test('rights are understood as people call them', async () => {
  const { chat, card } = await said('/token add site may=сообщения,проверки');
  expect(card.text).toContain('site may: messages, lookups');
  await chat.store.close();
});

test('one call a minute is one', async () => {
  const { card } = await said('/token add shop may=heartbeat rate=1');
  expect(card.text).toContain('\n1 call a minute, 5,000 messages');
});

test('an owner makes a token, which is shown once and kept nowhere', async () => {
  const { chat, card } = await said('/token add shop may=messages lookups rate=30 day=200');

  const [token = ''] = card.copied;
  expect(token).toMatch(/^sco_[\w-]{43}$/);
  expect(card.text).toContain(
    'shop may: messages, lookups\n30 calls a minute, 200 messages and look-ups a day',
  );
  expect(await tokenByDigest(chat.store.db, tokenDigest(token))).toMatchObject({
    name: 'shop',
    may: 'messages,lookups',
    rate: 30,
    day_cap: 200,
    made_by: OLGA.id,
  });
  for (const table of ['tokens', 'cards', 'actions', 'updates'] as const) {
    const rows = await chat.store.db.selectFrom(table).selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  }
  await chat.press(ENGLISH, card, 'Copied, hide it');
  const hidden = await chat.look(card);
  expect(hidden.text).not.toContain(token);
  expect(hidden.buttons).toEqual(['Revoke']);
});

test('a token that nobody hides is not shown for longer than ten minutes', async () => {
  const { chat, card } = await said('/token add shop may=stop');
  await chat.store.db
    .updateTable('tokens')
    .set({ made_at: Date.now() - 10 * 60_000 })
    .execute();
  expect((await chat.look(card)).copied).toEqual([]);
});

test('tokens are listed with their rights and last use, and revoked there', async () => {
  const { chat } = await said('/token add shop may=messages');
  await chat.say(ENGLISH, '/token add crm may=lookups');
  const [list] = await chat.say(ENGLISH, '/token');
  if (!list) throw new Error('no list');
  expect(list.text).toContain('crm · lookups · never used\nshop · messages · never used');
  expect(list.buttons).toEqual(['Revoke crm', 'Revoke shop']);
  await chat.press(ENGLISH, list, 'Revoke shop');
  expect((await chat.look(list)).text).not.toContain('shop · ');
  const [again] = await chat.say(ENGLISH, '/token add shop may=messages');
  expect(again?.copied).toHaveLength(1);
});

test('a token of the settings is listed, and its name is taken', async () => {
  const chat = await chatForTest({ programs: ['site'] });
  const [list] = await chat.say(ENGLISH, '/token');
  expect(list?.text).toContain('site · anything (API_TOKENS) · never used');
  const [taken] = await chat.say(ENGLISH, '/token add Site may=messages');
  expect(taken?.text).toContain('There is a token Site already');
});

test.each([
  ['/token add', 'What is the program called?'],
  ['/token add shop', 'Say what it may do'],
  ['/token add may=messages', 'What is the program called?'],
  ['/token add 7shop may=messages', '“7shop” is no name'],
  ['/token add shop may=', 'Say what it may do'],
  ['/token add shop may=messages rate=0', 'rate'],
  ['/token add shop may=messages day=many', 'day'],
  ['/token add shop may=messages colour=red', 'colour=red'],
  ['/token shop', 'shop'],
])('%s makes none, and the answer says what to write', async (line, words) => {
  const { chat, card } = await said(line);
  expect(card.text).toContain(words);
  expect(await chat.store.db.selectFrom('tokens').selectAll().execute()).toEqual([]);
});

test.each([
  ['messages,lookup rate=9', 'lookup', ['messages,lookups rate=9']],
  ['messages, Heartbeats', 'heartbeats', ['messages,heartbeat']],
  ['messages,fly', 'fly', ['messages']],
  ['fly', 'fly', ['messages', 'lookups', 'alerts', 'heartbeat', 'stop']],
])(
  'of the rights %s the one that there is not is named once, and the others are kept',
  async (may, typed, lists) => {
    const { card } = await said(`/token add shop may=${may}`);
    expect(card.text).toContain(`/token does not know “${typed}”, only messages, lookups,`);
    expect(card.text).toContain(`I read it as: /token add shop may=${may}`);
    expect(card.copied).toEqual(lists.map((list) => `/token add shop may=${list}`));
  },
);

test('a token is revoked in words too, and to want to without a name shows the tokens', async () => {
  const { chat } = await said('/token add shop may=messages');
  const [list] = await chat.say(ENGLISH, '/token revoke');
  expect(list?.buttons).toEqual(['Revoke shop']);
  const [another] = await chat.say(ENGLISH, '/token revoke shops');
  expect(another?.text).toBe('There is no token shops. Nothing was revoked. All of them: /token');
  expect(await liveTokens(chat.store.db)).toHaveLength(1);
  await chat.say(ENGLISH, '/token remove Shop');
  expect(await liveTokens(chat.store.db)).toEqual([]);
});

test.each([
  [NIKOLAI, '/token is for owners of the bot (OWNER_IDS).'],
  [{ ...NIKOLAI, language_code: 'ru' }, 'Команда /token только для владельцев бота (OWNER_IDS).'],
])('only an owner sees or makes tokens', async (person, words) => {
  const chat = await chatForTest();
  await chat.let(person, 'admin');
  const [card] = await chat.say(person, '/token add shop may=messages');
  expect(card?.text).toBe(words);
  expect(await chat.store.db.selectFrom('tokens').selectAll().execute()).toEqual([]);
});
