import { expect, test } from 'vitest';
import { alertRounds } from '../../../src/chat/watch/alerts.ts';
import { api } from '../../support/api.ts';
import { chatForTest, OLGA, SETTINGS } from '../../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };
const MINUTE = 60_000;

async function watching(...lines: string[]) {
  const chat = await chatForTest();
  const cards = [];
  for (const line of lines) cards.push(...(await chat.say(ENGLISH, line)));
  const { call } = await api(chat.store);
  return { chat, cards, call };
}

test('a program that stays away is told of once, and in the same message when it is back', async () => {
  const { chat, call } = await watching('/watch heartbeat backup 5m');
  const start = Date.now();
  const heardAt = (at: number) => chat.store.db.updateTable('signals').set({ at }).execute();
  await heardAt(start);
  const tell = alertRounds(chat.store, SETTINGS);
  const toldAt = async (minutes: number) => {
    await tell(start + minutes * MINUTE);
    return (await chat.update({})).cards;
  };
  expect(await toldAt(4.9)).toEqual([]);
  const [card, ...others] = await toldAt(5.1);
  if (!card) throw new Error('nothing was told');
  expect(others).toEqual([]);
  expect(card.text).toMatch(/^💔 backup has shown no sign of life since .*, and should every 5 min$/);
  expect(await toldAt(7)).toEqual([]);

  expect(await call('POST /api/heartbeat/backup')).toMatchObject({ status: 200, body: { watches: 1 } });
  // As if it had come by then.
  await heardAt(start + 7.5 * MINUTE);
  expect(await toldAt(8)).toEqual([]);
  expect((await chat.look(card)).text).toMatch(
    /^✅ backup shows signs of life again since .*missing for 8 min$/,
  );
});

test.each([
  ['no body of JSON', '', 'application/json'],
  ['a form, as curl -d has it', '', 'application/x-www-form-urlencoded'],
  ['a form with something in it', 'status=ok', 'application/x-www-form-urlencoded'],
  ['a text', 'done', 'text/plain; charset=utf-8'],
  ['JSON that is none', '{"ok":', 'application/json'],
])('it is heard with %s: what is posted beside it does not matter', async (_, body, type) => {
  const { call } = await watching('/watch heartbeat backup 5m');
  expect(await call('POST /api/heartbeat/backup', body, { type })).toMatchObject({ status: 200 });
  expect(await call('POST /api/stop', body, { type })).toMatchObject({ status: 200 });
});

test('nothing is missed while the bot itself was away', async () => {
  const { chat } = await watching('/watch heartbeat backup 5m');
  const later = Date.now() + 60 * MINUTE;
  const tell = alertRounds(chat.store, SETTINGS, later);
  await tell(later + 4 * MINUTE);
  expect((await chat.update({})).cards).toEqual([]);
  await tell(later + 5.1 * MINUTE);
  expect((await chat.update({})).cards).toHaveLength(1);
});

test('each heartbeat of a place is a watch of its own, which its button ends', async () => {
  const { chat, cards } = await watching(
    '/watch heartbeat backup 5m',
    '/watch heartbeat nightly 25h',
    '/watch heartbeat backup 10m',
    '/watch',
  );
  const list = cards.at(-1);
  if (!list) throw new Error('no list');
  expect(list.copied).toContain('/watch heartbeat backup 10m');
  expect(list.copied).toContain('/watch heartbeat nightly 25h');
  await chat.press(ENGLISH, list, '1 · Remove');
  expect((await chat.look(list)).text).not.toContain('heartbeat backup 10m');
  expect((await chat.look(list)).text).toContain('heartbeat nightly 25h');
});

test('what nobody watches is refused', async () => {
  const { call } = await watching();
  expect(await call('POST /api/heartbeat/backup')).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining('/watch heartbeat NAME 5m') },
  });
});

test.each([
  '/watch heartbeat',
  '/watch heartbeat backup',
  '/watch heartbeat backup often',
  '/watch heartbeat backup 0m',
])('%s switches nothing on, and a whole line is offered', async (line) => {
  const { chat, cards } = await watching(line);
  expect(cards[0]?.text).toContain('/watch heartbeat backup 5m');
  expect(await chat.store.db.selectFrom('watches').selectAll().execute()).toEqual([]);
});
