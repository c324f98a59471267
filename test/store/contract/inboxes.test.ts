import { expect, test } from 'vitest';
import { nameChat, namesOf, nameTopic } from '../../../src/store/chats/chat-names.ts';
import { migrateChat } from '../../../src/store/chats/migrate-chat.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import {
  closeInbox,
  confirmInbox,
  inboxes,
  openInbox,
  resumeInboxes,
  suspendInboxes,
} from '../../../src/store/talks/inboxes.ts';
import { onEachStore } from '../../support/stores.ts';

const GROUP = -1001;
const PLACE = { chatId: GROUP, threadId: 7 };

const open = (store: Store, by: number, confirmedBy: number | null = null, now = 1000) =>
  store.write((tx) => openInbox(tx, PLACE, { by, confirmedBy, now }));
const suspend = (store: Store, chat: { chatId: number; threadId?: number } = { chatId: GROUP }) =>
  store.write((tx) => suspendInboxes(tx, chat, 'chat', 2000));

onEachStore(({ open: newStore }) => {
  test('a place that is on already stays as it was turned on; a confirmation is kept', async () => {
    const store = await newStore();
    expect(await open(store, 102)).toBe(true);
    expect(await open(store, 103, null, 1500)).toBe(false);
    expect(await inboxes(store.db)).toMatchObject([{ turned_on_by: 102, confirmed_by: null }]);
    expect(await open(store, 101, 101, 1500)).toBe(false);
    expect(await open(store, 103, null, 1500)).toBe(false);
    expect(await inboxes(store.db)).toMatchObject([
      { turned_on_by: 102, turned_on_at: 1000, confirmed_by: 101 },
    ]);
    await store.write((tx) => closeInbox(tx, PLACE));
    expect(await inboxes(store.db)).toEqual([]);
    await store.close();
  });

  test('a chat is suspended once, and who turns a suspended place on has turned it on', async () => {
    const store = await newStore();
    await open(store, 102, 101);
    expect(await suspend(store, { chatId: GROUP, threadId: 8 })).toEqual([]);
    expect(await suspend(store)).toMatchObject([{ thread_id: 7, suspended_at: 2000, suspended_why: 'chat' }]);
    expect(await suspend(store)).toEqual([]);
    expect(await open(store, 103, null, 3000)).toBe(true);
    expect(await inboxes(store.db)).toMatchObject([
      { turned_on_by: 103, turned_on_at: 3000, confirmed_by: 101, suspended_at: null, suspended_why: null },
    ]);
    await store.close();
  });

  test('a bot that is back ends what its absence had suspended, and nothing else; a confirmation ends all', async () => {
    const store = await newStore();
    await open(store, 102);
    await suspend(store);
    expect(await store.write((tx) => resumeInboxes(tx, { chatId: GROUP }, 'there'))).toHaveLength(1);
    expect(await store.write((tx) => resumeInboxes(tx, { chatId: GROUP }, 'there'))).toEqual([]);
    await store.write((tx) => suspendInboxes(tx, PLACE, 'role', 2000));
    expect(await store.write((tx) => resumeInboxes(tx, { chatId: GROUP }, 'there'))).toEqual([]);
    await store.write((tx) => confirmInbox(tx, PLACE, 101));
    expect(await inboxes(store.db)).toMatchObject([{ confirmed_by: 101, suspended_at: null }]);
    await store.close();
  });

  test('one that has written in a chat ends what it may not have; in a topic, what that topic was closed for', async () => {
    const store = await newStore();
    const written = (threadId: number) =>
      store.write((tx) => resumeInboxes(tx, { chatId: GROUP, threadId }, 'written'));
    await open(store, 102);
    await store.write((tx) => suspendInboxes(tx, PLACE, 'topic', 2000));
    expect(await written(8)).toEqual([]);
    expect(await store.write((tx) => resumeInboxes(tx, { chatId: GROUP }, 'there'))).toEqual([]);
    expect(await written(7)).toHaveLength(1);
    await store.write((tx) => suspendInboxes(tx, PLACE, 'closed', 2000));
    expect(await written(8)).toHaveLength(1);
    await store.close();
  });

  test('a group that becomes a supergroup keeps its inboxes and its name, and is suspended no more', async () => {
    const store = await newStore();
    await open(store, 102, 101);
    await suspend(store);
    await store.write((tx) => nameChat(tx, GROUP, 'Alerts'));
    await store.write((tx) => migrateChat(tx, GROUP, -2002, 3000));
    expect(await inboxes(store.db)).toMatchObject([
      { chat_id: -2002, thread_id: 7, turned_on_by: 102, confirmed_by: 101, suspended_at: null },
    ]);
    expect(await namesOf(store.db, -2002, 0)).toEqual({ title: 'Alerts', topic: null });
    await store.close();
  });

  test('chats and topics are called as they are called now; what a topic was called before is second best', async () => {
    const store = await newStore();
    const topic = (name: string, when: 'now' | 'before') =>
      store.write((tx) => nameTopic(tx, PLACE, name, when));
    expect(await namesOf(store.db, GROUP, 7)).toEqual({ title: null, topic: null });
    await store.write((tx) => nameChat(tx, GROUP, 'Alerts'));
    await store.write((tx) => nameChat(tx, GROUP, 'Support'));
    await topic('SMS', 'before');
    expect(await namesOf(store.db, GROUP, 7)).toEqual({ title: 'Support', topic: 'SMS' });
    await topic('Customers', 'now');
    await topic('SMS', 'before');
    expect(await namesOf(store.db, GROUP, 7)).toEqual({ title: 'Support', topic: 'Customers' });
    await store.close();
  });
});
