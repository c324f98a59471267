import { expect, test } from 'vitest';
import { failuresOf, groupsOf, linesOf, slicesOf } from '../../../src/store/stats/stats.ts';
import { accepted, cost, receipt, submit } from '../../support/fates.ts';
import { LONG, numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const HOUR_MS = 3_600_000;
const TODAY = { from: Date.now() - 2 * HOUR_MS, to: Date.now() + HOUR_MS };

onEachStore(({ open }) => {
  test('what is counted of one number is what the hours count where nobody else was written to', async () => {
    const store = await open();
    const [number = '', other = ''] = numbers(2);
    await submit(store, await order(store, [{ channel: 'hlr', to: number }]), [accepted('1')]);
    await receipt(store, 'id:1 stat:DELIVRD err:000 imsi:250013012345678 cn:Russia net:МТС', cost('0.30'));
    for (const [id, said] of [
      ['2', 'Заказ готов'],
      ['3', LONG],
      ['4', 'Another'],
    ] as const) {
      await submit(store, await order(store, [sms(number, said)]), [accepted(id)]);
    }
    await receipt(store, 'id:2 stat:DELIVRD err:000', cost('2.50'));
    await receipt(store, 'id:3 stat:UNDELIV err:006', cost('1.00'));
    await order(store, [sms(number, 'not sent yet')]);

    const read = async (filter: object) => ({
      slices: await slicesOf(store.db, [TODAY, { from: TODAY.from - HOUR_MS, to: TODAY.from }], filter),
      failures: await failuresOf(store.db, TODAY, filter),
      makers: await groupsOf(store.db, 'maker', TODAY, filter),
      operators: await groupsOf(store.db, 'operator', TODAY, { channel: 'sms', ...filter }),
      lines: await linesOf(store.db, TODAY, filter),
    });
    const all = await read({});
    expect(all.slices[0]).toMatchObject({ messages: 4, delivered: 2, accepted: 1, cost: 38_000 });
    expect(await read({ number })).toEqual(all);
    expect((await read({ number, channel: 'sms', operator: 'мтс' })).slices[0]).toMatchObject({
      messages: 3,
    });

    await submit(store, await order(store, [sms(other, 'hello')]), [accepted('5')]);
    expect(await read({ number })).toEqual(all);
    expect((await read({ number: other })).slices[0]).toMatchObject({ messages: 1, accepted: 1 });
    await store.close();
  });
});
