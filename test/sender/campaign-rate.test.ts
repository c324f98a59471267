import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { AttemptAges } from '../../src/sender/attempt-ages.ts';
import { claimReady } from '../../src/sender/claims.ts';
import { Departures } from '../../src/sender/departures.ts';
import { Pace } from '../../src/sender/pace.ts';
import { Rate } from '../../src/sender/rate.ts';
import { Outages } from '../../src/sender/way-order.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { decide, LONG, numbers, order, sms } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { onlyWay, smppWayThat } from '../support/way.ts';

/* What campaigns may use of an account's rate (CAMPAIGN_RATE), by a clock that is driven. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const RATE = 100;
const MANY = 400;

/** An account with a sender that claims when there may be more, and a provider that answers at once. */
class Account {
  readonly sent: { readonly to: string; readonly at: number }[] = [];
  private readonly store: Store;
  private readonly ages: AttemptAges;
  private readonly departures: Departures;
  private readonly order = onlyWay(smppWayThat({ ready: true, free: 100, host: 'smsc:2775' }));
  private readonly outages = new Outages();

  constructor(store: Store, campaignRate: number | null) {
    this.store = store;
    this.ages = new AttemptAges(store.rules.guard);
    this.departures = new Departures({
      rate: new Rate(RATE),
      campaigns: campaignRate === null ? null : new Pace(campaignRate),
      mayWrite: () => true,
      write: ({ recipient }) => this.sent.push({ to: recipient, at: performance.now() }),
      giveBack: () => {},
      onEmpty: () => {},
    });
  }

  /** Claims as the sender does, for so long (ms). Returns how many rounds that took. */
  async run(forMs: number): Promise<number> {
    const end = performance.now() + forMs;
    for (let rounds = 1; ; rounds += 1) {
      const waitMs = await this.round();
      const left = end - performance.now();
      await vi.advanceTimersByTimeAsync(Math.min(left, waitMs ?? left));
      if (performance.now() >= end) return rounds;
    }
  }

  private async round(): Promise<number | null> {
    const { departures: ahead, ages, outages, order } = this;
    const options = { account: 'demo', ahead, ages, outages, knownWays: new Map() };
    const log = createLog('silent', { write: () => {} });
    const { departures, waitMs } = await this.store.write((tx) =>
      claimReady(tx, order, { ...options, log }, () => ({ now: Date.now(), clock: performance.now() })),
    );
    ahead.roundTook(1);
    ahead.add(departures);
    return waitMs;
  }
}

/** A campaign that somebody has had sent. */
async function campaign(store: Store, text = 'sale'): Promise<void> {
  const card = await order(
    store,
    numbers(MANY).map((to) => sms(to, text)),
  );
  await store.write((tx) => decide(tx, card, 'confirmation', Date.now()));
}

test('campaigns use no more of the rate than they may, evenly, and nobody asks the store in vain meanwhile', async () => {
  const store = await openTestStore();
  await campaign(store);
  const account = new Account(store, 20);

  const rounds = await account.run(5_000);

  expect(account.sent.length).toBeGreaterThanOrEqual(98);
  for (const { at } of account.sent) {
    const within = account.sent.filter((other) => other.at >= at && other.at < at + 1_000);
    expect(within.length).toBeLessThanOrEqual(21);
  }
  expect(rounds).toBeLessThanOrEqual(account.sent.length + 5);
  await store.close();
});

test('a campaign of long messages counts by their parts', async () => {
  const store = await openTestStore();
  await campaign(store, LONG);
  const account = new Account(store, 30);

  await account.run(2_000);

  // Of three parts each.
  expect(account.sent.length).toBeGreaterThanOrEqual(19);
  expect(account.sent.length).toBeLessThanOrEqual(22);
  await store.close();
});

test('a single message has what is left of the rate, though a campaign has used up its share', async () => {
  const store = await openTestStore();
  await campaign(store);
  const account = new Account(store, 1);
  await account.run(500);
  await order(store, [sms('79991112233', 'code')]);

  await account.run(50);

  expect(account.sent.map(({ to }) => to)).toContain('79991112233');
  expect(account.sent).toHaveLength(2);
  await store.close();
});

test('without a limit a campaign uses all of the rate', async () => {
  const store = await openTestStore();
  await campaign(store);
  const account = new Account(store, null);

  await account.run(2_000);

  expect(account.sent.length).toBeGreaterThan(190);
  await store.close();
});

test('at an ordinary rate messages of a campaign leave a few together, and take no more rounds than that', async () => {
  const store = await openTestStore();
  await campaign(store);
  const account = new Account(store, null);
  await account.run(500);
  const before = account.sent.length;

  const rounds = await account.run(2_000);

  const sent = account.sent.length - before;
  expect(sent).toBeGreaterThan(180);
  expect(rounds).toBeLessThan(sent / 2);
  await store.close();
});

test('a single message does not wait behind those of a campaign that are to leave together', async () => {
  const store = await openTestStore();
  await campaign(store);
  const account = new Account(store, null);
  await account.run(500);
  const askedAt = performance.now();
  await order(store, [sms('79991112233', 'code')]);

  await account.run(100);

  const single = account.sent.find(({ to }) => to === '79991112233');
  expect((single?.at ?? Number.POSITIVE_INFINITY) - askedAt).toBeLessThanOrEqual(11);
  await store.close();
});
