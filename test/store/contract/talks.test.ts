import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateChat } from '../../../src/store/chats/migrate-chat.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { placesOf, showTalk } from '../../../src/store/talks/talk-places.ts';
import {
  cameIn,
  endTalk,
  findTalk,
  forgetTalks,
  noteSent,
  releaseTalk,
  setReminder,
  type Talk,
  takeReminder,
  takeTalk,
  talksToRemind,
  talksWith,
  waitNoMore,
} from '../../../src/store/talks/talks.ts';
import { onEachStore } from '../../support/stores.ts';

const NUMBER = '79991234567';
const OLGA = 101;
const NIKOLAI = 102;

const came = (
  store: Store,
  at: number,
  { own = '79000000', answered = false, ends = false } = {},
): Promise<Talk> =>
  store.write((tx) =>
    cameIn(tx, { account: 'demo', number: NUMBER, own }, { at, ends, isAnswered: async () => answered }),
  );
const ENDING = { ends: true, isAnswered: async () => false };
const take = (store: Store, { id }: Talk, by: number) => store.write((tx) => takeTalk(tx, id, by, 2000));

onEachStore(({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  test('of two who take a conversation at once one has it', async () => {
    const talk = await came(store, 1000);
    const taken = await Promise.all([OLGA, NIKOLAI].map((by) => take(store, talk, by)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect((await findTalk(store.db, talk.id))?.taken_by).toBe(taken[0] ? OLGA : NIKOLAI);
  });

  test('only whoever has it is taken out of it, and what they left is anybody’s', async () => {
    const talk = await came(store, 1000);
    await take(store, talk, OLGA);
    await store.write(async (tx) => {
      expect(await releaseTalk(tx, talk.id, NIKOLAI, 3000)).toBe(false);
      expect(await endTalk(tx, { ...talk, taken_by: NIKOLAI }, { by: NIKOLAI, now: 3000 })).toBe(false);
      expect(await releaseTalk(tx, talk.id, OLGA, 3000)).toBe(true);
    });
    expect(await findTalk(store.db, talk.id)).toMatchObject({ taken_by: null, waiting_since: 1000 });
    expect(await take(store, talk, NIKOLAI)).toBe(true);
  });

  test('several that come at once are of one conversation, and wait since the first', async () => {
    await came(store, 1000);
    await Promise.all([3000, 2000].map((at) => came(store, at)));
    const [talk, ...more] = await talksWith(store.db, NUMBER);
    expect(more).toEqual([]);
    expect(talk).toMatchObject({ waiting_since: 1000, last_in_at: 3000 });
  });

  test('what comes after an answer waits since then, and so does what comes once all was done', async () => {
    await came(store, 1000);
    expect(await came(store, 2000, { answered: true })).toMatchObject({ waiting_since: 2000 });
    const talk = await came(store, 3000);
    await take(store, talk, OLGA);
    await store.write((tx) => endTalk(tx, { ...talk, taken_by: OLGA }, { by: OLGA, now: 4000 }));
    expect(await findTalk(store.db, talk.id)).toMatchObject({ waiting_since: null, ended_by: OLGA });
    expect(await came(store, 5000)).toMatchObject({ waiting_since: 5000, ended_by: null, ended_at: null });
  });

  test('who asks for no answer waits for none, nor does what they wrote before, whichever of ours it was to', async () => {
    await came(store, 1000);
    await came(store, 1500, { own: '79000001' });
    expect(await came(store, 2000, { ends: true })).toMatchObject({ waiting_since: null, last_in_at: 2000 });
    await store.write((tx) => waitNoMore(tx, NUMBER, 2000));
    const waiting = await talksWith(store.db, NUMBER);
    expect(waiting.map(({ waiting_since }) => waiting_since)).toEqual([null, null]);
    expect(await came(store, 3000)).toMatchObject({ waiting_since: 3000 });
    const first = await store.write((tx) =>
      cameIn(tx, { account: 'demo', number: '79991230000', own: '' }, { ...ENDING, at: 1000 }),
    );
    expect(first).toMatchObject({ waiting_since: null, last_in_at: 1000 });
  });

  test('an answer ends the waiting for what had come before it alone', async () => {
    const talk = await came(store, 1000);
    const sent = (at: number) => store.write((tx) => noteSent(tx, talk, { messageId: 7, at }, at));
    await sent(900);
    expect(await findTalk(store.db, talk.id)).toMatchObject({ waiting_since: 1000, last_out: 7 });
    await came(store, 1500);
    await sent(1200);
    expect(await findTalk(store.db, talk.id)).toMatchObject({ waiting_since: 1000 });
    const again = await came(store, 1500);
    await store.write((tx) => noteSent(tx, again, { messageId: 7, at: 1200 }, 1550));
    expect(await findTalk(store.db, talk.id)).toMatchObject({ waiting_since: 1200 });
    await store.write((tx) => noteSent(tx, again, { messageId: 8, at: 1600 }, 1600));
    expect(await findTalk(store.db, talk.id)).toMatchObject({ waiting_since: null, last_out: 8 });
  });

  test('a reminder is told by one of those who find it', async () => {
    const { id } = await came(store, 1000);
    await store.write((tx) => setReminder(tx, id, { at: 5000, by: OLGA, cardId: 'card' }, 1000));
    expect(await talksToRemind(store.db, 4999, 10)).toEqual([]);
    const [due] = await talksToRemind(store.db, 5000, 10);
    if (!due) throw new Error('nothing is due');
    const told = await Promise.all([1, 2].map(() => store.write((tx) => takeReminder(tx, due, 5000))));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await talksToRemind(store.db, 9000, 10)).toEqual([]);
  });

  test('where a supergroup shows a conversation already, that place stays', async () => {
    const { id } = await came(store, 1000);
    const other = await came(store, 1000, { own: '79000001' });
    const place = { thread_id: 0, chat_id: -1 };
    await store.write(async (tx) => {
      await showTalk(tx, { talk_id: id, ...place, card_id: 'old' });
      await showTalk(tx, { talk_id: id, ...place, chat_id: -2, card_id: 'new' });
      await showTalk(tx, { talk_id: other.id, ...place, card_id: 'other' });
      await migrateChat(tx, -1, -2, 2000);
    });
    expect(await placesOf(store.db, id)).toMatchObject([{ chat_id: -2, card_id: 'new' }]);
    expect(await placesOf(store.db, other.id)).toMatchObject([{ chat_id: -2, card_id: 'other' }]);
  });

  test('a conversation in which nothing has come since is forgotten with its messages', async () => {
    const old = await came(store, 1000);
    const recent = await came(store, 9000, { own: '79000001' });
    await store.write(async (tx) => {
      await showTalk(tx, { talk_id: old.id, chat_id: -1, thread_id: 0, card_id: 'card' });
      await forgetTalks(tx, [NUMBER], 5000);
    });
    expect(await talksWith(store.db, NUMBER)).toMatchObject([{ id: recent.id }]);
    expect(await placesOf(store.db, old.id)).toEqual([]);
  });
});
