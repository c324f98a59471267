import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { Sweeper } from '../../src/sender/sweeper.ts';
import { settle } from '../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { claimOne } from '../support/claim.ts';
import { order, sms } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
const MINUTE_MS = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

async function send(store: Store): Promise<void> {
  const [message] = await messagesOfCard(store.db, await order(store, [sms('79991234567', 'hello')]), 1);
  if (!message) throw new Error('no message');
  await store.write(async (tx) => {
    const [attemptId = 0] = (await claimOne(tx, message, [ATTEMPT], 1, Date.now())) ?? [];
    await settle(tx, 'demo', [{ attemptId, outcome: 'accepted', commandStatus: 0 }], Date.now());
  });
}

const guards = async (store: Store): Promise<number> =>
  (await store.db.selectFrom('guards').select('message_id').execute()).length;

/** Lets a minute pass, and what is swept then. */
async function minute(sweeper: Sweeper): Promise<void> {
  sweeper.start();
  vi.advanceTimersByTime(MINUTE_MS);
  await sweeper.stop();
}

test('what the provider no longer remembers is swept, but not in the minute in which the clock was set', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  const store = await openTestStore();
  const sweeper = new Sweeper({ store, account: 'demo', log: createLog('silent') }, []);
  await send(store);
  await minute(sweeper);
  expect(await guards(store)).toBe(1);

  // Its sender has not carried over yet what it waits for.
  vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
  await minute(sweeper);
  expect(await guards(store)).toBe(1);

  await minute(sweeper);
  expect(await guards(store)).toBe(0);
  await store.close();
});

test('while what a campaign left is swept, others have their turn', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  const store = await openTestStore();
  const sweeper = new Sweeper({ store, account: 'demo', log: createLog('silent') }, []);
  await store.db
    .insertInto('guards')
    .values(
      Array.from({ length: 1_000 }, (_, index) => ({
        guard_key: `key ${index}`,
        message_id: index,
        tried_at: 1,
      })),
    )
    .execute();
  const turn = new Promise<number>((resolve) => setImmediate(async () => resolve(await guards(store))));

  sweeper.start();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await turn).toBeGreaterThan(0);

  while ((await guards(store)) > 0) await new Promise(setImmediate);
  await sweeper.stop();
  await store.close();
});
