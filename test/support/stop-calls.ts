import type { Tx } from '../../src/store/engine/database.ts';
import { orderByNumber } from '../../src/store/orders/orders.ts';
import * as list from '../../src/store/stop-list/stop-list.ts';
import * as stopped from '../../src/store/stop-list/stopped-messages.ts';
import { incomingSince } from '../../src/store/talks/incoming.ts';
import { CHAT, FATES, FIRST, messageOf, NOW, recipientOf, single } from './filled-ids.ts';

const ADDED = { source: 'person', madeBy: CHAT, why: null, incomingId: null } as const;
/** The number of the bulk order. */
const BULK = 1;

/** What is done with the list of those who are not written to: see store-calls.ts. */
export const STOP_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  ({ db }) => list.stopRules(db),
  (tx) => list.changeStopRules(tx, { words: ['basta'], confirms: false }),
  (tx) => list.stoppedAmong(tx, [recipientOf(FIRST), recipientOf(FIRST + 1)]),
  ({ db }) => list.stopEntryOf(db, recipientOf(FIRST)),
  (tx) => list.addToStopList(tx, [recipientOf(single('waiting')), recipientOf(FIRST + 1)], ADDED, NOW),
  async (tx) => {
    await list.addToStopList(tx, [recipientOf(FIRST)], ADDED, NOW);
    await list.removeFromStopList(tx, recipientOf(FIRST), NOW);
  },
  async ({ db }) => {
    const [first, , third] = await list.stopListFrom(db, 12);
    await list.stopListFrom(db, 12, first?.digest ?? 'none');
    await list.stopListBefore(db, 12, third?.digest ?? 'none');
  },
  ({ db }) => list.stopListBehind(db, null, 500),
  ({ db }) => list.stopListBehind(db, { at: NOW, digest: 'a' }, 500),
  ({ db }) => list.countStopList(db),
  ({ db }) => incomingSince(db, recipientOf(FIRST), 0, 10),
  async (tx) => {
    const order = await orderByNumber(tx.db, BULK);
    if (!order) throw new Error('no order');
    await stopped.stopMessages(tx, order, [messageOf(FIRST + FATES.waiting)], NOW);
  },
  ({ db }) =>
    list.stoppedSince(db, [
      { id: messageOf(FIRST), recipient: recipientOf(FIRST), channel: 'sms', created_at: 0 },
    ]),
  async (tx) => {
    const order = await orderByNumber(tx.db, BULK);
    await stopped.stopEach(tx, [{ id: messageOf(FIRST + FATES.queued), order_id: order?.id ?? '' }], NOW);
  },
  ({ db }) => stopped.countStopped(db, BULK),
  ({ db }) => stopped.firstStopped(db, BULK, 'consent', 5),
  ({ db }) => stopped.notLeftBehind(db, BULK, messageOf(FIRST), 500),
  ({ db }) => stopped.stoppedOf(db, [messageOf(FIRST), messageOf(FIRST + 1)]),
];
