import { expect, test } from 'vitest';
import { statusOfHttpError } from '../../../src/messages/http-error.ts';
import { settle } from '../../../src/store/attempts/attempts.ts';
import type { Going } from '../../../src/store/attempts/going.ts';
import { nextMessages } from '../../../src/store/attempts/next-messages.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { stillUnknown, unknownSince } from '../../../src/store/receipts/named-by-us.ts';
import { claimOne } from '../../support/claim.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const PHONE = '79991234567';
const call = { channel: 'call', to: PHONE, text: 'Your table is free', voice: 'm' };

const going = (store: Store, what: Going): Promise<string[]> =>
  store.write(async (tx) => {
    const { messages } = await nextMessages(tx, 'demo', 100, NOW + 1_000, 100, what);
    return messages.map(({ channel, campaign, lane }) =>
      campaign ? `${channel} of a campaign` : lane === 1 ? channel : `${channel} of a list`,
    );
  });

/** A single SMS, two of a list, a campaign, and a call behind them all. */
async function queue(store: Store): Promise<void> {
  await order(store, [sms('79991110000', 'one')]);
  await order(store, [sms('79991110001', 'few'), sms('79991110002', 'few')]);
  const many = await order(
    store,
    numbers(60).map((to) => sms(to, 'many')),
  );
  await store.write((tx) => decide(tx, many, 'confirmation', NOW));
  await order(store, [call]);
}

onEachStore(({ open }) => {
  test('where a channel has no way nothing of it keeps what has one waiting', async () => {
    const store = await open();
    await queue(store);
    expect(await going(store, { channels: ['call'], singles: ['call'] })).toEqual(['call']);
    expect(await going(store, { channels: [], singles: ['sms'] })).toEqual(['sms']);
    expect(await going(store, { channels: ['call'], singles: ['call', 'sms'] })).toEqual(['sms', 'call']);
    expect(new Set(await going(store, { channels: ['sms'], singles: ['sms'] }))).toEqual(
      new Set(['sms', 'sms of a list', 'sms of a campaign']),
    );
    await store.close();
  });

  test('of what has an id of ours it is asked as long as nobody knows what became of it, by that way alone', async () => {
    const store = await open();
    const attempt = { part: 1, host: 'smsc.ru', bind: 'demo/https', source: 'SHOP' };
    const send = async (protocol: 'smpp' | 'https'): Promise<number> => {
      const [message] = await messagesOfCard(store.db, await order(store, [sms(PHONE, 'hello')]), 1);
      if (!message) throw new Error('no message');
      const ids = await store.write((tx) => claimOne(tx, message, [{ ...attempt, protocol }], 1, NOW));
      return ids?.[0] ?? 0;
    };
    const [open_, silent, taken, refused, bySmpp] = [
      await send('https'),
      await send('https'),
      await send('https'),
      await send('https'),
      await send('smpp'),
    ];
    await store.write((tx) =>
      settle(
        tx,
        'demo',
        [
          { attemptId: silent, outcome: 'no_answer' },
          { attemptId: taken, outcome: 'accepted', commandStatus: 0, providerId: 'own-1' },
          { attemptId: refused, outcome: 'refused', commandStatus: statusOfHttpError(7) },
          { attemptId: bySmpp, outcome: 'no_answer' },
        ],
        NOW,
      ),
    );

    const asked = await stillUnknown(store.db, 'https', [open_, silent, taken, refused, bySmpp]);
    const unknown = asked.toSorted((one, other) => one.id - other.id);
    expect(unknown.map(({ id, outcome, provider_id }) => [id, outcome, provider_id])).toEqual([
      [open_, 'open', null],
      [silent, 'no_answer', null],
      [taken, 'accepted', 'own-1'],
    ]);
    expect(unknown[1]).toMatchObject({ recipient: PHONE, committed_at: NOW });
    const since = await unknownSince(store.db, 'https', 'demo', NOW - 1_000);
    expect(since.map(({ id }) => id).toSorted()).toEqual([silent, taken].toSorted());
    expect(await unknownSince(store.db, 'https', 'other', NOW - 1_000)).toEqual([]);
    await store.close();
  });
});
