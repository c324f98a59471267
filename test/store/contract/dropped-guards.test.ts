import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { dropDigests } from '../../../src/store/orders/dropped-guards.ts';
import { submit } from '../../support/fates.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { UNGUARDED } from '../../support/rules.ts';
import { onEachStore } from '../../support/stores.ts';

const known = async ({ db }: Store): Promise<number[]> =>
  (await db.selectFrom('guards').select('message_id').orderBy('message_id').execute()).map(
    ({ message_id }) => message_id,
  );

const idsOf = async ({ db }: Store, card: string): Promise<number[]> =>
  (await messagesOfCard(db, card, 10)).map(({ id }) => id);

const to = (...recipients: string[]) => recipients.map((recipient) => sms(recipient, 'hello'));

onEachStore(({ open }) => {
  test('what is cancelled is known by its text no more, unless it was tried before', async () => {
    const store = await open();
    const [card, other] = [await order(store, to('79990000001')), await order(store, to('79990000001'))];
    const tried = await order(store, to('79990000002'));
    await submit(store, tried, [{ outcome: 'deferred', commandStatus: 0x58 }]);

    for (const one of [card, tried]) await store.write((tx) => decide(tx, one, 'cancel', Date.now()));

    expect(await known(store)).toEqual([...(await idsOf(store, other)), ...(await idsOf(store, tried))]);
    await store.close();
  });

  test('digests go from the messages that are meant, whether the provider keeps a guard or not', async () => {
    for (const rules of [undefined, UNGUARDED]) {
      const store = await open(undefined, rules);
      const card = await order(store, to('79990000001', '79990000002'));
      await submit(store, card, []);
      await store.db.updateTable('attempts').set({ octets: 'digest' }).execute();
      const [first = 0, second = 0] = await idsOf(store, card);

      await store.write((tx) => dropDigests(tx, (eb) => eb('id', '=', first)));

      expect(await known(store)).toEqual(rules === UNGUARDED ? [] : [second]);
      expect((await messagesOfCard(store.db, card, 2)).map(({ guard_key }) => guard_key !== null)).toEqual([
        false,
        true,
      ]);
      const attempts = await store.db.selectFrom('attempts').select('octets').orderBy('message_id').execute();
      expect(attempts.map(({ octets }) => octets)).toEqual([null, 'digest']);
      await store.close();
    }
  });
});
