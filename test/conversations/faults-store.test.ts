import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { bot, botMessages, folder, NIKOLAI, OLGA, type TestBot, until, world } from '../support/bot.ts';
import { drivenClock } from '../support/driven-clock.ts';
import { ownPostgres } from '../support/own-postgres.ts';
import { unready, untilReady } from '../support/readiness.ts';

const NUMBER = '79991234567';
const CUSTOMER = '79991112233';
const bulk = (count: number) => Array.from({ length: count }, (_, n) => `7999${2_000_060 + n * 100}`);

/** Leaves the store room for so many pages more, what migrations freed included; as many as it likes when left out. */
async function leaveRoom({ db }: Store, pages = 1_000_000): Promise<void> {
  await sql`vacuum`.execute(db);
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + pages}`).execute(db);
}

const last = (around: Awaited<ReturnType<typeof world>>) => botMessages(around, NIKOLAI).at(-1)?.text ?? '';

/** Of a store that was away and is back: a line for each, and no stack from any of the many tries between. */
function expectOutageSaidOnce({ logged }: TestBot): void {
  expect(logged.filter((line) => line.includes('the store is away'))).toHaveLength(1);
  expect(logged.filter((line) => /"awayMs":\d+,"msg":"the store is back"/.test(line))).toHaveLength(1);
  const loud = logged.filter((line) => /"level":"(warn|error|fatal)"/.test(line));
  expect(loud.filter((line) => line.includes('"stack"'))).toEqual([]);
}

test('with a full disk nothing is taken, everybody is told, and nothing is lost once there is room', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around, { ASK_ABOVE_PARTS: '255' });
  await untilReady(around, running);
  const failed = () => running.metric('store_writes_total{outcome="failed"}');
  expect(await failed()).toBe(0);

  await leaveRoom(running.store, 0);
  const texts = Array.from({ length: 20 }, (_, n) =>
    `${n} ${'ordered and not delivered '.repeat(20)}`.trim(),
  );
  for (const text of texts) await around.smsc.write(CUSTOMER, { to: '79000000', text });
  await until(around, async () => (await unready(running))?.store?.includes('full'), 'a full disk');
  const words = 'длинный текст '.repeat(200).trim();
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} ${words}` });

  await until(
    around,
    async () => {
      const reasons = await unready(running);
      return reasons?.store?.includes('full') && reasons.telegram === 'updates cannot be stored';
    },
    'the reasons on /readyz',
  );
  expect(await failed()).toBeGreaterThan(1);
  const log = running.logged.join('\n');
  expect(log).toContain('the store failed: the provider is to deliver again');
  expect(log).toContain('updates cannot be fetched');
  expect(botMessages(around, NIKOLAI)).toEqual([]);
  expect(around.smsc.submits()).toEqual([]);

  await leaveRoom(running.store);
  await until(around, async () => {
    await clock.pass(0.1);
    return last(around).includes('✅ delivered');
  });
  expect(around.smsc.phone(NUMBER)).toMatchObject([{ text: words }]);
  expect(botMessages(around, NIKOLAI)).toHaveLength(1);
  // The newest card of the conversation quotes the last of them, and counts those before.
  const told = () => {
    const card = botMessages(around, OLGA).at(-1)?.text ?? '';
    return (card.match(/«/g) ?? []).length + Number(/раньше ещё (\d+)/.exec(card)?.[1] ?? 0);
  };
  await until(around, async () => {
    await clock.pass(0.1);
    return told() >= texts.length;
  });
  expect(told()).toBe(texts.length);
  const kept = await running.store.db.selectFrom('incoming').select('body').execute();
  expect(kept.map(({ body }) => JSON.parse(body).text).toSorted()).toEqual(texts.toSorted());
  await untilReady(around, running);
  expectOutageSaidOnce(running);
});

test('a command that was kept, and that the disk has no room to carry out, is carried out when it has', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  await leaveRoom(running.store, 8);
  const to = bulk(200);
  const text = `/sms ${to.map((number) => `+${number}`).join(',')}\nWe are open`;
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text });
  const waits = () =>
    running.logged.filter((line) => line.includes('updates wait: the store does not answer'));
  await until(
    around,
    async () => {
      await clock.pass(0.05);
      return waits().length >= 4;
    },
    'more tries than an update has',
  );
  expect(botMessages(around, NIKOLAI)).toEqual([]);

  await leaveRoom(running.store);
  const preview = await until(around, async () => {
    await clock.pass(0.05);
    return botMessages(around, NIKOLAI)[0];
  });
  expect(preview.text).toContain('200 recipients');
  expect(botMessages(around, NIKOLAI)).toHaveLength(1);
});

test('while somebody else holds the lock of the SQLite file everything waits, and goes on after that', async () => {
  const clock = drivenClock();
  const around = await world();
  const path = folder();
  const running = await bot(around, {}, path);
  await untilReady(around, running);
  const other = new DatabaseSync(join(path, 'bot.db'));
  onTestFinished(() => other.close());
  other.exec('begin immediate');
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await around.smsc.write(CUSTOMER, { to: '79000000', text: 'Where is it?' });
  await until(
    around,
    async () => (await unready(running))?.store?.includes('locked'),
    'the reason on /readyz',
  );
  expect(around.smsc.submits()).toEqual([]);

  other.exec('rollback');
  await until(around, () => last(around).includes('✅ delivered'));
  await until(around, () => botMessages(around, OLGA).some(({ text }) => text?.includes('Where is it?')));
  expect(around.smsc.phone(NUMBER)).toHaveLength(1);
  expect(botMessages(around, OLGA)).toHaveLength(1);
  await clock.pass(0.2);
  await untilReady(around, running);
});

test('PostgreSQL stops in mid-bulk and comes back: everybody has one, and every card ends right', async () => {
  const postgres = await ownPostgres();
  const around = await world();
  const running = await bot(around, { DATABASE_URL: `${postgres.address}/postgres`, SMPP_RATE: '30' });
  await untilReady(around, running);
  const to = bulk(60);
  const text = `/sms ${to.map((number) => `+${number}`).join(', ')}\nSale`;
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text });
  const preview = await until(around, () => botMessages(around, NIKOLAI)[0]);
  await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: 'Send 60' });
  await until(around, () => around.smsc.submits().length >= 15, 'the bulk to be under way');

  await postgres.stop();
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await until(around, async () => (await unready(running))?.store, 'the reason on /readyz');
  expect(await running.metric('store_writes_total{outcome="failed"}')).toBeGreaterThan(0);
  expect(await running.metric('telegram_up')).toBeOneOf([0, 1]);
  await postgres.start();

  await until(around, () => last(around).includes('✅ delivered'), 'the single message', 30_000);
  const whole = () => botMessages(around, NIKOLAI)[0]?.text ?? '';
  await until(around, () => whole().includes('✅ delivered 60'), 'the bulk', 30_000);
  for (const number of [...to, NUMBER]) expect(around.smsc.phone(number)).toHaveLength(1);
  expect(botMessages(around, NIKOLAI)).toHaveLength(2);
  await untilReady(around, running);
  expectOutageSaidOnce(running);
}, 90_000);
