import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MESSAGE_STATES, type MessageState, TRANSITIONS } from '../../../src/messages/status.ts';
import { abandonOpenAttempts, settle } from '../../../src/store/attempts/attempts.ts';
import { restand } from '../../../src/store/attempts/restand.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { holdStale } from '../../../src/store/orders/decisions.ts';
import { storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { claimOne } from '../../support/claim.ts';
import { one, PHONE, receipt } from '../../support/one-message.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { onEachStore, runsOn } from '../../support/stores.ts';

const NOW = Date.now();

onEachStore(({ open, kind }) => {
  test('no sequence of events takes a message along a way that the table of transitions does not hold', async () => {
    const store = await open();
    const ways = new Set(
      Object.values(TRANSITIONS).flatMap(({ from, to }) => from.map((state) => `${state} ${to}`)),
    );
    const finals: readonly MessageState[] = MESSAGE_STATES.filter(
      (state) => ![...ways].some((way) => way.startsWith(`${state} `)),
    );
    const event = fc.oneof(
      fc.constantFrom('claim', 'send', 'cancel', 'hold', 'repeat', 'leave', 'abandon', 'restand'),
      fc.constantFrom('accepted', 'refused', 'deferred', 'not_written', 'no_answer'),
      fc.constantFrom('ENROUTE', 'DELIVRD', 'UNDELIV', 'EXPIRED', 'UNKNOWN'),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 }),
        fc.array(fc.tuple(event, fc.nat(3)), { maxLength: 14 }),
        async (parts, events) => {
          run += 1;
          const card = await order(store, [sms(PHONE, 'hello')]);
          const { id } = await one(store, card);
          let state: MessageState = 'queued';
          for (const [name, pick] of events) {
            await happen(store, card, name, pick, parts, run);
            const now = (await one(store, card)).state;
            if (now !== state) {
              expect(finals).not.toContain(state);
              expect(ways, `${name} on ${id}`).toContain(`${state} ${now}`);
            }
            state = now;
          }
        },
      ),
      { numRuns: runsOn(kind, 60) },
    );
    await store.close();
  });
});

async function happen(
  store: Store,
  card: string,
  name: string,
  pick: number,
  parts: number,
  run: number,
): Promise<void> {
  const message = await one(store, card);
  const tries = await attemptsOf(store.db, message.id);
  const attempt = tries[pick % Math.max(1, tries.length)];
  const part = (number: number) => ({ part: number, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' });
  await store.write(async (tx) => {
    switch (name) {
      case 'claim': {
        const all = Array.from({ length: parts }, (_, index) => part(index + 1));
        await claimOne(tx, message, all, parts, NOW);
        break;
      }
      case 'stale':
      case 'terms':
      case 'cancel':
      case 'repeat':
      case 'leave':
        await decide(tx, card, name, NOW);
        break;
      case 'hold':
        await holdStale(tx, [message.order_id], NOW);
        break;
      case 'abandon':
        await abandonOpenAttempts(tx, 'demo', NOW);
        break;
      case 'restand':
        await restand(tx, [message.id], NOW);
        break;
      case 'accepted':
      case 'refused':
      case 'deferred':
      case 'not_written':
      case 'no_answer': {
        if (!attempt) return;
        const providerId = name === 'accepted' ? { providerId: `${run}-${attempt.id}` } : {};
        await settle(tx, 'demo', [{ attemptId: attempt.id, outcome: name, ...providerId }], NOW);
        break;
      }
      default: {
        if (!attempt) return;
        await storeReceipts(tx, 'demo', [receipt(`${run}-${attempt.id}`, name)], NOW);
      }
    }
  });
}
