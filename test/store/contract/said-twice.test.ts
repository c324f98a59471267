import { expect, test } from 'vitest';
import { placeOrder } from '../../../src/desk/order.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { untriedRecipients } from '../../../src/store/orders/again.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { addToStopList, removeFromStopList } from '../../../src/store/stop-list/stop-list.ts';
import { cameIn, endTalk, takeTalk } from '../../../src/store/talks/talks.ts';
import { ackAlert, beginAlert } from '../../../src/store/watch/alerts.ts';
import { become } from '../../support/become.ts';
import { SETTINGS } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';
import { uncommitted } from '../../support/uncommitted.ts';

const NOW = Date.now();
const OLGA = 101;
const NUMBER = '79991234567';
const FAILED = { state: 'undelivered', error: 6, command_status: null } as const;
const STOP = { source: 'person', madeBy: OLGA, why: null, incomingId: null } as const;

/** What a press or a command does: whether it is heard. */
type Word = (tx: Tx) => Promise<boolean>;

const many = (store: Store, count: number, options: Parameters<typeof order>[2] = {}): Promise<string> =>
  order(
    store,
    numbers(count).map((to) => sms(to, 'sale')),
    options,
  );

const says =
  (card: string, word: Parameters<typeof decide>[2]): Word =>
  async (tx) =>
    (await decide(tx, card, word, NOW)) > 0;

/** The provider has not answered, and a person is asked. */
async function doubtful(store: Store, count: number): Promise<string> {
  const card = await many(store, count);
  await submit(
    store,
    card,
    Array.from({ length: count }, () => ({ outcome: 'no_answer' as const })),
  );
  await become(store.db, { state: 'in_doubt', doubt_until: null, ready_at: null }, { card });
  return card;
}

const talking = (store: Store) =>
  store.write((tx) =>
    cameIn(
      tx,
      { account: 'demo', number: NUMBER, own: '79000000' },
      { at: NOW, ends: false, isAnswered: async () => false },
    ),
  );

const WORDS: Readonly<Record<string, (store: Store) => Promise<Word>>> = {
  Send: async (store) => says(await many(store, 2, { waits: ['confirmation'] }), 'confirmation'),
  'Send, of a campaign': async (store) =>
    says(await many(store, 60, { waits: ['confirmation'] }), 'confirmation'),
  Cancel: async (store) => says(await many(store, 2), 'cancel'),
  'Cancel, of a campaign': async (store) => says(await many(store, 60), 'cancel'),
  Pause: async (store) => says(await many(store, 60), 'pause'),
  async Resume(store) {
    const card = await many(store, 60);
    await store.write((tx) => decide(tx, card, 'pause', NOW));
    return says(card, 'resume');
  },
  'Send again': async (store) => says(await doubtful(store, 2), 'repeat'),
  'Send again, of a campaign': async (store) => says(await doubtful(store, 60), 'repeat'),
  'Leave it': async (store) => says(await doubtful(store, 2), 'leave'),
  async Again(store) {
    const card = await many(store, 1);
    await submit(store, card, [accepted('1')]);
    await receipt(store, 'id:1 stat:UNDELIV err:006');
    const { id = '' } = (await orderOfCard(store.db, card)) ?? {};
    let origins = 0;
    return async (tx) => {
      const found = await untriedRecipients(tx, id, [FAILED], { after: 0, limit: 9 });
      if (found.length === 0) return false;
      origins += 1;
      await placeOrder(tx, SETTINGS, {
        origin: `again ${origins}`,
        maker: { kind: 'person', id: OLGA },
        place: null,
        content: { channel: 'sms', text: 'sale' },
        recipients: found.map(({ recipient }) => recipient),
        againOf: id,
        isDraft: true,
        writtenAt: NOW,
        now: NOW,
      });
      return true;
    };
  },
  async Take(store) {
    const { id } = await talking(store);
    let by = OLGA;
    return (tx) => takeTalk(tx, id, by++, NOW);
  },
  async Done(store) {
    const talk = await talking(store);
    await store.write((tx) => takeTalk(tx, talk.id, OLGA, NOW));
    return (tx) => endTalk(tx, { ...talk, taken_by: OLGA }, { by: OLGA, now: NOW });
  },
  async Ack(store) {
    const id = await store.write((tx) =>
      beginAlert(
        tx,
        { id: 1, chatId: OLGA, threadId: 0 },
        { cause: 'link', facts: '{}', began_at: NOW, last_at: NOW, now: NOW },
        null,
      ),
    );
    let by = OLGA;
    return (tx) => ackAlert(tx, id, by++, NOW);
  },
  'Add to stop list': async () => async (tx) => (await addToStopList(tx, [NUMBER], STOP, NOW)).length > 0,
  async '/stoplist remove'(store) {
    await store.write((tx) => addToStopList(tx, [NUMBER], STOP, NOW));
    return async (tx) => (await removeFromStopList(tx, NUMBER, NOW)) !== null;
  },
};

onEachStore(({ kind, open, migratedUrl }) => {
  test.each(Object.entries(WORDS))(
    'of two who say %s at once the first alone is heard',
    async (_, prepared) => {
      const url = await migratedUrl();
      const store = await open(url);
      // By another instance; SQLite has one.
      const other = kind === 'postgres' ? await open(url) : store;
      const word = await prepared(store);

      const commit = await uncommitted(store, word);
      const second = other.write(word);
      if (kind === 'postgres') await untilBlocked(url, second);

      expect([await commit(), await second]).toEqual([true, false]);
      if (other !== store) await other.close();
      await store.close();
    },
  );
});
