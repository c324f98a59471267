import { expect, onTestFinished, test, vi } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import { acquireLease, extendLease, releaseLease } from '../../src/store/engine/leases.ts';
import { bot, botMessages, folder, OLGA, until, world } from '../support/bot.ts';
import { botProcess } from '../support/bot-process.ts';
import { migratedFurther } from '../support/newer-store.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl } from '../support/stores.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => `7999123${4060 + n}`);

async function sendAndConfirm(around: World, to: string[], text: string): Promise<void> {
  around.telegram.write(OLGA, {
    from: OLGA,
    text: `/sms ${to.map((number) => `+${number}`).join(', ')}\n${text}`,
  });
  const preview = await until(around, () =>
    botMessages(around, OLGA).find((one) => one.text?.includes(text) && one.buttons.length > 0),
  );
  await around.telegram.press(OLGA, preview.id, { from: OLGA, button: `Отправить ${to.length}` });
}

const delivered = (around: World, text: string, count: number) =>
  until(
    around,
    () =>
      botMessages(around, OLGA).find(
        (one) => one.text?.includes(text) && one.text.includes(`доставлено ${count}`),
      ),
    `${count} delivered`,
    30_000,
  );

/** Holds a lease in the place of an instance, until what it returns is called. */
async function taken(url: string, name: string): Promise<() => Promise<void>> {
  const store = await openTestStore(url);
  const lease = { name, fence: (await acquireLease(store, name, 'the test')) ?? 0, heldUntil: 0 };
  const heartbeats = setInterval(() => void extendLease(store, lease).catch(() => {}), 500);
  onTestFinished(() => clearInterval(heartbeats));
  return async () => {
    clearInterval(heartbeats);
    await releaseLease(store, lease);
    await store.close();
  };
}

test('when the instance that sends is killed another takes over, and the work goes on where it stood', async () => {
  const around = await world();
  const settings = { DATABASE_URL: await currentPostgresUrl() };
  const first = await botProcess(around, folder(), { settings });
  await bot(around, settings);
  await sendAndConfirm(around, numbers(20), 'Раз');
  await delivered(around, 'Раз', 20);

  first.child.kill('SIGKILL');
  await first.ended;
  await sendAndConfirm(around, numbers(20), 'Два');
  await delivered(around, 'Два', 20);
  for (const number of numbers(20)) {
    expect(around.smsc.phone(number).map(({ text }) => text)).toEqual(['Раз', 'Два']);
  }
  // One card a command: the one that stood by knew of the first.
  expect(botMessages(around, OLGA)).toHaveLength(2);
}, 60_000);

test('an instance that stops cleanly hands over at once', async () => {
  const around = await world();
  const settings = { DATABASE_URL: await currentPostgresUrl() };
  const first = await bot(around, settings);
  await until(around, first.bound, 'the first to be bound');
  const second = await bot(around, settings);
  await first.stop();
  await until(around, second.bound, 'the other to be bound');
  await sendAndConfirm(around, numbers(5), 'Три');
  await delivered(around, 'Три', 5);
}, 60_000);

test('two accounts are held by two instances, and share the recipients between them', async () => {
  const around = await world({ smsc: { accounts: { second: 'secret' } } });
  const settings = {
    DATABASE_URL: await currentPostgresUrl(),
    SMPP_ACCOUNTS: `${around.smsc.login}:${around.smsc.password},second:secret`,
  };
  // Until both are there nobody has the second one: an instance that has too much gives back after ten seconds only.
  const release = await taken(settings.DATABASE_URL, 'account second');
  const [first, second] = [await bot(around, settings), await bot(around, settings)];
  await release();
  await until(
    around,
    () => around.smsc.binds() === 2 && first.bound() && second.bound(),
    'both to hold an account',
    30_000,
  );
  await sendAndConfirm(around, numbers(30), 'Вместе');
  await delivered(around, 'Вместе', 30);
  for (const number of numbers(30)) expect(around.smsc.phone(number)).toHaveLength(1);
  expect(new Set(around.smsc.submits().map(({ bind }) => bind)).size).toBe(2);
}, 60_000);

test('an instance beside which a newer version migrates the store ends, and a line says why', async () => {
  const around = await world();
  const settings = { DATABASE_URL: await currentPostgresUrl() };
  const { ended, output } = await botProcess(around, folder(), { settings });

  const store = await openTestStore(settings.DATABASE_URL);
  await migratedFurther(store);
  await store.close();

  expect(await ended).toBe(1);
  const fatal = output()
    .split('\n')
    .filter((line) => line.includes('"level":"fatal"'));
  expect(fatal).toHaveLength(1);
  expect(fatal[0]).toMatch(/the store is of a newer version .*9999-later/);
  expect(output()).not.toContain('"level":"error"');
  expect(around.smsc.binds()).toBe(0);
}, 60_000);

test('while transactions take every connection, leases are kept and cards are shown', async () => {
  const around = await world();
  const url = await currentPostgresUrl();
  const running = await bot(around, { DATABASE_URL: url });
  const other = await openTestStore(url);
  const lease = other.db.selectFrom('leases').select('expires_at').where('name', '=', 'telegram');
  const expiresAt = async () => (await lease.executeTakeFirst())?.expires_at ?? 0;
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let begun = 0;
  // More than there are connections: the others wait before whoever comes next.
  const taken = Array.from({ length: 50 }, () =>
    running.store.write(async () => {
      begun += 1;
      await over;
    }),
  );
  await until(around, () => begun > 5, 'the connections to be taken');
  const before = await expiresAt();

  await other.write((tx) =>
    createCard(tx, {
      chatId: OLGA,
      threadId: null,
      replyTo: null,
      kind: 'notice',
      body: { lines: [{ id: 'set-aside' }] },
      language: 'en',
      personId: null,
      now: Date.now(),
    }),
  );

  await until(around, () => botMessages(around, OLGA).length === 1, 'the card');
  await vi.waitUntil(async () => (await expiresAt()) > before, { timeout: 5_000 });
  expect(begun).toBeLessThan(50);
  end();
  await Promise.allSettled(taken);
  await other.close();
}, 60_000);
