import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/demo/telegram/types.ts';
import type { World } from '../../src/demo/world.ts';
import { touchCards } from '../../src/store/chats/cards.ts';
import { openStore } from '../../src/store/engine/open.ts';
import {
  bot,
  botMessages,
  folder,
  GROUP,
  NIKOLAI,
  OLGA,
  STRANGER,
  type TestBot,
  TOPIC,
  until,
} from '../support/bot.ts';
import { post, SECRET, status } from '../support/callback.ts';
import { drivenClock } from '../support/driven-clock.ts';
import { earlierStore, restoreStore, worldOfBefore } from '../support/earlier-stores.ts';
import { untilReady } from '../support/readiness.ts';
import { RULES } from '../support/rules.ts';

/*
 * The bot of today goes on where one of before left off, in chats that are as that one left them: its messages with
 * the buttons that they had, its queue, its questions.
 */
const before = earlierStore('0008-lease-fences');

/** Longer than SEND_MAX_AGE and than the provider's guard; shorter than an invitation's life, and than a message's. */
const AWAY_MS = 15 * 60_000;
/** What passes between two looks. */
const STEP_MIN = 0.25 / 60;

const labels = ({ buttons }: ChatMessage) => buttons.flat().map(({ text }) => text);

interface Earlier {
  readonly around: World;
  readonly running: TestBot;
  /** The card as it stands in its chat now. */
  card(name: string): ChatMessage;
  /** Presses a button by the data that it was given at that time; resolves with the toast. */
  press(name: string, from: number, action: string): Promise<string | null>;
  reply(name: string, from: number, text: string): void;
  /** What the bot has written in a chat since then. */
  since(chat: number): ChatMessage[];
  /** Waits for something, while time passes as fast as all else can follow. */
  until<T>(look: () => T | Promise<T>, what: string): Promise<NonNullable<T>>;
}

/** Where the store is that an earlier bot has left, and where it is as the bot of today has brought it up to date. */
const kept = mkdtempSync(join(tmpdir(), 'earlier-'));
const LEFT = join(kept, 'left.db');
const CURRENT = join(kept, 'current.db');
beforeAll(async () => {
  await restoreStore(`file:${LEFT}`, before, Date.now() - AWAY_MS);
  copyFileSync(LEFT, CURRENT);
  await (await openStore(`file:${CURRENT}`, RULES)).close();
});
afterAll(() => rmSync(kept, { recursive: true }));

/** @param store as the bot finds it: to be brought up to date takes longer than most of what is tried here */
async function earlier(settings: Record<string, string> = {}, store = CURRENT): Promise<Earlier> {
  const clock = drivenClock();
  const path = folder();
  copyFileSync(store, join(path, 'bot.db'));
  const around = await worldOfBefore(before);
  const last = (chat: number) => before.chats[chat]?.at(-1)?.id ?? 0;
  const running = await bot(around, { SENDER: before.sender, CALLBACK_SECRET: SECRET, ...settings }, path);
  await untilReady(around, running);
  const placeOf = (name: string) => {
    const place = before.cards[name];
    if (!place) throw new Error(`the fixture has no card named ${name}`);
    return place;
  };
  const find = (messages: readonly ChatMessage[], name: string) => {
    const found = messages.find(({ id }) => id === placeOf(name).message);
    if (!found) throw new Error(`the card ${name} is not in its chat`);
    return found;
  };
  return {
    around,
    running,
    card: (name) => find(around.telegram.messages(placeOf(name).chat), name),
    async press(name, from, action) {
      const { chat, message } = placeOf(name);
      const buttons = find(before.chats[chat] ?? [], name).buttons.flat();
      const button = buttons.find(({ data }) => data?.startsWith(`${action}:`))?.data;
      if (!button) throw new Error(`the card ${name} had no button for ${action}`);
      return (await around.telegram.press(chat, message, { from, button })).answer;
    },
    reply(name, from, text) {
      const { chat, message } = placeOf(name);
      const { thread } = find(around.telegram.messages(chat), name);
      around.telegram.write(chat, { from, text, replyTo: message, ...(thread === null ? {} : { thread }) });
    },
    until: (look, what) =>
      until(
        around,
        async () => {
          await clock.pass(STEP_MIN);
          return look();
        },
        what,
      ),
    since: (chat) => botMessages(around, chat).filter(({ id }) => id > last(chat)),
  };
}

const received = ({ around, until }: Earlier, number: string) =>
  until(() => around.smsc.phone(number)[0], `a message to ${number}`);

const submitted = ({ around, until }: Earlier, number: string, text: string) =>
  until(
    () => around.smsc.submits().find((one) => one.destination === number && one.text.includes(text)),
    `a submit of “${text}” to ${number}`,
  );

test('what was queued is asked about after a long time away, and goes once somebody says so', async () => {
  const then = await earlier({}, LEFT);
  const { around, until } = then;
  for (const [name, label] of [
    ['queued', 'Отправить сейчас'],
    ['queued-many', 'Send 2'],
    ['queued-lookup', 'Look up'],
  ] as const) {
    await until(() => labels(then.card(name)).includes(label), `${name}: ${label}`);
  }
  const kept = await until(
    () => then.since(NIKOLAI).find(({ text }) => text.includes('Kept before')),
    'the update that was kept',
  );
  await until(
    () => labels(then.card('doubt-arrived')).includes('Send again'),
    'a question about what got no status',
  );
  expect(around.smsc.submits()).toEqual([]);

  await around.telegram.press(OLGA, then.card('queued').id, { from: OLGA, button: 'Отправить сейчас' });
  await around.telegram.press(NIKOLAI, then.card('queued-many').id, { from: NIKOLAI, button: 'Send 2' });
  await around.telegram.press(NIKOLAI, kept.id, { from: NIKOLAI, button: 'Send now' });
  expect(await received(then, '79991234574')).toMatchObject({ text: 'Скоро будем', from: 'SHOP' });
  expect(await received(then, '79991110060')).toMatchObject({ text: 'We are back' });
  expect(await received(then, '79991110061')).toMatchObject({ text: 'We are back' });
  expect(await received(then, '79991234575')).toMatchObject({ text: 'Kept before the stop' });
  await until(() => then.card('queued').text.includes('✅'), 'the card of what was queued');
});

test('buttons that were there before send, cancel, repeat and leave what they stand under', async () => {
  const then = await earlier();
  const { around, press, until } = then;
  expect(await press('stale-many', OLGA, 'cancel')).toContain('2');
  await press('doubt-sms', OLGA, 'leave');
  expect(await press('preview', OLGA, 'send')).toContain('2');
  await press('preview-options', NIKOLAI, 'send');
  await press('guard', OLGA, 'send');
  await press('draft', NIKOLAI, 'send');
  await press('stale', OLGA, 'send');
  await press('doubt-call', OLGA, 'repeat');
  await press('doubt-many', NIKOLAI, 'repeat');
  await press('failed', OLGA, 'resend');

  for (const number of ['79991110030', '79991110031']) {
    expect(await received(then, number)).toMatchObject({ text: 'Скидка 20% до пятницы', from: 'SHOP' });
  }
  for (const number of ['79991110035', '79991110036']) {
    expect(await submitted(then, number, 'Sale ends today')).toMatchObject({
      source: 'DEPOT',
      dataCoding: 8,
    });
  }
  expect(await received(then, '79991234567')).toMatchObject({ text: 'Ваш заказ 1042 готов к выдаче' });
  expect(await received(then, '79991112288')).toMatchObject({ text: 'Уже в пути', from: '79000000' });
  expect(await received(then, '79991234573')).toMatchObject({ text: 'Вчерашнее' });
  expect((await submitted(then, '79991231099', 'Ваш столик')).text).toContain('param:20,60,3');
  await submitted(then, '79991110199', 'Back in stock');
  await submitted(then, '79991110299', 'Back in stock');
  await submitted(then, '79991234506', 'Позвоните нам');
  await until(() => then.card('stale-many').text.includes('🚫'), 'what was cancelled');
  await until(() => then.card('doubt-sms').text.includes('оставлено так'), 'what was left');
  expect(around.smsc.submits()).toHaveLength(11);
});

test('a message in doubt is sent again from the sender that it had, though SENDER is another one now', async () => {
  const then = await earlier({ SENDER: 'OTHER' });
  await then.press('doubt-call', OLGA, 'repeat');
  await then.press('doubt-many', NIKOLAI, 'repeat');
  await then.press('doubt-sms', OLGA, 'repeat');
  for (const [number, text] of [
    ['79991231099', 'Ваш столик'],
    ['79991110199', 'Back in stock'],
    ['79991234572', 'Ваш мастер'],
  ] as const) {
    expect(await submitted(then, number, text)).toMatchObject({ source: before.sender });
  }
});

test('buttons that were there before look numbers up, ask again and make a file', async () => {
  const then = await earlier();
  const { press, until } = then;
  await press('history-accepted', OLGA, 'ask-status');
  await press('failed-looked', OLGA, 'hlr');
  await press('failed', OLGA, 'ping');
  await press('lookup-failed', NIKOLAI, 'hlr');
  await press('lookup-stale', NIKOLAI, 'send');
  await press('lookups-preview', NIKOLAI, 'send');
  await press('lookup-doubt', NIKOLAI, 'repeat');
  await press('lookups-many', NIKOLAI, 'report');

  await submitted(then, '79991234513', '__HLR__');
  await submitted(then, '79991234506', '__PING__');
  await submitted(then, '79991234506', '__HLR__');
  await submitted(then, '79231112277', '__HLR__');
  await submitted(then, '79231112260', '__PING__');
  await submitted(then, '79151112261', '__PING__');
  await submitted(then, '79231112266', '__HLR__');
  const { file } = await until(() => then.since(NIKOLAI).find((one) => one.file), 'the report');
  expect(file?.text?.trim().split('\n')).toHaveLength(22);
  await until(() => then.card('history-accepted').text.includes('не знает'), 'the answer to QUERY_SM');
});

test('buttons that were there before set languages and inboxes, and withdraw an invitation', async () => {
  const then = await earlier();
  const { around, press, until } = then;
  await press('inbox', NIKOLAI, 'inbox-on');
  await press('inbox-group', OLGA, 'inbox-off');
  await press('language', OLGA, 'lang-en');
  await press('language-chosen', NIKOLAI, 'lang-ru');
  await press('language-group', OLGA, 'lang-auto');
  await press('invitation-to-withdraw', OLGA, 'withdraw');
  await around.smsc.write('79991112255', { to: '79000000', text: 'Есть кто?' });
  await until(() => then.card('language').text.includes('Language: English'), "Olga's language");
  await until(() => then.card('language-chosen').text.includes('Язык: русский'), "Nikolai's language");
  await until(
    () => then.card('invitation-to-withdraw').text.includes('отозвано'),
    'the invitation withdrawn',
  );
  await until(() => then.since(NIKOLAI).find(({ text }) => text.includes('Есть кто?')), 'the incoming SMS');
  expect(then.since(GROUP).filter(({ text }) => text.includes('Есть кто?'))).toEqual([]);
});

test('replies to cards of before go where they went: to a subscriber, into a draft, as the answer to a question', async () => {
  const then = await earlier();
  const { around, reply, until } = then;
  reply('incoming', OLGA, 'Приходите к трём');
  reply('delivered-en', NIKOLAI, 'Until six today');
  reply('question-recipient', OLGA, '+79991234582 Ответ на вопрос');
  reply('question-text', NIKOLAI, 'Text for the question');
  reply('incoming-group', OLGA, 'Курьер рядом');
  expect(await received(then, '79991112277')).toMatchObject({ text: 'Приходите к трём', from: '79000000' });
  expect(await received(then, '79991234561')).toMatchObject({ text: 'Until six today', from: 'SHOP' });
  expect(await received(then, '79991234582')).toMatchObject({ text: 'Ответ на вопрос' });
  expect(await received(then, '79991234580')).toMatchObject({ text: 'Text for the question', from: 'DEPOT' });
  const draft = await until(
    () => then.since(GROUP).find(({ text }) => text.includes('Курьер рядом')),
    'the draft',
  );
  expect(draft).toMatchObject({ thread: TOPIC });
  expect(around.smsc.phone('79991112288')).toEqual([]);
});

test('an invitation lets its first user in, a status finds its message, /status tells what was, and /health what is', async () => {
  const then = await earlier();
  const { around, running, until } = then;
  const token = /start=(\S+)/.exec(then.card('invitation').text)?.[1];
  around.telegram.write(STRANGER, { from: STRANGER, text: `/start ${token}` });
  const id = /id (\d+)/.exec(then.card('accepted').text)?.[1] ?? '';
  await post(running.http.url, status(id, '79991234599', '1', { cost: '2.50' }));
  then.reply('delivered', OLGA, '/status');
  await then.press('health', NIKOLAI, 'refresh');

  await until(() => then.card('health').text.includes(around.smsc.address), 'the health of today');
  await until(() => then.card('accepted').text.includes('✅'), 'the status that came late');
  await until(() => then.since(STRANGER)[0], 'a word of welcome');
  await until(() => then.card('invitation').text.includes('Stranger'), 'the invitation used');
  const history = await until(
    () => then.since(OLGA).find(({ text }) => text.includes('SMPP, HTTP')),
    'the history',
  );
  for (const fact of ['«Ваш заказ 1042 готов к выдаче»', 'Olga', '855469', '2,50 RUB']) {
    expect(history.text).toContain(fact);
  }
});

test('every card of before can be shown anew in its place', async () => {
  const { running, until } = await earlier();
  const { db } = running.store;
  const cards = await db.selectFrom('cards').select('id').execute();
  await running.store.write((tx) =>
    touchCards(
      tx,
      cards.map(({ id }) => id),
      Date.now(),
    ),
  );
  const waiting = () =>
    db
      .selectFrom('cards')
      .select('id')
      .where('failure', 'is', null)
      .whereRef('shown_revision', '<', 'revision')
      .executeTakeFirst();
  await until(async () => (await waiting()) === undefined, 'all to be shown');
  const failed = db.selectFrom('cards').select(['kind', 'failure', 'id']).where('failure', 'is not', null);
  expect(await failed.execute()).toEqual([]);
  expect(running.logged.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
});
