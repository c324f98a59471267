import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { deliverSm } from '../support/deliver-sm.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { onEachStore } from '../support/stores.ts';

const PHONE = '79991234567';

onEachStore(({ kind, open }) => {
  test.runIf(kind === 'postgres')(
    'a receipt is stored behind the answer that names it, and keeps nothing else from being stored',
    async () => {
      const store = await open();
      const smsc = await smscForTest();
      smsc.fault({ fault: 'hold-receipts', seconds: 60 });
      let held: (() => void)[] | null = null;
      const slow: Store = {
        ...store,
        async write(work, how) {
          if (how === 'shared') await new Promise<void>((resolve) => (held ? held.push(resolve) : resolve()));
          return store.write(work, how);
        },
      };
      await holderForTest(slow, smsc);
      const submitted = once(smsc.events, 'submit');
      const card = await order(store, [sms(PHONE, 'hello')]);
      await submitted;
      held = [];
      const release: (() => void)[] = held;
      const [{ messageId } = { messageId: null }] = smsc.submits();

      // The sender has the answer.
      while (release.length < 1) await nextTurn();
      smsc.sendRaw(deliverSm(0x04, `id:${messageId} stat:DELIVRD err:000`, PHONE));
      await smsc.write(PHONE, { to: '79000000', text: 'thank you' });
      while (release.length < 2) await nextTurn();
      held = null;
      const incoming = new Promise((resolve) => store.changes.on('incoming', () => resolve(null)));
      release[1]?.();
      await incoming;
      expect(await store.db.selectFrom('receipts').selectAll().execute()).toEqual([]);
      release[0]?.();

      await untilAll(store, card, 'delivered');
      await finish(store);
    },
  );
});
