import { expect, test } from 'vitest';
import { countingWork } from '../../../src/jobs/counting.ts';
import { addJob } from '../../../src/store/chats/jobs.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { forgetMessages } from '../../../src/store/person/forget-messages.ts';
import { FIRST } from '../../../src/store/person/forgetting.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { become } from '../../support/become.ts';
import { accepted, cost, receipt, submit } from '../../support/fates.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { shortestPiece } from '../../support/shortest-piece.ts';
import { onEachStore } from '../../support/stores.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;
const HLR_FOUND =
  'stat:DELIVRD err:000 imsi:250023012345678 msc:79232510066 mcc:250 mnc:02 cn:Russia net:MegaFON rcn: rnet:';

/** What is counted, a line for each row, whatever the hour. */
async function counted({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('hours').selectAll().where('messages', '<>', 0).execute();
  return rows
    .map((row) =>
      [
        row.messages,
        STATE.name(row.state),
        row.error,
        row.command_status,
        row.sender || '-',
        row.operator || 'unknown',
        row.maker,
        row.parts,
        row.cost,
      ].join(' '),
    )
    .toSorted();
}

/** As a store is that an earlier version filled: nothing is counted, and it is known up to where. */
const forgetHours = (store: Store) =>
  store.write(async ({ db }) => {
    await db.deleteFrom('hours').execute();
    await db.insertInto('uncounted').values({ id: 1, last: null, counted: 0 }).execute();
  });

onEachStore(({ open, migratedUrl }) => {
  test('what the provider took or refused is counted by what it is now: reason, sender, operator, person, parts, price', async () => {
    const store = await open();
    const [first = '', second = '', third = ''] = numbers(3);
    await submit(store, await order(store, [{ channel: 'hlr', to: first }]), [accepted('1')]);
    await receipt(store, `id:1 ${HLR_FOUND}`, cost('0.30'));
    const card = await order(
      store,
      [first, second, third].map((to) => sms(to, 'а'.repeat(100))),
    );
    expect(await counted(store)).toEqual(['1 delivered 0 -1 SHOP MegaFON person:101 1 3000']);
    await submit(store, card, [...['2', '3'].map(accepted), { outcome: 'refused', commandStatus: 0x14 }]);
    await receipt(store, 'id:2 stat:DELIVRD err:000', cost('5.00'));
    await receipt(store, 'id:3 stat:UNDELIV err:006');
    expect(await counted(store)).toEqual([
      '1 delivered 0 -1 SHOP MegaFON person:101 1 3000',
      '1 delivered 0 -1 SHOP MegaFON person:101 2 50000',
      '1 refused -1 20 SHOP unknown person:101 2 0',
      '1 undelivered 6 -1 SHOP unknown person:101 2 0',
    ]);
    await store.close();
  });

  test('what was counted stays when the messages go', async () => {
    const store = await open();
    await submit(store, await order(store, [sms(numbers(1)[0] ?? '', 'hello')]), [accepted('1')]);
    await receipt(store, 'id:1 stat:DELIVRD err:000');
    const before = await counted(store);
    await store.db.updateTable('orders').set({ forgotten_at: 1 }).execute();
    await store.db.updateTable('cards').set({ due_at: null }).execute();
    const later = Date.now() + YEAR_MS;
    await store.write((tx) => forgetMessages(tx, { before: later, after: FIRST, now: later }));
    expect(await store.db.selectFrom('messages').select('id').execute()).toEqual([]);
    expect(await counted(store)).toEqual(before);
    await store.db.deleteFrom('hours').execute();
    await store.close();
  });

  test('messages of before are counted once, whatever becomes of them meanwhile', async () => {
    const url = await migratedUrl();
    const earlier = await open(url);
    const [first = '', last = '', ...many] = numbers(260);
    await submit(earlier, await order(earlier, [sms(first, 'hello')]), [accepted('first')]);
    const card = await order(
      earlier,
      many.map((to) => sms(to, 'hello')),
    );
    await become(earlier.db, { state: 'accepted', accepted_at: Date.now() }, { card });
    await submit(earlier, await order(earlier, [sms(last, 'hello')]), [accepted('last')]);
    await forgetHours(earlier);
    await earlier.close();

    const store = await open(url);
    // One that is not counted yet, one that has come since, and one that is counted by then.
    await receipt(store, 'id:last stat:UNDELIV err:001');
    await submit(store, await order(store, [sms(numbers(1)[0] ?? '', 'new')]), [accepted('new')]);
    expect(await counted(store)).toEqual(['1 accepted -1 -1 SHOP unknown person:101 1 0']);
    const { name: kind } = countingWork;
    await store.write((tx) => addJob(tx, { kind, body: {}, key: kind, now: Date.now() }));
    await shortestPiece(store, [countingWork]);
    await receipt(store, 'id:first stat:DELIVRD err:000');
    await receipt(store, 'id:last stat:DELIVRD err:000');
    await shortestPiece(store, [countingWork]);
    expect(await counted(store)).toEqual([
      '2 delivered 0 -1 SHOP unknown person:101 2 0',
      '259 accepted -1 -1 SHOP unknown person:101 259 0',
    ]);
    expect(await store.db.selectFrom('uncounted').selectAll().execute()).toEqual([]);
    await store.close();
  });
});
