import { expect, test } from 'vitest';
import {
  cutOf,
  forgetHeard,
  type Heard,
  heardAt,
  heardBefore,
  isAnswered,
  keepHeard,
  settleHeard,
} from '../../../src/store/chats/heard.ts';
import { onEachStore } from '../../support/stores.ts';

const heard = (message_id: number, changes: Partial<Heard> = {}): Heard => ({
  chat_id: 101,
  message_id,
  thread_id: null,
  person_id: 101,
  digest: 'a',
  outcome: 'refused',
  card_id: `card ${message_id}`,
  answers: null,
  cut: null,
  at: 1000,
  ...changes,
});

onEachStore(({ open }) => {
  test('what was written is found by its message, by who wrote before in the same place, and holds any words', async () => {
    const store = await open();
    const cut = '/sms a\u0000b\ud83d\u{1F600}';
    await store.write(async (tx) => {
      await keepHeard(tx, heard(1));
      await keepHeard(tx, heard(2, { thread_id: 7 }));
      await keepHeard(tx, heard(3, { person_id: 102 }));
      await keepHeard(tx, heard(1, { outcome: 'done', cut }));
    });
    const first = await heardAt(store.db, 101, 1);
    expect(first).toMatchObject({ outcome: 'done', at: 1000 });
    expect(first && cutOf(first)).toBe(cut);
    const before = async (changes: Partial<Heard>) =>
      (await heardBefore(store.db, heard(9, changes)))?.message_id;
    expect(await before({})).toBe(1);
    expect(await before({ thread_id: 7 })).toBe(2);
    expect(await before({ person_id: 102 })).toBe(3);
    expect(await before({ chat_id: 102 })).toBeUndefined();
    await store.close();
  });

  test('an answer that is carried out settles what had led to its question, however long ago', async () => {
    const store = await open();
    await store.write(async (tx) => {
      await keepHeard(tx, heard(1));
      await keepHeard(tx, heard(2, { answers: 'card 1' }));
      await keepHeard(tx, heard(3));
      await settleHeard(tx, 'card 2');
    });
    const outcomes = await Promise.all([1, 2, 3].map((id) => heardAt(store.db, 101, id)));
    expect(outcomes.map((one) => one?.outcome)).toEqual(['done', 'done', 'refused']);
    expect([await isAnswered(store.db, 'card 1'), await isAnswered(store.db, 'card 2')]).toEqual([
      true,
      false,
    ]);
    await store.close();
  });

  test('what can be edited no more is forgotten', async () => {
    const store = await open();
    await store.write(async (tx) => {
      await keepHeard(tx, heard(1));
      await keepHeard(tx, heard(2, { at: 2000 }));
      expect(await forgetHeard(tx, 2000)).toBe(false);
    });
    expect(await heardAt(store.db, 101, 1)).toBeUndefined();
    expect(await heardAt(store.db, 101, 2)).toBeDefined();
    await store.close();
  });
});
