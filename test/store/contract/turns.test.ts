import { expect, test } from 'vitest';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { countingOf, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { moveStranded, takeStranded } from '../../../src/store/attempts/stranded.ts';
import { makeAlike } from '../../../src/store/campaigns/tallies.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { holdForGuard } from '../../../src/store/orders/guard.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { claimOne } from '../../support/claim.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const ATTEMPT = { part: 1, host: 'one:3700', bind: 'demo/1', source: 'SHOP' };

/** So many recipients whose numbers begin with this. */
const list = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => sms(`7999${prefix}${String(n).padStart(4, '0')}30`, 'sale'));

/** Whose turn it is, by the first digit after 7999, in the order in which they leave. */
async function leave(store: Store, count: number): Promise<string> {
  const now = Date.now();
  return store.write(async (tx) => {
    const next = await nextMessages(tx, 'demo', count, now);
    for (const message of next.messages) await claimOne(tx, message, [ATTEMPT], 1, now);
    await next.moveOn(new Set(next.messages.map(({ id }) => id)));
    return next.messages.map(({ recipient }) => recipient.charAt(4)).join('');
  });
}

onEachStore(({ open }) => {
  test('repeats go first, then singles, what is tried again, short lists, and last of all long ones', async () => {
    const store = await open();
    const now = Date.now();
    await order(store, list('5', 60));
    await order(store, list('4', 2));
    const [[retried], [doubted]] = [
      await messagesOfCard(store.db, await order(store, list('3', 1)), 1),
      await messagesOfCard(store.db, await order(store, list('1', 60)), 1),
    ];
    await order(store, list('2', 1));
    if (!retried || !doubted) throw new Error('no messages');
    await store.write(async (tx) => {
      await holdForGuard(tx, [{ message: retried, until: now }], now);
      await makeAlike(tx, countingOf(doubted), (eb) => eb('id', '=', doubted.id), {
        state: STATE.of.in_doubt,
        lane: 0,
        turn: now,
        ready_at: now,
        doubt_until: now + 9_000,
      });
    });

    expect(await leave(store, 6)).toBe('123445');
    await store.close();
  });

  test('two campaigns share, and one that is far ahead neither stands aside nor goes before', async () => {
    const store = await open();
    await order(store, list('1', 100));
    expect(await leave(store, 40)).toBe('1'.repeat(40));

    await order(store, list('2', 100));

    expect(await leave(store, 10)).toBe('1212121212');
    await store.close();
  });

  test('of two campaigns the one in two parts sends half as many messages', async () => {
    const store = await open();
    const text = 'Long '.repeat(50);
    await order(
      store,
      list('1', 60).map((request) => ({ ...request, text })),
    );
    await order(store, list('2', 60));

    const left = await leave(store, 30);

    expect([...left].filter((one) => one === '1')).toHaveLength(10);
    await store.close();
  });

  test('a list of two that comes while a campaign is under way leaves at once, and a short one shares with it', async () => {
    const store = await open();
    await order(store, list('1', 100));
    expect(await leave(store, 1)).toBe('1');
    await order(store, list('2', 10));
    expect(await leave(store, 2)).toBe('22');

    await order(store, list('3', 2));

    expect(await leave(store, 4)).toBe('2323');
    await store.close();
  });

  test('what a person sends at last joins the others where they are', async () => {
    const store = await open();
    await order(store, list('1', 100));
    const asked = await order(store, list('2', 100), { waits: ['confirmation'] });
    await leave(store, 50);

    await store.write((tx) => decide(tx, asked, 'confirmation', Date.now()));

    expect(await leave(store, 6)).toBe('121212');
    await store.close();
  });

  test('what is left of a campaign, here and there, shares like one that begins', async () => {
    const store = await open();
    const asked = await order(store, list('1', 100), { waits: ['confirmation'] });
    const scattered = [0, 50, 99];
    const all = await messagesOfCard(store.db, asked, 100);
    const [first] = all;
    if (!first) throw new Error('no messages');
    const left = all.filter(({ position }) => scattered.includes(position)).map(({ id }) => id);
    await store.write((tx) =>
      makeAlike(tx, countingOf(first), (eb) => eb('id', 'not in', left), { state: STATE.of.delivered }),
    );
    await order(store, list('2', 60));

    await store.write((tx) => decide(tx, asked, 'confirmation', Date.now()));

    expect(await leave(store, 6)).toBe('121212');
    await store.close();
  });

  test('what is given to another account joins those that wait there where they are', async () => {
    const store = await open();
    await order(store, list('1', 100));
    await order(store, list('2', 100), { account: 'gone' });
    await leave(store, 50);

    await store.write(async (tx) => {
      const left = await takeStranded(tx, 'gone', Date.now());
      const moves = left.map((message) => ({ message, account: 'demo', guardKey: message.guard_key }));
      await moveStranded(tx, moves, Date.now());
    });

    expect(await leave(store, 6)).toBe('121212');
    await store.close();
  });

  test('what waits in one account is no matter to another', async () => {
    const store = await open();
    await order(store, list('1', 100));
    await order(store, list('2', 100), { account: 'other' });

    expect(await leave(store, 150)).toBe('1'.repeat(100));
    await store.close();
  });
});
