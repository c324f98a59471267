import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { rewriteBody, writeCard } from '../../../src/chat/cards/kind.ts';
import { stormCard } from '../../../src/chat/cards/storm/body.ts';
import { tableCard } from '../../../src/chat/cards/table/body.ts';
import { startCards } from '../../../src/chat/show/loop.ts';
import { createTelegram } from '../../../src/chat/telegram/telegram.ts';
import { createLog } from '../../../src/log.ts';
import {
  createCard,
  findCard,
  rewriteCard,
  touchCards,
  tryCardsAgain,
} from '../../../src/store/chats/cards.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { beginAlert, OF_EVENTS } from '../../../src/store/watch/alerts.ts';
import { testStore } from '../../support/callback.ts';
import { SETTINGS } from '../../support/chat.ts';
import { drivenClock } from '../../support/driven-clock.ts';
import { PATIENCE } from '../../support/patience.ts';
import { ALERTS, OLGA, TOPIC, telegram, until } from '../../support/telegram-server.ts';

const log = createLog('silent');

const notices = (store: Store, chatId: number, count: number, threadId: number | null = null) =>
  store.write(async (tx) => {
    for (let n = 0; n < count; n++) {
      const body = { lines: [{ id: 'set-aside' }] };
      const where = { chatId, threadId, replyTo: null, language: 'en', personId: null };
      await createCard(tx, { ...where, kind: 'notice', body, now: Date.now() - count + n });
    }
  });

async function rewrite(tx: Tx, id: string, body: object): Promise<void> {
  const card = await findCard(tx.db, id);
  if (card) await rewriteCard(tx, card, body, Date.now());
}

function show(store: Store, apiRoot: string, settings = SETTINGS) {
  const shown = startCards({
    store,
    telegram: createTelegram({ token: '1:demo', apiRoot, log }),
    settings,
    content: async () => Buffer.from(''),
    log,
  });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= shown.stop();
    return stopped;
  };
  onTestFinished(stop);
  return stop;
}

async function cards(store: Store) {
  const server = await telegram();
  return { server, stop: show(store, server.apiRoot) };
}

test('a backlog of more cards than a round takes, in one group, keeps nobody else waiting', async () => {
  const store = await testStore();
  await notices(store, ALERTS, 600);
  const { server, stop } = await cards(store);
  // The group has had all that Telegram allows it in a minute.
  await until(server, () => server.messages(ALERTS).length >= 10);

  await notices(store, OLGA, 1);

  await until(server, () => server.messages(OLGA).length === 1);
  expect(server.messages(ALERTS).length).toBeLessThan(30);
  await stop();
});

test('what pages somebody does not wait behind what came into the same group before', async () => {
  const store = await testStore();
  await notices(store, ALERTS, 30);
  const now = Date.now();
  const place = { chatId: ALERTS, threadId: null, replyTo: null, language: 'en', personId: null };
  await store.write((tx) =>
    beginAlert(
      tx,
      { id: 1, chatId: ALERTS, threadId: 0 },
      { cause: OF_EVENTS, facts: null, began_at: now, last_at: now, now },
      () => writeCard(tx, stormCard, { ...place, body: {}, now }),
    ),
  );

  const { server, stop } = await cards(store);

  await until(server, () => server.messages(ALERTS).some(({ text }) => text?.startsWith('⛈')));
  expect(server.messages(ALERTS).length).toBeLessThan(15);
  await stop();
});

test('a card that was put off and is not due any more is not looked for over and over', async () => {
  const store = await testStore();
  let looks = 0;
  const watched: Store = {
    ...store,
    db: new Proxy(store.db, {
      get(db, key) {
        if (key === 'selectFrom') looks++;
        const value = Reflect.get(db, key);
        return typeof value === 'function' ? value.bind(db) : value;
      },
    }),
  };
  const { server, stop } = await cards(watched);
  server.fault({ fault: '429', retryAfter: 1, times: 1, method: 'sendMessage' });
  await notices(store, OLGA, 1);
  await until(server, () => server.calls().length === 1);
  await store.db
    .updateTable('cards')
    .set({ due_at: Date.now() + 3_600_000 })
    .execute();

  await new Promise((resolve) => setTimeout(resolve, 2_000));

  // A look is two queries: for what is due, and for when the next one is.
  expect(looks).toBeLessThan(20);
  await stop();
});

test('a card of a closed topic goes to the chat itself at once, and waits while the General topic is closed too', async () => {
  const store = await testStore();
  const { server, stop } = await cards(store);
  server.fault({ fault: 'refuse', description: 'TOPIC_CLOSED', method: 'sendMessage', times: 3 });
  await notices(store, ALERTS, 1, TOPIC);

  await until(server, () => server.messages(ALERTS).length === 1);

  expect(server.messages(ALERTS)[0]).toMatchObject({ thread: null });
  expect(server.calls().map(({ params }) => params.message_thread_id ?? null)).toEqual([
    TOPIC,
    null,
    null,
    null,
  ]);
  await stop();
});

const NO_RIGHTS = { fault: 'refuse', description: 'have no rights to send a message', times: 1_000_000 };
const callTimes = (server: { calls(): { at: number }[] }) => server.calls().map(({ at }) => at);

test('in a chat that may not be written to the first card is tried ever more seldom, up to once an hour, and in their order all come when it may', async () => {
  const clock = drivenClock();
  const store = await testStore();
  const { server, stop } = await cards(store);
  server.fault({ ...NO_RIGHTS, chat: ALERTS });
  await notices(store, ALERTS, 3);
  await until(server, () => server.calls().length === 1);
  await notices(store, OLGA, 1);
  await until(server, () => server.messages(OLGA).length === 1);

  await clock.pass(5 * 60);

  const tries = callTimes(server).filter((_, n) => server.calls()[n]?.params.chat_id === ALERTS);
  const gaps = tries.slice(1).map((at, n) => at - (tries[n] ?? 0));
  expect(tries.length).toBeLessThan(20);
  expect(Math.max(...gaps)).toBeGreaterThan(3_500_000);
  expect(Math.max(...gaps)).toBeLessThan(3_700_000);

  server.fault({ fault: 'none' });
  await store.write((tx) => tryCardsAgain(tx, ALERTS, Date.now()));
  await until(server, () => server.messages(ALERTS).length === 3);
  await stop();
});

test('a card that is refused for now is tried at once when it changes', async () => {
  const clock = drivenClock();
  const store = await testStore();
  const { server, stop } = await cards(store);
  await notices(store, ALERTS, 1);
  await until(server, () => server.messages(ALERTS).length === 1);
  await vi.waitUntil(async () => (await unshown(store)) === 0, PATIENCE);
  server.fault(NO_RIGHTS);
  const { id } = await store.db.selectFrom('cards').select('id').executeTakeFirstOrThrow();
  const line = { id: 'set-aside' };
  const change = (lines: number) => store.write((tx) => rewrite(tx, id, { lines: Array(lines).fill(line) }));
  await change(2);
  await until(server, () => server.calls().length === 2);
  await clock.pass(20);
  const tries = server.calls().length;

  server.fault({ fault: 'none' });
  await change(3);
  await until(server, () => server.messages(ALERTS)[0]?.edits === 1);
  expect(server.calls()).toHaveLength(tries + 1);
  await stop();
});

test('what changes while a card is on its way is shown after it, however often it has changed before', async () => {
  const store = await testStore();
  const { server, stop } = await cards(store);
  await notices(store, OLGA, 1);
  await until(server, () => server.messages(OLGA).length === 1);
  await vi.waitUntil(async () => (await unshown(store)) === 0, PATIENCE);
  const { id } = await store.db.selectFrom('cards').select('id').executeTakeFirstOrThrow();
  /** As so many transactions do. */
  const change = (lines: number, times = 1) =>
    store.write(async (tx) => {
      await tx.db
        .updateTable('cards')
        .set((eb) => ({ revision: eb('revision', '+', times - 1) }))
        .execute();
      await rewrite(tx, id, { lines: Array(lines).fill({ id: 'set-aside' }) });
    });
  const lines = () => server.messages(OLGA)[0]?.text?.split('\n').length;
  const onItsWay = new Promise((resolve) => server.events.once('edit', resolve));
  server.fault({ fault: 'hang', chat: OLGA, seconds: 3_600, method: 'editMessageText' });
  await change(2, 10);
  await onItsWay;
  expect(lines()).toBe(2);

  await change(3);
  await change(4);
  server.fault({ fault: 'none' });

  await until(server, () => lines() === 4);
  const { looked_revision } = await store.db.selectFrom('cards').selectAll().executeTakeFirstOrThrow();
  expect(looked_revision).not.toBeNull();
  await stop();
});

/** The store refuses what is written of a chat's cards, until the returned function is called. */
async function refuseWritesOf(store: Store, chat: number): Promise<() => Promise<void>> {
  await sql`create trigger refuse before update on cards when old.chat_id = ${sql.lit(chat)}
    begin select raise(abort, 'the store refuses'); end`.execute(store.db);
  return async () => {
    await sql`drop trigger refuse`.execute(store.db);
  };
}

const unshown = async (store: Store) => {
  const rows = await store.db.selectFrom('cards').select('id').where('telegram_id', 'is', null).execute();
  return rows.length;
};

test('a card that the store does not take note of is not sent twice, and others go on, in its chat as well', async () => {
  const clock = drivenClock();
  const store = await testStore();
  const { server, stop } = await cards(store);
  const takeAgain = await refuseWritesOf(store, OLGA);
  await notices(store, OLGA, 1);
  await until(server, () => server.messages(OLGA).length === 1);

  await notices(store, ALERTS, 3);
  await until(server, () => server.messages(ALERTS).length === 3);
  await notices(store, OLGA, 1);
  await until(server, () => server.messages(OLGA).length === 2);
  await clock.pass(1);
  expect(server.calls()).toHaveLength(5);

  await takeAgain();
  await clock.pass(1);
  await vi.waitUntil(async () => (await unshown(store)) === 0, PATIENCE);
  expect(server.calls()).toHaveLength(5);
  await stop();
});

test('a card that cannot be rendered is set aside alone', async () => {
  const store = await testStore();
  const { server, stop } = await cards(store);
  await store.write((tx) =>
    createCard(tx, {
      chatId: OLGA,
      threadId: null,
      replyTo: null,
      kind: 'send',
      body: { duplicates: [], bad: [] },
      language: 'en',
      personId: null,
      now: Date.now() - 10,
    }),
  );
  await notices(store, OLGA, 2);
  await until(server, () => server.messages(OLGA).length === 2);
  const aside = store.db.selectFrom('cards').select('kind').where('failure', '=', 'render');
  expect(await aside.execute()).toEqual([{ kind: 'send' }]);
  await stop();
});

test('who has lost the role for a card is not sent it, and what they have of it goes', async () => {
  const store = await testStore();
  const server = await telegram();
  const where = { chatId: OLGA, threadId: null, replyTo: null, language: 'en', personId: null };
  const health = () =>
    store.write((tx) => createCard(tx, { ...where, kind: 'health', body: {}, now: Date.now() }));
  const had = await health();
  const stop = show(store, server.apiRoot);
  await until(server, () => server.messages(OLGA).length === 1);
  await stop();

  const never = await health();
  await store.write((tx) => touchCards(tx, [had], Date.now()));
  show(store, server.apiRoot, { ...SETTINGS, ownerIds: [] });
  await notices(store, OLGA, 1);

  const words = 'You can no longer see what stood here: your role has changed.';
  await until(server, () => server.messages(OLGA)[0]?.text === words && server.messages(OLGA).length === 2);
  const aside = store.db.selectFrom('cards').select('id').where('failure', 'is not', null);
  await vi.waitUntil(async () => (await aside.execute()).length > 0, PATIENCE);
  expect(await aside.execute()).toEqual([{ id: never }]);
});

test("a final state waits for no more than four of a chat's new cards", async () => {
  const store = await testStore();
  const { server, stop } = await cards(store);
  await notices(store, ALERTS, 1);
  await until(server, () => server.messages(ALERTS).length === 1);
  await stop();
  await vi.waitUntil(async () => (await unshown(store)) === 0, PATIENCE);
  const { id } = await store.db.selectFrom('cards').select('id').executeTakeFirstOrThrow();
  await notices(store, ALERTS, 15);
  const changed = { lines: [{ id: 'set-aside' }, { id: 'set-aside' }] };
  await store.write((tx) => rewrite(tx, id, changed));

  show(store, server.apiRoot);

  await until(server, () => server.messages(ALERTS).length === 16);
  const methods = server.calls().map(({ method }) => method);
  expect(methods.indexOf('editMessageText')).toBe(5);
});

/** Two cards that are shown with 1 and 2 rows read, and are 10 and 22 rows on: in one step, and in three. */
async function readingTables() {
  const store = await testStore();
  const { server, stop } = await cards(store);
  const document = { fileId: 'a', name: 'a.csv', size: null };
  const content = { channel: 'sms', text: 'hi' };
  const source = { document, content, column: null, encoding: null, writtenAt: 0, lacks: [] };
  const reading = (rows: number) =>
    tableCard.body.parse({ source, origin: '', state: { is: 'reading', rows } });
  const write = (rows: number) =>
    store.write((tx) => {
      const where = { chatId: OLGA, threadId: null, replyTo: null, language: 'en', personId: null };
      return writeCard(tx, tableCard, { ...where, body: reading(rows), now: Date.now() });
    });
  const [slow, fast] = [await write(1), await write(2)];
  await until(server, () => server.messages(OLGA).length === 2);
  await stop();
  await vi.waitUntil(async () => (await unshown(store)) === 0, PATIENCE);
  const change = (id: string, rows: number) =>
    store.write(async (tx) => {
      const card = await findCard(tx.db, id);
      if (card) await rewriteBody(tx, tableCard, card, reading(rows), Date.now() - 1_000 + rows);
    });
  await change(slow, 10);
  for (const rows of [20, 21, 22]) await change(fast, rows);
  /** What both say once the first of them was edited. */
  const afterOneEdit = async () => {
    show(store, server.apiRoot);
    await until(server, () => server.calls().some(({ method }) => method === 'editMessageText'));
    return server.messages(OLGA).map(({ text }) => text?.split('\n')[1]);
  };
  return { store, slow, afterOneEdit };
}

test('of what is on its way the card that is furthest behind is shown first, however late it became due', async () => {
  const { afterOneEdit } = await readingTables();

  expect(await afterOneEdit()).toEqual(['⏳ reading the table: 1 row', '⏳ reading the table: 22 rows']);
});

test('a card that had come to rest and moves again, since it was pressed, is shown before mere progress', async () => {
  const { store, slow, afterOneEdit } = await readingTables();
  const shown = sql<string>`replace(shown, ' moves', '')`;
  await store.db.updateTable('cards').set({ shown }).where('id', '=', slow).execute();

  expect(await afterOneEdit()).toEqual(['⏳ reading the table: 10 rows', '⏳ reading the table: 2 rows']);
});

test('a stop ends a call that hangs, and the card is sent again only by a Telegram that answers', async () => {
  const clock = drivenClock();
  const store = await testStore();
  const { server, stop } = await cards(store);
  server.fault({ fault: 'hang', chat: OLGA, seconds: 3_600, method: 'sendMessage' });
  const arrived = new Promise((resolve) => server.events.once('message', resolve));
  await notices(store, OLGA, 1);
  await arrived;

  const stopped = stop();
  await clock.pass(0.1);
  await stopped;

  const card = await store.db.selectFrom('cards').selectAll().executeTakeFirstOrThrow();
  expect(card).toMatchObject({ telegram_id: null, unknown_sends: 1 });
  server.fault({ fault: 'none' });
  show(store, server.apiRoot);
  await until(server, () => server.messages(OLGA).length === 2);
  expect(server.calls().map(({ method }) => method)).toEqual(['sendMessage', 'getMe', 'sendMessage']);
});
