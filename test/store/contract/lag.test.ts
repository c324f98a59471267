import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { lateReceipts } from '../../../src/store/receipts/lag.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const MIN = 60_000;

onEachStore(({ open }) => {
  test('late is what arrived after so long, or has no receipt for so long, of the last ten minutes', async () => {
    const store = await open();
    const to = numbers(5);
    const messages = to.map((one) => sms(one, 'Заказ готов'));
    await submit(
      store,
      await order(store, messages),
      to.map((_, n) => accepted(`lag-${n}`)),
    );
    const late = (now: number, only = {}, minutes = 5) =>
      lateReceipts(store.db, ['demo'], { minutes, only, now });
    const now = Date.now();
    expect(await late(now)).toEqual({ late: 0, total: 0 });
    expect(await late(now + 6 * MIN)).toEqual({ late: 5, total: 5 });
    expect(await late(now + 16 * MIN)).toEqual({ late: 0, total: 0 });
    for (const n of [0, 1]) await receipt(store, `id:lag-${n} stat:DELIVRD err:000`);
    await receipt(store, 'id:lag-2 stat:UNDELIV err:006');
    expect(await late(now + 6 * MIN)).toEqual({ late: 2, total: 4 });
    await sql`update receipts set received_at = received_at + ${6 * MIN}`.execute(store.db);
    expect(await late(now + 7 * MIN)).toEqual({ late: 4, total: 4 });
    expect(await late(now + 7 * MIN, {}, 6.5)).toEqual({ late: 2, total: 4 });
    expect(await late(now + 7 * MIN, { from: ['OTHER'] })).toEqual({ late: 0, total: 0 });
    expect(await late(now + 7 * MIN, { number: [to[0]], from: ['shop'] })).toEqual({ late: 1, total: 1 });
    await store.close();
  });
});
