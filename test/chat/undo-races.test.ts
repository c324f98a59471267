import type { Update } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { versioned } from '../../src/store/engine/versions.ts';
import { releasing } from '../../src/store/orders/schedules.ts';
import { chatOver, OLGA, only, SETTINGS } from '../support/chat.ts';
import { claimNext } from '../support/claim.ts';
import { incomingIn } from '../support/incoming.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';
import { onEachStore, untilBlocked } from '../support/stores.ts';
import { uncommitted } from '../support/uncommitted.ts';

/* Somebody takes a reply back, says “stop” or edits it in the moment in which it goes. */

/** A Friday, 15:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 12);
const UNDO_MS = 5_000;
const settings = { ...SETTINGS, undoSend: UNDO_MS };
const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What somebody says to it, and what it comes to where the release is before, and where it is behind. */
const WORDS = {
  press: { before: ['cancelled'], behind: ['cancelled'] },
  stop: { before: ['queued'], behind: ['waiting'] },
  edit: { before: ['queued'], behind: ['cancelled', 'waiting'] },
} as const;
/** On PostgreSQL an edit sees what waits before the release is committed, and calls off what has not left since. */
const CALLED_OFF = ['cancelled', 'waiting'] as const;
const CASES = Object.entries(WORDS).flatMap(([word, { before, behind }]) => [
  { word: word as keyof typeof WORDS, at: 'before' as const, comes: before },
  { word: word as keyof typeof WORDS, at: 'behind' as const, comes: behind },
]);

onEachStore(({ kind, open, migratedUrl }) => {
  async function world() {
    const url = await migratedUrl();
    const store = await open(url);
    /** Done in a transaction of the chat once its work is done, before it is committed; or before that. */
    const within: { begun: ((tx: Tx) => Promise<unknown>) | null; done: (() => Promise<unknown>) | null } = {
      begun: null,
      done: null,
    };
    const gated: Store = {
      ...store,
      write: (work, how) =>
        store.write(async (tx) => {
          const [begun, done] = [within.begun, within.done];
          [within.begun, within.done] = [null, null];
          await begun?.(tx);
          const result = await work(tx);
          await done?.();
          return result;
        }, how),
    };
    const chat = chatOver(gated, { settings, meanwhile: async () => {} });
    const asked = await incomingIn(chat, OLGA.id, { text: 'Какой адрес?' });
    vi.setSystemTime(NOW + 60_000);
    const message = chat.message(OLGA, 'Свободы 64', { replyTo: asked });
    const card = only((await chat.update({ message })).cards);
    vi.setSystemTime(Date.now() + UNDO_MS);
    const { id: orderId } = await store.db.selectFrom('orders').select('id').executeTakeFirstOrThrow();
    const piece = { body: JSON.stringify(versioned(releasing, { orderId })), cursor: null, read: undefined };
    const release = (tx: Tx) =>
      releaseWork(settings).piece({
        ...{ ...piece, tx, now: Date.now(), landed: () => {} },
        budget: { isSpent: () => false } as never,
      });
    const says = {
      press: async () => (await chat.press(OLGA, card, 'Не отправлять')).toast,
      stop: async () => (await chat.say(OLGA, 'стоп'))[0]?.text,
      edit: async () =>
        (
          await chat.update({
            edited_message: { ...message, text: 'Свободы 46', edit_date: message.date + 4 },
          } as Partial<Update>)
        ).cards[0]?.text,
    };
    return { url, store, chat, card, within, release, says };
  }

  /** All that is due for an hour is done, and the sender takes what is queued. Returns how many it took. */
  async function goesOn(store: Store): Promise<number> {
    vi.setSystemTime(Date.now() + HOUR_MS);
    await doJobs(store, [releaseWork({ ...settings, sendMaxAge: 2 * HOUR_MS })]);
    return store.write((tx) => claimNext(tx, 'demo', 9, Date.now()));
  }

  test.each(CASES)(
    'of a release $at “$word” one comes to something, and the card says which',
    async (one) => {
      const { word, at } = one;
      const comes = kind === 'postgres' && word === 'edit' ? CALLED_OFF : one.comes;
      const { url, store, chat, card, within, release, says } = await world();
      if (at === 'before') {
        const commit = await uncommitted(store, release);
        const said = says[word]();
        if (kind === 'postgres') await untilBlocked(url, said);
        await commit();
        await said;
      } else {
        const [worked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        within.done = () => {
          worked.resolve();
          return goOn.promise;
        };
        const said = says[word]();
        await worked.promise;
        const released = store.write(release);
        if (kind === 'postgres') await untilBlocked(url, released);
        goOn.resolve();
        await Promise.all([said, released]);
      }
      expect(await statesOf(store.db)).toEqual(comes);
      const { text } = await chat.look(card);
      expect(text).toContain({ cancelled: 'отменено', queued: 'в очереди', waiting: 'Свободы 64' }[comes[0]]);
      expect(text).not.toContain('Сейчас уйдёт');
      const goes = comes.at(-1) === 'queued' || word === 'edit';
      expect(await goesOn(store)).toBe(goes ? 1 : 0);
      await store.close();
    },
  );

  test('what the sender has in hand is not taken back, nor sent twice by an edit', async () => {
    const { store, chat, card, release, says } = await world();
    await store.write(release);
    expect(await store.write((tx) => claimNext(tx, 'demo', 9, Date.now()))).toBe(1);
    expect(await says.press()).toBe('Поздно: сообщение уже ушло или уходит.');
    expect(await says.edit()).toContain('Правка ничего не изменила');
    expect(await statesOf(store.db)).toEqual(['submitting']);
    expect((await chat.look(card)).text).not.toContain('отменено');
    await store.close();
  });

  test.runIf(kind === 'postgres')(
    'a release and a press that wait for each other come to one of both',
    async () => {
      const { url, store, within, release, says, card, chat } = await world();
      const released = Promise.withResolvers<unknown>();
      // The press has the message, and wants its order; the release has the order.
      within.begun = async (tx) => {
        await tx.db.selectFrom('messages').select('id').forUpdate().execute();
        const other = store.write(release);
        released.resolve(other);
        await untilBlocked(url, other);
      };
      const toast = await says.press();
      await released.promise;
      expect([toast, await statesOf(store.db)]).toEqual([
        'Отменено 1 сообщение, оно не отправлено.',
        ['cancelled'],
      ]);
      expect((await chat.look(card)).text).toContain('отменено');
      expect(await goesOn(store)).toBe(0);
      await store.close();
    },
  );
});
