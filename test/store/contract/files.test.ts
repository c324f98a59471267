import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import {
  addBytes,
  addChunk,
  createFile,
  FileForgotten,
  findFile,
  finishFile,
  forgetFiles,
  readFile,
} from '../../../src/store/chats/files.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { onEachStore } from '../../support/stores.ts';

const NOW = 1_000_000;

const file = (store: Store, chunks: readonly Uint8Array[], now = NOW) =>
  store.write(async (tx) => {
    const id = await createFile(tx, { name: 'a.csv', now });
    for (const [position, bytes] of chunks.entries()) await addChunk(tx, id, position, bytes);
    await finishFile(tx, id, chunks.length);
    return id;
  });

const bytesOf = ({ db }: Store, id: string) => buffer(readFile(db, id));

onEachStore(({ open }) => {
  test('a file comes back as it was written, byte by byte', async () => {
    const store = await open();
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    // What SQLite might take for a number, and more chunks than ten, which as text would be in another order.
    const chunks = [all, Buffer.from('12345'), ...Array.from({ length: 10 }, (_, n) => Buffer.from([n]))];

    const id = await file(store, chunks);

    expect(await findFile(store.db, id)).toEqual({ name: 'a.csv', chunks: 12 });
    expect(await bytesOf(store, id)).toEqual(Buffer.concat(chunks));
    await store.close();
  });

  test('many bytes at once are cut into chunks, behind those that were there', async () => {
    const store = await open();
    const all = Buffer.from(Array.from({ length: 150_000 }, (_, n) => n % 251));

    const id = await store.write(async (tx) => {
      const id = await createFile(tx, { name: 'a.csv', now: NOW });
      const begun = await addBytes(tx, id, 0, all.subarray(0, 10));
      const none = await addBytes(tx, id, begun, Buffer.alloc(0));
      await finishFile(tx, id, await addBytes(tx, id, none, all.subarray(10)));
      return id;
    });

    expect(await findFile(store.db, id)).toEqual({ name: 'a.csv', chunks: 4 });
    expect((await bytesOf(store, id)).equals(all)).toBe(true);
    await store.close();
  });

  test('a file that is not whole yet is not there', async () => {
    const store = await open();
    const id = await store.write(async (tx) => {
      const id = await createFile(tx, { name: 'a.csv', now: NOW });
      await addChunk(tx, id, 0, Buffer.from('a'));
      return id;
    });

    expect(await findFile(store.db, id)).toBeUndefined();
    await expect(bytesOf(store, id)).rejects.toBeInstanceOf(FileForgotten);
    await store.close();
  });

  test('old files are forgotten piece by piece, and never read in half', async () => {
    const store = await open();
    const old = await file(
      store,
      Array.from({ length: 15 }, () => Buffer.from('old')),
    );
    const young = await file(store, [Buffer.from('young')], NOW + 1);

    expect(await store.write((tx) => forgetFiles(tx, NOW + 1))).toBe(true);
    await expect(bytesOf(store, old)).rejects.toBeInstanceOf(FileForgotten);
    while (await store.write((tx) => forgetFiles(tx, NOW + 1)));

    expect(await findFile(store.db, old)).toBeUndefined();
    expect(await store.db.selectFrom('file_chunks').select('file_id').execute()).toEqual([
      { file_id: young },
    ]);
    expect((await bytesOf(store, young)).toString()).toBe('young');
    await store.close();
  });
});
