import { sql } from 'kysely';
import { prepareWork } from '../../../src/chat/sending/preparing.ts';
import { keep } from '../../../src/http/callback.ts';
import { readCall } from '../../../src/http/callback-call.ts';
import { cancelWork } from '../../../src/jobs/campaigns.ts';
import { type MessageContent, RequestRefused } from '../../../src/messages/request.ts';
import { settleQuery } from '../../../src/sender/status-queries.ts';
import { askOverdue } from '../../../src/sender/sweeper.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { answerWaiting, moveMessages } from '../../../src/store/orders/decisions.ts';
import { findOrder } from '../../../src/store/orders/orders.ts';
import { askStatus, openQueries } from '../../../src/store/receipts/queries.ts';
import { forgetOrphans } from '../../../src/store/receipts/stored-orphans.ts';
import { shortestPiece } from '../shortest-piece.ts';
import { ACCOUNTS, type World } from './history.ts';
import type { OpenPath, Path } from './path.ts';
import { looksInto } from './store-look.ts';
import { again, write } from './store-orders.ts';
import { StoreSending } from './store-sending.ts';
import { ALL, StoreWorld } from './store-world.ts';

/** What a history leaves behind. */
const TABLES = [
  'orphans',
  'receipts',
  'queries',
  'attempts',
  'messages',
  'guards',
  'tallies',
  'hours',
  'campaigns',
  'orders',
  'cards',
  'leases',
  'accounts',
  'jobs',
  'file_chunks',
  'files',
] as const;

/**
 * Each history on the store of its provider: one that refuses identical requests, or one that does not.
 * @param isTold a setting says how receipts write ids; else it is learned
 */
export const onStores =
  (guarded: Store, unguarded: Store, isTold = false): OpenPath =>
  (world) =>
    storePath(world.guards ? guarded : unguarded, world, isTold);

/**
 * Messages as src/store keeps them, and as the sender, the listener and the chat call it. One history after the other has
 * the store to itself: what the last one left there goes.
 */
async function storePath(store: Store, world: World, isTold: boolean): Promise<Path> {
  const statements = TABLES.map((table) => `delete from ${table}`);
  // A round trip is what costs on PostgreSQL.
  const groups = store.kind === 'postgres' ? [statements.join('; ')] : statements;
  await store.write(async ({ db }) => {
    for (const group of groups) await sql.raw(group).execute(db);
  });
  return pathOver(store, world, isTold);
}

function pathOver(store: Store, of: World, isTold: boolean): Path {
  const world = new StoreWorld(store, of, isTold);
  const sending = {
    first: new StoreSending(world, 'first'),
    second: new StoreSending(world, 'second'),
  };
  return {
    ...looksInto(world),

    async place({ account, to, text, channel, isDraft, writtenAt }, { now }) {
      const content: MessageContent = channel === 'hlr' ? { channel } : { channel, text };
      try {
        const wanted = { content, to, login: account, isDraft, writtenAt };
        world.orders.push(await store.write((tx) => write(world, tx, wanted, now)));
        return true;
      } catch (error) {
        if (error instanceof RequestRefused) return false;
        throw error;
      }
    },

    turn: (account, atHand, at) => sending[account].turn(atHand, at),
    lateTurn: (account, atHand, at) => sending[account].lateTurn(atHand, at),
    takeOver: (account, at) => sending[account].takeOver(at),

    call: (fields, { now }) =>
      store.write(async (tx) => {
        await keep(tx, ACCOUNTS, [readCall(fields)], now);
      }),

    async press(index, button, { now }) {
      const order = world.order(index);
      const tried = await store.write(async (tx) => {
        if (button === 'again') return again(world, tx, order, now);
        if (button === 'send') {
          const reason = (await findOrder(tx.db, order.id))?.waiting_for;
          if (reason) await answerWaiting(tx, order.id, reason, now);
        } else await moveMessages(tx, order.id, button, now);
        return null;
      });
      if (tried) world.orders.push(tried.placed);
      return tried?.to ?? null;
    },

    query: (account, about, state, { now }) =>
      store.write(async (tx) => {
        if (about) {
          const { cardId } = world.order(about.order);
          const message = (await messagesOfCard(tx.db, cardId, ALL))[about.position];
          if (message?.account === account) await askStatus(tx, message, cardId, now);
        }
        const said = { commandStatus: state === null ? null : 0, messageState: state, error: null };
        for (const open of await openQueries(tx.db, account)) {
          const ids = (await attemptsOf(tx.db, open.message_id)).flatMap(
            ({ provider_id }) => provider_id ?? [],
          );
          const answers = ids.map((providerId) => ({ providerId, ...said }));
          await settleQuery(tx, account, open, answers, now);
        }
      }),

    async sweep(account, { now }) {
      await store.write((tx) => askOverdue(tx, account, now));
      await store.write((tx) => forgetOrphans(tx, now - store.rules.overdueAfterMs));
    },

    work: ({ now }) => shortestPiece(store, [prepareWork(world.settings()), cancelWork], { now }),

    setAlphabet(alphabet) {
      world.wire = { ...world.wire, defaultAlphabet: alphabet };
    },
  };
}
