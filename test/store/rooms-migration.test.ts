import { expect, test } from 'vitest';
import { roomOf } from '../../src/store/chats/rooms.ts';
import { earlierStore, restoreStore } from '../support/earlier-stores.ts';
import { onEachStore } from '../support/stores.ts';

/** A person of the store, and a group. */
const [PERSON, GROUP, SILENT] = [9_001, -9_001, 9_002];

onEachStore(({ open, newUrl }) => {
  test('the language that a person or a group had chosen is a setting of their chat, and stays theirs', async () => {
    const before = earlierStore('0008-lease-fences');
    const columns = ['id', 'name', 'role', 'language', 'granted_by', 'updated_at'];
    const people = [
      [PERSON, 'Ann', 'operator', 'en', null, 1],
      [SILENT, 'Bob', 'operator', null, null, 1],
    ];
    const url = await newUrl();
    await restoreStore(url, {
      ...before,
      tables: {
        people: { columns, rows: people },
        chats: { columns: ['id', 'language'], rows: [[GROUP, 'ru']] },
      },
    });
    const store = await open(url);
    expect(await roomOf(store.db, PERSON)).toEqual({ language: 'en' });
    expect(await roomOf(store.db, GROUP)).toEqual({ language: 'ru' });
    expect(await roomOf(store.db, SILENT)).toEqual({});
    await store.close();
  });
});
