import { expect, test } from 'vitest';
import { AS_GIVEN } from '../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { claim, settle } from '../../src/store/attempts/attempts.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import type { Message } from '../../src/store/attempts/outbox.ts';
import { markLook } from '../../src/store/chats/card-looks.ts';
import { cardShown } from '../../src/store/chats/cards.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { markMoved } from '../../src/store/orders/orders.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { decide, numbers, order, sms } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, onPostgres, untilBlocked } from '../support/stores.ts';
import { expectTalliesRight } from '../support/tallies.ts';

const CHAT = 101;
/** So many of each kind side by side: of those, some are let go together that have waited for another. */
const BESIDE = 4;
const GROUP = 4;
const MESSAGES = 60;
/** More than an order goes without being written anew that messages left. */
const ROUND_MS = 2000;
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

interface Claimed {
  readonly message: Message;
  readonly attemptId: number;
}

/** As a round of the sender. */
const claimSome = (store: Store, now: number): Promise<Claimed[]> =>
  store.write(async (tx) => {
    const next = await nextMessages(tx, 'demo', BESIDE * GROUP, now);
    const claims = next.messages.map((message) => ({ message, attempts: [ATTEMPT], pdus: 1 }));
    const attempts = await claim(tx, claims, now);
    const orders = new Set(next.messages.map(({ order_id }) => order_id));
    if (orders.size > 0) await markMoved(tx, [...orders], now);
    await next.moveOn(new Set(next.messages.map(({ id }) => id)));
    return next.messages.flatMap((message, index) =>
      (attempts[index] ?? []).map((attemptId) => ({ message, attemptId })),
    );
  }, 'shared');

const settleSome = (store: Store, claimed: readonly Claimed[], now: number): Promise<void> =>
  store.write(
    (tx) =>
      settle(
        tx,
        'demo',
        claimed.map(({ attemptId }) => ({
          ...{ attemptId, outcome: 'accepted' as const, commandStatus: 0 },
          providerId: `id-${attemptId}`,
        })),
        now,
      ),
    'shared',
  );

/** The first is said to be on its way, which is for the rule that knows all. */
const receiveSome = (store: Store, claimed: readonly Claimed[], stat: string, now: number) =>
  store.write((tx) => {
    const receipts = claimed.map(({ message, attemptId }, at) => {
      const raw = `id:id-${attemptId} stat:${at === 0 ? stat : 'DELIVRD'} err:000`;
      const receipt = parseReceipt({ text: raw, tlvs: {} });
      return { receipt, raw, via: 'smpp' as const, parties: [message.recipient] };
    });
    return storeReceipts(tx, 'demo', receipts, now, AS_GIVEN);
  }, 'shared');

/** Begins a look at the card, which goes on until so many of that work wait for it, or all is done. Shows what it saw. */
async function showDuring<T>(
  { url, store, id }: { url: string; store: Store; id: string },
  waiting: number,
  work: () => Promise<T>,
): Promise<T> {
  let working: Promise<T> | null = null;
  const { card, done } = await store.write(async (tx) => {
    const marked = await markLook(tx, { id, chat_id: CHAT });
    working ??= work();
    await untilBlocked(url, working, waiting);
    return { card: marked, done: () => working as Promise<T> };
  });
  if (!card) throw new Error('no card');
  const shown = { telegramId: 55, text: String(card.revision), now: Date.now() };
  await store.write((tx) => cardShown(tx, card, shown));
  return done();
}

const groupsOf = (claimed: readonly Claimed[]): Claimed[][] =>
  Array.from({ length: BESIDE }, (_, at) => claimed.slice(at * GROUP, (at + 1) * GROUP)).filter(
    (group) => group.length > 0,
  );

/** Deadlocks in this database, once nobody is connected to it who might have some to tell of. */
async function deadlocks(url: string): Promise<unknown> {
  const name = new URL(url).pathname.slice(1);
  const others = `select from pg_stat_activity where datname = '${name}'`;
  while ((await onPostgres(others)).length > 0);
  return (await onPostgres(`select deadlocks::int as n from pg_stat_database where datname = '${name}'`))[0];
}

test('the sender, answers, receipts, decisions and whoever shows a card wait for each other in one order', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);
  const card = await order(
    store,
    numbers(MESSAGES).map((to) => sms(to, 'sale')),
  );
  await order(
    store,
    numbers(GROUP).map((to) => sms(to, 'hello')),
  );
  let claimed: readonly Claimed[] = [];
  let taken: readonly Claimed[] = [];
  let ended = 0;
  const start = Date.now();

  for (let round = 0; ended < MESSAGES + GROUP; round++) {
    const now = start + round * ROUND_MS;
    const word = round % 4 === 0 ? 'pause' : 'resume';
    const told = groupsOf(taken);
    const [next] = await showDuring({ url, store, id: card }, told.length > 2 ? 2 : 1, () =>
      Promise.all([
        claimSome(store, now),
        ...groupsOf(claimed).map((group) => settleSome(store, group, now)),
        ...told.map((group, at) => receiveSome(store, group, at === 0 ? 'ENROUTE' : 'DELIVRD', now)),
        store.write((tx) => decide(tx, card, word, now)),
      ]),
    );
    await receiveSome(store, taken.slice(0, 1), 'DELIVRD', now);
    ended += taken.length;
    [claimed, taken] = [next, claimed];
  }

  await expectTalliesRight(store.db);
  await store.close();
  expect(await deadlocks(url)).toEqual({ n: 0 });
});
