import { expect, test } from 'vitest';
import type { IdHabit, WrittenId } from '../../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { type KeptReceipts, readOrphansAnew, storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { accepted, submit } from '../../support/fates.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const PHONE = '79991234567';
const OTHER = '79991234568';
const MINUTE_MS = 60_000;

const set = (written: WrittenId): IdHabit => ({ written, isSet: true });
const learned = (written: WrittenId): IdHabit => ({ written, isSet: false });

/** Ids in submit_sm_resp and in receipts. */
const WRITTEN = [
  ['10C8F40D', '281605133'],
  ['0000002591', 'A1F'],
  ['023', '23'],
  ['0192b8ee-7f3a-7000-8000-00000000000a', '0192B8EE-7F3A-7000-8000-00000000000A'],
  ['a_b-C9x', 'a_b-C9x'],
  ['№É', '№É'],
] as const;

/** A message that was answered with an id. */
async function sent(store: Store, id: string, to = PHONE): Promise<string> {
  const card = await order(store, [sms(to, `message ${id}`)]);
  await submit(store, card, [accepted(id)]);
  return card;
}

/** A message that has no answer yet, and the answer to it. */
async function unanswered(store: Store, to = PHONE) {
  const card = await order(store, [sms(to, 'hello')]);
  await submit(store, card, []);
  const [message] = await messagesOfCard(store.db, card, 1);
  const [attempt] = await attemptsOf(store.db, message?.id ?? 0);
  const attemptId = attempt?.id ?? 0;
  const answer = (id: string): Promise<void> =>
    store.write((tx) => settle(tx, 'demo', [{ attemptId, ...accepted(id) }], Date.now()));
  return { card, answer };
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
  test('the receipt for a submit that was answered with an id may write it in another way', async () => {
    const store = await open();
    for (const [given, written] of WRITTEN) {
      const card = await sent(store, given);
      expect(await comes(store, written)).toMatchObject({ unmatched: 0, wouldMatch: null });
      expect(await stateOf(store, card), given).toBe('delivered');
    }
    await store.close();
  });

  test('a receipt that comes before its answer is found by it, in whatever way it writes the id', async () => {
    const store = await open();
    for (const [given, written] of WRITTEN) {
      const { card, answer } = await unanswered(store);
      expect(await comes(store, written)).toMatchObject({ unmatched: 1 });
      await answer(given);
      expect(await stateOf(store, card), given).toBe('delivered');
    }
    await store.close();
  });

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
    const sixteen = await unanswered(store);
    await comes(store, '10');
    expect(await stateOf(store, ten)).toBe('accepted');
    await sixteen.answer('17');
    expect(await stateOf(store, ten)).toBe('delivered');

    // The ids of a provider that does not count from one are another matter.
    const long = await sent(store, '855469');
    await unanswered(store);
    await comes(store, '855469');
    expect(await stateOf(store, long)).toBe('delivered');
    await store.close();
  });

  test('an id that was read in one way goes on being read so, whatever is submitted to the same number', async () => {
    const store = await open();
    const ten = await sent(store, '10');
    await comes(store, '10', { stat: 'ENROUTE' });
    const sixteen = await sent(store, '16');
    await unanswered(store);
    await comes(store, '10');
    expect([await stateOf(store, ten), await stateOf(store, sixteen)]).toEqual(['delivered', 'accepted']);
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

  test('a status that was stored by a clock which is behind is not lost to the answer that comes after it', async () => {
    const store = await open();
    for (const [index, behindMs] of [100, 5_000, MINUTE_MS / 2].entries()) {
      const { card, answer } = await unanswered(store);
      await comes(store, `85546${index}`, { at: Date.now() - behindMs });
      await answer(`85546${index}`);
      expect(await stateOf(store, card), `${behindMs} ms`).toBe('delivered');
    }
    await store.close();
  });

  test('a status of days ago is not of the submit that gets its id today', async () => {
    const store = await open();
    await comes(store, '855469', { at: Date.now() - 10 * MINUTE_MS });
    const card = await sent(store, '855469');
    expect(await stateOf(store, card)).toBe('accepted');
    await store.close();
  });
});
