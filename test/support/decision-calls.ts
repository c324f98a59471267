import { markAble } from '../../src/store/attempts/able.ts';
import { giveUpAttempts } from '../../src/store/attempts/doubts.ts';
import {
  cancelStranded,
  moveStranded,
  strandedMessages,
  takeStranded,
} from '../../src/store/attempts/stranded.ts';
import { breakCampaign } from '../../src/store/campaigns/breaker.ts';
import { aboutToRun, endCampaigns, runningCampaigns } from '../../src/store/campaigns/campaign-decisions.ts';
import { judgeCanary } from '../../src/store/campaigns/canary.ts';
import { departuresOf } from '../../src/store/campaigns/departures.ts';
import { withoutHalted } from '../../src/store/campaigns/halted.ts';
import { suspectCampaigns } from '../../src/store/campaigns/suspects.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { countUntried, isTriedAgain, untriedRecipients } from '../../src/store/orders/again.ts';
import { askedAbout, isBeingDecided } from '../../src/store/orders/deciding.ts';
import { answerWaiting, holdForTerms, holdStale, moveMessages } from '../../src/store/orders/decisions.ts';
import { countRepeated, countRepeatedOf } from '../../src/store/orders/guard.ts';
import { keyOfOne } from '../../src/store/orders/guard-keys.ts';
import * as history from '../../src/store/orders/history.ts';
import { findOrder, orderByNumber } from '../../src/store/orders/orders.ts';
import { reachedBy } from '../../src/store/orders/reached.ts';
import { keepRecipients, recipientsFrom } from '../../src/store/orders/recipient-lists.ts';
import { addresseesOf, rewordMessages, rewordOrder, setSender } from '../../src/store/orders/reword.ts';
import {
  awaitingTime,
  scheduledOrders,
  setTime,
  stopScheduled,
  waitingTo,
} from '../../src/store/orders/scheduled.ts';
import { askToVouch, vouch } from '../../src/store/orders/vouching.ts';
import { leftAlone, passQuiet, quietOf } from '../../src/store/stop-list/left-alone.ts';
import { lockLeftAlone, stopLeftAlone } from '../../src/store/stop-list/stopping-left-alone.ts';
import { orderNumberOf } from '../../src/store/tables/message-id.ts';
import { ACCOUNT, CHAT, FATES, FIRST, GONE, messageOf, NOW, recipientOf, single } from './filled-ids.ts';
import { bulk, CONTENT, DAY, messageAt, of, TERMS, UNDELIVERED } from './store-samples.ts';

/** A message of the bulk that was to be tried again. */
const retried = async (tx: Tx) => {
  const found = await history.findMessage(tx.db, messageOf(FIRST + FATES.queued));
  if (!found) throw new Error('no message');
  return found;
};

/** What a store is asked where people decide about messages: see store-calls.ts. */
export const DECISION_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => answerWaiting(tx, of('waiting'), 'terms', NOW),
  (tx) => answerWaiting(tx, of('waiting'), 'terms', NOW, ['guard']),
  (tx) => moveMessages(tx, of('asked'), 'repeat', NOW),
  (tx) => moveMessages(tx, of('asked'), 'leave', NOW),
  (tx) => moveMessages(tx, of('queued'), 'cancel', NOW),
  (tx) => moveMessages(tx, bulk, 'repeat', NOW),
  ({ db }) => isBeingDecided(db, 1),
  async (tx) => {
    const order = await findOrder(tx.db, bulk);
    if (order) await askedAbout(tx, order, { after: 0, limit: 1, before: NOW });
  },
  (tx) => moveMessages(tx, bulk, 'leave', NOW),
  (tx) => moveMessages(tx, bulk, 'cancel', NOW),
  async (tx) => {
    await moveMessages(tx, bulk, 'pause', NOW);
    await withoutHalted(tx, [await retried(tx)], NOW);
    await moveMessages(tx, bulk, 'resume', NOW);
    await holdStale(tx, [bulk], NOW);
    await answerWaiting(tx, bulk, 'stale', NOW, ['guard']);
    await answerWaiting(tx, bulk, 'guard', NOW);
    await holdForTerms(tx, new Map([[bulk, { alphabet: 'ucs2', parts: 1 }]]), NOW);
    await answerWaiting(tx, bulk, 'terms', NOW);
  },
  async (tx) => recipientsFrom(tx.db, (await keepRecipients(tx, ['1', '2'], NOW)).file, 0, 1),
  (tx) => giveUpAttempts(tx, [messageAt('submitting')]),
  ({ db }) => runningCampaigns(db),
  ({ db }) => aboutToRun(db),
  (tx) => endCampaigns(tx, 0, 20),
  (tx) => suspectCampaigns(tx, [{ id: messageOf(FIRST), error: null, command_status: 0x0a }], NOW),
  (tx) => breakCampaign(tx, bulk, NOW),
  async ({ db }) => departuresOf(db, (await findOrder(db, bulk))?.number ?? 0),
  async (tx) => {
    for (const canary of [1, 20]) {
      await tx.db.updateTable('orders').set({ canary }).where('id', '=', bulk).execute();
      await judgeCanary(tx, bulk, NOW);
    }
  },
  ({ db }) => orderByNumber(db, 1),
  ({ db }) => quietOf(db, { id: messageOf(FIRST) }, [ACCOUNT]),
  async (tx) => {
    const order = await findOrder(tx.db, bulk);
    if (order) await passQuiet(tx, order, [ACCOUNT], NOW);
  },
  async (tx) => {
    await markAble(tx, ACCOUNT, NOW);
    const queued = await orderByNumber(tx.db, orderNumberOf(messageOf(single('queued'))));
    if (!queued) throw new Error('no order');
    const of = { ...queued, quiet: '0-1439 UTC' };
    await tx.db.updateTable('orders').set({ quiet: of.quiet }).where('id', '=', of.id).execute();
    await lockLeftAlone(tx, NOW);
    await stopLeftAlone(tx, of, NOW);
  },
  (tx) => leftAlone(tx, [{ message: { id: messageOf(FIRST) } }]),
  (tx) => askToVouch(tx, [{ id: messageOf(FIRST) }], NOW),
  (tx) => vouch(tx, 1, NOW),
  async (tx) => {
    await holdStale(tx, [bulk], NOW);
    await setTime(tx, bulk, NOW + DAY, NOW);
    await answerWaiting(tx, bulk, 'stale', NOW);
    await scheduledOrders(tx.db, { chatId: CHAT }, { from: 0, limit: 9 });
    await scheduledOrders(tx.db, { personId: CHAT }, { from: 0, limit: 9 });
    await scheduledOrders(tx.db, 'everywhere', { from: 0, limit: 9 });
    await awaitingTime(tx.db);
    await waitingTo(tx.db, [recipientOf(single('waiting')), recipientOf(FIRST)]);
    const order = await findOrder(tx.db, bulk);
    if (order) await stopScheduled(tx, order, NOW);
  },
  (tx) => holdStale(tx, [of('queued'), bulk], NOW),
  (tx) => holdForTerms(tx, new Map([[of('queued'), { alphabet: 'ucs2', parts: 1 }]]), NOW),
  ({ db }) => isTriedAgain(db, of('undelivered')),
  ({ db }) => countUntried(db, of('undelivered'), [UNDELIVERED]),
  (tx) => untriedRecipients(tx, of('undelivered'), [UNDELIVERED], { after: 0, limit: 100 }),
  (tx) => untriedRecipients(tx, bulk, [UNDELIVERED], { after: 0, limit: 100 }),
  ({ db }) => reachedBy(db, { number: 1, fallback: null }, [UNDELIVERED], { after: 0, limit: 100 }),
  ({ db }) => reachedBy(db, { number: 1, fallback: '' }, [UNDELIVERED], { after: 0, limit: 100 }),
  ({ db }) => addresseesOf(db, 1, 1, 1),
  (tx) => rewordOrder(tx, { id: of('waiting'), content: CONTENT, terms: TERMS }, NOW),
  (tx) => {
    const other = { content: CONTENT, fallback: [], sender: 'SHOP', waits: [] };
    return setSender(tx, { id: of('waiting'), card_id: null }, other, NOW);
  },
  (tx) => rewordMessages(tx, [{ id: messageAt('waiting'), guardKey: 'another' }], 1),
  async (tx) => {
    const own = await keyOfOne(tx.db, { number: 1 });
    for (const toldAt of [null, NOW]) {
      const besides = { orderNumber: 1, toldAt };
      await countRepeated(tx, own ? [own.guard_key] : [], NOW, besides);
      await countRepeatedOf(tx, besides, { from: 0, count: 10_000 }, NOW);
    }
  },
  ({ db }) => strandedMessages(db, [ACCOUNT]),
  async (tx) => {
    const messages = await takeStranded(tx, GONE, NOW);
    await moveStranded(
      tx,
      messages.map((message) => ({ message, account: ACCOUNT, guardKey: 'another' })),
      NOW,
    );
    await cancelStranded(tx, messages, NOW);
  },
];
