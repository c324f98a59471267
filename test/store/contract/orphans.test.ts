import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../../src/messages/receipt.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { forgetOrphans } from '../../../src/store/receipts/stored-orphans.ts';
import { receiptsOf } from '../../../src/store/receipts/stored-receipts.ts';
import { accepted, submit } from '../../support/fates.ts';
import { one, PHONE } from '../../support/one-message.ts';
import { decide, order, sms, WIRE } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const TEXT = 'Your order 1042 is ready';
const NO_ANSWER = { outcome: 'no_answer' } as const;

/** A card whose only message was submitted, and not answered. */
async function doubtful(store: Store, to = PHONE, text = TEXT): Promise<string> {
  const card = await order(store, [sms(to, text)]);
  await submit(store, card, [NO_ANSWER]);
  return card;
}

/** A receipt for an id that nobody knows. */
function comes(store: Store, changes: Partial<Receipt> = {}, parties = [PHONE, 'SHOP'], id = '855469') {
  const text = `id:${id} stat:DELIVRD err:000 text:Your order 1042`;
  const receipt = { ...parseReceipt({ text, tlvs: {} }), submittedAt: Date.now(), ...changes };
  const group = [{ receipt, via: 'smpp' as const, raw: text, parties }];
  return store.write((tx) => storeReceipts(tx, 'demo', group, Date.now()));
}

onEachStore(({ open }) => {
  test('a receipt for an unknown id settles the one message in doubt that it can be of', async () => {
    const store = await open();
    const card = await doubtful(store);

    await comes(store);

    const message = await one(store, card);
    expect(message).toMatchObject({ state: 'delivered', ready_at: null, doubt_until: null });
    expect(await attemptsOf(store.db, message.id)).toMatchObject([
      { outcome: 'accepted', provider_id: '855469', answered_at: null },
    ]);
    expect(await receiptsOf(store.db, message.id)).toHaveLength(1);
    await store.close();
  });

  test('a receipt that came before the answer was given up is found by the doubt', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, TEXT)]);
    await submit(store, card, []);
    await comes(store);
    const [attempt] = await attemptsOf(store.db, (await one(store, card)).id);
    expect((await one(store, card)).state).toBe('submitting');

    await store.write((tx) =>
      settle(tx, 'demo', [{ attemptId: attempt?.id ?? 0, ...NO_ANSWER }], Date.now()),
    );

    expect((await one(store, card)).state).toBe('delivered');
    await store.close();
  });

  test('addresses that the provider did not swap are understood', async () => {
    const store = await open();
    const card = await doubtful(store);
    await comes(store, {}, ['SHOP', PHONE]);
    expect((await one(store, card)).state).toBe('delivered');
    await store.close();
  });

  test('what a person has asked to send again is not sent when its receipt comes first', async () => {
    const store = await open();
    const card = await order(store, [{ channel: 'viber', to: PHONE, text: TEXT }]);
    await submit(store, card, [NO_ANSWER]);
    await store.write((tx) => decide(tx, card, 'repeat', Date.now()));
    expect((await one(store, card)).state).toBe('queued');

    await comes(store);

    expect(await one(store, card)).toMatchObject({ state: 'delivered', ready_at: null });
    await store.close();
  });

  test('what is cancelled after a try that may have been taken is left, and its receipt still ends it', async () => {
    const store = await open();
    const card = await order(store, [{ channel: 'viber', to: PHONE, text: TEXT }]);
    await submit(store, card, [NO_ANSWER]);
    await store.write((tx) => decide(tx, card, 'repeat', Date.now()));

    expect(await store.write((tx) => decide(tx, card, 'cancel', Date.now()))).toBe(1);
    expect(await one(store, card)).toMatchObject({ state: 'left', ready_at: null });

    await comes(store);
    expect((await one(store, card)).state).toBe('delivered');
    await store.close();
  });

  test.each<[string, Partial<Receipt>, string[]]>([
    ['another number', {}, ['79990000030', 'SHOP']],
    ['another sender', {}, [PHONE, 'OTHER']],
    ['another text', { text: 'Your code' }, [PHONE, 'SHOP']],
    ['another time', { submittedAt: Date.now() - 600_000 }, [PHONE, 'SHOP']],
    ['another type', { flags: { type: 'call', secondBalance: false, template: null } }, [PHONE, 'SHOP']],
    ['no address', {}, []],
  ])('a receipt of %s leaves the doubt to a person', async (_, changes, parties) => {
    const store = await open();
    const card = await doubtful(store);
    await comes(store, changes, parties);
    expect((await one(store, card)).state).toBe('in_doubt');
    await store.close();
  });

  test.each([0, 180, -270])(
    'a receipt whose dates are in a time zone that nobody knows (%i minutes ahead of UTC) settles the doubt',
    async (minutes) => {
      const store = await open();
      const card = await doubtful(store);
      await comes(store, { submittedAt: Date.now() + minutes * 60_000, utcOffset: null });
      expect((await one(store, card)).state).toBe('delivered');
      await store.close();
    },
  );

  test('of two messages that it can be of neither is settled', async () => {
    const store = await open();
    const cards = [await doubtful(store), await doubtful(store, PHONE, `${TEXT}!`)];
    await comes(store);
    for (const card of cards) expect((await one(store, card)).state).toBe('in_doubt');
    await store.close();
  });

  describe('of a message in parts', () => {
    const PARTS = [`${'a'.repeat(20)} ${'b'.repeat(132)}`, `${'c'.repeat(20)} the end`] as const;
    const LONG = PARTS.join('');
    const [FIRST, SECOND] = PARTS.map((part) => part.slice(0, 20)) as [string, string];

    test.each([
      ['quote their parts', { text: FIRST }, { text: SECOND }],
      ['quote nothing', { text: null }, { text: null }],
    ])('receipts that %s settle the doubt once there is one of each', async (_, first, second) => {
      const store = await open();
      const card = await order(store, [sms(PHONE, LONG)], { wire: { ...WIRE, long: 'udh' } });
      await submit(store, card, [NO_ANSWER, NO_ANSWER]);

      await comes(store, second, [PHONE, 'SHOP'], '855470');
      expect((await one(store, card)).state).toBe('in_doubt');
      await comes(store, first, [PHONE, 'SHOP'], '855469');

      const message = await one(store, card);
      expect(message).toMatchObject({ pdus: 2, state: 'delivered' });
      expect(await receiptsOf(store.db, message.id)).toHaveLength(2);
      await store.close();
    });

    test('of which one was answered the other settles the doubt', async () => {
      const store = await open();
      const card = await order(store, [sms(PHONE, LONG)], { wire: { ...WIRE, long: 'udh' } });
      await submit(store, card, [accepted('855469'), NO_ANSWER]);
      await comes(store, { text: FIRST });
      expect((await one(store, card)).state).toBe('in_doubt');
      await comes(store, { text: SECOND }, [PHONE, 'SHOP'], '855470');

      const message = await one(store, card);
      expect(message.state).toBe('delivered');
      expect(await attemptsOf(store.db, message.id)).toMatchObject([
        { part: 1, provider_id: '855469' },
        { part: 2, provider_id: '855470' },
      ]);
      await store.close();
    });

    test.each([
      ['two of one part', [FIRST, FIRST]],
      ['one of words that are no beginning of a part', [FIRST, 'c the end']],
      ['more of them than parts', [FIRST, SECOND, SECOND]],
    ])('%s leave the doubt to a person', async (_, quotes) => {
      const store = await open();
      const card = await order(store, [sms(PHONE, LONG)], { wire: { ...WIRE, long: 'udh' } });
      // The last one's submit waits for its answer till all receipts are there.
      await submit(store, card, [NO_ANSWER]);
      for (const [index, text] of quotes.entries())
        await comes(store, { text }, [PHONE, 'SHOP'], `${855469 + index}`);
      const attempts = await attemptsOf(store.db, (await one(store, card)).id);
      const unanswered = { attemptId: attempts[1]?.id ?? 0, ...NO_ANSWER };
      await store.write((tx) => settle(tx, 'demo', [unanswered], Date.now()));

      expect((await one(store, card)).state).toBe('in_doubt');
      await store.close();
    });
  });

  describe('of two messages alike of which one was repeated', () => {
    const REPEATED = '855469';

    /** One whose repeat was taken, and one in doubt. */
    async function both(store: Store) {
      const repeated = await doubtful(store);
      await submit(store, repeated, [accepted(REPEATED)]);
      return { repeated, card: await doubtful(store) };
    }

    test.each([
      ['before', [REPEATED, '855470']],
      ['after', ['855470', REPEATED]],
    ])('the other is settled by its receipt that comes %s the one of the repeat', async (_, ids) => {
      const store = await open();
      const { repeated, card } = await both(store);
      for (const id of ids) await comes(store, {}, [PHONE, 'SHOP'], id);
      expect((await one(store, repeated)).state).toBe('delivered');
      expect((await one(store, card)).state).toBe('delivered');
      const [attempt] = await attemptsOf(store.db, (await one(store, card)).id);
      expect(attempt).toMatchObject({ outcome: 'accepted', provider_id: '855470' });
      await store.close();
    });

    test('a refusal may be that of the first try as a duplicate of the other, which waits for a receipt of its own', async () => {
      const store = await open();
      const { repeated, card } = await both(store);
      await comes(store, { state: 'rejected', error: 250 }, [PHONE, 'SHOP'], '855468');
      await comes(store, {}, [PHONE, 'SHOP'], REPEATED);
      expect((await one(store, repeated)).state).toBe('delivered');
      expect((await one(store, card)).state).toBe('in_doubt');
      await comes(store, {}, [PHONE, 'SHOP'], '855470');
      expect((await one(store, card)).state).toBe('delivered');
      await store.close();
    });

    test('neither is settled by it when the repeat was refused by its receipt', async () => {
      const store = await open();
      const { repeated, card } = await both(store);
      await comes(store, { state: 'rejected', error: 250 }, [PHONE, 'SHOP'], REPEATED);
      await comes(store, {}, [PHONE, 'SHOP'], '855470');
      expect((await one(store, repeated)).state).toBe('in_doubt');
      expect((await one(store, card)).state).toBe('in_doubt');
      await store.close();
    });
  });

  test('while another submit that it can be of has no answer yet, nothing is settled', async () => {
    const store = await open();
    const card = await doubtful(store);
    const next = await order(store, [sms(PHONE, `${TEXT}!`)]);
    await submit(store, next, []);
    await comes(store);
    expect((await one(store, card)).state).toBe('in_doubt');

    const [attempt] = await attemptsOf(store.db, (await one(store, next)).id);
    const answer = { attemptId: attempt?.id ?? 0, ...accepted('855469') };
    await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
    expect((await one(store, next)).state).toBe('delivered');
    expect((await one(store, card)).state).toBe('in_doubt');
    await store.close();
  });

  test.each([
    ['as it is', '855469'],
    ['in hex', 'd0dad'],
  ])(
    "a receipt that was taken for one of two tries, its id written %s, is the other one's once a late answer says so: what comes for the first is of no other message",
    async (_, id) => {
      const store = await open();
      const viber = { channel: 'viber', to: PHONE, text: TEXT } as const;
      const card = await order(store, [viber]);
      await submit(store, card, [NO_ANSWER]);
      await store.write((tx) => decide(tx, card, 'repeat', Date.now()));
      await submit(store, card, [NO_ANSWER]);
      await comes(store, {}, [PHONE, 'SHOP'], id);
      const { id: message } = await one(store, card);
      const [, last] = await attemptsOf(store.db, message);
      const late = { attemptId: last?.id ?? 0, ...accepted('855469') };
      await store.write((tx) => settle(tx, 'demo', [late], Date.now()));

      expect((await one(store, card)).state).toBe('delivered');
      expect(await attemptsOf(store.db, message)).toMatchObject([
        { outcome: 'no_answer', provider_id: null },
        { outcome: 'accepted', provider_id: '855469' },
      ]);
      expect(await receiptsOf(store.db, message)).toMatchObject([{ attempt_id: last?.id }]);

      const next = await order(store, [viber]);
      await submit(store, next, [NO_ANSWER]);
      await comes(store, {}, [PHONE, 'SHOP'], '855468');
      expect((await one(store, next)).state).toBe('in_doubt');
      await store.close();
    },
  );

  test('two receipts for two ids cannot both be of one message', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, TEXT)]);
    await submit(store, card, []);
    await comes(store);
    await comes(store, { state: 'undelivered' }, [PHONE, 'SHOP'], '855470');
    const [attempt] = await attemptsOf(store.db, (await one(store, card)).id);
    await store.write((tx) =>
      settle(tx, 'demo', [{ attemptId: attempt?.id ?? 0, ...NO_ANSWER }], Date.now()),
    );
    expect((await one(store, card)).state).toBe('in_doubt');
    await store.close();
  });

  test('a receipt by which the provider may refuse the repeat is not taken for the end of the first', async () => {
    const store = await open();
    const card = await doubtful(store);
    await submit(store, card, [NO_ANSWER]);

    await comes(store, { state: 'rejected', error: 250 });
    expect((await one(store, card)).state).toBe('in_doubt');
    await comes(store, {}, [PHONE, 'SHOP'], '855468');
    expect((await one(store, card)).state).toBe('delivered');
    await store.close();
  });

  describe('a message that was taken without an id', () => {
    const NAMELESS = { outcome: 'accepted', commandStatus: 0 } as const;

    test('gets the id of the receipt that can be of no other message', async () => {
      const store = await open();
      const card = await order(store, [sms(PHONE, TEXT)]);
      await submit(store, card, [NAMELESS]);
      expect((await one(store, card)).state).toBe('accepted');
      await comes(store, {}, [PHONE, 'SHOP'], '77');
      const message = await one(store, card);
      expect(message.state).toBe('delivered');
      expect(await attemptsOf(store.db, message.id)).toMatchObject([{ provider_id: '77' }]);
      await store.close();
    });

    test('finds the receipt that came before its answer', async () => {
      const store = await open();
      const card = await order(store, [sms(PHONE, TEXT)]);
      await submit(store, card, []);
      await comes(store, {}, [PHONE, 'SHOP'], '77');
      const [attempt] = await attemptsOf(store.db, (await one(store, card)).id);
      const answer = { attemptId: attempt?.id ?? 0, ...NAMELESS };
      await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
      expect((await one(store, card)).state).toBe('delivered');
      await store.close();
    });

    test('is told from another of its kind by nothing but its text', async () => {
      const store = await open();
      const [card, alike, other] = [
        await order(store, [sms(PHONE, TEXT)]),
        await order(store, [sms(PHONE, `${TEXT}!`)]),
        await order(store, [sms(PHONE, 'Something else')]),
      ];
      for (const each of [card, alike, other]) await submit(store, each, [NAMELESS]);
      await comes(store, {}, [PHONE, 'SHOP'], '77');
      await comes(store, { text: 'Something' }, [PHONE, 'SHOP'], '78');
      expect((await one(store, card)).state).toBe('accepted');
      expect((await one(store, alike)).state).toBe('accepted');
      expect((await one(store, other)).state).toBe('delivered');
      await store.close();
    });
  });

  test('receipts that nobody claimed are forgotten once every validity is over', async () => {
    const store = await open();
    const card = await order(store, [sms(PHONE, TEXT)]);
    await submit(store, card, []);
    await comes(store);

    await store.write((tx) => forgetOrphans(tx, Date.now() + 1));

    const [attempt] = await attemptsOf(store.db, (await one(store, card)).id);
    await store.write((tx) =>
      settle(tx, 'demo', [{ attemptId: attempt?.id ?? 0, ...NO_ANSWER }], Date.now()),
    );
    expect((await one(store, card)).state).toBe('in_doubt');
    await store.close();
  });

  test('of a million nobody claimed so many are forgotten at a time', async () => {
    const store = await open();
    await store.db
      .insertInto('orphans')
      .values(
        Array.from({ length: 450 }, (_, index) => ({
          account: 'demo',
          address: PHONE,
          other: null,
          receipt_id: index,
          received_at: index,
        })),
      )
      .execute();
    const left: number[] = [];
    const more: boolean[] = [];
    do {
      more.push(await store.write((tx) => forgetOrphans(tx, 450)));
      left.push((await store.db.selectFrom('orphans').select('receipt_id').execute()).length);
    } while (more.at(-1));
    expect(left).toEqual([250, 50, 0]);
    await store.close();
  });
});
