import { expect, test } from 'vitest';
import { claim } from '../../../src/store/attempts/attempts.ts';
import { type Message, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { claimOne } from '../../support/claim.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();

async function queued(store: Store): Promise<Message> {
  const [message] = await messagesOfCard(store.db, await order(store, [sms('79991234567', 'hello')]), 1);
  if (!message) throw new Error('no message');
  return message;
}

onEachStore(({ open }) => {
  test('the ways that submits went are told apart, each put on record once', async () => {
    const store = await open();
    const ways = [
      { host: 'one:2775', bind: 'demo/1', source: 'SHOP' },
      { host: 'two:2775', bind: 'demo/1', source: 'SHOP' },
      { host: 'one:2775', bind: 'demo/2', source: '' },
      { protocol: 'https', host: 'one:2775', bind: 'demo/1', source: 'SHOP' },
    ] as const;
    const went = [];
    for (const way of [...ways, ...ways.toReversed()]) {
      const message = await queued(store);
      await store.write((tx) => claimOne(tx, message, [{ part: 1, ...way }], 1, NOW));
      went.push(...(await attemptsOf(store.db, message.id)));
    }

    expect(went).toMatchObject(
      [...ways, ...ways.toReversed()].map((way) => ({ protocol: 'smpp', ...way, account: 'demo' })),
    );
    expect(await store.db.selectFrom('ways').select('id').execute()).toHaveLength(4);
    await store.close();
  });

  test('a way that a transaction put on record which came to nothing is put there once more', async () => {
    const store = await open();
    const known = new Map();
    const attempt = { part: 1, host: 'one:2775', bind: 'demo/1', source: 'SHOP' };
    const send = async (host: string, ...rest: [] | [Error]) => {
      const message = await queued(store);
      await store.write(async (tx) => {
        await claim(tx, [{ message, attempts: [{ ...attempt, host }], pdus: 1 }], NOW, known);
        for (const error of rest) throw error;
      });
      return (await attemptsOf(store.db, message.id)).map((went) => went.host);
    };
    await expect(send('lost:2775', new Error('the connection broke'))).rejects.toThrow('broke');

    // On SQLite the first of these gets the id that the lost one had.
    for (const host of ['one:2775', 'lost:2775', 'lost:2775', 'one:2775']) {
      expect(await send(host)).toEqual([host]);
    }
    expect(await store.db.selectFrom('ways').select('host').execute()).toHaveLength(2);
    await store.close();
  });
});
