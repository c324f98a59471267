import { expect, test } from 'vitest';
import { attemptsOf } from '../../src/store/attempts.ts';
import { receiptsOf } from '../../src/store/receipts.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

test('a message leaves once and is delivered by its receipt', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const card = await order(store, [sms('79991234567', 'hello')]);

  const [message] = await untilAll(store, card, 'delivered');

  expect(smsc.phone('79991234567')).toMatchObject([{ channel: 'sms', from: 'SHOP', text: 'hello' }]);
  const [submit] = smsc.submits();
  expect(smsc.submits()).toHaveLength(1);
  expect(submit).toMatchObject({ registeredDelivery: 1, status: 0 });
  expect(message).toMatchObject({ cost: 25_000, error: 0, overdue_at: null });
  const attempts = await attemptsOf(store.db, message?.id ?? '');
  expect(attempts).toMatchObject([
    {
      bind: 'demo/1',
      host: smsc.address,
      source: 'SHOP',
      outcome: 'accepted',
      provider_id: submit?.messageId,
    },
  ]);
  expect(await receiptsOf(store.db, message?.id ?? '')).toMatchObject([{ state: 'delivered', via: 'smpp' }]);
  await finish(store);
});
