import { expect, onTestFinished, test } from 'vitest';
import { startCards } from '../../../src/chat/show/loop.ts';
import { createTelegram } from '../../../src/chat/telegram/telegram.ts';
import { writeQueue } from '../../../src/chat/watch/openings.ts';
import { createLog } from '../../../src/log.ts';
import { createCard } from '../../../src/store/chats/cards.ts';
import { showTalk } from '../../../src/store/talks/talk-places.ts';
import { cameIn, touchTalk } from '../../../src/store/talks/talks.ts';
import { testStore } from '../../support/callback.ts';
import { SETTINGS } from '../../support/chat.ts';
import { ALERTS, telegram, until } from '../../support/telegram-server.ts';

const log = createLog('silent');
/** Of the places that a group has each minute; five more are kept free of what can wait. */
const TAKEN = 15;

test('a list that is kept as things are leaves the last places of a minute in a group to what is new', async () => {
  const store = await testStore();
  const server = await telegram();
  const content = async () => Buffer.from('');
  const shown = startCards({
    ...{ store, settings: SETTINGS, content, log },
    telegram: createTelegram({ token: '1:demo', apiRoot: server.apiRoot, log }),
  });
  onTestFinished(() => shown.stop());
  const notice = () =>
    store.write((tx) => {
      const where = { chatId: ALERTS, threadId: null, replyTo: null, language: 'en', personId: null };
      const body = { lines: [{ id: 'set-aside' }] };
      return createCard(tx, { ...where, kind: 'notice', body, now: Date.now() });
    });
  const isThere = (count: number) => until(server, () => server.messages(ALERTS).length === count);
  const place = { chat_id: ALERTS, thread_id: 0 };
  const asked = { why: 'asked', settings: SETTINGS, now: Date.now() } as const;
  const card_id = await store.write((tx) => writeQueue(tx, place, asked));
  for (let n = 1; n < TAKEN; n++) await notice();
  await isThere(TAKEN);

  await store.write(async (tx) => {
    const somebody = { account: 'demo', number: '79991234567', own: '' };
    const came = { at: Date.now(), ends: false, isAnswered: async () => false };
    const { id: talk_id } = await cameIn(tx, somebody, came);
    await showTalk(tx, { ...place, talk_id, card_id });
    await touchTalk(tx, talk_id, Date.now());
  });
  for (let n = 1; n <= 5; n++) {
    await notice();
    await isThere(TAKEN + n);
  }

  expect(server.calls().filter(({ method }) => method === 'editMessageText')).toEqual([]);
});
