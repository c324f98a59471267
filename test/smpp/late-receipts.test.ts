import { describe, expect, test } from 'vitest';
import type { Smsc } from '../../src/demo/smsc/index.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { numbers, order, sms, until, untilAll, WIRE } from '../support/outbox.ts';
import { onEachStore } from '../support/stores.ts';

const MANY = numbers(20);
const QUICK = { requestTimeoutMs: 100, backoff: { firstMs: 10, maxMs: 50 } };

/** The next so many submits are taken, and their answers come when the test is over. */
const answerNever = (smsc: Smsc, times: number): void => smsc.fault({ fault: 'late', seconds: 60, times });
const holdReceipts = (smsc: Smsc, seconds = 60): void => smsc.fault({ fault: 'hold-receipts', seconds });

/** Resolves once each number has been submitted to twice. */
function repeated(smsc: Smsc): Promise<void> {
  return new Promise((resolve) => {
    smsc.events.on('submit', () => {
      const submits = Map.groupBy(smsc.submits(), ({ destination }) => destination);
      if (MANY.every((number) => (submits.get(number)?.length ?? 0) > 1)) resolve();
    });
  });
}

onEachStore(({ open }) => {
  // Every receipt names the sender, too: wherever it sorts among the recipients, and though it may be one of them.
  describe.each(['SHOP', '1000', '79990000730'])(
    'many messages from %s that were never answered',
    (sender) => {
      const wire = { ...WIRE, sender };
      const send = async (store: Store, smsc: Smsc): Promise<string> => {
        await holderForTest(store, smsc, { wire, window: 50, limits: QUICK });
        return order(
          store,
          MANY.map((to) => sms(to, 'sale')),
          { wire },
        );
      };
      const allArrived = async (store: Store, smsc: Smsc, card: string): Promise<void> => {
        await untilAll(store, card, 'delivered');
        for (const number of MANY) expect(smsc.phone(number)).toHaveLength(1);
        await finish(store);
      };

      test('are found by receipts that come before the answers are given up', async () => {
        const store = await open();
        const smsc = await smscForTest();
        answerNever(smsc, 1_000);
        await allArrived(store, smsc, await send(store, smsc));
      });

      test('are found by receipts that come while the repeats have no answer', async () => {
        const store = await open();
        const smsc = await smscForTest();
        answerNever(smsc, 1_000);
        holdReceipts(smsc);
        const twice = repeated(smsc);
        const card = await send(store, smsc);
        await twice;
        holdReceipts(smsc, 0);
        await allArrived(store, smsc, card);
      });

      test('are found by receipts that come after the repeats were refused', async () => {
        const store = await open();
        const smsc = await smscForTest();
        answerNever(smsc, MANY.length);
        holdReceipts(smsc);
        const card = await send(store, smsc);
        await until(store, card, (all) =>
          all.every(({ state, ready_at }) => state === 'in_doubt' && ready_at === null),
        );
        holdReceipts(smsc, 0);
        await allArrived(store, smsc, card);
      });
    },
  );
});
