import { expect, test } from 'vitest';
import { claim, settle } from '../../../src/store/attempts/attempts.ts';
import { type Message, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { moveStranded } from '../../../src/store/attempts/stranded.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { carryWaits, pullBackWaits } from '../../../src/store/engine/store-time.ts';
import { countRepeated, pruneGuards } from '../../../src/store/orders/guard.ts';
import { claimOne } from '../../support/claim.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { UNGUARDED } from '../../support/rules.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = Date.now();
const HOUR_MS = 3_600_000;
/** Long after the provider has forgotten what it was given at NOW. */
const LATER = NOW + 600_000;
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

async function queued(store: Store, to = '79991234567'): Promise<Message> {
  const [message] = await messagesOfCard(store.db, await order(store, [sms(to, 'hello')]), 1);
  if (!message) throw new Error('no message');
  return message;
}

/** Submits a message, which is answered so. */
async function tried(store: Store, outcome: 'accepted' | 'deferred', to?: string): Promise<Message> {
  const message = await queued(store, to);
  await store.write(async (tx) => {
    const [attemptId = 0] = (await claimOne(tx, message, [ATTEMPT], 1, NOW)) ?? [];
    const commandStatus = outcome === 'accepted' ? 0 : 0x58;
    await settle(tx, 'demo', [{ attemptId, outcome, commandStatus }], NOW);
  });
  return message;
}

const repeats = (store: Store, { guard_key }: Message, at: number): Promise<number> =>
  store.write((tx) => countRepeated(tx, [guard_key ?? ''], at));

const guards = async (store: Store): Promise<number> =>
  (await store.db.selectFrom('guards').select('message_id').execute()).length;

const prune = (store: Store, at: number): Promise<boolean> => store.write((tx) => pruneGuards(tx, at));

onEachStore(({ open }) => {
  test('a text is known for as long as it waits, and for the time of the guard after it was tried', async () => {
    const store = await open();
    const waiting = await queued(store, '79990000030');
    const sent = await tried(store, 'accepted');

    expect(await repeats(store, waiting, LATER)).toBe(1);
    expect(await repeats(store, sent, NOW + 30_000)).toBe(1);
    expect(await repeats(store, sent, LATER)).toBe(0);
    await store.close();
  });

  test('what goes by itself within the time of the guard is as if it were queued, what waits longer or for a word is not', async () => {
    const store = await open();
    const [soon, later, asked] = [
      { sendAt: NOW + 5_000, waits: ['schedule'] },
      { sendAt: NOW + HOUR_MS, waits: ['schedule'] },
      { sendAt: NOW + 5_000, waits: ['confirmation', 'schedule'] },
    ] as const;
    const counts: number[] = [];
    for (const [nth, options] of [soon, later, asked].entries()) {
      const card = await order(store, [sms(`7999000004${nth}`, 'hello')], options);
      const [message] = await messagesOfCard(store.db, card, 1);
      if (message) counts.push(await repeats(store, message, NOW));
    }
    expect(counts).toEqual([1, 0, 0]);
    await store.close();
  });

  test('a guard goes when its time is over, not before', async () => {
    const store = await open();
    const sent = await tried(store, 'accepted');

    await prune(store, NOW + 30_000);
    expect(await repeats(store, sent, NOW + 30_000)).toBe(1);

    await prune(store, LATER);
    expect(await guards(store)).toBe(0);
    await store.close();
  });

  test('of what may go once more the guard stays, and goes when its last try is over', async () => {
    const store = await open();
    const deferred = await tried(store, 'deferred');
    await prune(store, LATER);
    expect(await repeats(store, deferred, LATER)).toBe(1);

    await store.write(async (tx) => {
      const [attemptId = 0] = (await claimOne(tx, deferred, [ATTEMPT], 1, LATER)) ?? [];
      await settle(tx, 'demo', [{ attemptId, outcome: 'accepted', commandStatus: 0 }], LATER);
    });
    await prune(store, LATER + 30_000);
    expect(await repeats(store, deferred, LATER + 30_000)).toBe(1);
    await prune(store, LATER + 600_000);
    expect(await guards(store)).toBe(0);
    await store.close();
  });

  test('those of a campaign go in pieces', async () => {
    const store = await open();
    const card = await order(
      store,
      numbers(300).map((to) => sms(to, 'sale')),
    );
    const messages = await messagesOfCard(store.db, card, 300);
    await store.write(async (tx) => {
      const claims = messages.map((message) => ({ message, attempts: [ATTEMPT], pdus: 1 }));
      const ids = (await claim(tx, claims, NOW)).flatMap((own) => own ?? []);
      const refused = ids.map((attemptId) => ({
        attemptId,
        outcome: 'refused' as const,
        commandStatus: 0x0b,
      }));
      await settle(tx, 'demo', refused, NOW);
    });

    expect(await prune(store, LATER)).toBe(true);
    expect(await guards(store)).toBeGreaterThan(0);
    expect(await prune(store, LATER)).toBe(false);
    expect(await guards(store)).toBe(0);
    await store.close();
  });

  test('where the provider keeps no guard none is written', async () => {
    const store = await open(undefined, UNGUARDED);
    const sent = await tried(store, 'accepted');

    expect(await guards(store)).toBe(0);
    expect(await repeats(store, sent, NOW)).toBe(0);
    await store.close();
  });

  test.each([
    { way: 'forwards', stepMs: HOUR_MS },
    { way: 'back', stepMs: -HOUR_MS },
  ])('a clock that is set $way leaves a guard its time', async ({ stepMs }) => {
    const store = await open();
    const sent = await tried(store, 'accepted');
    const set = NOW + 30_000 + stepMs;

    await store.write((tx) => carryWaits(tx, 'demo', set, stepMs));
    await prune(store, set);

    expect(await repeats(store, sent, set)).toBe(1);
    await prune(store, set + 600_000);
    expect(await guards(store)).toBe(0);
    await store.close();
  });

  test('a guard from the future, of a process before this one, counts as of just now', async () => {
    const store = await open();
    const sent = await tried(store, 'accepted');
    const now = NOW - HOUR_MS;

    await store.write((tx) => pullBackWaits(tx, 'demo', now));

    expect(await repeats(store, sent, now + 30_000)).toBe(1);
    expect(await repeats(store, sent, now + 600_000)).toBe(0);
    await prune(store, now + 600_000);
    expect(await guards(store)).toBe(0);
    await store.close();
  });

  test('what goes over to another login is known there, and no more where it was', async () => {
    const store = await open();
    const message = await queued(store);

    await store.write((tx) => moveStranded(tx, [{ message, account: 'other', guardKey: 'other key' }], NOW));

    expect(await repeats(store, message, NOW)).toBe(0);
    expect(await repeats(store, { ...message, guard_key: 'other key' }, NOW)).toBe(1);
    expect(await guards(store)).toBe(1);
    await store.close();
  });
});
