import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, TOPIC, until, world } from '../support/bot.ts';
import { drivenClock } from '../support/driven-clock.ts';
import { unready, untilReady } from '../support/readiness.ts';
import { soon } from '../support/soon.ts';

const NUMBER = '79991234567';
const OFFLINE = '79991234506';

const last = (around: World, chat: number) => botMessages(around, chat).at(-1)?.text ?? '';
const edits = (around: World) =>
  around.telegram.calls().filter(({ method, status }) => method === 'editMessageText' && status === 200)
    .length;

test('a 429 in one chat holds no other chat up, and ends when Telegram said it would', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.fault({ fault: '429', retryAfter: 600, times: 1, method: 'sendMessage' });
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${NUMBER} Привет` });
  await until(around, () => running.logged.some((line) => line.includes('asks to slow down')));
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await soon(around, clock, () => last(around, NIKOLAI).includes('✅ delivered'));
  expect(botMessages(around, OLGA)).toEqual([]);
  expect(await running.metric('telegram_card_calls_total{outcome="wait"}')).toBe(1);

  await clock.pass(10);
  await until(around, () => last(around, OLGA).includes('✅ доставлено'));
  expect(botMessages(around, OLGA)).toMatchObject([{ edits: 0 }]);
});

test('while a call of one chat hangs, another chat gets a new card, its edits and the answer to a press', async () => {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.fault({ fault: 'hang', chat: OLGA, seconds: 3_600 });
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${NUMBER} Привет` });
  await until(around, () => botMessages(around, OLGA)[0], 'the card whose sending hangs');

  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER}, +79997654360\nSale` });
  const preview = await until(around, () => botMessages(around, NIKOLAI)[0], 'a new card');
  const toast = await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: 'Send 2' });
  expect(toast).not.toBeNull();
  await until(around, () => last(around, NIKOLAI).includes('✅ delivered 2'), 'its edits');
  expect(botMessages(around, OLGA)).toMatchObject([{ edits: 0 }]);

  around.telegram.fault({ fault: 'none' });
  await until(around, () => last(around, OLGA).includes('✅ доставлено'));
  expect(botMessages(around, OLGA)).toHaveLength(1);
});

test('when getUpdates fails with 500 nothing is lost, and everybody can see it meanwhile', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.fault({ fault: '500', times: 20, method: 'getUpdates' });
  // A long poll is under way: an update ends it, and the next one meets the fault.
  for (const text of ['one', 'two', 'three']) {
    around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} ${text}` });
  }
  await until(around, async () => (await unready(running))?.telegram === 'Telegram cannot be reached');
  expect(await running.metric('telegram_up')).toBe(0);
  expect(running.logged.some((line) => line.includes('updates cannot be fetched'))).toBe(true);
  around.telegram.fault({ fault: 'none' });
  await soon(around, clock, () => around.smsc.phone(NUMBER).length === 3);
  expect(around.smsc.submits().map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  await untilReady(around, running);
  expect(await running.metric('telegram_up')).toBe(1);
});

test('an edit that Telegram took without saying so is the right one in the end, on one card', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  around.telegram.fault({ fault: 'cut-after-accept', times: 2, method: 'editMessageText' });
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await soon(around, clock, () => last(around, NIKOLAI).includes('✅ delivered'));
  await soon(
    around,
    clock,
    async () => (await running.metric('telegram_card_calls_total{outcome="unmodified"}')) === 1,
    'the edit that changed nothing',
  );
  expect(botMessages(around, NIKOLAI)).toHaveLength(1);
});

test('after a quarter of an hour without Telegram each card catches up in one edit, and what was typed meanwhile asks', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around, { SMPP_RATE: '1' });
  await untilReady(around, running);
  const to = Array.from({ length: 30 }, (_, n) => `7999${2_000_060 + n * 100}`);
  around.telegram.write(NIKOLAI, {
    from: NIKOLAI,
    text: `/sms ${to.map((number) => `+${number}`).join(', ')}\nSale`,
  });
  const preview = await until(around, () => botMessages(around, NIKOLAI)[0]);
  await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: 'Send 30' });
  await soon(around, clock, () => edits(around) > 0);

  around.telegram.fault({ fault: 'outage', seconds: 900 });
  const before = edits(around);
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} typed in the outage` });
  await clock.pass(7);
  await until(around, () => to.every((number) => around.smsc.phone(number).length === 1), 'all to be sent');
  await until(around, async () => (await unready(running))?.telegram === 'Telegram cannot be reached');
  expect(await running.metric('telegram_up')).toBe(0);
  await clock.pass(9);

  await soon(around, clock, () => botMessages(around, NIKOLAI)[0]?.text?.includes('✅ delivered 30'));
  await soon(around, clock, () => last(around, NIKOLAI).includes('Send it now?'));
  await clock.pass(1);
  expect(edits(around)).toBe(before + 1);
  expect(botMessages(around, NIKOLAI)).toHaveLength(2);
  expect(around.smsc.phone(NUMBER)).toEqual([]);
  await untilReady(around, running);
}, 40_000);

test('a person who blocks the bot and starts it again finds the card in its final state', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  around.smsc.fault({ fault: 'hold-receipts', seconds: 3600 });
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await soon(around, clock, () => last(around, NIKOLAI).includes('handed over'));
  around.telegram.block(NIKOLAI);
  around.smsc.fault({ fault: 'none' });
  const gone = () => running.metric('telegram_card_calls_total{outcome="gone"}');
  await soon(around, clock, async () => (await gone()) === 1, 'the refusal');
  await clock.pass(10);
  expect(await gone()).toBe(1);

  around.telegram.start(NIKOLAI);
  await soon(around, clock, () => botMessages(around, NIKOLAI)[0]?.text?.includes('✅ delivered'));
});

test('when a topic is deleted a failure is said in the group itself', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  around.smsc.fault({ fault: 'hold-receipts', seconds: 3600 });
  around.telegram.write(GROUP, { from: OLGA, text: `/sms +${OFFLINE} Привет`, thread: TOPIC });
  await soon(around, clock, () => last(around, GROUP).includes('передано'));
  around.telegram.deleteTopic(GROUP, TOPIC);
  around.smsc.fault({ fault: 'none' });
  await soon(around, clock, () => last(around, GROUP).includes('❌'));
  expect(botMessages(around, GROUP)).toMatchObject([{ thread: null }]);
  expect(running.logged.some((line) => line.includes('a topic is gone'))).toBe(true);
});

test('when a group becomes a supergroup in mid-bulk the cards of both go on there', async () => {
  const clock = drivenClock();
  const OLD = -500;
  const chats = [
    { id: OLGA, type: 'private' as const, person: OLGA },
    { id: NIKOLAI, type: 'private' as const, person: NIKOLAI },
    { id: OLD, type: 'group' as const, title: 'Shop', members: [OLGA, NIKOLAI] },
  ];
  const around = await world({ telegram: { chats } });
  await bot(around, { SMPP_RATE: '2' });
  const to = Array.from({ length: 20 }, (_, n) => `7999${2_000_060 + n * 100}`);
  const shown = (chat: number) => around.telegram.messages(chat).filter(({ from }) => from === 1);
  const text = `/sms ${to.map((number) => `+${number}`).join(', ')}\nРаспродажа`;
  around.telegram.write(OLD, { from: OLGA, text });
  const preview = await soon(around, clock, () => shown(OLD)[0]);
  await around.telegram.press(OLD, preview.id, { from: OLGA, button: 'Отправить 20' });
  await soon(around, clock, () => around.smsc.submits().length > 4);

  const now = around.telegram.migrate(OLD);
  await soon(around, clock, () => around.smsc.submits().length === 20);
  around.telegram.write(now, { from: NIKOLAI, text: `/sms +${NUMBER} Привет` });
  await soon(around, clock, () => shown(now).some(({ text }) => /Привет.*✅ доставлено/s.test(text ?? '')));
  await soon(around, clock, () => shown(now).some(({ text }) => text?.includes('✅ доставлено 20')));
  expect(shown(now)).toHaveLength(2);
  expect(shown(OLD)).toHaveLength(1);
  for (const number of to) expect(around.smsc.phone(number)).toHaveLength(1);
});
