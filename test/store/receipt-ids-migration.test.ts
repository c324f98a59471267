import { expect, test } from 'vitest';
import { findMessageByProviderId } from '../../src/store/orders/history.ts';
import { earlierStores, restoreStore } from '../support/earlier-stores.ts';
import { onEachStore } from '../support/stores.ts';

onEachStore(({ open, newUrl }) => {
  test.each(earlierStores().map((before) => ({ before, migration: before.migration })))(
    'messages of a store that was migrated up to $migration are found by their ids, with whatever zeros before them',
    async ({ before }) => {
      const url = await newUrl();
      await restoreStore(url, before);
      const store = await open(url);
      const attempts = await store.db
        .selectFrom('attempts')
        .select(['provider_id', 'message_id'])
        .where('provider_id', 'is not', null)
        .execute();
      expect(attempts).not.toEqual([]);
      for (const { provider_id, message_id } of attempts) {
        expect(await findMessageByProviderId(store.db, `000${provider_id}`)).toMatchObject({
          id: message_id,
        });
      }
      await store.close();
    },
  );
});
