import { expect, test } from 'vitest';
import { api } from '../support/api.ts';
import { chatForTest, OLGA } from '../support/chat.ts';

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

test('what programs did stands in the record under their names', async () => {
  const chat = await chatForTest();
  const { call } = await api(chat.store);
  await call('POST /api/messages', { to: '+79991234567', text: 'Your order is ready' });
  const [record] = await chat.say(OLGA, '/audit');
  expect(record?.text).toMatch(/shop: \/api\/messages · .*SMS, 1 получатель/);
});
