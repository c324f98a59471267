import { expect, test } from 'vitest';
import { renameInBook } from '../../../src/store/book/book-names.ts';
import {
  addMembers,
  contactGroupsOf,
  firstMembersOf,
  makeGroup,
  membersOf,
  removeGroup,
} from '../../../src/store/book/contact-groups.ts';
import {
  contactsBefore,
  contactsNamed,
  contactsOf,
  countContacts,
  findContact,
  removeContact,
  TEAM,
  writeContact,
  writeContacts,
} from '../../../src/store/book/contacts.ts';
import { onEachStore } from '../../support/stores.ts';

const IVAN = {
  owner: TEAM,
  key: 'иван',
  name: 'Иван',
  number: '79991234567',
  fields: { город: 'Омск' },
  madeBy: 101,
};

onEachStore(({ open }) => {
  test('a contact takes the place of the one that its owner had by that name, and of no other’s', async () => {
    const store = await open();
    const id = await store.write((tx) => writeContact(tx, IVAN, 1000));
    const again = { ...IVAN, number: '79991234568', fields: {}, madeBy: 102 };
    expect(await store.write((tx) => writeContact(tx, again, 2000))).toBe(id);
    await store.write((tx) => writeContact(tx, { ...IVAN, owner: 102 }, 2000));

    expect(await findContact(store.db, id)).toEqual({ ...IVAN, id, number: '79991234568', fields: {} });
    expect(await contactsNamed(store.db, [TEAM, 102], ['иван', 'ольга'])).toMatchObject([
      { owner: TEAM, number: '79991234568' },
      { owner: 102, number: '79991234567', fields: { город: 'Омск' } },
    ]);
    expect(await countContacts(store.db, [TEAM, 101])).toBe(1);
    await store.write((tx) => removeContact(tx, id));
    expect(await contactsOf(store.db, { owners: [TEAM, 102], limit: 5 })).toMatchObject([{ owner: 102 }]);
    await store.close();
  });

  test('what has another name is what it was, and another owner’s of that name stays', async () => {
    const store = await open();
    const id = await store.write((tx) => writeContact(tx, IVAN, 1000));
    await store.write((tx) => writeContact(tx, { ...IVAN, owner: 102 }, 1000));
    const group = { owner: TEAM, key: 'couriers', name: 'couriers', madeBy: 101 };
    const groupId = await store.write((tx) => makeGroup(tx, group, 1000));
    await store.write(async (tx) => {
      await addMembers(tx, groupId, [id]);
      await renameInBook(tx, 'contacts', IVAN, { key: 'пётр', name: 'Пётр' });
      await renameInBook(tx, 'contact_groups', group, { key: 'drivers', name: 'Drivers' });
    });
    expect(await findContact(store.db, id)).toEqual({ ...IVAN, id, key: 'пётр', name: 'Пётр' });
    expect(await contactsNamed(store.db, [TEAM, 102], ['иван'])).toMatchObject([{ owner: 102 }]);
    expect(await contactGroupsOf(store.db, [TEAM])).toEqual([
      { ...group, id: groupId, key: 'drivers', name: 'Drivers' },
    ]);
    expect((await membersOf(store.db, [groupId])).get(groupId)).toMatchObject([{ id, name: 'Пётр' }]);
    await store.close();
  });

  test('a list by name goes on from one of them, and back from it, through the contacts of two owners', async () => {
    const store = await open();
    const all = ['анна', 'борис', 'вера', 'вера', 'глеб', 'дина'].map((key, n) => ({
      ...IVAN,
      key,
      name: key,
      owner: n % 3 === 0 ? 102 : TEAM,
    }));
    await store.write((tx) => writeContacts(tx, all, 1000));
    const by = { owners: [102, TEAM], limit: 9 };
    const listed = await contactsOf(store.db, by);
    const names = listed.map(({ name, owner }) => `${name} ${owner}`);
    expect(names).toEqual(['анна 102', 'борис 0', 'вера 0', 'вера 102', 'глеб 0', 'дина 0']);

    for (const [at, { id }] of listed.entries()) {
      expect(await contactsOf(store.db, { ...by, limit: 2 }, id)).toEqual(listed.slice(at, at + 2));
      const before = listed.slice(Math.max(0, at - 2), at).toReversed();
      expect(await contactsBefore(store.db, { ...by, limit: 2 }, id)).toEqual(before);
    }
    expect(await contactsOf(store.db, { owners: [TEAM], limit: 1 }, 999)).toEqual(listed.slice(1, 2));
    expect(await contactsBefore(store.db, by, 999)).toEqual([]);
    await store.close();
  });

  test('a group has each contact once, loses those that are removed, and leaves the others when it goes', async () => {
    const store = await open();
    const group = { owner: TEAM, key: 'все', name: 'Все', madeBy: 101 };
    const [id, ivan, olga] = await store.write(async (tx) => [
      await makeGroup(tx, group, 1000),
      await writeContact(tx, IVAN, 1000),
      await writeContact(tx, { ...IVAN, key: 'ольга', name: 'Ольга' }, 1000),
    ]);
    if (!id || !ivan || !olga) throw new Error('nothing was written');
    await store.write((tx) => addMembers(tx, id, [ivan, olga]));
    await store.write((tx) => addMembers(tx, id, [olga, ivan]));
    expect((await membersOf(store.db, [id])).get(id)?.map(({ name }) => name)).toEqual(['Иван', 'Ольга']);

    await store.write((tx) => removeContact(tx, ivan));
    expect((await membersOf(store.db, [id])).get(id)?.map(({ name }) => name)).toEqual(['Ольга']);
    await store.write((tx) => removeGroup(tx, id));
    expect(await contactGroupsOf(store.db, [TEAM])).toEqual([]);
    expect(await findContact(store.db, olga)).toMatchObject({ name: 'Ольга' });
    await store.close();
  });

  test('of groups it is told how many are in each, and who was a contact first, by name', async () => {
    const store = await open();
    const keys = ['анна', 'борис', 'вера'];
    const [all, one, nobody] = await store.write(async (tx) => {
      const ids: number[] = [];
      for (const key of keys.toReversed())
        ids.push(await writeContact(tx, { ...IVAN, key, name: key }, 1000));
      const group = (key: string) => makeGroup(tx, { owner: TEAM, key, name: key, madeBy: 101 }, 1000);
      const groups = [await group('все'), await group('одна'), await group('никто')] as const;
      await addMembers(tx, groups[0], ids);
      await addMembers(tx, groups[1], ids.slice(0, 1));
      return groups;
    });

    expect(await firstMembersOf(store.db, [all, one, nobody], 2)).toEqual(
      new Map([
        [all, { count: 3, names: ['борис', 'вера'] }],
        [one, { count: 1, names: ['вера'] }],
      ]),
    );
    await store.close();
  });
});
