import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lastActionOn } from '../../src/store/actions.ts';
import { countUntried, isTriedAgain } from '../../src/store/again.ts';
import { awaitingStatus } from '../../src/store/awaiting.ts';
import { dueCards, dueChats, lastLanguageIn, newestCards, reviveCards } from '../../src/store/cards.ts';
import { conversationWith } from '../../src/store/conversations.ts';
import type { Tx } from '../../src/store/database.ts';
import { endDoubts, nextDoubtAt } from '../../src/store/doubts.ts';
import { takeEarlyStatuses } from '../../src/store/early-statuses.ts';
import { forgetFiles } from '../../src/store/files.ts';
import { forgetMessages, forgetStrayReceipts, forgetWholeIncoming } from '../../src/store/forget-messages.ts';
import { forgetOrders } from '../../src/store/forget-orders.ts';
import { forgetCards, forgetIncoming, forgetReceipts } from '../../src/store/forget-words.ts';
import { FIRST } from '../../src/store/forgetting.ts';
import { forgetHeard, heardBefore, isAnswered, settleHeard } from '../../src/store/heard.ts';
import { countOfCard, findMessageByProviderId, messagesTo, providerIdsOf } from '../../src/store/history.ts';
import { joinUnfinished, storeIncoming, unplacedIncoming } from '../../src/store/incoming.ts';
import { markChatUnshown, reopenUnseen } from '../../src/store/incoming-cards.ts';
import { forgetParts } from '../../src/store/incoming-parts.ts';
import { forgetJobs, nextJobAt, takeJob } from '../../src/store/jobs.ts';
import { attemptsNamed } from '../../src/store/named-attempts.ts';
import { joinOrphans } from '../../src/store/orphans.ts';
import {
  messagesOfCard,
  nextReadyAt,
  outboxDepth,
  readyMessages,
  tallyOfCard,
} from '../../src/store/outbox.ts';
import { overdueMessages } from '../../src/store/overdue.ts';
import { addresseesOf } from '../../src/store/reword.ts';
import { strandedMessages, takeStranded } from '../../src/store/stranded.ts';
import { forgetUpdates } from '../../src/store/updates.ts';
import { longPart } from '../support/parts.ts';
import { newStoreUrl, openTestStore } from '../support/store.ts';

const ACCOUNT = 'demo';
const NOW = Date.UTC(2026, 1, 1);
const ANSWER = { account: ACCOUNT, number: '79991234567' };
const SAID = { sender: '79991234567', recipient: '79000000', text: 'yes', concatenation: null };
const SOUGHT = { named: { id: 'D0DAD', textId: 'D0DAD' }, parties: ['79991234567', 'SHOP'] };
const ANSWERED = { attemptId: 'a', providerId: '855469', committedAt: NOW };
const OLD = { before: NOW, after: FIRST, now: NOW };
const HEARD = { chat_id: 101, thread_id: null, person_id: 101, message_id: 7 };

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['what may be sent', (tx) => readyMessages(tx, ACCOUNT, 100, NOW)],
  ['when the next may be sent', ({ db }) => nextReadyAt(db, ACCOUNT)],
  ['how much is queued and unanswered', ({ db }) => outboxDepth(db, [ACCOUNT])],
  ['how many await their status', ({ db }) => awaitingStatus(db, [ACCOUNT])],
  ['what waits for logins that are gone', ({ db }) => strandedMessages(db, ['other'])],
  ['what of a login that is gone is queued', (tx) => takeStranded(tx, ACCOUNT, NOW)],
  ['what is overdue', (tx) => overdueMessages(tx, ACCOUNT, 200, NOW)],
  ['what is in doubt', (tx) => endDoubts(tx, ACCOUNT, NOW)],
  ['how long doubts last', ({ db }) => nextDoubtAt(db, ACCOUNT)],
  ['whose receipts are', ({ db }) => attemptsNamed(db, ACCOUNT, [SOUGHT, SOUGHT], null)],
  ['what came before an answer', (tx) => takeEarlyStatuses(tx, ACCOUNT, [ANSWERED])],
  ['a message by its id', ({ db }) => findMessageByProviderId(db, '1')],
  ['the cards of a chat that were set aside', (tx) => reviveCards(tx, 101, NOW)],
  ['in which language a chat was last shown a card', ({ db }) => lastLanguageIn(db, 101)],
  ['the chats that have due cards', ({ db }) => dueChats(db, NOW)],
  ['the due cards of a chat', ({ db }) => dueCards(db, 101, 'shown', NOW, 50)],
  ['whose a receipt for an unknown id may be', (tx) => joinOrphans(tx, ACCOUNT, ['7', 'SHOP'], NOW)],
  ['where a number was last written to from', ({ db }) => conversationWith(db, { ...ANSWER, at: NOW })],
  ['whether an incoming message came before', (tx) => storeIncoming(tx, ACCOUNT, SAID, NOW)],
  ['the other parts of a message', (tx) => storeIncoming(tx, ACCOUNT, longPart('a', 1, 2), NOW)],
  ['what parts wait in vain', (tx) => joinUnfinished(tx, NOW, NOW)],
  ['what is to be forgotten of parts', (tx) => forgetParts(tx, NOW)],
  ['what incoming messages want cards', ({ db }) => unplacedIncoming(db, 20)],
  ['what incoming messages no chat has taken', (tx) => reopenUnseen(tx, NOW)],
  ['what incoming messages wait in a chat', (tx) => markChatUnshown(tx, 101, NOW)],
  ['the messages of a card from a position on', ({ db }) => messagesOfCard(db, 'card', 50, 1000)],
  ['how a card stands', ({ db }) => tallyOfCard(db, 'card')],
  ['who pressed on a card', ({ db }) => lastActionOn(db, 'card', ['press send', 'press plain'])],
  ['how many messages a card has', ({ db }) => countOfCard(db, 'card')],
  ['the last messages to a number', ({ db }) => messagesTo(db, '79991234567', 10)],
  ['to whom an order goes', ({ db }) => addresseesOf(db, 'order')],
  ["the provider's ids of messages", ({ db }) => providerIdsOf(db, ['a', 'b'])],
  ['whether an order was tried again', ({ db }) => isTriedAgain(db, 'order')],
  [
    'how many of an order can be tried again',
    ({ db }) => countUntried(db, 'order', [{ state: 'undelivered', error: 6, command_status: null }]),
  ],
  ['the next piece of a job', (tx) => takeJob(tx, { kinds: ['a', 'b'], holder: 'us', now: NOW })],
  ['when there is a job', ({ db }) => nextJobAt(db, NOW)],
  ['what is to be forgotten of jobs', (tx) => forgetJobs(tx, NOW)],
  ['what is to be forgotten of files', (tx) => forgetFiles(tx, NOW)],
  ['the newest cards of a chat', ({ db }) => newestCards(db, { chatId: 101, threadId: null }, 5)],
  ['what somebody wrote before', ({ db }) => heardBefore(db, HEARD)],
  ['whether a question was answered', ({ db }) => isAnswered(db, 'card')],
  ['what had led to a question', (tx) => settleHeard(tx, 'card')],
  ['what is to be forgotten of what was written', (tx) => forgetHeard(tx, NOW)],
  ['what is to be forgotten of updates', (tx) => forgetUpdates(tx, NOW)],
  ['what of orders is old', (tx) => forgetOrders(tx, OLD)],
  ['what of receipts is old', (tx) => forgetReceipts(tx, OLD, NOW)],
  ['what of incoming messages is old', (tx) => forgetIncoming(tx, OLD)],
  ['what of cards is old', (tx) => forgetCards(tx, OLD, () => null)],
  ['which message is to go', (tx) => forgetMessages(tx, OLD)],
  ['which incoming messages are to go', (tx) => forgetWholeIncoming(tx, OLD)],
  ['which receipts are to go', (tx) => forgetStrayReceipts(tx, OLD)],
])('%s is found without reading through all that an account or a chat ever had', async (_, query) => {
  const url = newStoreUrl();
  const store = await openTestStore(url);
  const { prepare } = DatabaseSync.prototype;
  const statements: string[] = [];
  const spy = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    if (/^(select|update|delete|with)/.test(sql.trim())) statements.push(sql);
    return prepare.call(this, sql);
  });
  onTestFinished(() => spy.mockRestore());
  await store.write(query);
  spy.mockRestore();
  await store.close();

  const db = new DatabaseSync(url.slice('file:'.length));
  const plans = statements.map((sql) => [
    sql,
    ...db
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  ]);
  db.close();
  expect(plans).not.toEqual([]);
  // SQLite calls it a scan to take the first chat from the index of cards that are due, which holds no others.
  const slow = plans.filter((plan) =>
    plan
      .slice(1)
      .some((step) =>
        /^SCAN (messages|orders|cards|attempts|receipts|actions|jobs|files|file_chunks|updates|incoming|incoming_cards|heard)(?! USING COVERING INDEX cards_due_in_chat)|(?<!INDEX cards_of_chat )\((account|chat_id)=\?\)|TEMP B-TREE FOR LAST TERM/.test(
          step,
        ),
      ),
  );
  expect(slow).toEqual([]);
});
