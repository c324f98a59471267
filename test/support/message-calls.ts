import { AS_GIVEN, UNKNOWN_HABIT } from '../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { ableAt, agedOrders, markAble } from '../../src/store/attempts/able.ts';
import { accountOf } from '../../src/store/attempts/accounts.ts';
import {
  abandonOpenAttempts,
  claim,
  type Settlement,
  settle,
  stateOf,
} from '../../src/store/attempts/attempts.ts';
import {
  countAsked,
  endDoubts,
  nextDoubtAt,
  postponeRepeats,
  unansweredAttempts,
} from '../../src/store/attempts/doubts.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import * as outbox from '../../src/store/attempts/outbox.ts';
import { nextReadyAt, outboxDepth } from '../../src/store/attempts/ready-messages.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { countOf, firstOfEachEnd, tallyOfCard } from '../../src/store/campaigns/tallies.ts';
import { TallyDeltas } from '../../src/store/campaigns/tally-deltas.ts';
import { ChainDeltas } from '../../src/store/chains/chain-deltas.ts';
import { messagesOfChain, triesAfter } from '../../src/store/chains/chain-messages.ts';
import { chainStopOf } from '../../src/store/chains/chain-stops.ts';
import { countsOfChain, wentOn } from '../../src/store/chains/chain-tallies.ts';
import { unfollowed } from '../../src/store/chains/chains-going-on.ts';
import { pullBack } from '../../src/store/engine/clock.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { carryWaits, pullBackWaits, timeOf } from '../../src/store/engine/store-time.ts';
import { writeCountsOn } from '../../src/store/hot/counts.ts';
import { writeCounts } from '../../src/store/hot/counts-together.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import {
  countRepeated,
  holdForGuard,
  lastAttemptOfSame,
  pruneGuards,
  warmMessages,
} from '../../src/store/orders/guard.ts';
import * as history from '../../src/store/orders/history.ts';
import { costOfOrders } from '../../src/store/orders/order-costs.ts';
import { pageOfCard } from '../../src/store/orders/order-messages.ts';
import {
  findOrder,
  hideOrder,
  markMoved,
  orderOfCard,
  showOrder,
  writeOrder,
} from '../../src/store/orders/orders.ts';
import { sameTextBefore } from '../../src/store/orders/same-text.ts';
import { sentBefore } from '../../src/store/orders/tables.ts';
import { templatesOf } from '../../src/store/provider/billed.ts';
import {
  cachedNumbers,
  cachedOfCard,
  freshLookups,
  hideCached,
  showCached,
} from '../../src/store/provider/cached-lookups.ts';
import { earlierLookups, foundBehind } from '../../src/store/provider/earlier-lookups.ts';
import { operatorsOfOrder } from '../../src/store/provider/operators.ts';
import { recentPrice, recentPrices } from '../../src/store/provider/recent-price.ts';
import { awaitingStatus, lastReceiptAt, unmatchedReceipts } from '../../src/store/receipts/awaiting.ts';
import { stillUnknown, unknownSince } from '../../src/store/receipts/named-by-us.ts';
import { joinOrphansOf } from '../../src/store/receipts/orphans.ts';
import { joinOrphans } from '../../src/store/receipts/orphans-in-doubt.ts';
import { giveUpOverdue, overdueMessages, postponeOverdue } from '../../src/store/receipts/overdue.ts';
import { answerQuery, askStatus, lastQuery, openQueries } from '../../src/store/receipts/queries.ts';
import {
  isKnownStatus,
  isRepeatedCall,
  readOrphansAnew,
  storeReceipts,
} from '../../src/store/receipts/receipts.ts';
import { forgetOrphans } from '../../src/store/receipts/stored-orphans.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { HourDeltas, lastUncounted } from '../../src/store/stats/hour-deltas.ts';
import { countEarlier, countParts, forgetEmptyHours } from '../../src/store/stats/hours.ts';
import {
  failuresOf,
  groupsOf,
  isCounting,
  linesOf,
  readersIn,
  slicesOf,
} from '../../src/store/stats/stats.ts';
import { CHANNEL, ORDER_CLASS, STATE } from '../../src/store/tables/coded.ts';
import type { HoursTable } from '../../src/store/tables/hour-schema.ts';
import { messageId, orderNumberOf } from '../../src/store/tables/message-id.ts';
import type { TalliesTable } from '../../src/store/tables/message-schema.ts';
import { answeredMessage, conversationWith } from '../../src/store/talks/conversations.ts';
import { countReaders, readingsOf } from '../../src/store/watch/readings.ts';
import {
  ACCOUNT,
  CHAT,
  type FATES,
  FIRST,
  GONE,
  LAST,
  messageOf,
  NOW,
  providerIdOf,
  recipientOf,
  single,
  unmatchedIdOf,
} from './filled-ids.ts';
import {
  bulk,
  CONTENT,
  DAY,
  delivered,
  last,
  lastMessage,
  message,
  messageAt,
  of,
  PLACE,
  TERMS,
  to,
  UNDELIVERED,
} from './store-samples.ts';

const HABIT = { written: 'hex', isSet: false } as const;
const HTTP_CALL = '{"phone":"1","status":"1"}';
const writeDeltas = async (
  { ask, prepare }: Tx,
  tallies: readonly TalliesTable[],
  hours: readonly HoursTable[],
): Promise<void> => {
  const counts = { cards: ['card'], dueAt: NOW, tallies, hours };
  if (ask) await writeCounts(ask, counts);
  if (prepare) writeCountsOn(prepare, counts);
};
const receipt = (id: string) => parseReceipt({ text: `id:${id} stat:DELIVRD err:000`, tlvs: {} });
const told = (id: string, party: string) => ({
  receipt: receipt(id),
  via: 'smpp' as const,
  raw: '00',
  parties: [party, 'SHOP'],
});
const read = (id: string, party: string) => ({
  ...told(id, party),
  receipt: { ...receipt(id), reading: 'clicked' as const },
});
const newOrder = (origin: string) => ({
  ...{ origin, maker: { kind: 'person' as const, id: CHAT }, place: PLACE, content: CONTENT, terms: TERMS },
  messages: ['1', '2'].map((recipient) => ({
    ...{ recipient, account: ACCOUNT, reference: 1, pdus: 1, guardKey: recipient },
  })),
  ...{ waits: [], freshAt: NOW, now: NOW },
});
const manyMessages = Array.from({ length: 51 }, (_, n) => ({
  ...{ recipient: `new ${n}`, account: ACCOUNT, reference: 1, pdus: 1, guardKey: `new ${n}` },
}));
const settled = (fate: keyof typeof FATES, outcome: Settlement['outcome'], providerId?: string) => (tx: Tx) =>
  settle(tx, ACCOUNT, [{ attemptId: single(fate), outcome, ...(providerId ? { providerId } : {}) }], NOW);

/** What a store is asked of messages that are sent, and of what becomes of them: see store-calls.ts. */
export const MESSAGE_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  // What is sent.
  (tx) => writeOrder(tx, newOrder('new')),
  (tx) => showOrder(tx, bulk, bulk),
  (tx) => hideOrder(tx, bulk),
  ({ db }) => sentBefore(db, { digest: 'digest', channel: 'sms' }, FIRST),
  async (tx) => {
    await writeOrder(tx, newOrder('once'));
    const order = await findOrder(tx.db, (await writeOrder(tx, newOrder('twice'))) ?? '');
    if (order) await sameTextBefore(tx.db, order);
  },
  async (tx) => {
    const id = await writeOrder(tx, { ...newOrder('called off'), maker: { kind: 'token', name: 'shop' } });
    await moveMessages(tx, id ?? '', 'cancel', NOW);
  },
  ({ db }) => findOrder(db, bulk),
  ({ db }) => orderOfCard(db, bulk),
  (tx) => markMoved(tx, [bulk, last], NOW),
  (tx) => writeOrder(tx, { ...newOrder('many'), messages: manyMessages }),
  async (tx) => {
    const next = await nextMessages(tx, ACCOUNT, 100, NOW);
    await next.moveOn(new Set(next.messages.map(({ id }) => id)));
  },
  (tx) => nextReadyAt(tx, ACCOUNT),
  ({ db }) => outboxDepth(db, [ACCOUNT]),
  ({ db }) => outbox.messagesOfCard(db, bulk, 50, 100),
  ({ db }) => pageOfCard(db, bulk, { from: 100, limit: 50 }),
  ({ db }) => earlierLookups(db, [messageOf(FIRST), messageOf(FIRST + 1)]),
  ({ db }) => earlierLookups(db, [messageOf(FIRST)]),
  ({ db }) => foundBehind(db, FIRST, { after: null, limit: 50 }),
  ({ db }) => costOfOrders(db, [bulk, last]),
  ({ db }) => freshLookups(db, ['1', '2'], FIRST),
  (tx) => showCached(tx, last, [{ messageId: messageOf(FIRST), recipient: '1', cost: null }]),
  ({ db }) => cachedOfCard(db, last, { after: 0, limit: 20 }),
  ({ db }) => cachedNumbers(db, last),
  (tx) => hideCached(tx, last),
  ({ db }) => tallyOfCard(db, last),
  ({ db }) => tallyOfCard(db, bulk),
  ({ db }) => recentPrice(db, 'sms'),
  ({ db }) => recentPrices(db, 'sms'),
  ({ db }) => operatorsOfOrder(db, orderNumberOf(messageOf(FIRST))),
  ({ db }) => outbox.isLongerThan(db, bulk, 50),
  (tx) => {
    const deltas = new TallyDeltas();
    const bulk = { number: 1, class: ORDER_CLASS.of.bulk };
    deltas.add(bulk, countOf({ ...UNDELIVERED, state: STATE.of.undelivered, cost: null, ended_at: NOW }));
    return writeDeltas(tx, deltas.rows(), []);
  },
  async (tx) => {
    const deltas = new HourDeltas(FIRST);
    const place = {
      channel: CHANNEL.of.sms,
      sender: 'SHOP',
      parts: 1,
      maker: 'person',
      maker_id: '101',
    } as const;
    const message = { ...UNDELIVERED, account: ACCOUNT, operator: null, own_parts: null, cost: null };
    const ended = { state: STATE.of.undelivered, accepted_at: NOW, ended_at: NOW };
    for (const id of [FIRST, lastMessage]) deltas.add(place, { ...message, ...ended, id }, 1);
    return writeDeltas(tx, [], await deltas.rows(tx.db));
  },
  async (tx) => {
    await tx.db.insertInto('uncounted').values({ id: 1, last: null, counted: 0 }).execute();
    await lastUncounted(tx.db);
    await countEarlier(tx);
    await tx.db.updateTable('uncounted').set({ counted: lastMessage }).execute();
    await countEarlier(tx);
  },
  (tx) => countParts(tx, FIRST, 2),
  (tx) => forgetEmptyHours(tx, NOW),
  ({ db }) =>
    slicesOf(db, [{ from: NOW - DAY, to: NOW }], { from: 'SHOP', channel: 'sms', operator: 'mega' }),
  ({ db }) => slicesOf(db, [{ from: NOW - DAY, to: NOW }], { number: '79991000001' }),
  ({ db }) => readersIn(db, { from: NOW - DAY, to: NOW }, { from: 'SHOP', operator: 'mega' }),
  ({ db }) => readersIn(db, { from: NOW - DAY, to: NOW }, { number: '79991000001' }),
  ({ db }) => failuresOf(db, { from: NOW - DAY, to: NOW }, { error: 6 }),
  ({ db }) => groupsOf(db, 'operator', { from: NOW - DAY, to: NOW }, { operator: '' }),
  ({ db }) => linesOf(db, { from: NOW - DAY, to: NOW }, { makers: ['person:101'], commandStatus: 20 }),
  ({ db }) => isCounting(db),
  ({ db }) => firstOfEachEnd(db, bulk, ['undelivered'], 5),
  ({ db }) => firstOfEachEnd(db, of('undelivered'), ['undelivered'], 5),
  ({ db }) => countsOfChain(db, 1),
  ({ db }) => wentOn(db, 1),
  ({ db }) => templatesOf(db, [messageId(1, 20)]),
  ({ db }) => messagesOfChain(db, 1),
  ({ db }) => triesAfter(db, [messageId(1, 20), messageId(1, 70)]),
  ({ db }) => chainStopOf(db, messageId(1, 20)),
  (tx) => unfollowed(tx, 1, { after: 0, limit: 5 }),
  (tx) => unfollowed(tx, 1, { after: messageId(1, 499), limit: 5 }),
  ({ db }) => {
    const deltas = new ChainDeltas();
    deltas.add({ id: messageId(1, 20), chain: 1, isFollowed: true });
    return deltas.cards(db);
  },
  async (tx) =>
    claim(
      tx,
      [await message(tx, 'queued'), await message(tx, 'doubtful')].map((message) => ({
        message,
        attempts: [{ part: 1, host: 'smsc:2775', bind: 'new', source: 'SHOP', octets: 'd' }],
        pdus: 1,
      })),
      NOW,
    ),
  settled('submitting', 'no_answer'),
  settled('submitting', 'accepted'),
  settled('submitting', 'accepted', '9999'),
  settled('doubtful', 'accepted', '9999'),
  settled('submitting', 'refused'),
  // The id that was taken for the first try's is the second one's, as its late answer says.
  async (tx) => {
    const again = [{ part: 1, host: 'smsc:2775', bind: 'new', source: 'SHOP' }];
    const claimed = await claim(
      tx,
      [{ message: await message(tx, 'doubtful'), attempts: again, pdus: 1 }],
      NOW,
    );
    const attemptId = claimed[0]?.[0] ?? 0;
    await settle(tx, ACCOUNT, [{ attemptId, outcome: 'no_answer' }], NOW);
    await joinOrphans(tx, ACCOUNT, [to('doubtful')], NOW);
    const providerId = unmatchedIdOf(single('doubtful'));
    await settle(tx, ACCOUNT, [{ attemptId, outcome: 'accepted', providerId }], NOW);
  },
  // As nearly all fare.
  async (tx) => {
    await settled('submitting', 'accepted', 'a-new-one')(tx);
    await storeReceipts(tx, ACCOUNT, [told('a-new-one', to('submitting'))], NOW, HABIT);
  },
  (tx) => abandonOpenAttempts(tx, ACCOUNT, NOW),
  ({ db }) => attemptsOf(db, lastMessage),
  ({ db }) => stateOf(db, lastMessage),
  (tx) => warmMessages(tx, ['guard 1', 'guard 2'], NOW),
  (tx) => countRepeated(tx, ['guard 1', 'guard 2'], NOW),
  ({ db, rules }) => lastAttemptOfSame(db, { id: lastMessage, guard_key: 'guard 1' }, rules.guard, NOW),
  async (tx) => holdForGuard(tx, [{ message: await message(tx, 'queued'), until: NOW }], NOW),
  // What becomes of it.
  (tx) => storeReceipts(tx, ACCOUNT, [told(providerIdOf(delivered), recipientOf(delivered))], NOW),
  (tx) => storeReceipts(tx, ACCOUNT, [told('unknown', to('doubtful'))], NOW),
  (tx) => storeReceipts(tx, ACCOUNT, [told(providerIdOf(delivered), recipientOf(delivered))], NOW, HABIT),
  (tx) => storeReceipts(tx, ACCOUNT, [told('9999999', '')], NOW, AS_GIVEN),
  (tx) => readOrphansAnew(tx, ACCOUNT, NOW, HABIT),
  (tx) => pruneGuards(tx, NOW),
  (tx) => joinOrphans(tx, ACCOUNT, [to('doubtful'), 'SHOP'], NOW),
  (tx) => joinOrphansOf(tx, ACCOUNT, [messageAt('doubtful'), messageAt('orphaned')], NOW, UNKNOWN_HABIT),
  (tx) => forgetOrphans(tx, NOW),
  (tx) => storeReceipts(tx, ACCOUNT, [read(providerIdOf(delivered), recipientOf(delivered))], NOW),
  ({ db }) => readingsOf(db, [lastMessage]),
  ({ db }) => countReaders(db, LAST),
  ({ db }) => receiptsOf(db, lastMessage),
  ({ db }) => isKnownStatus(db, ACCOUNT, receipt(providerIdOf(delivered))),
  (tx) => isRepeatedCall(tx, ACCOUNT, { receipt: receipt(providerIdOf(delivered)), raw: HTTP_CALL }, NOW),
  ({ db }) => accountOf(db, [ACCOUNT, GONE], providerIdOf(delivered)),
  (tx) => endDoubts(tx, ACCOUNT, NOW),
  (tx) => nextDoubtAt(tx, ACCOUNT),
  ({ db }) => countAsked(db, last),
  (tx) => postponeRepeats(tx, [messageAt('doubtful')], NOW),
  ({ db }) => unansweredAttempts(db, ACCOUNT),
  ({ db }) => stillUnknown(db, 'https', [1, 2]),
  ({ db }) => unknownSince(db, 'https', ACCOUNT, NOW - DAY),
  async (tx) => {
    const going = { channels: ['call'], singles: ['sms'] } as const;
    await (await nextMessages(tx, ACCOUNT, 100, NOW, 100, going)).moveOn(new Set());
  },
  async (tx) => {
    const [overdue] = await overdueMessages(tx, ACCOUNT, 200, NOW);
    if (!overdue) throw new Error('nothing is overdue');
    await postponeOverdue(tx, overdue.id, NOW);
    await giveUpOverdue(tx, overdue, NOW);
  },
  (tx) => askStatus(tx, { id: lastMessage, account: ACCOUNT }, last, NOW),
  ({ db }) => openQueries(db, ACCOUNT),
  (tx) => answerQuery(tx, { id: last, card_id: last }, [], NOW),
  ({ db }) => lastQuery(db, lastMessage),
  ({ db }) => awaitingStatus(db, [ACCOUNT, GONE]),
  ({ db }) => lastReceiptAt(db, [ACCOUNT, GONE], false),
  ({ db }) => lastReceiptAt(db, [ACCOUNT, GONE], true),
  ({ db }) => unmatchedReceipts(db, [ACCOUNT, GONE], NOW - DAY),
  (tx) => pullBack(tx, NOW),
  (tx) => timeOf(tx),
  (tx) => carryWaits(tx, ACCOUNT, NOW, 60_000),
  (tx) => carryWaits(tx, ACCOUNT, NOW, -60_000),
  (tx) => pullBackWaits(tx, ACCOUNT, NOW - DAY),
  ({ db }) => ableAt(db, ACCOUNT),
  (tx) => markAble(tx, ACCOUNT, NOW),
  ({ db }) => agedOrders(db, ACCOUNT, 600_000, NOW),
  ({ db }) => agedOrders(db, ACCOUNT, 600_000, NOW, ['sms', 'call']),
  // What is looked up.
  ({ db }) => history.findMessageByProviderId(db, providerIdOf(delivered)),
  ({ db }) => history.findMessages(db, [lastMessage, messageOf(FIRST)]),
  ({ db }) => history.messagesTo(db, to('queued'), 10),
  ({ db }) => history.openMessagesTo(db, to('queued'), 10),
  ({ db }) => history.countOfCard(db, last),
  ({ db }) => history.providerIdsOf(db, [lastMessage, messageOf(FIRST)]),
  ({ db }) => history.providerIdsOf(db, [lastMessage]),
  ({ db }) => conversationWith(db, { account: GONE, number: recipientOf(delivered), at: NOW }),
  ({ db }) => answeredMessage(db, lastMessage),
];
