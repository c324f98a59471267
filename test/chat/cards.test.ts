import { expect, onTestFinished, test } from 'vitest';
import { startCards } from '../../src/chat/cards.ts';
import { createTelegram } from '../../src/chat/telegram.ts';
import { createLog } from '../../src/log.ts';
import { createCard } from '../../src/store/cards.ts';
import type { Store } from '../../src/store/database.ts';
import { testStore } from '../support/callback.ts';
import { SETTINGS } from '../support/chat.ts';
import { ALERTS, OLGA, telegram, until } from '../support/telegram-server.ts';

const log = createLog('silent');

const notices = (store: Store, chatId: number, count: number) =>
  store.write(async (tx) => {
    for (let n = 0; n < count; n++) {
      const body = { lines: [{ id: 'set-aside' }] };
      const where = { chatId, threadId: null, replyTo: null, language: 'en', personId: null };
      await createCard(tx, { ...where, kind: 'notice', body, now: Date.now() - count + n });
    }
  });

async function cards(store: Store) {
  const server = await telegram();
  const shown = startCards({
    store,
    telegram: createTelegram({ token: server.token, apiRoot: server.apiRoot, log }),
    settings: SETTINGS,
    log,
  });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= shown.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { server, stop };
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
