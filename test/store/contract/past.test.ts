import { expect, test } from 'vitest';
import { type BindReport, reportBinds } from '../../../src/store/attempts/binds.ts';
import { noteBalance } from '../../../src/store/provider/balance.ts';
import { spendByHour } from '../../../src/store/stats/hour-sums.ts';
import { storeIncoming } from '../../../src/store/talks/incoming.ts';
import { firingGroups, keepAlertGroup, resolvedSince } from '../../../src/store/watch/alert-groups.ts';
import { beat, expectBeat } from '../../../src/store/watch/heartbeats.ts';
import { pastCampaigns } from '../../../src/store/watch/past-campaigns.ts';
import { pastIncoming } from '../../../src/store/watch/past-incoming.ts';
import { pastMessages } from '../../../src/store/watch/past-messages.ts';
import { pastOf, pastOfAll } from '../../../src/store/watch/past-spans.ts';
import { BIND } from '../../support/bind-report.ts';
import { accepted, cost, receipt, submit } from '../../support/fates.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const MIN = 60_000;
const DAY = 24 * 60 * MIN;

onEachStore(({ open }) => {
  test('when an account was without a link is kept from its first loss to its return, and of a holder that fell silent too', async () => {
    const store = await open();
    const now = Date.now();
    const report = (at: number, bind: Partial<BindReport>) =>
      store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: { ...BIND, ...bind } }], at));
    const spans = async () =>
      (await pastOfAll(store.db, 'link')).map(({ since, until }) => [since - now, until && until - now]);
    const lost = (at: number) => ({ lastError: 'no route', lastErrorAt: at });
    await report(now, {});
    await report(now + 15_000, {});
    expect(await spans()).toEqual([]);
    await report(now + 20_000, { status: 'waiting', ...lost(now + 20_000) });
    await report(now + 35_000, { status: 'connecting', ...lost(now + 30_000) });
    expect(await spans()).toEqual([[20_000, null]]);
    await report(now + 40_000, lost(now + 30_000));
    await report(now + 40_000 + 5 * MIN, lost(now + 30_000));
    expect(await spans()).toEqual([
      [20_000, 40_000],
      [40_000, 40_000 + 5 * MIN],
    ]);
    await report(now + 2 * DAY, {});
    expect(await spans()).toEqual([[40_000 + 5 * MIN, 2 * DAY]]);
    await store.close();
  });

  test('each way of an account has times of its own', async () => {
    const store = await open();
    const now = Date.now();
    const report = (at: number, https: Partial<BindReport>) =>
      store.write((tx) =>
        reportBinds(
          tx,
          'demo',
          [
            { id: 'demo/1', report: BIND },
            { id: 'demo/https', report: { ...BIND, mode: 'https', host: 'smsc.ru', ...https } },
          ],
          at,
        ),
      );
    await report(now, {});
    await report(now + 10_000, { status: 'waiting', lastError: '503', lastErrorAt: now + 10_000 });
    await report(now + 20_000, { lastError: '503', lastErrorAt: now + 10_000 });
    expect(await pastOfAll(store.db, 'link')).toMatchObject([
      { since: now + 10_000, until: now + 20_000, what: { way: 'https', host: 'smsc.ru' } },
    ]);
    await store.close();
  });

  test('silences of a program longer than a minute are kept, but not from before it was expected', async () => {
    const store = await open();
    const now = Date.now();
    await store.write((tx) => beat(tx, 'backup', now));
    await store.write((tx) => expectBeat(tx, 'backup', now + 60 * MIN));
    await store.write((tx) => beat(tx, 'backup', now + 61 * MIN));
    await store.write((tx) => beat(tx, 'backup', now + 70 * MIN));
    const silent = await pastOf(store.db, 'heartbeat', 'backup');
    expect(silent.map(({ since, until }) => [since - now, (until ?? 0) - now])).toEqual([
      [61 * MIN, 70 * MIN],
    ]);
    await store.close();
  });

  test('when a group of alerts fired is kept once it does not, with what it said', async () => {
    const store = await open();
    const now = Date.now();
    const group = (since: number) => ({
      title: 'DiskFull',
      alerts: [{ labels: { severity: 'critical' }, summary: '', since }],
      resolved: 0,
      truncated: 0,
    });
    for (const at of [now, now + 20 * MIN]) {
      await store.write((tx) => keepAlertGroup(tx, 'disk', group(at), at));
      await store.write((tx) => keepAlertGroup(tx, 'disk', null, at + MIN));
      await store.write((tx) => keepAlertGroup(tx, 'disk', null, at + 2 * MIN));
    }
    const fired = await pastOfAll(store.db, 'alerts');
    expect(fired).toMatchObject([
      { since: now, until: now + MIN, what: { of: 'alerts', title: 'DiskFull' } },
      { since: now + 20 * MIN, until: now + 21 * MIN },
    ]);
    await store.close();
  });

  test('of a group that was resolved is known when, of what began before, until it fires again', async () => {
    const store = await open();
    const now = Date.now();
    const group = {
      title: 'DiskFull',
      alerts: [{ labels: {}, summary: '', since: now }],
      resolved: 0,
      truncated: 0,
    };
    const fire = (at: number) => store.write((tx) => keepAlertGroup(tx, 'disk', group, at));
    await fire(now);
    const key = (await firingGroups(store.db, now))[0]?.key ?? '';
    expect(await resolvedSince(store.db, key, now)).toBeNull();
    await store.write((tx) => keepAlertGroup(tx, 'disk', null, now + 20 * MIN, now + 5 * MIN));
    expect(await resolvedSince(store.db, key, now)).toBe(now + 5 * MIN);
    expect(await resolvedSince(store.db, key, now + 6 * MIN)).toBeNull();
    await fire(now + 30 * MIN);
    expect(await resolvedSince(store.db, key, now)).toBeNull();
    await store.close();
  });

  test('what was left is kept as long as it was that, within five minutes the least of it', async () => {
    const store = await open();
    const now = Date.now();
    const told = [
      [0, 900],
      [5, 900],
      [6, 500],
      [8, 300],
      [10, 400],
      [20, 800],
    ] as const;
    for (const [minute, left] of told) {
      await store.write((tx) => noteBalance(tx, left, now + minute * MIN));
    }
    const spans = (await pastOf(store.db, 'balance', '')).map(({ since, until, what }) => [
      (since - now) / MIN,
      until && (until - now) / MIN,
      what.of === 'balance' && what.left,
    ]);
    expect(spans).toEqual([
      [0, 6, 900],
      [6, 20, 300],
      [20, null, 800],
    ]);
    await store.close();
  });

  test('messages of a day, what came in, campaigns and money by the hour are found for whoever asks what they would have told', async () => {
    const store = await open();
    const now = Date.now();
    const [to = '', other = ''] = numbers(2);
    await submit(store, await order(store, [sms(to, 'Заказ'), sms(other, 'Заказ')]), [
      accepted('p-1'),
      accepted('p-2'),
    ]);
    await receipt(store, 'id:p-1 stat:UNDELIV err:006', cost('2.50'));
    const sent = await pastMessages(store.db, now - DAY, true);
    expect(sent.map(({ end, event }) => [event.recipient, end, event.error])).toEqual(
      expect.arrayContaining([
        [to, 'failed', 6],
        [other, null, null],
      ]),
    );
    expect(await pastMessages(store.db, now + 2 * DAY, false)).toEqual([]);
    const part = { sender: to, recipient: '79000000', text: 'Спасибо', concatenation: null };
    await store.write((tx) => storeIncoming(tx, 'demo', part, Date.now()));
    expect(await pastIncoming(store.db, now - 1)).toMatchObject([{ event: { recipient: to } }]);
    expect(await pastIncoming(store.db, Date.now() + 1000)).toEqual([]);
    await order(
      store,
      numbers(120).map((one) => sms(one, 'Распродажа')),
    );
    expect(await pastCampaigns(store.db, now - DAY)).toEqual([]);
    await store.db.updateTable('orders').set({ moved_at: now }).execute();
    expect(await pastCampaigns(store.db, now - DAY)).toMatchObject([{ isOver: false }]);
    const hours = { from: now - DAY, to: now + 2 * 60 * MIN };
    expect(await spendByHour(store.db, hours, { lookUps: true })).toMatchObject([
      { messages: 2, cost: 25_000 },
    ]);
    expect(await spendByHour(store.db, hours, { from: ['OTHER'], lookUps: true })).toEqual([]);
    await store.close();
  });
});
