import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alertRounds } from '../../src/chat/watch/alerts.ts';
import { PROFILES } from '../../src/messages/provider.ts';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { countUnshown } from '../../src/store/watch/unshown-alerts.ts';
import { fail, told } from '../support/alerts.ts';
import { lostAt } from '../support/bind-report.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { incomingIn } from '../support/incoming.ts';
import { numbers, order, sms, WIRE } from '../support/outbox.ts';
import { UNGUARDED } from '../support/rules.ts';

const TOPIC = 7;
const MIN = 60_000;

/** At noon: hours later it is the same day, of which a card need not say which it is. */
const NOON = Date.parse('2026-11-23T09:00:00Z');
const REPORT = lostAt(NOON);

beforeEach(() => void vi.setSystemTime(NOON));
afterEach(() => void vi.useRealTimers());

test('a failure that a person can mend is told at once where /watch was said, with what to try and the number masked', async () => {
  const chat = await chatForTest();
  const [on] = await chat.say(OLGA, '/watch', { chat: GROUP, thread: TOPIC });
  expect(on?.text).toContain(
    '👁 нет связи или отчётов, много недоставленных, расходы выше обычного, сомнительные сообщения и отказы',
  );
  await fail(chat, 6);
  expect(await told(chat)).toEqual([]);
  await fail(chat);
  const alert = only(await told(chat));
  expect(alert.card).toMatchObject({ chat_id: GROUP, thread_id: TOPIC });
  expect(alert.text).toContain('🔴 Не доставлено · SHOP\nимя отправителя не зарегистрировано (254): 1\n');
  expect(alert.text).toContain('+7 999 ***-45-54');
  expect(alert.text).not.toContain('Ваш заказ');
  expect(alert.buttons).toEqual(['Беру', 'Тихо 1 ч', 'Тихо 8 ч', 'Тихо до 9:00', 'Номера', 'Файлом']);
});

test.each([
  [OLGA, 'не доставлено: имя отправителя не зарегистрировано (254)', 'На этой карточке нет сообщения.'],
  [
    { ...OLGA, language_code: 'en' },
    'not delivered: sender not registered (254)',
    'There is no message on that card.',
  ],
])('/status in reply to an alert tells of its messages', async (person, words, none) => {
  const chat = await chatForTest();
  const [list] = await chat.say(person, '/watch failed');
  await fail(chat);
  const alert = only(await told(chat));
  expect(only(await chat.say(person, '/status', { replyTo: alert })).text).toContain('+7 999 123-45-54');
  await fail(chat, 6);
  await told(chat);
  const both = only(await chat.say(person, '/status', { replyTo: alert }));
  expect(both.text.split('\n')).toHaveLength(2);
  expect(both.text).toContain(words);
  expect(only(await chat.say(person, '/status', { replyTo: only(list ? [list] : []) })).text).toContain(none);
});

test.each([
  [OLGA, '❓ Неизвестно, ушло ли сообщение', '✔ Уже известно'],
  [{ ...OLGA, language_code: 'en' }, '❓ Nobody knows whether a message left', '✔ In doubt no more'],
])('an alert of what was in doubt says when it is no more, %#', async (person, doubt, settled) => {
  const chat = await chatForTest({ wire: { ...WIRE, ...PROFILES.generic }, guard: UNGUARDED.guard });
  await chat.say(person, '/watch doubt');
  const sent = only(await chat.say(person, '/sms +79991234554 Ваш заказ готов'));
  await submit(chat.store, sent.card.id, [{ outcome: 'no_answer' }]);
  const alert = only(await told(chat));
  expect(alert.text).toContain(doubt);
  expect(alert.text).not.toContain(settled);
  // It is looked at by itself, also when the minute is over in which more of the kind goes into it.
  vi.setSystemTime(NOON + 2 * MIN);
  await told(chat);
  const inMinute = { as: 'text', changesAt: NOON + 3 * MIN };
  expect((await chat.look(alert)).view).toMatchObject(inMinute);
  const [, leave = ''] = (await chat.look(sent)).buttons;
  await chat.press(person, sent, leave);
  const after = await chat.look(alert);
  expect(after.text).toContain(settled);
  expect(after.view).not.toHaveProperty('changesAt');
});

test('what follows within the minute goes into the same message, counted, and a quiet minute ends it', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/watch failed');
  for (const code of [254, 254, 6]) await fail(chat, code);
  const alert = only(await told(chat));
  for (const code of [254, 11]) await fail(chat, code);
  expect(await told(chat)).toEqual([]);
  const now = await chat.look(alert);
  expect(now.text).toMatch(/^🔴 5 not delivered in \d+ s · SHOP\n/);
  expect(now.text).toContain(
    'sender not registered (254): 3\nservice not connected (11): 1\nsubscriber offline (6): 1\nRegister the sender',
  );
  expect(now.view.atRest).toBe(false);
  await told(chat, Date.now() + MIN);
  const over = await chat.look(alert);
  expect(over.view.atRest).toBe(true);
  expect(over.text).toMatch(/the last at \d\d:\d\d:\d\d/);
  await fail(chat);
  expect(only(await told(chat)).card.id).not.toBe(alert.card.id);
  expect((await chat.look(alert)).text).toBe(over.text);
});

test.each([
  ['en', 'sender not registered (254): 10,000 · MTS'],
  ['ru', 'имя отправителя не зарегистрировано (254): 10\u00a0000 · MTS'],
])('thousands are divided as in all other figures, in %s', async (language, words) => {
  const chat = await chatForTest();
  await chat.say(OLGA, `/lang ${language}`);
  await chat.say(OLGA, '/watch failed');
  await fail(chat);
  const alert = only(await told(chat));
  await chat.store.db.updateTable('events').set({ count: 10_000, operator: 'MTS' }).execute();
  expect((await chat.look(alert)).text).toContain(words);
});

test('the first who says so sees to it, and the others read who that is', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  await chat.say(OLGA, '/watch failed', { chat: GROUP });
  await fail(chat);
  const alert = only(await told(chat));
  await chat.press(NIKOLAI, alert, 'Беру');
  expect((await chat.look(alert)).text).toMatch(/✔ Nikolai разбирается, \d\d:\d\d:\d\d/);
  expect((await chat.press(OLGA, alert, 'Беру')).toast).toBe('Уже сделано.');
  const pressed = await chat.store.db.selectFrom('actions').select(['what', 'actor_id']).execute();
  expect(pressed).toContainEqual({ what: 'press ack', actor_id: String(NIKOLAI.id) });
});

test('while it is muted nothing is told, and at the end all that has happened, once', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed', { chat: GROUP });
  await fail(chat);
  const alert = only(await told(chat));
  await chat.press(OLGA, alert, 'Тихо 1 ч');
  expect((await chat.look(alert)).text).toMatch(
    /🔕 Здесь тихо про всё из \/watch failed до \S+ ?\S*, потом скажу, что было$/,
  );
  for (let n = 0; n < 3; n++) await fail(chat);
  expect(await told(chat, Date.now() + 59 * MIN)).toEqual([]);
  const after = only(await told(chat, Date.now() + 61 * MIN));
  expect(after.text).toContain('🔴 Не доставлено 3 за');
  const [list] = await chat.say(OLGA, '/watch', { chat: GROUP });
  expect(list?.text).toContain('тихо до');
  expect(list?.buttons).toEqual(['Изменить', 'Убрать', 'Снова сообщать']);
});

test('the numbers and the file go to whoever asks for them alone, without texts', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/watch failed', { chat: GROUP });
  for (const to of ['+79991234554', '+79991234555']) await fail(chat, 254, to);
  const alert = only(await told(chat));
  const numbers = await chat.press(NIKOLAI, alert, 'Номера');
  expect(numbers.cards.map(({ card }) => card.chat_id)).toEqual([NIKOLAI.id]);
  expect(numbers.cards[0]?.copied).toEqual(['+7 999 123-45-54', '+7 999 123-45-55']);
  const file = await chat.press(NIKOLAI, alert, 'Файлом');
  expect(file.cards.map(({ card, view }) => [card.chat_id, view.as])).toEqual([[NIKOLAI.id, 'file']]);
  const chunks = await chat.store.db.selectFrom('file_chunks').select('bytes').execute();
  const text = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
  expect(text).toContain('79991234555');
  expect(text).not.toContain('Ваш заказ');
  const { what } = await chat.store.db
    .selectFrom('actions')
    .select('what')
    .where('actor_id', '=', String(NIKOLAI.id))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(what).toBe('press file');
});

test('what happens for as long as the chat cannot be written to is told by one message', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed', { chat: GROUP });
  for (const minutes of [0, 5, 200]) {
    await fail(chat);
    await chat.store.db.updateTable('cards').set({ telegram_id: null }).where('kind', '=', 'alert').execute();
    await alertRounds(chat.store, SETTINGS)(Date.now() + minutes * MIN);
  }
  const alerts = await chat.store.db.selectFrom('alerts').select(['id', 'ended_at']).execute();
  expect(alerts).toEqual([{ id: expect.any(String), ended_at: null }]);
  expect(only(await told(chat, Date.now() + 200 * MIN)).text).toContain('🔴 Не доставлено 3 за');
});

test('many failures among all that ended are told with their reasons, and that it is over', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch rate 20% 10m', { chat: GROUP });
  const card = await order(
    chat.store,
    numbers(30).map((to) => sms(to, 'sale')),
  );
  const given = numbers(30).map((_, n) => `rate-${n}`);
  await submit(chat.store, card, given.map(accepted));
  for (const [n, id] of given.entries()) {
    if (n === 29) expect(await told(chat)).toEqual([]);
    await receipt(chat.store, `id:${id} ${n < 6 ? 'stat:UNDELIV err:255' : 'stat:DELIVRD err:000'}`);
  }
  const alert = only(await told(chat));
  expect(alert.text).toMatch(
    /^📈 Не доставлено 20 % за 10 мин, 6 из 30, с \d\d:\d\d:\d\d\nотклонено оператором \(255\): 6\n/,
  );
  expect(await told(chat, Date.now() + 11 * MIN)).toEqual([]);
  expect((await chat.look(alert)).text).toMatch(/^✅ Доставка снова в порядке с .*, длилось 11 мин/);
});

test('of thirty-five alerts at once ten have messages of their own, and one message lists the others', async () => {
  const chat = await chatForTest();
  for (let thread = 1; thread <= 35; thread++) {
    await chat.say(OLGA, '/watch failed', { chat: GROUP, thread });
  }
  await fail(chat);
  await alertRounds(chat.store, SETTINGS)(Date.now());
  const { cards } = await chat.update({});
  const kinds = Object.groupBy(cards, ({ card }) => card.kind);
  expect(kinds.alert).toHaveLength(10);
  expect(kinds.storm?.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /^⛈ Столько всего сразу, что здесь только список: 25 оповещений\n(🔴 Не доставлено · SHOP\n){20}и ещё 5$/,
    ),
  ]);
  expect(await told(chat, Date.now() + 2 * MIN)).toEqual([]);
  const [listed] = kinds.storm ?? [];
  if (!listed) throw new Error('nothing is listed');
  expect((await chat.look(listed)).view.atRest).toBe(true);
});

test('what could not be told while Telegram was away is told by one message, the heaviest first, which is acknowledged and muted as one', async () => {
  const chat = await chatForTest();
  for (const line of ['/watch delivered', '/watch failed', '/watch link']) {
    await chat.say(OLGA, line, { chat: GROUP, thread: TOPIC });
  }
  const round = alertRounds(chat.store, SETTINGS);
  const began = Date.now();
  for (const id of ['77', '78']) {
    const [card] = await chat.say(OLGA, `/sms +799912345${id} hi`);
    await submit(chat.store, card?.card.id ?? '', [accepted(id)]);
  }
  await receipt(chat.store, 'id:77 stat:DELIVRD err:000');
  await round(began);
  expect(await countUnshown(chat.store.db)).toBe(1);
  await receipt(chat.store, 'id:78 stat:UNDELIV err:254');
  await round(began + 3 * MIN);
  const lost = { ...REPORT, lastErrorAt: began + 4 * MIN };
  await chat.store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: lost }], began + 4 * MIN));
  await round(began + 4 * MIN);
  expect(await countUnshown(chat.store.db)).toBe(3);
  const summary = only(await told(chat, began + 4 * MIN));
  expect(await countUnshown(chat.store.db)).toBe(0);
  const [head, ...lines] = summary.text.split('\n');
  expect(head).toBe('📬 Сразу передать не вышло, вот что накопилось: 3 оповещения');
  expect(lines).toEqual([
    expect.stringMatching(/^🔌 Нет связи с smpp\.smsc\.ru:3700 с /),
    '🔴 Не доставлено · SHOP',
    '✅ Доставлено · SHOP',
  ]);
  expect(summary.view.silent).toBe(false);
  await chat.press(OLGA, summary, 'Беру');
  expect((await chat.look(summary)).text).toContain('✔ Olga разбирается');
  expect((await chat.press(OLGA, summary, 'Беру')).toast).toBe('Уже сделано.');
  await chat.press(OLGA, summary, 'Тихо 1 ч');
  const muted = await chat.look(summary);
  expect(muted.text).toContain('🔕 Здесь тихо про всё из /watch delivered, /watch failed до');
  expect(muted.text).toContain('🔕 О 1 из этого тихо до');
  expect(muted.buttons).toEqual(['Снова сообщать']);
});

test('that messages came in is told with their numbers, masked in a group, and without their texts', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch incoming number=2233', { chat: GROUP });
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/watch incoming from=79000000');
  await incomingIn(chat, OLGA.id);
  await incomingIn(chat, OLGA.id, { sender: '79991112244' });
  const [masked, full, ...more] = (await told(chat)).toSorted(
    (one, other) => one.card.chat_id - other.card.chat_id,
  );
  expect(more).toEqual([]);
  expect(masked?.text).toBe('📩 Пришло сообщение · 79000000\n+7 999 ***-22-33');
  expect(full?.text).toMatch(
    /^📩 2 messages came in within .* · 79000000\n\+7 999 111-22-33\n\+7 999 111-22-44$/,
  );
  expect(masked?.buttons).toEqual(['Беру', 'Тихо 1 ч', 'Тихо 8 ч', 'Тихо до 9:00']);
});

test('deliveries come without a sound, and so does what is watched so', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed silent=yes', { chat: GROUP });
  await chat.say(OLGA, '/watch failed', { chat: GROUP, thread: TOPIC });
  await fail(chat);
  expect((await told(chat)).map(({ card, view }) => [card.thread_id, view.silent])).toEqual([
    [null, true],
    [TOPIC, false],
  ]);
  await chat.say(OLGA, '/watch delivered');
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  await submit(chat.store, card?.card.id ?? '', [accepted('77')]);
  await receipt(chat.store, 'id:77 stat:DELIVRD err:000');
  const alert = only(await told(chat));
  expect(alert.text).toContain('✅ Доставлено · SHOP\n+7 999 123-45-67');
  expect(alert.view.silent).toBe(true);
});

test('a watch of somebody who has lost the role is held, owners and admins are told, and what happens is kept', async () => {
  const chat = await chatForTest();
  const vera = { ...NIKOLAI, id: 103, first_name: 'Vera' };
  await chat.let(vera, 'admin');
  await chat.let(NIKOLAI, 'admin');
  await chat.say(NIKOLAI, '/watch failed', { chat: GROUP });
  await chat.let(NIKOLAI, 'operator');
  await fail(chat);
  await alertRounds(chat.store, SETTINGS)(Date.now());
  const { cards } = await chat.update({});
  const forOlga = cards.filter(({ card }) => card.chat_id === OLGA.id);
  expect(forOlga.map(({ text }) => text)).toEqual([
    '⚠️ Больше не сообщаю сам в группе «Alerts».\nУ того, кто это включил, больше нет нужной роли. Повторите /watch там, если это нужно.',
  ]);
  const forVera = cards.filter(({ card }) => card.chat_id === vera.id);
  expect(forVera.map(({ text }) => text)).toEqual([forOlga[0]?.text]);
  expect(cards.some(({ card }) => card.kind === 'alert')).toBe(false);
  await chat.say(OLGA, '/watch failed', { chat: GROUP });
  expect(only(await told(chat)).text).toContain('🔴 Не доставлено · SHOP');
});

test('a chat that watches all failures beside the usual is told once of one that can be mended', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  await chat.say(OLGA, '/watch failed bulk=no from=SHOP', { chat: GROUP });
  await chat.say(OLGA, '/watch', { chat: GROUP, thread: TOPIC });
  await fail(chat, 254);
  const alerts = await told(chat);
  expect(alerts.map(({ card }) => card.thread_id)).toEqual([null, TOPIC]);
});

test.each([
  [OLGA, 'заглуши до 18:00'],
  [{ ...OLGA, language_code: 'en' }, 'mute until 6pm'],
])(
  'what an alert of /watch failed shows is quiet by its mute, beside /watch too, and told at the end',
  async (person, mute) => {
    const chat = await chatForTest();
    await chat.say(person, '/watch');
    await chat.say(person, '/watch failed from=SHOP');
    await fail(chat, 254);
    const alert = only(await told(chat));
    await chat.say(person, mute, { replyTo: alert });
    await fail(chat, 254);
    expect(await told(chat)).toEqual([]);
    vi.setSystemTime(NOON + 6 * 60 * MIN);
    await told(chat);
    expect((await chat.look(alert)).text).toContain('(254): 2');
  },
);
