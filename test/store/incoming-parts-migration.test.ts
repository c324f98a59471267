import { expect, test } from 'vitest';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { earlierStore, restoreStore } from '../support/earlier-stores.ts';
import { longPart } from '../support/parts.ts';
import { onEachStore } from '../support/stores.ts';

onEachStore(({ newUrl, open }) => {
  test('a part that an earlier version kept is joined with the one that comes now', async () => {
    const url = await newUrl();
    await restoreStore(url, earlierStore('0008-lease-fences'));
    const store = await open(url);
    const second = longPart(' and the second', 2, 2, { sender: '79991112265', reference: 78 });
    expect(await store.write((tx) => storeIncoming(tx, 'demo', second, Date.now()))).toMatchObject({
      account: 'demo',
      text: 'First half and the second',
      missing: [],
    });
    await store.close();
  });
});
