import { expect, test } from 'vitest';
import { abandonOpenAttempts, settle } from '../../../src/store/attempts/attempts.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import { findCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { receiptsOf } from '../../../src/store/receipts/stored-receipts.ts';
import { claimOne } from '../../support/claim.ts';
import { one, PHONE, receipt } from '../../support/one-message.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();

/** Claims a message of so many parts, and returns the ids of its attempts. */
async function claimed(store: Store, cardId: string, parts = 1, at = NOW): Promise<number[]> {
  const message = await one(store, cardId);
  const attempts = Array.from({ length: parts }, (_, index) => ({
    part: index + 1,
    host: 'smsc:2775',
    bind: 'demo/1',
    source: 'SHOP',
  }));
  const ids = await store.write((tx) => claimOne(tx, message, attempts, parts, at));
  if (!ids) throw new Error('not claimed');
  return ids;
}

const tell = async (store: Store, ...receipts: ReturnType<typeof receipt>[]): Promise<number> => {
  const kept = await store.write((tx) => storeReceipts(tx, 'demo', receipts, Date.now()));
  return kept.unmatched;
};

const accept = (store: Store, attemptId: number, providerId?: string): Promise<void> =>
  store.write((tx) =>
    settle(
      tx,
      'demo',
      [{ attemptId, outcome: 'accepted', commandStatus: 0, ...(providerId ? { providerId } : {}) }],
      Date.now(),
    ),
  );

onEachStore(({ open }) => {
  test('a message is claimed once', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const message = await one(store, card);
    await claimed(store, card);

    expect(await store.write((tx) => claimOne(tx, message, [], 1, NOW))).toBeNull();
    expect(await attemptsOf(store.db, message.id)).toHaveLength(1);
    await store.close();
  });

  test('a claim that does not commit leaves nothing behind', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const message = await one(store, card);
    const part = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

    await expect(
      store.write(async (tx) => {
        await claimOne(tx, message, [part], 1, NOW);
        throw new Error('power cut');
      }),
    ).rejects.toThrow('power cut');

    expect(await one(store, card)).toMatchObject({ state: 'queued' });
    expect(await attemptsOf(store.db, message.id)).toEqual([]);
    await store.close();
  });

  test('receipts that come twice, out of order or in contradiction are all kept, and the first end stays', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card);
    await accept(store, attempt, '7');

    await tell(store, receipt('7', 'DELIVRD'));
    const { ended_at, id } = await one(store, card);
    await tell(store, receipt('7', 'DELIVRD'), receipt('7', 'ENROUTE'));
    await tell(store, receipt('7', 'UNDELIV'));

    expect(await one(store, card)).toMatchObject({ state: 'delivered', ended_at });
    expect((await receiptsOf(store.db, id)).map(({ state }) => state)).toEqual([
      'delivered',
      'delivered',
      'enroute',
      'undelivered',
    ]);
    await store.close();
  });

  test.each([
    { first: 'UNKNOWN', later: 'DELIVRD', ends: 'delivered' },
    { first: 'UNKNOWN', later: 'UNDELIV', ends: 'undelivered' },
    { first: 'UNKNOWN', later: 'EXPIRED', ends: 'expired' },
    { first: 'EXPIRED', later: 'DELIVRD', ends: 'delivered' },
    { first: 'EXPIRED', later: 'UNKNOWN', ends: 'expired' },
    { first: 'EXPIRED', later: 'UNDELIV', ends: 'expired' },
    { first: 'UNDELIV', later: 'DELIVRD', ends: 'delivered' },
    { first: 'REJECTD', later: 'DELIVRD', ends: 'delivered' },
    { first: 'DELETED', later: 'DELIVRD', ends: 'delivered' },
    { first: 'UNDELIV', later: 'EXPIRED', ends: 'undelivered' },
    { first: 'DELIVRD', later: 'EXPIRED', ends: 'delivered' },
  ])('after $first, $later leaves it $ends', async ({ first, later, ends }) => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card);
    await accept(store, attempt, '7');

    await tell(store, receipt('7', first));
    await tell(store, receipt('7', later));

    expect(await one(store, card)).toMatchObject({ state: ends });
    await store.close();
  });

  test('a message of which one part was refused for good says why, whatever was said of the parts behind it', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [first = 0, second = 0] = await claimed(store, card, 2);

    await store.write((tx) =>
      settle(
        tx,
        'demo',
        [
          { attemptId: first, outcome: 'refused', commandStatus: 0x0b },
          { attemptId: second, outcome: 'deferred', commandStatus: 0x58 },
        ],
        Date.now(),
      ),
    );

    expect(await one(store, card)).toMatchObject({ state: 'refused', command_status: 0x0b });
    await store.close();
  });

  test('by what a submit could be told again is kept while it may have to be repeated, and no longer', async () => {
    const store = await open();
    const octets = async (outcome: 'accepted' | 'no_answer') => {
      const message = await one(store, await order(store, [sms(PHONE, 'hello')]));
      const attempt = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP', octets: 'digest' };
      return store.write(async (tx) => {
        const [attemptId = 0] = (await claimOne(tx, message, [attempt], 1, NOW)) ?? [];
        await settle(tx, 'demo', [{ attemptId, outcome }], NOW);
        return (await attemptsOf(tx.db, message.id)).map((one) => one.octets);
      });
    };

    expect(await octets('no_answer')).toEqual(['digest']);
    expect(await octets('accepted')).toEqual([null]);
    await store.close();
  });

  test("what an account has settled is its own: a transaction that came to nothing leaves its ids to another's", async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')], { account: 'other' });
    const [attemptId = 0] = await claimed(store, card);

    await store.write((tx) => settle(tx, 'demo', [{ attemptId, outcome: 'not_written' }], NOW));

    expect(await one(store, card)).toMatchObject({ state: 'submitting' });
    expect(await attemptsOf(store.db, (await one(store, card)).id)).toMatchObject([{ outcome: 'open' }]);
    await store.close();
  });

  test('a late answer to a message that has ended has its card shown anew: it may be certain by now', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [first = 0, second = 0] = await claimed(store, card, 2);
    const answered = (attemptId: number, outcome: 'refused' | 'no_answer') =>
      store.write((tx) => settle(tx, 'demo', [{ attemptId, outcome, commandStatus: 0x0b }], Date.now()));
    await answered(first, 'no_answer');
    await answered(second, 'refused');
    expect(await one(store, card)).toMatchObject({ state: 'refused' });
    const before = await findCard(store.db, card);

    await answered(first, 'refused');

    expect((await findCard(store.db, card))?.revision).toBe((before?.revision ?? 0) + 1);
    await store.close();
  });

  test('a late answer to a repeat of what was taken has its card shown anew: it may name no id', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [first = 0] = await claimed(store, card);
    await store.write((tx) => settle(tx, 'demo', [{ attemptId: first, outcome: 'no_answer' }], Date.now()));
    const [second = 0] = await claimed(store, card);
    await accept(store, second, '7');
    const before = await findCard(store.db, card);

    await accept(store, first);

    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    expect((await findCard(store.db, card))?.revision).toBe((before?.revision ?? 0) + 1);
    await store.close();
  });

  test('parts of which one is unknown are delivered once it is too, and undelivered as soon as another one is', async () => {
    const store = await open();
    const [better, worse] = [
      await order(store, [sms(PHONE, 'one')]),
      await order(store, [sms(PHONE, 'two')]),
    ];
    for (const [index, card] of [better, worse].entries()) {
      const [first = 0, second = 0] = await claimed(store, card, 2);
      await accept(store, first, `${index}-1`);
      await accept(store, second, `${index}-2`);
      await tell(store, receipt(`${index}-1`, 'UNKNOWN'));
      expect(await one(store, card)).toMatchObject({ state: 'unknown' });
    }

    await tell(store, receipt('0-2', 'DELIVRD'));
    expect(await one(store, better)).toMatchObject({ state: 'unknown' });
    await tell(store, receipt('0-1', 'DELIVRD'));
    await tell(store, receipt('1-2', 'UNDELIV'));

    expect(await one(store, better)).toMatchObject({ state: 'delivered' });
    expect(await one(store, worse)).toMatchObject({ state: 'undelivered' });
    await store.close();
  });

  test('a receipt that overtakes the answer waits for it', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card);

    expect(await tell(store, receipt('7', 'DELIVRD'))).toBe(1);
    expect(await one(store, card)).toMatchObject({ state: 'submitting' });
    await accept(store, attempt, '7');

    expect(await one(store, card)).toMatchObject({ state: 'delivered' });
    await store.close();
  });

  test('a receipt for an id that the provider uses again belongs to the newest message of that id', async () => {
    const store = await open();
    const early = await order(store, [sms(PHONE, 'hello')]);
    const late = await order(store, [sms(PHONE, 'again')]);
    const [first = 0] = await claimed(store, early);
    await accept(store, first, '7');
    await tell(store, receipt('7', 'DELIVRD'));
    const [second = 0] = await claimed(store, late);
    await accept(store, second, '7');
    expect(await one(store, late)).toMatchObject({ state: 'accepted' });

    await tell(store, receipt('7', 'UNDELIV'));

    expect(await one(store, early)).toMatchObject({ state: 'delivered' });
    expect(await one(store, late)).toMatchObject({ state: 'undelivered' });
    await store.close();
  });

  test('a stray receipt from before the submit is not joined to it', async () => {
    const store = await open();
    await tell(store, receipt('7', 'UNDELIV'));
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card, 1, Date.now() + 120_000);

    await accept(store, attempt, '7');

    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    await store.close();
  });

  test('a receipt of another account is for nobody here', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card);
    await accept(store, attempt, '7');

    await store.write((tx) => storeReceipts(tx, 'other', [receipt('7', 'DELIVRD')], NOW));

    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    await store.close();
  });

  test('an answer without an id is an acceptance that no receipt is matched to', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card);
    await tell(store, {
      ...receipt('', 'DELIVRD'),
      receipt: { ...receipt('x', 'DELIVRD').receipt, id: null },
    });

    await accept(store, attempt);

    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    await store.close();
  });

  test('parts settle as one: the prices add up, and the message is delivered with its last part', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [first = 0, second = 0] = await claimed(store, card, 2);
    await accept(store, first, '1');
    expect(await one(store, card)).toMatchObject({ state: 'submitting' });
    await accept(store, second, '2');

    await tell(store, receipt('1', 'DELIVRD', { cost: 25_000 }));
    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    await tell(store, receipt('2', 'DELIVRD', { cost: 25_000 }));

    expect(await one(store, card)).toMatchObject({ state: 'delivered', cost: 50_000 });
    // A price named after the end counts too, in the place of the one before it.
    await tell(store, receipt('2', 'DELIVRD', { cost: 30_000 }));
    expect(await one(store, card)).toMatchObject({ state: 'delivered', cost: 55_000 });
    await store.close();
  });

  test('a late answer ends "no answer", and nothing else is ever overwritten', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const [attempt = 0] = await claimed(store, card);
    await store.write((tx) => abandonOpenAttempts(tx, 'demo', NOW));
    expect(await one(store, card)).toMatchObject({ state: 'in_doubt' });

    await accept(store, attempt, '7');
    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    await store.write((tx) =>
      settle(tx, 'demo', [{ attemptId: attempt, outcome: 'refused', commandStatus: 8 }], NOW),
    );

    expect(await one(store, card)).toMatchObject({ state: 'accepted' });
    expect(await attemptsOf(store.db, (await one(store, card)).id)).toMatchObject([{ outcome: 'accepted' }]);
    await store.close();
  });

  test('abandoning touches the open attempts of that account only', async () => {
    const store = await open();
    const ours = await order(store, [sms(PHONE, 'hello')]);
    const theirs = await order(store, [sms(PHONE, 'hello')], { account: 'other' });
    await claimed(store, ours);
    await claimed(store, theirs);

    expect(await store.write((tx) => abandonOpenAttempts(tx, 'demo', NOW))).toBe(1);

    expect(await one(store, ours)).toMatchObject({ state: 'in_doubt' });
    expect(await one(store, theirs)).toMatchObject({ state: 'submitting' });
    await store.close();
  });

  test('each step of a message makes its card want to be shown again', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, 'hello')]);
    const revisions = [(await findCard(store.db, card))?.revision ?? 0];
    const note = async (): Promise<void> => {
      revisions.push((await findCard(store.db, card))?.revision ?? 0);
    };
    const [attempt = 0] = await claimed(store, card);
    await accept(store, attempt, '7');
    await note();
    await tell(store, receipt('7', 'ENROUTE'));
    await note();
    await tell(store, receipt('7', 'DELIVRD'));
    await note();

    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    await store.close();
  });
});
