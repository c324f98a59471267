import { expect, test } from 'vitest';
import { nameChat } from '../../../src/store/chats/chat-names.ts';
import { UnknownStore } from '../../../src/store/engine/address.ts';
import type { Tx } from '../../../src/store/engine/database.ts';
import { openStore } from '../../../src/store/engine/open.ts';
import { setRole } from '../../../src/store/people/people.ts';
import { onEachStore } from '../../support/stores.ts';

const grant = { id: 7, name: 'Olga', role: 'admin' as const, by: 1, now: 1000 };

onEachStore(({ open, newUrl }) => {
  test('what was written is there after closing and opening, and opening migrates once', async () => {
    const url = await newUrl();
    const first = await open(url);
    await first.write((tx) => setRole(tx, grant));
    await first.close();

    const second = await open(url);

    expect(await second.db.selectFrom('people').select(['id', 'role']).execute()).toEqual([
      expect.objectContaining({ id: 7, role: 'admin' }),
    ]);
    await second.close();
  });

  test('a write that fails leaves nothing, and does not stand in the way of the next', async () => {
    const store = await open();
    const rings: string[] = [];
    store.changes.on('binds', () => rings.push('binds'));
    await expect(
      store.write(async (tx) => {
        await setRole(tx, grant);
        tx.changed('binds');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await store.db.selectFrom('people').selectAll().execute()).toEqual([]);
    rings.length = 0;

    await store.write(async (tx) => {
      await setRole(tx, grant);
      tx.changed('binds');
    });
    expect(rings).toContain('binds');
    await store.close();
  });

  const unnamed = { ...grant, name: null as never };
  test.each([
    ['nothing comes behind it', async () => {}],
    ['more comes behind it', (tx: Tx) => setRole(tx, { ...grant, id: 8 })],
    ['something else fails behind it', (tx: Tx) => setRole(tx, { ...grant, id: 8, now: null as never })],
  ])('a write that nobody waits for fails all of its transaction, and tells why: %s', async (_, more) => {
    const store = await open();
    let rings = 0;
    store.changes.on('binds', () => {
      rings += 1;
    });

    const failed = store.write(async (tx) => {
      tx.changed('binds');
      await setRole(tx, grant);
      await tx.unawaited(setRole(tx, unnamed));
      await more(tx);
    });

    await expect(failed).rejects.toThrow(/\bname\b/);
    expect(rings).toBe(0);
    expect(await store.db.selectFrom('people').select('id').execute()).toEqual([]);
    await store.write((tx) => setRole(tx, grant));
    expect(await store.db.selectFrom('people').select('id').execute()).toEqual([
      expect.objectContaining({ id: 7 }),
    ]);
    await store.close();
  });

  test('numbers come back as numbers, and one that cannot be told exactly is refused', async () => {
    const store = await open();
    const most = Number.MAX_SAFE_INTEGER;
    await store.write((tx) => nameChat(tx, -most, 'en'));
    await store.write((tx) => setRole(tx, { ...grant, now: most }));

    expect(await store.db.selectFrom('chats').select('id').execute()).toEqual([
      expect.objectContaining({ id: -most }),
    ]);
    const sum = store.db.selectFrom('people').select((eb) => eb.fn.sum<number>('updated_at').as('sum'));
    expect(await sum.executeTakeFirst()).toEqual(expect.objectContaining({ sum: most }));
    await store.write((tx) => setRole(tx, { ...grant, id: 8, now: most }));
    await expect(sum.executeTakeFirst()).rejects.toThrow(RangeError);
    await store.close();
  });

  test('names are kept whatever signs they hold', async () => {
    const store = await open();
    const name = 'Ольга 🙂 "O\'Neil" \\ % \u0001';

    await store.write((tx) => setRole(tx, { ...grant, name }));

    expect(await store.db.selectFrom('people').select('name').execute()).toEqual([
      expect.objectContaining({ name }),
    ]);
    await store.close();
  });
});

test('an address of another kind of store is refused', async () => {
  const opening = openStore('mysql://bot:hunter2@localhost/bot');

  await expect(opening).rejects.toBeInstanceOf(UnknownStore);
  await expect(opening).rejects.toThrow(/^(?!.*hunter2).*DATABASE_URL.*file:PATH/);
});
