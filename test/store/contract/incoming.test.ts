import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findIncoming,
  type IncomingPart,
  joinUnfinished,
  storeIncoming,
  unseenIncoming,
} from '../../../src/store/incoming.ts';
import { markSeen } from '../../../src/store/incoming-cards.ts';
import { onEachStore } from '../../support/stores.ts';

const part = (
  text: string,
  number: number,
  parts: number,
  changes: Partial<IncomingPart> = {},
): IncomingPart => ({
  sender: '79991234567',
  recipient: '79000000',
  text,
  concatenation: { reference: 7, part: number, parts },
  ...changes,
});

onEachStore(({ open }) => {
  test('parts make one message, in whatever order and however often they come', async () => {
    const store = await open();
    const letters = ['a', 'b', 'c', 'd'];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(letters, { minLength: 4 }),
        fc.array(fc.constantFrom(...letters), { maxLength: 3 }),
        async (order, again) => {
          const last = order.at(-1) ?? '';
          const arrivals = [...order.slice(0, -1), ...again.filter((letter) => letter !== last), last];
          const whole = [];
          for (const letter of arrivals) {
            const arrival = part(letter, letters.indexOf(letter) + 1, 4);
            whole.push(await store.write((tx) => storeIncoming(tx, 'demo', arrival, 1000)));
          }
          expect(whole.filter((message) => message !== null)).toMatchObject([{ text: 'abcd', missing: [] }]);
          expect(whole.at(-1)).not.toBeNull();
        },
      ),
      { numRuns: 30 },
    );
    await store.close();
  });

  test('parts of other senders, recipients, references and accounts are not mixed in', async () => {
    const store = await open();
    const arrivals: [account: string, part: IncomingPart][] = [
      ['demo', part('a', 1, 2)],
      ['demo', part('x', 2, 2, { sender: '79990000000' })],
      ['demo', part('x', 2, 2, { recipient: '79000001' })],
      ['demo', part('x', 2, 2, { concatenation: { reference: 8, part: 2, parts: 2 } })],
      ['other', part('x', 2, 2)],
    ];
    for (const [account, arrival] of arrivals) {
      expect(await store.write((tx) => storeIncoming(tx, account, arrival, 1000))).toBeNull();
    }

    expect(await store.write((tx) => storeIncoming(tx, 'demo', part('b', 2, 2), 1000))).toMatchObject({
      text: 'ab',
    });
    await store.close();
  });

  test('a character that was cut between two parts is whole again, and half a one is marked as lost', async () => {
    const store = await open();
    const [first, second] = ['a\ud83d', '\ude42b'] as const;
    await store.write((tx) => storeIncoming(tx, 'demo', part(first, 1, 2), 1000));
    expect(await store.write((tx) => storeIncoming(tx, 'demo', part(second, 2, 2), 1000))).toMatchObject({
      text: 'a🙂b',
    });

    await store.write((tx) => storeIncoming(tx, 'demo', part(first, 1, 2), 1000));
    expect(await store.write((tx) => joinUnfinished(tx, 'demo', 1001, 2000))).toMatchObject([
      { text: 'a\ufffd…' },
    ]);
    await store.close();
  });

  test('what never became whole is joined with its gaps named, and only when it is old', async () => {
    const store = await open();
    await store.write((tx) => storeIncoming(tx, 'demo', part('b', 2, 3), 1000));

    expect(await store.write((tx) => joinUnfinished(tx, 'demo', 1000, 2000))).toEqual([]);
    expect(await store.write((tx) => joinUnfinished(tx, 'demo', 1001, 2000))).toMatchObject([
      { text: '…b…', missing: [1, 3], receivedAt: 2000 },
    ]);
    expect(await store.write((tx) => joinUnfinished(tx, 'demo', 9999, 2000))).toEqual([]);
    await store.close();
  });

  test('a message is unseen until a card shows it, any character in it kept', async () => {
    const store = await open();
    const text = 'nul \u0000, emoji 🙂, half \ud83d';
    const whole = part(text, 1, 1, { concatenation: null });
    const message = await store.write((tx) => storeIncoming(tx, 'demo', whole, 1000));
    if (!message) throw new Error('not whole');

    expect(await unseenIncoming(store.db, 10)).toEqual([message]);
    await store.write((tx) => markSeen(tx, { cardId: '', incomingId: message.id }));

    expect(await unseenIncoming(store.db, 10)).toEqual([]);
    expect(await findIncoming(store.db, message.id)).toMatchObject({ text });
    await store.close();
  });

  const said = (text: string, changes: Partial<IncomingPart> = {}) =>
    part(text, 1, 1, { concatenation: null, ...changes });
  const byHttp = (id: string | null = null) => ({ via: 'http' as const, id });

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
      { numRuns: 30 },
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

  test('parts by SMPP are the message that HTTP brings whole, white space aside', async () => {
    const store = await open();
    const write = (incoming: IncomingPart, arrival?: ReturnType<typeof byHttp>) =>
      store.write((tx) => storeIncoming(tx, 'demo', incoming, 1000, arrival));
    expect(await write(said('one\r\ntwo ', { recipient: '' }), byHttp())).not.toBeNull();
    await write(part('one\n', 1, 2));
    expect(await write(part('two', 2, 2))).toBeNull();
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

  test('what comes the other way more than a day later, or for another account, is another message', async () => {
    const store = await open();
    const day = 24 * 3600 * 1000;
    await store.write((tx) => storeIncoming(tx, 'demo', said('yes'), 1000));
    const write = (account: string, now: number) =>
      store.write((tx) => storeIncoming(tx, account, said('yes'), now, byHttp()));
    expect(await write('other', 1000)).not.toBeNull();
    expect(await write('demo', 1000 + day)).not.toBeNull();
    await store.close();
  });
});
