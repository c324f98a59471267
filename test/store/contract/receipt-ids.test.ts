import { describe, expect, test } from 'vitest';
import type { IdHabit, WrittenId } from '../../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { attemptsOf, settle } from '../../../src/store/attempts.ts';
import type { Store } from '../../../src/store/database.ts';
import { messagesOfCard } from '../../../src/store/outbox.ts';
import { type KeptReceipts, readOrphansAnew, storeReceipts } from '../../../src/store/receipts.ts';
import { accepted, submit } from '../../support/fates.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const PHONE = '79991234567';
const OTHER = '79991234568';
const MINUTE_MS = 60_000;

const set = (written: WrittenId): IdHabit => ({ written, isSet: true });
const learned = (written: WrittenId): IdHabit => ({ written, isSet: false });

/** A message that was answered with an id. */
async function sent(store: Store, id: string, to = PHONE): Promise<string> {
  const card = await order(store, [sms(to, `message ${id}`)]);
  await submit(store, card, [accepted(id)]);
  return card;
}

async function stateOf(store: Store, card: string): Promise<string | undefined> {
  const [message] = await messagesOfCard(store.db, card, 1);
  return message?.state;
}

interface Coming {
  readonly from?: string;
  readonly at?: number;
  readonly habit?: IdHabit;
  readonly stat?: string;
}

function comes(store: Store, id: string, coming: Coming = {}): Promise<KeptReceipts> {
  const { from = PHONE, at = Date.now(), habit, stat = 'DELIVRD' } = coming;
  const text = `id:${id} stat:${stat} err:000`;
  const receipt = parseReceipt({ text, tlvs: {} });
  const group = [{ receipt, via: 'smpp' as const, raw: text, parties: [from, 'SHOP'] }];
  return store.write((tx) => storeReceipts(tx, 'demo', group, at, habit));
}

onEachStore(({ open }) => {
  test.each([
    ['10C8F40D', '281605133'],
    ['0000002591', 'A1F'],
    ['023', '23'],
    ['0192b8ee-7f3a-7000-8000-00000000000a', '0192B8EE-7F3A-7000-8000-00000000000A'],
    ['a_b-C9x', 'a_b-C9x'],
    ['№É', '№É'],
  ])('the receipt for a submit that was answered with %s may call it %s', async (given, written) => {
    const store = await open();
    const card = await sent(store, given);
    expect(await comes(store, written)).toMatchObject({ unmatched: 0, wouldMatch: null });
    expect(await stateOf(store, card)).toBe('delivered');
    await store.close();
  });

  test.each([
    ['10C8F40D', '281605133'],
    ['0000002591', 'A1F'],
    ['023', '23'],
  ])(
    'a receipt that comes before its answer, %s, is found by it, though it calls it %s',
    async (given, written) => {
      const store = await open();
      const card = await order(store, [sms(PHONE, 'hello')]);
      await submit(store, card, []);
      expect(await comes(store, written)).toMatchObject({ unmatched: 1 });
      const [message] = await messagesOfCard(store.db, card, 1);
      const [attempt] = await attemptsOf(store.db, message?.id ?? '');
      const answer = { attemptId: attempt?.id ?? '', ...accepted(given) };
      await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
      expect(await stateOf(store, card)).toBe('delivered');
      await store.close();
    },
  );

  test('of two messages with one id, the one whose recipient the receipt names is meant', async () => {
    const store = await open();
    const [first, second] = [await sent(store, '1'), await sent(store, '1', OTHER)];
    await comes(store, '1');
    expect([await stateOf(store, first), await stateOf(store, second)]).toEqual(['delivered', 'accepted']);
    await comes(store, '1', { from: OTHER, stat: 'UNDELIV' });
    expect([await stateOf(store, first), await stateOf(store, second)]).toEqual(['delivered', 'undelivered']);
    await store.close();
  });

  test('a receipt whose addresses fit no message with its id is of none of them', async () => {
    const store = await open();
    const card = await sent(store, '855469');
    expect(await comes(store, '855469', { from: OTHER })).toMatchObject({ unmatched: 1 });
    expect(await stateOf(store, card)).toBe('accepted');
    await store.close();
  });

  test('of two messages with one id, a receipt that names nobody is of neither', async () => {
    const store = await open();
    const cards = [await sent(store, '1'), await sent(store, '1', OTHER)];
    const receipt = parseReceipt({ text: 'id:1 stat:DELIVRD', tlvs: {} });
    const group = [{ receipt, via: 'smpp' as const, raw: '', parties: ['', ''] }];
    await store.write((tx) => storeReceipts(tx, 'demo', group, Date.now()));
    for (const card of cards) expect(await stateOf(store, card)).toBe('accepted');
    await store.close();
  });

  test('ids in sequence to one number allow several readings, and the receipts wait until it is known which', async () => {
    const store = await open();
    const ten = await sent(store, '10');
    const sixteen = await sent(store, '16');
    expect(await comes(store, '10')).toMatchObject({ unmatched: 1, joined: [] });
    expect([await stateOf(store, ten), await stateOf(store, sixteen)]).toEqual(['accepted', 'accepted']);

    await store.write((tx) => readOrphansAnew(tx, 'demo', Date.now(), learned('hex')));

    expect([await stateOf(store, ten), await stateOf(store, sixteen)]).toEqual(['accepted', 'delivered']);
    await store.close();
  });

  test('while a submit to the same number has no answer yet, nothing is taken for the reading there is', async () => {
    const store = await open();
    const ten = await sent(store, '10');
    const sixteen = await order(store, [sms(PHONE, 'hello')]);
    await submit(store, sixteen, []);
    await comes(store, '10');
    expect(await stateOf(store, ten)).toBe('accepted');

    const [message] = await messagesOfCard(store.db, sixteen, 1);
    const [attempt] = await attemptsOf(store.db, message?.id ?? '');
    const answer = { attemptId: attempt?.id ?? '', ...accepted('17') };
    await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
    expect(await stateOf(store, ten)).toBe('delivered');
    await store.close();
  });

  test('a receipt for an id that is known settles no other message in doubt', async () => {
    const store = await open();
    const ten = await sent(store, '10');
    const sixteen = await sent(store, '16');
    const doubtful = await order(store, [sms(PHONE, 'hello')]);
    await submit(store, doubtful, [{ outcome: 'no_answer' }]);
    await comes(store, '10');
    for (const card of [ten, sixteen]) expect(await stateOf(store, card)).toBe('accepted');
    expect(await stateOf(store, doubtful)).toBe('in_doubt');
    await store.close();
  });

  test('what was learned goes before another reading, and gives way where it finds nothing', async () => {
    const store = await open();
    const ten = await sent(store, '10');
    const sixteen = await sent(store, '16');
    await comes(store, '10', { habit: learned('same') });
    expect([await stateOf(store, ten), await stateOf(store, sixteen)]).toEqual(['delivered', 'accepted']);
    const kept = await comes(store, '0D0DAD', { habit: learned('same') });
    expect(kept).toMatchObject({ unmatched: 1 });
    const card = await sent(store, '855469');
    expect(await comes(store, 'D0DAD', { habit: learned('same') })).toMatchObject({
      unmatched: 0,
      joined: [{ ways: ['hex'] }],
    });
    expect(await stateOf(store, card)).toBe('delivered');
    await store.close();
  });

  test('a setting is not overruled, but told of what another would find', async () => {
    const store = await open();
    const card = await sent(store, '855469');
    expect(await comes(store, 'D0DAD', { habit: set('same') })).toEqual({
      unmatched: 1,
      joined: [],
      wouldMatch: 'hex',
    });
    expect(await comes(store, 'D0DAE', { habit: set('same') })).toMatchObject({ wouldMatch: null });
    expect(await stateOf(store, card)).toBe('accepted');
    await store.close();
  });

  describe.each([
    ['a tenth of a second', 100],
    ['five seconds', 5_000],
    ['half a minute', MINUTE_MS / 2],
  ])('a status that was stored by a clock which is %s behind', (_, behindMs) => {
    test('is not lost to the answer that comes after it', async () => {
      const store = await open();
      const card = await order(store, [sms(PHONE, 'hello')]);
      await submit(store, card, []);
      await comes(store, '855469', { at: Date.now() - behindMs });
      const [message] = await messagesOfCard(store.db, card, 1);
      const [attempt] = await attemptsOf(store.db, message?.id ?? '');
      const answer = { attemptId: attempt?.id ?? '', ...accepted('855469') };
      await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
      expect(await stateOf(store, card)).toBe('delivered');
      await store.close();
    });
  });

  test('a status of days ago is not of the submit that gets its id today', async () => {
    const store = await open();
    await comes(store, '855469', { at: Date.now() - 10 * MINUTE_MS });
    const card = await sent(store, '855469');
    expect(await stateOf(store, card)).toBe('accepted');
    await store.close();
  });
});
