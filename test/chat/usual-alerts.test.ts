import { expect, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { told } from '../support/alerts.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';
import { numbers, order, sms } from '../support/outbox.ts';

const WEEK_HOURS = 7 * 24;
const DAY_MS = 24 * 3_600_000;

let ids = 0;

/** So many are sent; each comes to its end at a price. */
async function send({ store }: ChatForTest, endings: readonly string[], price = '0'): Promise<void> {
  const given = endings.map(() => `usual-${++ids}`);
  const card = await order(
    store,
    numbers(endings.length).map((to) => sms(to, `Распродажа ${ids}`)),
  );
  await submit(store, card, given.map(accepted));
  for (const [n, id] of given.entries()) await receipt(store, `id:${id} ${endings[n]}`, cost(price));
}

const FAILED = 'stat:UNDELIV err:255';
const ARRIVED = 'stat:DELIVRD err:000';
const times = (n: number, ending: string): string[] => Array.from({ length: n }, () => ending);

/** What was counted so far was counted so many weeks ago as well. */
const longAgo = async ({ db }: Store, weeks: readonly number[]): Promise<void> => {
  const rows = await db.selectFrom('hours').selectAll().execute();
  const then = weeks.flatMap((ago) => rows.map((row) => ({ ...row, hour: row.hour - ago * WEEK_HOURS })));
  await db.insertInto('hours').values(then).execute();
};

test('beside a share of failures stands what is usual in the same hours of the last weeks, in the words of either language', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await send(chat, [...times(29, ARRIVED), FAILED]);
  await longAgo(chat.store, [1, 3]);
  await chat.say(OLGA, '/watch rate', { chat: GROUP });
  await chat.say(NIKOLAI, '/watch rate');
  await send(chat, [...times(24, ARRIVED), ...times(6, FAILED)]);
  const texts = new Map((await told(chat)).map(({ card, text }) => [card.chat_id, text]));
  expect(texts.get(GROUP)).toMatch(/^📈 Не доставлено 20 % за 10 мин \(обычно 3 %\), 6 из 30, с /);
  expect(texts.get(NIKOLAI.id)).toMatch(/^📈 20 % not delivered in 10 min \(usually 3 %\), 6 of 30, since /);
});

test('money beyond a limit is told once, goes up in the same message, and is over the day after', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch spend 10 1d', { chat: GROUP });
  await send(chat, [ARRIVED, ARRIVED, FAILED], '3.00');
  expect(await told(chat)).toEqual([]);
  await send(chat, [ARRIVED], '3.00');
  const alert = only(await told(chat));
  expect(alert.text).toMatch(/^💸 Потрачено не меньше 12,00 RUB за сегодня, граница 10,00 RUB, с /);
  await send(chat, [ARRIVED], '4.00');
  expect(await told(chat, Date.now() + 16_000)).toEqual([]);
  expect((await chat.look(alert)).text).toContain('не меньше 16,00 RUB');
  expect(await told(chat, Date.now() + DAY_MS)).toEqual([]);
  expect((await chat.look(alert)).text).toMatch(/^✅ Расходы за сегодня снова ниже 10,00 RUB с /);
});

test('bare /watch tells of money above three times the usual, and only where there is a usual', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/watch');
  await send(chat, times(30, ARRIVED), '1.00');
  expect(await told(chat)).toEqual([]);
  await longAgo(chat.store, [1, 2]);
  await send(chat, times(20, ARRIVED), '3.00');
  expect(await told(chat)).toEqual([]);
  await send(chat, [ARRIVED], '3.00');
  const alert = only(await told(chat));
  expect(alert.text).toMatch(
    /^💸 At least 93\.00 RUB spent within 24 h, usually 30\.00 RUB \(the same hours of the last weeks\), since /,
  );
});
