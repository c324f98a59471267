import { expect, test } from 'vitest';
import { sumsOfHours } from '../../../src/store/stats/hour-sums.ts';
import { slicesOf } from '../../../src/store/stats/stats.ts';
import { accepted, cost, receipt, submit } from '../../support/fates.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const HOUR_MS = 3_600_000;
const TODAY = { from: Date.now() - 2 * HOUR_MS, to: Date.now() + HOUR_MS };

onEachStore(({ open }) => {
  test('what hours count is added up by any of several senders, channels, operators and people', async () => {
    const store = await open();
    const to = numbers(4);
    const [looked = ''] = to;
    await submit(store, await order(store, [{ channel: 'hlr', to: looked }]), [accepted('1')]);
    await receipt(
      store,
      'id:1 stat:DELIVRD err:000 imsi:250023012345678 cn:Russia net:MegaFON',
      cost('0.30'),
    );
    await submit(
      store,
      await order(
        store,
        to.map((one) => sms(one, 'Заказ готов')),
      ),
      ['2', '3', '4', '5'].map(accepted),
    );
    await receipt(store, 'id:2 stat:DELIVRD err:000', cost('2.50'));
    await receipt(store, 'id:3 stat:UNDELIV err:006', cost('1.00'));
    await receipt(store, 'id:4 stat:DELIVRD err:000');
    const sum = (only: object, lookUps = false) => sumsOfHours(store.db, TODAY, { lookUps, ...only });
    expect(await sum({})).toEqual({ messages: 4, ended: 3, failed: 1, cost: 35_000 });
    expect(await sum({}, true)).toMatchObject({ messages: 5, cost: 38_000 });
    expect(await sum({ channel: ['hlr', 'call'] })).toMatchObject({ messages: 1 });
    expect(await sum({ from: ['OTHER', 'shop'] })).toMatchObject({ messages: 4 });
    expect(await sum({ from: ['OTHER'] })).toMatchObject({ messages: 0, cost: 0 });
    expect(await sum({ operator: ['mega', 'tele'] })).toMatchObject({ messages: 1, cost: 25_000 });
    expect(await sum({ operator: ['%'] })).toMatchObject({ messages: 0 });
    expect(await sum({ by: ['101', '102'] })).toMatchObject({ messages: 4 });
    expect(await sum({ by: ['102'] })).toMatchObject({ messages: 0 });
    const before = { from: TODAY.from - 24 * HOUR_MS, to: TODAY.from };
    expect(await sumsOfHours(store.db, before, { lookUps: true })).toMatchObject({ messages: 0 });
    await store.close();
  });

  test.each([
    ['МТС', 'мтс', 'Мтс', 'тС'],
    ['Ростелеком', 'РОСТЕЛЕКОМ', 'телеком', 'ростелекоМ'],
    ['Теле2 Å', 'теле2 å', 'ТЕЛЕ2', 'Å'],
    ['o2 % Ünited', 'O2 % ünited', 'ÜNITED', '2 %'],
  ])('whatever the letters of %s, its messages are found by its name in any case', async (name, ...typed) => {
    const store = await open();
    const [to = ''] = numbers(1);
    await submit(store, await order(store, [{ channel: 'hlr', to }]), [accepted('1')]);
    await receipt(store, `id:1 stat:DELIVRD err:000 imsi:250013012345678 cn:Russia net:${name}`);
    await submit(store, await order(store, [sms(to, 'Заказ готов')]), [accepted('2')]);
    for (const word of [name, ...typed]) {
      const only = { operator: [word], lookUps: false };
      expect(await sumsOfHours(store.db, TODAY, only), word).toMatchObject({ messages: 1 });
      const [slice] = await slicesOf(store.db, [TODAY], { operator: word, channel: 'sms' });
      expect(slice, word).toMatchObject({ messages: 1 });
    }
    const other = { operator: ['Билайн'], lookUps: false };
    expect(await sumsOfHours(store.db, TODAY, other)).toMatchObject({ messages: 0 });
    await store.close();
  });
});
