import { expect, test } from 'vitest';
import { FileForgotten, forgetFile } from '../../../src/store/chats/files.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import {
  type Addressee,
  addRecipients,
  beginList,
  keepStream,
  type RecipientList,
  recipientsFrom,
} from '../../../src/store/orders/recipient-lists.ts';
import { numbers } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = 1_000;
/** More than a chunk has. */
const MANY = 4_001;

/** All of a list, some at a time. */
async function read(store: Store, { file, count }: RecipientList, limit: number): Promise<Addressee[]> {
  const all: Addressee[] = [];
  while (all.length < count) all.push(...(await recipientsFrom(store.db, file, all.length, limit)));
  return all;
}

onEachStore(({ open }) => {
  test('a list that comes bit by bit is kept whole', async () => {
    const store = await open();
    const recipients = numbers(MANY);
    async function* come() {
      yield* recipients;
    }

    const list = await keepStream(store, come(), NOW);

    expect(list.count).toBe(MANY);
    expect(await read(store, list, 700)).toEqual(recipients);
    await store.close();
  });

  test('pieces of a list are of any length, and it is read from anywhere', async () => {
    const store = await open();
    const recipients = numbers(10);
    const file = await store.write(async (tx) => {
      const begun = await beginList(tx, NOW);
      await addRecipients(tx, begun, 0, recipients.slice(0, 3));
      await addRecipients(tx, begun, 3, recipients.slice(3, 9));
      await addRecipients(tx, begun, 9, recipients.slice(9));
      return begun;
    });

    expect(await read(store, { file, count: 10 }, 4)).toEqual(recipients);
    expect(await recipientsFrom(store.db, file, 5, 2)).toEqual(recipients.slice(5, 7));
    await store.close();
  });

  test('a list that is gone, or ends too early, is not taken for one of nobody', async () => {
    const store = await open();
    const { file } = await keepStream(store, numbers(3), NOW);
    await expect(recipientsFrom(store.db, file, 3, 1)).rejects.toThrow(FileForgotten);
    while (!(await store.write((tx) => forgetFile(tx, file))));
    await expect(recipientsFrom(store.db, file, 0, 1)).rejects.toThrow(FileForgotten);
    await store.close();
  });
});
