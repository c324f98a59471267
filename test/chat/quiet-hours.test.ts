import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { passQuietWork } from '../../src/chat/sending/releasing.ts';
import { markAble } from '../../src/store/attempts/able.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { askFacts } from '../../src/store/provider/number-facts.ts';
import { settleQuestion } from '../../src/store/provider/provider-questions.ts';
import { passQuiet } from '../../src/store/stop-list/left-alone.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { claimNext } from '../support/claim.ts';
import { incomingSms } from '../support/incoming-sms.ts';
import { doJobs } from '../support/jobs.ts';
import { fileOf, sendFile } from '../support/tables.ts';

const ANN = { id: 303, is_bot: false, first_name: 'Ann', language_code: 'en' };
const [ACCOUNT = ''] = SETTINGS.accounts;
/** 23:30 in Moscow, and when the next day has begun there and in all of Russia. */
const NOW = Date.UTC(2026, 10, 27, 20, 30);
const MORNING = Date.UTC(2026, 10, 28, 7);

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/settings quiet 22-9', { chat: GROUP });
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const quietOf = async (card: Shown) => (await messagesOfCard(chat.store.db, card.card.id, 1))[0]?.quiet;
const NIGHT = { from: 1320, to: 540, zone: 'Europe/Moscow' };

test.each([
  ['/sms +79991234567 Sale', NIGHT],
  ['/sms +79991234567, +79991112233 Sale', NIGHT],
  ['/call +79991234567 Sale', NIGHT],
  ['/email a@b.ru subject=Sale Sale', NIGHT],
  ['/sms +79991234567 at=+2h Sale', NIGHT],
  ['/sms +79991234567 now=yes Sale', null],
  ['/tgm +79991234567 4821', null],
  ['/hlr +79991234567', null],
  ['/ping +79991234567', null],
])('quiet hours of a chat hold for %s: %j', async (line, quiet) => {
  expect(await quietOf(only(await chat.say(NIKOLAI, line, { chat: GROUP })))).toEqual(quiet);
});

test('they hold for tables, unless it is said otherwise, and not for other chats', async () => {
  const table = fileOf('orders.csv', '+79991234567\n+79161234567\n');
  const bulk = async (line: string) =>
    quietOf(only(await sendFile(chat, OLGA, line, table, { chat: GROUP })));
  expect(await bulk('/bulk Sale')).toEqual(NIGHT);
  expect(await bulk('/bulk now=yes Sale')).toBeNull();
  expect(await quietOf(only(await chat.say(OLGA, '/sms +79991234567 hi')))).toBeNull();
});

test('who wrote within the hour is answered at once', async () => {
  const answered = async (minutes: number) => {
    await chat.store.db.deleteFrom('incoming').execute();
    await incomingSms(chat, 'Where?', { chatId: GROUP, at: NOW - minutes * 60_000 });
    return quietOf(only(await chat.say(NIKOLAI, `/sms +79991234567 Here ${minutes}`, { chat: GROUP })));
  };
  expect(await answered(59)).toBeNull();
  expect(await answered(61)).toEqual(NIGHT);
});

/** Keeps all messages of a card back, as who submits them does. */
async function hold(card: Shown): Promise<Shown> {
  const messages = await messagesOfCard(chat.store.db, card.card.id, 2_000);
  await chat.store.write((tx) =>
    holdForGuard(
      tx,
      messages.map((message) => ({ message, until: MORNING, why: 'quiet' as const })),
      NOW,
    ),
  );
  return chat.look(card);
}

test('what is kept back says until when, one or of many, and can be cancelled', async () => {
  const single = await hold(only(await chat.say(NIKOLAI, '/sms +79991234567 Sale', { chat: GROUP })));
  expect(single.text).toContain('🌙 там тихие часы: уйдёт 28 нояб. 10:00 (через 10 ч 30 мин), Москва');
  expect(single.buttons).toEqual(['Отправить сейчас', 'Отмена']);
  const several = only(await chat.say(NIKOLAI, '/sms +79991112233, +79991112244 Sale', { chat: GROUP }));
  await chat.press(NIKOLAI, several, several.buttons[0] ?? '');
  expect((await hold(several)).text).toContain('🌙 2 ждут, когда кончатся тихие часы: с 28 нояб. 10:00');
  await chat.press(NIKOLAI, single, 'Отмена');
  expect((await messagesOfCard(chat.store.db, single.card.id, 1))[0]).toMatchObject({ state: 'cancelled' });
});

test('what is kept back, or set for a time, says so in the history and among the states', async () => {
  await hold(only(await chat.say(NIKOLAI, '/sms +79991234567 Sale', { chat: GROUP })));
  only(await chat.say(NIKOLAI, '/sms +79991234567 at=2026-11-28T11:00 Sale', { chat: GROUP }));
  const stands = [/там тихие часы, уйдёт 28 нояб. 10:00$/m, /уйдёт 28 нояб. 11:00$/m];
  const history = only(await chat.say(OLGA, '/history +79991234567'));
  const states = only(await chat.say(OLGA, '/status +79991234567'));
  for (const words of stands) for (const { text } of [history, states]) expect(text).toMatch(words);
});

test('a time in quiet hours is said to be one, before and after it is agreed, and when it goes instead', async () => {
  const single = only(await chat.say(NIKOLAI, '/sms +79991234567 at=2026-11-28T23:00 Sale', { chat: GROUP }));
  expect(single.text).toContain(
    '23:00 (через 23 ч 30 мин), Москва\n🌙 там тогда тихие часы: уйдёт 29 нояб. 10:00',
  );
  const loud = only(await chat.say(NIKOLAI, '/sms +79991234567 at=2026-11-28T11:00 Sale', { chat: GROUP }));
  expect(loud.text).not.toContain('🌙');
  const line = '/sms +79991112233, +79991112244 at=2026-11-28T23:00 Sale';
  const several = only(await chat.say(NIKOLAI, line, { chat: GROUP }));
  const later = '🌙 тогда тихие часы у 2 из 2: уйдёт позже, с 29 нояб. 10:00';
  expect(several.text).toContain(later);
  await chat.press(NIKOLAI, several, several.buttons[0] ?? '');
  expect((await chat.look(several)).text).toContain(later);
  const passing = only(await chat.say(NIKOLAI, line.replace('Sale', 'now=yes Sale'), { chat: GROUP }));
  expect(passing.text).not.toContain('🌙');
});

test('a preview by night says how many get it later, and from when on, until that is over', async () => {
  const numbers = '+79991112233, +4915112345678, +995555123456, +12125551234';
  // 0:30 in Georgia, 21:30 in Germany, 15:30 in New York, and 12:30 to 15:30 in the rest of that country.
  const several = only(await chat.say(NIKOLAI, `/sms ${numbers} Sale`, { chat: GROUP }));
  expect(several.text).toContain('🌙 сейчас тихие часы у 2 из 4: уйдёт позже, с 28 нояб. 08:00');
  expect(several.view.changesAt).toBe(Date.UTC(2026, 10, 28, 5));
  vi.setSystemTime(Date.UTC(2026, 10, 28, 8));
  const later = await chat.look(several);
  expect(later.text).toContain('🌙 сейчас тихие часы у 1 из 4');
});

test('the clocks that the provider knows of are those that a preview goes by', async () => {
  await chat.store.write(async (tx) => {
    for (const [subject, tz] of [
      ['79991112233', 180],
      ['79991112244', 120],
    ] as const) {
      await askFacts(tx, [subject], { cardId: null, at: NOW });
      const answer = { country: null, operator: null, region: null, tz };
      await settleQuestion(tx, { kind: 'facts', subject }, { answer, dueAt: null }, NOW);
    }
  });
  vi.setSystemTime(Date.UTC(2026, 10, 27, 19, 30));
  const line = '/sms +79991112233, +79991112244 Sale';
  const several = only(await chat.say(NIKOLAI, line, { chat: GROUP }));
  expect(several.text).toContain('🌙 сейчас тихие часы у 1 из 2: уйдёт позже, с 28 нояб. 09:00');
});

test('the list of what is scheduled says to how many it goes later', async () => {
  const line = '/sms +79991112233, +4915112345678 at=2026-11-28T23:00 Sale';
  const several = only(await chat.say(NIKOLAI, line, { chat: GROUP }));
  await chat.press(NIKOLAI, several, several.buttons[0] ?? '');
  const list = only(await chat.say(NIKOLAI, '/scheduled', { chat: GROUP }));
  expect(list.text).toContain('\n🌙 тогда тихие часы у 1 из 2: уйдёт позже, с 29 нояб. 10:00');
});

test('of a long list those who are looked at are named', async () => {
  const rows = Array.from({ length: 600 }, (_, nth) => `+7999${2_000_000 + nth}`);
  const table = fileOf('all.csv', rows.join('\n'));
  const card = only(await sendFile(chat, OLGA, '/bulk Sale', table, { chat: GROUP }));
  expect(card.text).toContain('🌙 сейчас тихие часы у 500 из первых 500: уйдёт позже, с 28 нояб. 10:00');
});

test('what is kept back can be sent at once by who may send, and that is on record', async () => {
  const card = await hold(only(await chat.say(NIKOLAI, '/sms +79991234567 Sale', { chat: GROUP })));
  await chat.let(ANN, 'viewer');
  expect((await chat.press(ANN, card, 'Отправить сейчас')).toast).toContain('Нужна роль');
  expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, NOW))).toBe(0);
  await chat.press(NIKOLAI, card, 'Отправить сейчас');
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  expect(message).toMatchObject({ isLeftAlone: false, ready_at: NOW, quiet: null, vouched_at: NOW });
  const action = await chat.store.db
    .selectFrom('actions')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirst();
  expect(action).toMatchObject({ what: 'press pass-quiet', actor_id: String(NIKOLAI.id) });
  expect((await chat.look(card)).buttons).toEqual(['Отмена']);
  expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, NOW))).toBe(1);
});

test.each([
  [OLGA, GROUP, 'нет сейчас отправь', 'Отправить сейчас', 'Отмена'],
  [OLGA, GROUP, 'отмена', 'Отправить сейчас', 'Отмена'],
  [NIKOLAI, NIKOLAI.id, 'no, send it now', 'Send now', 'Cancel'],
])('%s says in %i “%s” below what is kept back: both [%s] and [%s] are offered', async (...row) => {
  const [person, place, words, now, cancel] = row;
  if (place !== GROUP) {
    await chat.let(NIKOLAI, 'admin');
    await chat.say(NIKOLAI, '/settings quiet 22-9');
  }
  const card = await hold(only(await chat.say(person, '/sms +79991234567 Sale', { chat: place })));
  const offer = only(await chat.say(person, words, { chat: place, replyTo: card }));
  expect(offer.buttons).toEqual([now, cancel]);
  await chat.press(person, offer, now);
  const messages = await messagesOfCard(chat.store.db, card.card.id, 2);
  expect(messages).toMatchObject([{ isLeftAlone: false, quiet: null, state: 'queued' }]);
  expect((await chat.look(offer)).buttons).toEqual([cancel]);
});

const WORDS = [
  {
    person: NIKOLAI,
    keptRow: '🌙 quiet hours there: goes 28 Nov 10:00 (in 10 h 30 min), Moscow Time · ',
    stopped: '⏸ 1 that quiet hours were holding back stopped\n1. ',
    waits: ': 0 of 1 gone, 1 waits',
    card: '⏸ stopped: Nikolai, 23:30:00. Quiet hours were holding it back.',
    stoppedRow: '⏸ stopped, quiet hours were holding it back · ',
    goesOn: '0 of 1 gone, it goes on',
    send: 'Send now',
    cancel: 'Cancel',
    resume: 'Resume',
    none: '⏰ Nothing is scheduled.',
  },
  {
    person: OLGA,
    keptRow: '🌙 там тихие часы: уйдёт 28 нояб. 10:00 (через 10 ч 30 мин), Москва · ',
    stopped: '⏸ Остановлена 1 отправка, которую задерживали тихие часы\n1. ',
    waits: ': ушло 0 из 1, ждёт 1',
    card: '⏸ остановлено: Olga, 23:30:00. Оно ждало, когда кончатся тихие часы.',
    stoppedRow: '⏸ остановлено, ждало, когда кончатся тихие часы · ',
    goesOn: 'ушло 0 из 1, идёт дальше',
    send: 'Отправить сейчас',
    cancel: 'Отменить',
    resume: 'Продолжить',
    none: '⏰ Ничего не назначено.',
  },
];

describe.each(WORDS)('what is kept back of $person.first_name', (words) => {
  const { person } = words;
  const kept = async (to = '+79991234567'): Promise<Shown> => {
    await chat.store.write((tx) => markAble(tx, ACCOUNT, NOW));
    const card = only(await chat.say(person, `/sms ${to} Sale`));
    await chat.store.db.updateTable('orders').set({ quiet: '1320-540 Europe/Moscow' }).execute();
    return hold(card);
  };
  const list = async () => only(await chat.say(person, '/scheduled'));
  const claim = () => chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, MORNING));

  test('is listed with until when, and is sent at once or cancelled there', async () => {
    const first = await kept();
    const listed = await list();
    expect(listed.text).toContain(`1. ${words.keptRow}`);
    expect(listed.buttons).toEqual([`${words.send} 1`, `${words.cancel} 1`]);
    await chat.press(person, listed, `${words.send} 1`);
    expect((await messagesOfCard(chat.store.db, first.card.id, 1))[0]).toMatchObject({ quiet: null });
    expect((await chat.look(listed)).text).toContain(words.none);
    const second = await kept('+79991112233');
    await chat.press(person, await list(), `${words.cancel} 2`);
    expect((await messagesOfCard(chat.store.db, second.card.id, 1))[0]?.state).toBe('cancelled');
    const third = await kept('+79991112244');
    await chat.say(person, '/scheduled 3 cancel');
    expect((await messagesOfCard(chat.store.db, third.card.id, 1))[0]?.state).toBe('cancelled');
    expect(await claim()).toBe(1);
  });

  test('is stopped by /stop, which says so, and goes on once it is resumed', async () => {
    const card = await kept();
    const stopped = only(await chat.say(person, '/stop'));
    expect(stopped.text).toContain(words.stopped);
    expect(stopped.text).toContain(words.waits);
    expect(await claim()).toBe(0);
    const looked = await chat.look(card);
    expect(looked.text.split('\n').at(-1)).toBe(words.card);
    expect(looked.text).not.toContain('🌙');
    const listed = await list();
    expect(listed.text).toContain(`1. ${words.stoppedRow}`);
    expect(listed.buttons).toEqual([`${words.resume} 1`, `${words.cancel} 1`]);
    await chat.let(ANN, 'operator');
    await chat.press(ANN, looked, words.resume);
    expect(await claim()).toBe(0);
    await chat.press(person, stopped, `${words.resume} 1`);
    expect((await chat.look(stopped)).text).toContain(words.goesOn);
    expect((await chat.look(card)).text).toContain('🌙');
    expect((await list()).text).toContain(`1. ${words.keptRow}`);
    expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, MORNING - 1))).toBe(0);
    expect(await claim()).toBe(1);
  });

  test('can be cancelled once it is stopped, and a press of before sends none of it', async () => {
    const card = await kept();
    await chat.say(person, '/stop');
    await chat.press(person, card, words.send);
    expect(await claim()).toBe(0);
    await chat.press(person, await list(), `${words.cancel} 1`);
    expect((await messagesOfCard(chat.store.db, card.card.id, 1))[0]?.state).toBe('cancelled');
  });
});

test('/stop stops what quiet hours are about to hold back, and nothing that goes at this hour', async () => {
  await chat.store.write((tx) => markAble(tx, ACCOUNT, NOW));
  const night = only(await chat.say(NIKOLAI, '/sms +79991234567 Sale', { chat: GROUP }));
  await chat.say(NIKOLAI, '/sms +12125551234 Sale', { chat: GROUP });
  await chat.say(NIKOLAI, '/sms +79991112233 Code');
  await chat.say(NIKOLAI, '/stop');
  expect((await messagesOfCard(chat.store.db, night.card.id, 1))[0]?.state).toBe('waiting');
  expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, NOW))).toBe(2);
});

test('/stop takes all of a few of which some are kept back, and who stopped them is on record', async () => {
  await chat.store.write((tx) => markAble(tx, ACCOUNT, NOW));
  const several = only(await chat.say(NIKOLAI, '/sms +79991112233, +79991112244 Sale', { chat: GROUP }));
  await chat.press(NIKOLAI, several, several.buttons[0] ?? '');
  const [first] = await messagesOfCard(chat.store.db, several.card.id, 2);
  if (!first) throw new Error('no message');
  await chat.store.write((tx) => holdForGuard(tx, [{ message: first, until: MORNING, why: 'quiet' }], NOW));
  await chat.say(NIKOLAI, '/stop');
  const card = await chat.look(several);
  expect(card.buttons.slice(0, 2)).toEqual(['Продолжить', 'Отмена']);
  expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, MORNING))).toBe(0);
  const actions = await chat.store.db
    .selectFrom('actions')
    .select('card_id')
    .where('what', '=', 'stop')
    .execute();
  expect(actions).toEqual([{ card_id: several.card.id }]);
  await chat.press(NIKOLAI, card, 'Продолжить');
  expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 9, MORNING))).toBe(2);
});

describe('a campaign that is kept back', () => {
  const begun = async (n: number) => {
    const numbers = Array.from({ length: n }, (_, nth) => `+7999${2_000_000 + nth}`);
    await chat.say(NIKOLAI, '/settings language en', { chat: NIKOLAI.id });
    const card = only(await chat.say(NIKOLAI, `/sms ${numbers.join(', ')} Sale`));
    await chat.press(NIKOLAI, card, card.buttons[0] ?? '');
    await chat.store.db.updateTable('orders').set({ quiet: '1320-540 Europe/Moscow' }).execute();
    return hold(card);
  };

  test('is sent at once as a whole, and not offered so while it is paused', async () => {
    const card = await begun(60);
    expect(card.buttons.slice(0, 3)).toEqual(['Send now', 'Pause', 'Cancel the rest']);
    await chat.press(NIKOLAI, card, 'Pause');
    expect((await chat.look(card)).buttons).not.toContain('Send now');
    await chat.press(NIKOLAI, card, 'Resume');
    expect((await chat.press(NIKOLAI, await chat.look(card), 'Send now')).toast).toContain('60');
    expect((await chat.look(card)).buttons).not.toContain('Send now');
    expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 100, NOW))).toBe(60);
  });

  test('of very many goes by and by', async () => {
    const card = await begun(60);
    const order = await orderOfCard(chat.store.db, card.card.id);
    if (!order) throw new Error('no order');
    await chat.store.write((tx) => passQuiet(tx, order, [ACCOUNT], NOW, 25));
    expect(await keptBack()).toBe(35);
    await doJobs(chat.store, [passQuietWork(SETTINGS)]);
    expect(await keptBack()).toBe(0);
  });

  const keptBack = async () =>
    (await chat.store.db.selectFrom('messages').select('id').where('held', '=', 2).execute()).length;
});

test('that the clock of the chat counts where no hour suits all of a country is said when the hours are set', async () => {
  for (const [language, said] of [
    ['en', "at hours allowed in all of the country, or by this chat's clock if there are none."],
    ['ru', 'в часы, допустимые по всей стране, а если таких нет, по часам этого чата.'],
  ]) {
    await chat.say(OLGA, `/lang ${language}`);
    expect(only(await chat.say(OLGA, '/settings quiet 18-9')).text).toContain(said);
  }
});
