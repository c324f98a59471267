import { expect, test, vi } from 'vitest';
import { unseenDoubtsWork } from '../../src/chat/sending/unseen-doubts.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { api } from '../support/api.ts';
import { become } from '../support/become.ts';
import { chatForTest, OLGA, SETTINGS, type Shown } from '../support/chat.ts';
import { startWork } from '../support/jobs.ts';
import { PATIENCE } from '../support/patience.ts';

test('the card of what a program ordered is like that of what somebody typed', async () => {
  const chat = await chatForTest();
  const { call } = await api(chat.store);
  await call('POST /api/messages', { to: '+79991234567', text: 'Your order is ready', chat: OLGA.id });
  await call('POST /api/lookups', { kind: 'hlr', to: '+79991234567', chat: OLGA.id });
  const [sent, looked] = (await chat.update({})).cards;
  expect(sent?.text).toContain('📤 SMS → +7 999 123-45-67 · 1 часть, GSM-7 · от SHOP');
  expect(sent?.text).toContain('Your order is ready');
  expect(looked?.text).toContain('🔎 HLR +7 999 123-45-67 ⏳ в очереди');

  if (!sent) throw new Error('no card');
  await chat.press(OLGA, sent, 'Отмена');
  const orders = await chat.store.db.selectFrom('messages').select('ready_at').execute();
  expect(orders[0]?.ready_at).toBeNull();
});

test('an owner is asked about what is in doubt of a program that named no chat, once', async () => {
  const chat = await chatForTest();
  const { call } = await api(chat.store);
  const { body } = await call('POST /api/messages', { to: '+79991234567', text: 'Your order is ready' });
  await call('POST /api/messages', { to: '+79991234568', text: 'Your order is ready' });
  await become(
    chat.store.db,
    { state: 'in_doubt', ready_at: null, doubt_until: null },
    { to: '79991234567' },
  );
  const work = unseenDoubtsWork(SETTINGS);
  const done = async () => (await findOrder(chat.store.db, body.id))?.card_id !== null;

  const worker = startWork(chat.store, work);
  await vi.waitUntil(done, PATIENCE);
  await worker.stop();

  const [card, ...others] = await chat.store.db.selectFrom('cards').selectAll().execute();
  expect(others).toEqual([]);
  expect(card?.chat_id).toBe(OLGA.id);
  const { buttons } = await chat.look({ card } as Shown);
  expect(buttons).toEqual(['Отправить ещё раз', 'Оставить так']);
});

test('what programs did stands in the record under their names', async () => {
  const chat = await chatForTest();
  const { call } = await api(chat.store);
  await call('POST /api/messages', { to: '+79991234567', text: 'Your order is ready' });
  const [record] = await chat.say(OLGA, '/audit');
  expect(record?.text).toMatch(/shop: \/api\/messages · .*SMS, 1 получатель/);
});
