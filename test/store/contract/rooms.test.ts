import { expect, test } from 'vitest';
import { migrateChat } from '../../../src/store/chats/migrate-chat.ts';
import { changeRoom, lastChangeOf, roomOf } from '../../../src/store/chats/rooms.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { EN, type RU } from '../../support/languages.ts';
import { onEachStore } from '../../support/stores.ts';

const GROUP = -1;
const OLGA = 101;
const NOW = 1_800_000_000_000;

const HOURS = { days: [1, 2, 3], from: 540, to: 1_080 };

onEachStore(({ open, kind }) => {
  const change = (store: Store, set: Parameters<typeof changeRoom>[2], chatId = GROUP, now = NOW) =>
    store.write((tx) => changeRoom(tx, chatId, set, { by: OLGA, now }));

  test('a chat has nothing of its own until something is set there, and nothing again once it is taken back', async () => {
    const store = await open();
    expect(await roomOf(store.db, GROUP)).toEqual({});
    expect(await lastChangeOf(store.db, GROUP)).toBeNull();
    await change(store, { sender: 'SHOP', hours: HOURS });
    await change(store, { zone: 'Asia/Omsk' });
    expect(await roomOf(store.db, GROUP)).toEqual({ sender: 'SHOP', hours: HOURS, zone: 'Asia/Omsk' });
    expect(await roomOf(store.db, OLGA)).toEqual({});
    await change(store, { sender: undefined, hours: undefined, zone: undefined }, GROUP, NOW + 1);
    expect(await roomOf(store.db, GROUP)).toEqual({});
    expect(await lastChangeOf(store.db, GROUP)).toEqual({ by: OLGA, at: NOW + 1 });
    await store.close();
  });

  test('of two who set different things at once neither undoes what the other set', async () => {
    const store = await open();
    const other = kind === 'postgres' ? store.apart(1) : store;
    await Promise.all([
      change(store, { sender: 'SHOP' }),
      change({ ...store, write: other.write }, { language: EN }),
    ]);
    expect(await roomOf(store.db, GROUP)).toEqual({ sender: 'SHOP', language: EN });
    await store.close();
  });

  test('the settings of a group go along when it becomes a supergroup, unless that has some already', async () => {
    const store = await open();
    await change(store, { sender: 'SHOP' }, -1);
    await change(store, { sender: 'OLD' }, -2);
    await change(store, { sender: 'NEW' }, -1002);
    await store.write(async (tx) => {
      await migrateChat(tx, -1, -1001, NOW);
      await migrateChat(tx, -2, -1002, NOW);
    });
    expect(await roomOf(store.db, -1001)).toEqual({ sender: 'SHOP' });
    expect(await roomOf(store.db, -1002)).toEqual({ sender: 'NEW' });
    expect(await roomOf(store.db, -1)).toEqual({});
    await store.close();
  });

  test('a language that is spoken no more does not take the other settings with it', async () => {
    const store = await open();
    await change(store, { sender: 'SHOP', language: 'xx' as typeof RU });
    expect(await roomOf(store.db, GROUP)).toEqual({ sender: 'SHOP' });
    await store.close();
  });
});
