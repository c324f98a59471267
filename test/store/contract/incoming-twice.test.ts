import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/engine/database.ts';
import { type IncomingPart, storeIncoming, takeIncoming } from '../../../src/store/talks/incoming.ts';
import { cameIn, endTalk } from '../../../src/store/talks/talks.ts';
import { claimNext } from '../../support/claim.ts';
import { order, sms } from '../../support/outbox.ts';
import { longPart } from '../../support/parts.ts';
import { onEachStore, runsOn } from '../../support/stores.ts';
import { unseenIncoming } from '../../support/unseen.ts';

const SENDER = '79991234567';

const said = (text: string, { sender = SENDER, recipient = '79000000' } = {}): IncomingPart => ({
  sender,
  recipient,
  text,
  concatenation: null,
});

/** Stores what comes, one after the other, and tells the texts that were to be shown after each. */
const arriving = async (store: Store, arrivals: readonly IncomingPart[], now = 1000) => {
  const shown: (string | null)[] = [];
  for (const arrival of arrivals) {
    const message = await store.write((tx) => storeIncoming(tx, 'demo', arrival, now));
    shown.push(message?.text ?? null);
  }
  return shown;
};

onEachStore(({ open, kind }) => {
  const byHttp = (id: string | null = null, time: string | null = null) => ({
    via: 'http' as const,
    id,
    time,
  });

  test('a message that comes by SMPP and by HTTP is kept once, whichever is first, as often as it was sent', async () => {
    const store = await open();
    // "yes" is sent twice: each way brings two, the ways mixed in any order.
    const ways = ['smpp', 'smpp', 'http', 'http'] as const;
    let sender = 79990000000;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
        sender += 1;
        const kept = [];
        for (const [now, index] of order.entries()) {
          const arrival = ways[index] === 'http' ? byHttp(String(index)) : undefined;
          const yes = said('yes', { sender: String(sender) });
          kept.push(await store.write((tx) => storeIncoming(tx, 'demo', yes, now, arrival)));
        }
        expect(kept.filter((message) => message !== null)).toHaveLength(2);
      }),
      { numRuns: runsOn(kind, 30) },
    );
    await store.close();
  });

  test('an HTTP call that is repeated changes nothing, even after the message came by SMPP', async () => {
    const store = await open();
    const come = (arrival?: ReturnType<typeof byHttp>) =>
      store.write((tx) => storeIncoming(tx, 'demo', said('yes'), 1000, arrival));
    expect(await come(byHttp('7'))).not.toBeNull();
    expect(await come(byHttp('7'))).toBeNull();
    expect(await come()).toBeNull();
    expect(await come(byHttp('7'))).toBeNull();
    expect(await come(byHttp('8'))).not.toBeNull();
    expect(await unseenIncoming(store.db, 10)).toHaveLength(2);
    await store.close();
  });

  test('a call with the words and the time of one before is that one, whatever its id, by SMPP too', async () => {
    const store = await open();
    const come = (arrival?: ReturnType<typeof byHttp>, now = 1000) =>
      store.write((tx) => storeIncoming(tx, 'demo', said('yes'), now, arrival));
    expect(await come()).not.toBeNull();
    expect(await come(byHttp('7', '23.11.2026 12:00:00'))).toBeNull();
    expect(await come(byHttp('8', '23.11.2026 12:00:00'))).toBeNull();
    expect(await come(byHttp(null, '23.11.2026 12:00:00'))).toBeNull();
    expect(await come(byHttp('7', '23.11.2026 12:00:01'))).toBeNull();
    expect(await come(byHttp('9', '23.11.2026 12:00:01'))).not.toBeNull();
    expect(await come(byHttp('10', '23.11.2026 12:00:01'))).toBeNull();
    expect(await come(byHttp('10', '23.11.2026 12:00:01'), 1001 + 24 * 3600 * 1000)).not.toBeNull();
    expect(await unseenIncoming(store.db, 10)).toHaveLength(3);
    await store.close();
  });

  test('parts by SMPP are the message that HTTP brings whole, white space aside', async () => {
    const store = await open();
    const write = (incoming: IncomingPart, arrival?: ReturnType<typeof byHttp>) =>
      store.write((tx) => storeIncoming(tx, 'demo', incoming, 1000, arrival));
    expect(await write(said('one\r\ntwo ', { recipient: '' }), byHttp())).not.toBeNull();
    await write(longPart('one\n', 1, 2));
    expect(await write(longPart('two', 2, 2))).toBeNull();
    expect(await unseenIncoming(store.db, 10)).toHaveLength(1);
    await store.close();
  });

  test.each([
    ['words', said('no')],
    ['sender', said('yes', { sender: '79990000000' })],
    ['recipient', said('yes', { recipient: '79000001' })],
  ])('a message with another %s is another message', async (_, other) => {
    const store = await open();
    await store.write((tx) => storeIncoming(tx, 'demo', said('yes'), 1000));
    expect(await store.write((tx) => storeIncoming(tx, 'demo', other, 1000, byHttp()))).not.toBeNull();
    await store.close();
  });

  test('a message that comes the same way again within five minutes is kept once, on whatever account', async () => {
    const store = await open();
    const minutes = (count: number) => 1000 + count * 60_000;
    const write = (account: string, now: number) =>
      store.write((tx) => storeIncoming(tx, account, said('yes'), now));
    expect(await write('demo', 1000)).not.toBeNull();
    expect(await write('demo', 4000)).toBeNull();
    expect(await write('other', 5000)).toBeNull();
    expect(await write('demo', minutes(5) - 1)).toBeNull();
    expect(await write('demo', minutes(5))).not.toBeNull();
    expect(await write('other', minutes(180))).not.toBeNull();
    await store.close();
  });

  test('the same words are another message once something came between: an answer, an end, other words', async () => {
    const store = await open();
    const begun = Date.now();
    const isKept = async (text: string, seconds: number): Promise<boolean> => {
      const now = begun + seconds * 1000;
      return (await store.write((tx) => storeIncoming(tx, 'demo', said(text), now))) !== null;
    };
    expect(await isKept('yes', 1)).toBe(true);
    await order(store, [sms(SENDER, 'At 12?')]);
    await store.write((tx) => claimNext(tx, 'demo', 1, begun + 2000));
    expect(await isKept('yes', 3)).toBe(true);
    expect(await isKept('yes', 4)).toBe(false);

    await store.write(async (tx) => {
      const between = { account: 'demo', number: SENDER, own: '79000000' };
      const came = { at: begun + 3000, ends: false, isAnswered: async () => true };
      await endTalk(tx, await cameIn(tx, between, came), { by: 101, now: begun + 5000 });
    });
    expect(await isKept('yes', 6)).toBe(true);
    expect(await isKept('yes', 7)).toBe(false);

    expect(await isKept('no', 8)).toBe(true);
    expect(await isKept('yes', 9)).toBe(true);
    expect(await isKept('yes', 10)).toBe(false);
    await store.close();
  });

  test('each that the provider has yet to repeat is one with its repeat, whatever came between', async () => {
    const store = await open();
    const acknowledged = new Set<string | null>();
    let now = 1000;
    const come = (text: string) => {
      now += 1000;
      return store.write((tx) => takeIncoming(tx, 'demo', said(text), now, { via: 'smpp', acknowledged }));
    };
    const first = await come('yes');
    expect(await come('no')).toMatchObject({ message: { text: 'no' } });
    expect(await come('yes')).toEqual({ id: first.id, message: null });

    acknowledged.add(first.id);
    const second = await come('yes');
    expect(second).toMatchObject({ message: { text: 'yes' } });
    acknowledged.clear();
    await come('well');
    for (const { id } of [first, second]) {
      expect(await come('yes')).toEqual({ id, message: null });
      acknowledged.add(id);
    }
    expect(await come('yes')).toMatchObject({ message: { text: 'yes' } });

    // By then nothing is repeated.
    acknowledged.clear();
    now += 300_000;
    expect(await come('yes')).toMatchObject({ message: { text: 'yes' } });
    await store.close();
  });

  test('what comes the other way within a day is the same message, on whatever account, later another', async () => {
    const store = await open();
    const day = 24 * 3600 * 1000;
    const write = (account: string, now: number) =>
      store.write((tx) => storeIncoming(tx, account, said('yes'), now, byHttp()));
    await arriving(store, [said('yes')]);
    expect(await write('other', day)).toBeNull();
    await arriving(store, [said('yes')], 10 * day);
    expect(await write('demo', 11 * day)).not.toBeNull();
    await store.close();
  });
});
