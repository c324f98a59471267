import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/engine/database.ts';
import {
  findIncoming,
  type IncomingPart,
  joinUnfinished,
  storeIncoming,
  takeIncoming,
} from '../../../src/store/talks/incoming.ts';
import { markSeen } from '../../../src/store/talks/incoming-cards.ts';
import { forgetParts, PARTS_MEMORY } from '../../../src/store/talks/incoming-parts.ts';
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
