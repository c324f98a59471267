import { expect, onTestFinished, test, vi } from 'vitest';
import { endedAtOf } from '../../../src/chat/cards/ended-at.ts';
import { startCards } from '../../../src/chat/show/loop.ts';
import { createTelegram } from '../../../src/chat/telegram/telegram.ts';
import { createLog } from '../../../src/log.ts';
import type { MessageState } from '../../../src/messages/status.ts';
import { type Card, findCard, touchCards } from '../../../src/store/chats/cards.ts';
import { chatForTest, OLGA, SETTINGS } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { PATIENCE } from '../../support/patience.ts';
import { telegram, until } from '../../support/telegram-server.ts';

const ended = (state: MessageState, ended_at: number | null) => ({ state, ended_at });

test.each([
  ['a receipt', [ended('delivered', 5)], 5],
  ['the last of several', [ended('undelivered', 7), ended('delivered', 5)], 7],
  ['a receipt, where others were cancelled before', [ended('delivered', 5), ended('cancelled', null)], 5],
  ['nothing yet', [ended('delivered', 5), ended('accepted', null)], undefined],
  ['an answer', [ended('refused', 5)], undefined],
  ['that no receipt came', [ended('unknown', 5)], undefined],
])('what ends messages is %s', (_, all, endedAt) => {
  expect(endedAtOf(all).endedAt).toBe(endedAt);
});

test('how late a card shows its receipt is told once, and not when it is shown anew for another reason', async () => {
  const { store, say } = await chatForTest();
  const [sent] = await say(OLGA, '/sms +79991234567 hi');
  const id = sent?.card.id ?? '';
  await submit(store, id, [accepted('7')]);
  const set = (columns: Partial<Card>) =>
    store.write((tx) => tx.db.updateTable('cards').set(columns).where('id', '=', id).execute());
  const isRecorded = () =>
    vi.waitUntil(async () => (await findCard(store.db, id))?.due_at === null, PATIENCE);
  // As if Telegram had been away so far.
  await set({ telegram_id: null, shown: null });
  await receipt(store, 'id:7 stat:DELIVRD err:000');
  const log = createLog('silent');
  const server = await telegram();
  const told: number[] = [];
  const cards = startCards({
    store,
    telegram: createTelegram({ token: '1:demo', apiRoot: server.apiRoot, log }),
    settings: SETTINGS,
    content: async () => Buffer.from(''),
    log,
    onEndShown: (ms) => void told.push(ms),
  });
  onTestFinished(() => cards.stop());
  await isRecorded();
  expect(told).toEqual([expect.any(Number)]);

  await store.write(async (tx) => {
    await tx.db
      .updateTable('messages')
      .set((eb) => ({ ended_at: eb('ended_at', '-', 60_000) }))
      .execute();
    await touchCards(tx, [id], Date.now());
  });
  await until(server, () => server.messages(OLGA.id).some(({ edits }) => edits > 0));
  await isRecorded();
  expect(told).toHaveLength(1);
  await cards.stop();
});
