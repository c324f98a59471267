import { expect, test } from 'vitest';
import { breakWork } from '../../../src/jobs/breaker.ts';
import { NO_MONEY } from '../../../src/messages/error-codes.ts';
import { AS_GIVEN } from '../../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { tripOnRecord } from '../../../src/store/campaigns/breaker.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { CAMPAIGN } from '../../../src/store/tables/coded.ts';
import { claimOne } from '../../support/claim.ts';
import { doJobs } from '../../support/jobs.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
const UNREGISTERED = 'stat:REJECTD err:254';
const DELIVERED = 'stat:DELIVRD err:000';
/** ESME_RINVSRCADR */
const BAD_SENDER = 0x0a;

/** Goes on by itself, and stays behind that of the jobs. */
let clock = Date.now() - 3_600_000;
let ids = 855_000;

const word = (store: Store, card: string, said: Parameters<typeof decide>[2]) => {
  clock += 1_000;
  return store.write((tx) => decide(tx, card, said, clock));
};

/** A campaign that somebody has had sent. */
const campaign = (store: Store): Promise<string> =>
  order(
    store,
    numbers(220).map((to) => sms(to, 'sale')),
    { freshAt: clock },
  );

/** Submits the next ones. */
const submit = (store: Store, count: number): Promise<number[]> =>
  store.write(async (tx) => {
    clock += 1_000;
    const next = await nextMessages(tx, 'demo', count, clock);
    const attempts: number[] = [];
    for (const message of next.messages) {
      attempts.push(...((await claimOne(tx, message, [ATTEMPT], 1, clock)) ?? []));
    }
    await next.moveOn(new Set(next.messages.map(({ id }) => id)));
    return attempts;
  });

/** Submits the next ones, which the provider takes, and tells what became of them. Returns how many there were. */
async function send(store: Store, count: number, receipt: string): Promise<number> {
  const attempts = (await submit(store, count)).map((attemptId) => ({ attemptId, providerId: `${++ids}` }));
  const taken = attempts.map((one) => ({ ...one, outcome: 'accepted', commandStatus: 0 }) as const);
  await store.write((tx) => settle(tx, 'demo', taken, clock, AS_GIVEN));
  const told = attempts.map(({ providerId }) => {
    const raw = `id:${providerId} ${receipt}`;
    return { receipt: parseReceipt({ text: raw, tlvs: {} }), via: 'smpp', raw } as const;
  });
  await store.write((tx) => storeReceipts(tx, 'demo', told, clock, AS_GIVEN));
  await doJobs(store, [breakWork]);
  return attempts.length;
}

const stateOf = async (store: Store, card: string) => {
  const campaign = (await orderOfCard(store.db, card))?.campaign;
  return campaign && CAMPAIGN.name(campaign);
};

async function trips(store: Store, card: string) {
  const rows = await store.db
    .selectFrom('actions')
    .select('arg')
    .where('card_id', '=', card)
    .where('what', '=', 'breaker')
    .orderBy('at')
    .execute();
  return rows.map(({ arg }) => tripOnRecord(arg));
}

onEachStore(({ open }) => {
  test('a campaign whose first 50 all fail for what a person can mend stops by itself, and says why on record', async () => {
    const store = await open();
    const card = await campaign(store);

    await send(store, 49, UNREGISTERED);
    expect(await stateOf(store, card)).toBe('running');
    await send(store, 1, UNREGISTERED);

    expect(await stateOf(store, card)).toBe('paused');
    expect(await submit(store, 10)).toEqual([]);
    expect(await trips(store, card)).toEqual([
      { state: 'rejected', error: 254, command_status: null, failed: 50, of: 50 },
    ]);
    await store.close();
  });

  test('one that is not paid for is enough', async () => {
    const store = await open();
    const card = await campaign(store);

    await send(store, 20, DELIVERED);
    expect(await stateOf(store, card)).toBe('running');
    await send(store, 1, `stat:REJECTD err:${NO_MONEY}`);

    expect(await stateOf(store, card)).toBe('paused');
    expect(await trips(store, card)).toMatchObject([{ error: NO_MONEY, failed: 1, of: 21 }]);
    await store.close();
  });

  test('so does one whose messages the provider refuses for their sender', async () => {
    const store = await open();
    const card = await campaign(store);
    const refused = (await submit(store, 50)).map(
      (attemptId) => ({ attemptId, outcome: 'refused', commandStatus: BAD_SENDER }) as const,
    );
    await store.write((tx) => settle(tx, 'demo', refused, clock));
    await doJobs(store, [breakWork]);

    expect(await stateOf(store, card)).toBe('paused');
    expect(await trips(store, card)).toMatchObject([{ state: 'refused', command_status: BAD_SENDER }]);
    await store.close();
  });

  test('one that went well for long stops once 30 % of its last 200 fail so', async () => {
    const store = await open();
    const card = await campaign(store);
    await send(store, 150, DELIVERED);

    await send(store, 59, UNREGISTERED);
    expect(await stateOf(store, card)).toBe('running');
    await send(store, 1, UNREGISTERED);

    expect(await trips(store, card)).toMatchObject([{ failed: 60, of: 200 }]);
    await store.close();
  });

  test('one whose phones are off, or whose numbers do not exist, goes on', async () => {
    const store = await open();
    const card = await campaign(store);

    await send(store, 50, 'stat:EXPIRED err:006');
    await send(store, 60, 'stat:UNDELIV err:001');

    expect(await stateOf(store, card)).toBe('running');
    await store.close();
  });

  test('once it is resumed only what was tried since then counts', async () => {
    const store = await open();
    const card = await campaign(store);
    await send(store, 55, UNREGISTERED);
    await word(store, card, 'resume');

    await send(store, 49, UNREGISTERED);
    expect(await stateOf(store, card)).toBe('running');
    await send(store, 1, UNREGISTERED);

    expect(await trips(store, card)).toMatchObject([
      { failed: 55, of: 55 },
      { failed: 50, of: 50 },
    ]);
    await store.close();
  });

  test('one that goes on is looked at again only once it may have to stop, by one job as long as it runs', async () => {
    const store = await open();
    const card = await campaign(store);
    const jobs = () =>
      store.db
        .selectFrom('jobs')
        .select(['id', 'ended', 'fence'])
        .where('kind', '=', breakWork.name)
        .execute();
    await send(store, 60, DELIVERED);
    await send(store, 50, UNREGISTERED);
    expect(await jobs()).toMatchObject([{ ended: null, fence: 1 }]);
    for (let n = 0; n < 9; n++) await send(store, 1, UNREGISTERED);
    expect(await jobs()).toMatchObject([{ ended: null, fence: 1 }]);
    expect(await stateOf(store, card)).toBe('running');

    await send(store, 1, UNREGISTERED);

    expect(await stateOf(store, card)).toBe('paused');
    expect(await jobs()).toMatchObject([{ ended: 'done', fence: 2 }]);
    await store.close();
  });

  test('what waits for more failures is looked at when one is not paid for, and after it was resumed', async () => {
    const store = await open();
    const card = await campaign(store);
    await send(store, 10, DELIVERED);
    await send(store, 50, UNREGISTERED);
    await word(store, card, 'pause');
    await word(store, card, 'resume');
    await send(store, 49, UNREGISTERED);
    expect(await stateOf(store, card)).toBe('running');
    await send(store, 1, UNREGISTERED);
    expect(await trips(store, card)).toMatchObject([{ failed: 50, of: 50 }]);

    await word(store, card, 'resume');
    await send(store, 20, DELIVERED);
    await send(store, 1, UNREGISTERED);
    await send(store, 1, `stat:REJECTD err:${NO_MONEY}`);
    expect(await trips(store, card)).toMatchObject([{ of: 50 }, { error: NO_MONEY, failed: 1, of: 22 }]);
    await store.close();
  });
});
