import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { told } from '../support/alerts.ts';
import { lostAt } from '../support/bind-report.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { numbers, order, sms } from '../support/outbox.ts';

const TOPIC = 7;
const MIN = 60_000;

/** At noon: hours later it is the same day, of which a card need not say which it is. */
const NOON = Date.parse('2026-11-23T09:00:00Z');
const REPORT = lostAt(NOON);

beforeEach(() => void vi.setSystemTime(NOON));
afterEach(() => void vi.useRealTimers());

test('a lost link and its return are one message', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  const say = (status: 'waiting' | 'bound') =>
    chat.store.write((tx) =>
      reportBinds(tx, 'demo', [{ id: 'demo/1', report: { ...REPORT, status } }], Date.now()),
    );
  await say('waiting');
  const alert = only(await told(chat));
  expect(alert.text).toMatch(
    /^🔌 Нет связи с smpp\.smsc\.ru:3700 с \d\d:\d\d:\d\d · логин demo\nsmpp\.smsc\.ru:3700: closed$/,
  );
  await say('bound');
  expect(await told(chat)).toEqual([]);
  const back = await chat.look(alert);
  expect(back.text).toMatch(/^✅ smpp\.smsc\.ru:3700: связь с \d\d:\d\d:\d\d, не было \d+ с · логин demo$/);
  expect(back.view.atRest).toBe(true);
  expect(back.buttons).not.toContain('Беру');
  await say('waiting');
  expect(await told(chat)).toEqual([]);
  expect((await chat.look(alert)).text).toContain('за это время терялась раз: 2');
});

test('a link that is lost and comes back within a mute is told at the end of it, by one message', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  const [list] = await chat.say(OLGA, '/watch', { chat: GROUP });
  if (!list) throw new Error('no list');
  await chat.press(OLGA, list, 'Тихо 1 ч');
  const began = Date.now();
  const say = async (status: 'waiting' | 'bound', minutes: number) => {
    const now = began + minutes * MIN;
    await chat.store.write((tx) =>
      reportBinds(tx, 'demo', [{ id: 'demo/1', report: { ...REPORT, lastErrorAt: now, status } }], now),
    );
    expect(await told(chat, now)).toEqual([]);
  };
  for (const minutes of [5, 35]) {
    await say('waiting', minutes);
    await say('bound', minutes + 10);
  }
  await say('bound', 59);
  const now = began + 61 * MIN;
  await chat.store.write((tx) =>
    reportBinds(tx, 'demo', [{ id: 'demo/1', report: { ...REPORT, status: 'bound' } }], now),
  );
  const after = only(await told(chat, now));
  expect(after.text).toMatch(/^✅ smpp\.smsc\.ru:3700: связь с \d\d:\d\d:\d\d, не было .* · логин demo\n/);
  expect(after.text).toContain('за это время терялась раз: 2');
  expect(await told(chat, now + 1)).toEqual([]);
});

test('what began within a mute is not told once its watch is removed', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  const [list] = await chat.say(OLGA, '/watch', { chat: GROUP });
  if (!list) throw new Error('no list');
  await chat.press(OLGA, list, 'Тихо 1 ч');
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: REPORT }], Date.now()));
  expect(await told(chat)).toEqual([]);
  expect(await chat.store.db.selectFrom('alerts').select('id').execute()).toHaveLength(1);
  await chat.press(OLGA, list, 'Убрать');
  expect(await told(chat, Date.now() + 61 * MIN)).toEqual([]);
  expect(await chat.store.db.selectFrom('alerts').select('id').execute()).toEqual([]);
});

test('that no receipt comes at all is told while the link is up, and that they come again', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  const card = await order(
    chat.store,
    numbers(5).map((to) => sms(to, 'sale')),
  );
  await submit(
    chat.store,
    card,
    numbers(5).map((_, n) => accepted(`silent-${n}`)),
  );
  const report = { ...REPORT, status: 'bound', lastError: null, lastErrorAt: null } as const;
  const soon = Date.now() + 6 * MIN;
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report }], soon));
  expect(await told(chat, Date.now() + 4 * MIN)).toEqual([]);
  const alert = only(await told(chat, soon));
  expect(alert.text).toMatch(/^📭 С \S+ нет ни одного отчёта о доставке · логин demo · без ответа 5\n/);
  await receipt(chat.store, 'id:silent-0 stat:DELIVRD err:000');
  expect(await told(chat, soon + 1)).toEqual([]);
  expect((await chat.look(alert)).text).toMatch(/^✅ Отчёты снова идут с /);
});

test('where what became of messages is asked for, an answer to that is a receipt', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  const card = await order(
    chat.store,
    numbers(6).map((to) => sms(to, 'sale')),
  );
  await submit(
    chat.store,
    card,
    numbers(6).map((_, n) => accepted(`asked-${n}`)),
  );
  const report = { ...REPORT, mode: 'https', status: 'bound', lastError: null, lastErrorAt: null } as const;
  const answer = parseReceipt({ text: 'id:asked-0 stat:DELIVRD err:000', tlvs: {} });
  const soon = Date.now() + 6 * MIN;
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/https', report }], soon));
  await chat.store.write((tx) =>
    storeReceipts(tx, 'demo', [{ receipt: answer, via: 'query', raw: '' }], soon - MIN),
  );
  expect(await told(chat, soon)).toEqual([]);
  vi.setSystemTime(soon);
  const [health] = await chat.say({ ...OLGA, language_code: 'en' }, '/health');
  expect(health?.text).toMatch(/\nLast receipt: \S+ \(1 min ago\)\n/);
  expect(health?.text).toContain('0 submits, 0 receipts a minute');
  const one = { ...report, mode: 'transceiver', submitsPerMinute: 1, receiptsPerMinute: 1 } as const;
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: one }], soon));
  const [bySmpp] = await chat.say({ ...OLGA, language_code: 'en' }, '/health');
  expect(bySmpp?.text).toContain('\nLast receipt: none yet\n');
  expect(bySmpp?.text).toContain('1 submit, 1 receipt a minute');
});

test('that receipts come late is told in the words of either language, where nothing says why, and that they come in time again', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/watch lag', { chat: GROUP });
  await chat.say(NIKOLAI, '/watch lag 5m channel=sms');
  await chat.say(OLGA, '/watch lag');
  await chat.say(OLGA, '/watch link');
  const given = numbers(10).map((_, n) => `lag-${n}`);
  const card = await order(
    chat.store,
    numbers(10).map((to) => sms(to, 'sale')),
  );
  await submit(chat.store, card, given.map(accepted));
  const report = { ...REPORT, status: 'bound', lastError: null, lastErrorAt: null } as const;
  const soon = Date.now() + 6 * MIN;
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report }], soon));
  expect(await told(chat, Date.now() + 4 * MIN)).toEqual([]);
  const alerts = new Map((await told(chat, soon)).map((alert) => [alert.card.chat_id, alert]));
  expect(alerts.get(GROUP)?.text).toMatch(
    /^🐢 Отчёты опаздывают: 10 из 10 шли дольше 5 мин или ещё не пришли, с /,
  );
  expect(alerts.get(NIKOLAI.id)?.text).toMatch(/^🐢 Receipts come late: 10 of 10 took longer than 5 min,/);
  expect(alerts.get(OLGA.id)?.text).toMatch(/^📭/);
  expect(alerts.size).toBe(3);
  for (const id of given) await receipt(chat.store, `id:${id} stat:DELIVRD err:000`);
  expect(await told(chat, soon + 1)).toEqual([]);
  const over = alerts.get(GROUP);
  if (!over) throw new Error('nothing was told');
  expect((await chat.look(over)).text).toMatch(/^✅ Отчёты снова приходят за 5 мин с /);
});

test('a chat that watches the link beside the usual is told of it once', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  await chat.say(OLGA, '/watch link', { chat: GROUP });
  await chat.say(OLGA, '/watch', { chat: GROUP, thread: TOPIC });
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: REPORT }], Date.now()));
  const alerts = await told(chat);
  expect(alerts.map(({ card }) => card.thread_id)).toEqual([null, TOPIC]);
  expect(alerts[0]?.text).toContain('🔌 Нет связи с smpp.smsc.ru:3700');
});

test('a mute and its end are said on the messages that stand in the chat, whichever button or words they are by', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch link', { chat: GROUP });
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: REPORT }], Date.now()));
  const alert = only(await told(chat));
  const isDue = async () => {
    const { due_at } = await chat.store.db
      .selectFrom('cards')
      .select('due_at')
      .where('id', '=', alert.card.id)
      .executeTakeFirstOrThrow();
    await chat.store.write((tx) =>
      tx.db.updateTable('cards').set({ due_at: null }).where('id', '=', alert.card.id).execute(),
    );
    return due_at === Date.now();
  };
  await isDue();
  const list = only(await chat.say(OLGA, '/watch', { chat: GROUP }));
  await chat.press(OLGA, list, 'Тихо 1 ч', GROUP);
  expect(await isDue()).toBe(true);
  expect((await chat.look(alert)).buttons).toContain('Снова сообщать');
  await chat.press(OLGA, list, 'Снова сообщать', GROUP);
  expect(await isDue()).toBe(true);
  expect((await chat.look(alert)).buttons).not.toContain('Снова сообщать');
  await chat.say(OLGA, '/watch mute link', { chat: GROUP });
  expect(await isDue()).toBe(true);
});

test('what a watch beside the usual tells is not told by the usual one while that is muted, but at the end', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  await chat.say(OLGA, '/watch link', { chat: GROUP });
  await chat.say(OLGA, '/watch mute link 2h', { chat: GROUP });
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: REPORT }], Date.now()));
  expect(await told(chat)).toEqual([]);
  vi.setSystemTime(Date.now() + 2 * 60 * MIN);
  expect(only(await told(chat)).text).toContain('🔌 Нет связи с smpp.smsc.ru:3700');
});
