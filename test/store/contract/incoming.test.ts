import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/engine/database.ts';
import {
  findIncoming,
  type IncomingPart,
  joinUnfinished,
  storeIncoming,
} from '../../../src/store/talks/incoming.ts';
import { markSeen } from '../../../src/store/talks/incoming-cards.ts';
import { forgetParts, PARTS_MEMORY } from '../../../src/store/talks/incoming-parts.ts';
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
  test('parts make one message, in whatever order and however often they come', async () => {
    const store = await open();
    const letters = ['a', 'b', 'c', 'd'];
    let next = 79_990_000_000;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(letters, { minLength: 4 }),
        fc.array(fc.constantFrom(...letters), { maxLength: 3 }),
        async (order, again) => {
          const last = order.at(-1) ?? '';
          const arrivals = [...order.slice(0, -1), ...again.filter((letter) => letter !== last), last];
          const sender = String(next++);
          const whole = [];
          for (const letter of arrivals) {
            const arrival = longPart(letter, letters.indexOf(letter) + 1, 4, { sender });
            whole.push(await store.write((tx) => storeIncoming(tx, 'demo', arrival, 1000)));
          }
          expect(whole.filter((message) => message !== null)).toMatchObject([{ text: 'abcd', missing: [] }]);
          expect(whole.at(-1)).not.toBeNull();
        },
      ),
      { numRuns: runsOn(kind, 30) },
    );
    await store.close();
  });

  test('parts of other senders, recipients, references, widths and totals are not mixed in', async () => {
    const store = await open();
    const others = [
      longPart('x', 2, 2, { sender: '79990000000' }),
      longPart('x', 2, 2, { recipient: '79000001' }),
      longPart('x', 2, 2, { reference: 8 }),
      longPart('x', 2, 2, { series: 'udh16' }),
      longPart('x', 2, 2, { series: 'sar' }),
      longPart('x', 2, 3),
    ];
    const arrivals = [longPart('a', 1, 2), ...others, longPart('b', 2, 2)];

    expect(await arriving(store, arrivals)).toEqual([...arrivals.slice(1).map(() => null), 'ab']);
    await store.close();
  });

  test('parts that come to two accounts are one message, of the account that the first came to', async () => {
    const store = await open();
    await store.write((tx) => storeIncoming(tx, 'demo', longPart('a', 1, 2), 1000));
    expect(await store.write((tx) => storeIncoming(tx, 'other', longPart('b', 2, 2), 1000))).toMatchObject({
      account: 'demo',
      text: 'ab',
    });
    await store.close();
  });

  test('a reference that comes round begins another message, and what came of the first is shown as unfinished', async () => {
    const store = await open();
    const first = longPart('AAA ', 1, 2);
    const [second, third] = [longPart('BBB ', 1, 2), longPart('CCC', 2, 2)];
    await store.write((tx) => storeIncoming(tx, 'demo', first, 1000));

    expect(await store.write((tx) => storeIncoming(tx, 'demo', second, 2000))).toMatchObject({
      text: 'AAA …',
      missing: [2],
    });
    // The first part comes once more meanwhile.
    expect(await store.write((tx) => storeIncoming(tx, 'demo', first, 2500))).toBeNull();
    expect(await store.write((tx) => storeIncoming(tx, 'demo', third, 3000))).toMatchObject({
      text: 'BBB CCC',
      missing: [],
    });
    expect(await store.write((tx) => joinUnfinished(tx, 9000, 9000))).toEqual([]);
    await store.close();
  });

  test('two parts that both say to be the first are both kept, each as an unfinished message', async () => {
    const store = await open();
    expect(await arriving(store, [longPart('first ', 1, 2), longPart('second ', 1, 2)])).toEqual([
      null,
      'first …',
    ]);
    expect(await store.write((tx) => joinUnfinished(tx, 1001, 2000))).toMatchObject([
      { text: 'second …', missing: [2] },
    ]);
    await store.close();
  });

  test('a part that comes again after its message was joined shows nothing, on any account, for an hour', async () => {
    const store = await open();
    await arriving(store, [longPart('a', 1, 2), longPart('b', 2, 2)]);
    const again = (account: string, now: number) =>
      store.write((tx) => storeIncoming(tx, account, longPart('b', 2, 2), now));
    expect(await again('demo', 1001)).toBeNull();
    expect(await again('other', 1002)).toBeNull();
    expect(await again('demo', 1000 + PARTS_MEMORY - 1)).toBeNull();
    expect(await store.write((tx) => joinUnfinished(tx, 1000 + PARTS_MEMORY, 1000 + PARTS_MEMORY))).toEqual(
      [],
    );

    await again('demo', 1000 + PARTS_MEMORY);
    expect(
      await store.write((tx) => joinUnfinished(tx, 2000 + PARTS_MEMORY, 2000 + PARTS_MEMORY)),
    ).toMatchObject([{ text: '…b' }]);
    await store.close();
  });

  test('a part like one of an earlier message is not taken from the message that it may be of', async () => {
    const store = await open();
    const regards = longPart(' Anna', 2, 2);
    await arriving(store, [longPart('one', 1, 2), regards]);

    // The earlier one's comes once more, and then its own.
    expect(await arriving(store, [longPart('two', 1, 2), regards, longPart(' Boris', 2, 2)])).toEqual([
      null,
      null,
      'two Boris',
    ]);
    // Or its own is the same.
    expect(await arriving(store, [longPart('three', 1, 2), regards])).toEqual([null, null]);
    expect(await store.write((tx) => joinUnfinished(tx, 1001, 2000))).toMatchObject([
      { text: 'three Anna', missing: [] },
    ]);
    await store.close();
  });

  test('the same long message hours later is another message', async () => {
    const store = await open();
    const parts = [longPart('a', 1, 2), longPart('b', 2, 2)];
    expect(await arriving(store, parts)).toEqual([null, 'ab']);
    expect(await arriving(store, parts, 1000 + 2 * PARTS_MEMORY)).toEqual([null, 'ab']);
    await store.close();
  });

  test('joined parts are forgotten after their time, those that wait are not', async () => {
    const store = await open();
    await arriving(store, [longPart('a', 1, 2), longPart('b', 2, 2), longPart('c', 1, 2)]);
    const left = () => store.db.selectFrom('incoming_parts').select('octets').execute();
    expect(await store.write((tx) => forgetParts(tx, 999))).toBe(false);
    expect(await left()).toHaveLength(3);
    expect(await store.write((tx) => forgetParts(tx, 1000))).toBe(false);
    expect(await left()).toEqual([{ octets: '0063' }]);
    await store.close();
  });

  test('a character that was cut between two parts is whole again, in any alphabet; of half a one the octets are kept', async () => {
    const store = await open();
    const cut = (octets: Buffer, dataCoding: number, reference: number) =>
      [octets.subarray(0, 3), octets.subarray(3)].map((some, index) => ({
        ...longPart('', index + 1, 2, { reference }),
        octets: { octets: some, dataCoding, defaultAlphabet: 'gsm' as const },
      }));
    const smile = Buffer.from('0061d83dde420062', 'hex');
    expect(await arriving(store, cut(smile, 8, 1))).toEqual([null, 'a🙂b']);
    expect(await arriving(store, cut(Buffer.from('82b182f182b1', 'hex'), 5, 2))).toEqual([null, 'こんこ']);
    expect(await arriving(store, cut(Buffer.from('61621b6563', 'hex'), 0, 3))).toEqual([null, 'ab€c']);

    await arriving(store, cut(smile, 8, 4).slice(0, 1));
    expect(await store.write((tx) => joinUnfinished(tx, 1001, 2000))).toMatchObject([
      { text: 'a\ufffd…', missing: [2], unread: [{ dataCoding: 8, octets: '0061d8' }] },
    ]);
    await store.close();
  });

  test('unlike octets that nobody can read are not taken for the same part', async () => {
    const store = await open();
    const binary = (hex: string) => ({
      ...longPart('', 1, 2),
      octets: { octets: Buffer.from(hex, 'hex'), dataCoding: 0xf5, defaultAlphabet: 'gsm' as const },
    });
    await arriving(store, [binary('0102')]);
    expect(await store.write((tx) => storeIncoming(tx, 'demo', binary('0103'), 1000))).toMatchObject({
      text: '…',
      unread: [{ dataCoding: 0xf5, octets: '0102' }],
    });
    await store.close();
  });

  test('what never became whole is joined with its gaps named, and only when it is old', async () => {
    const store = await open();
    await arriving(store, [longPart('b', 2, 3)]);

    expect(await store.write((tx) => joinUnfinished(tx, 1000, 2000))).toEqual([]);
    expect(await store.write((tx) => joinUnfinished(tx, 1001, 2000))).toMatchObject([
      { text: '…b…', missing: [1, 3], receivedAt: 2000 },
    ]);
    expect(await store.write((tx) => joinUnfinished(tx, 9999, 2000))).toEqual([]);
    await store.close();
  });

  test('a message is unseen until a card shows it, any character in it kept', async () => {
    const store = await open();
    const text = 'nul \u0000, emoji 🙂, half \ud83d';
    const message = await store.write((tx) => storeIncoming(tx, 'demo', said(text), 1000));
    if (!message) throw new Error('not whole');

    expect(await unseenIncoming(store.db, 10)).toEqual([{ ...message, forgottenAt: null }]);
    await store.write((tx) => markSeen(tx, { cardId: '', incomingId: message.id }));

    expect(await unseenIncoming(store.db, 10)).toEqual([]);
    expect(await findIncoming(store.db, message.id)).toMatchObject({ text });
    await store.close();
  });
});
