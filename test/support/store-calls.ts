import { vi } from 'vitest';
import {
  type BindReport,
  reportBinds,
  reportedBinds,
  unboundAccounts,
} from '../../src/store/attempts/binds.ts';
import { markLook } from '../../src/store/chats/card-looks.ts';
import * as cards from '../../src/store/chats/cards.ts';
import { nameChat, namesOf, nameTopic } from '../../src/store/chats/chat-names.ts';
import {
  addBytes,
  addChunk,
  createFile,
  finishFile,
  forgetFile,
  forgetFiles,
  readFile,
} from '../../src/store/chats/files.ts';
import * as heard from '../../src/store/chats/heard.ts';
import * as jobs from '../../src/store/chats/jobs.ts';
import { migrateChat } from '../../src/store/chats/migrate-chat.ts';
import * as rooms from '../../src/store/chats/rooms.ts';
import { isAnySetAside } from '../../src/store/chats/set-aside.ts';
import * as updates from '../../src/store/chats/updates.ts';
import { watchClock } from '../../src/store/engine/clock.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import * as leases from '../../src/store/engine/leases.ts';
import { wipeCodes } from '../../src/store/orders/codes.ts';
import { sendersBefore, timedBefore } from '../../src/store/orders/named-senders.ts';
import { actionsOn, lastActionOn, recordAction, type StoredAction } from '../../src/store/people/actions.ts';
import { auditOf, countAudited } from '../../src/store/people/audit.ts';
import * as invitations from '../../src/store/people/invitations.ts';
import * as people from '../../src/store/people/people.ts';
import {
  forgetMessages,
  forgetStrayReceipts,
  forgetWholeIncoming,
} from '../../src/store/person/forget-messages.ts';
import { forgetOrders } from '../../src/store/person/forget-orders.ts';
import {
  forgetCards,
  forgetIncoming,
  forgetQuotes,
  forgetReceipts,
  forgetStopWords,
} from '../../src/store/person/forget-words.ts';
import { FIRST as BEGINNING } from '../../src/store/person/forgetting.ts';
import { beginRetention, holdsOlder, retentionBegins } from '../../src/store/person/retention.ts';
import { addToStopList } from '../../src/store/stop-list/stop-list.ts';
import * as inboxes from '../../src/store/talks/inboxes.ts';
import {
  findIncoming,
  joinUnfinished,
  storeIncoming,
  unplacedIncoming,
} from '../../src/store/talks/incoming.ts';
import * as incomingCards from '../../src/store/talks/incoming-cards.ts';
import { forgetParts } from '../../src/store/talks/incoming-parts.ts';
import { giveUpWaiting } from '../../src/store/talks/talks.ts';
import { API_CALLS } from './api-calls.ts';
import { APPROVAL_CALLS } from './approval-calls.ts';
import { BOOK_CALLS } from './book-calls.ts';
import { DECISION_CALLS } from './decision-calls.ts';
import { ACCOUNT, CHAT, FIRST, idOf, LAST, NOW, recipientOf } from './filled-ids.ts';
import { HOOK_CALLS } from './hook-calls.ts';
import { MESSAGE_CALLS } from './message-calls.ts';
import { longPart } from './parts.ts';
import { PERSON_CALLS } from './person-calls.ts';
import { PROVIDER_CALLS } from './provider-calls.ts';
import { QUOTA_CALLS } from './quota-calls.ts';
import { STOP_CALLS } from './stop-calls.ts';
import { DAY, delivered, HOUR, last, PLACE } from './store-samples.ts';
import { TALK_CALLS } from './talk-calls.ts';
import { WATCH_CALLS } from './watch-calls.ts';

/** Little is older. */
/** Little is older. */
const EARLY = NOW - 6.8 * DAY;
const SAID = { recipient: '79000000', text: 'yes', concatenation: null };
const BY_HTTP = { via: 'http', id: '1', time: '1' } as const;
const HEARD = { chat_id: CHAT, person_id: CHAT, message_id: 7 };
const NO_CARD = { card_id: null, answers: null };
const INBOX = { chatId: -1000, threadId: 1 };
const ACTION: Omit<StoredAction, 'id'> = {
  at: NOW,
  actor_kind: 'person',
  actor_id: String(CHAT),
  chat_id: CHAT,
  thread_id: null,
  what: 'press send',
  arg: null,
  order_id: null,
  card_id: null,
  message_id: null,
  origin: 'new',
};
const NOBODY = { id: 7, name: 'Ann', by: CHAT, role: 'viewer', now: NOW } as const;
const REPORT: BindReport = {
  mode: 'transceiver',
  status: 'bound',
  host: 'smsc:2775',
  since: NOW,
  boundAt: NOW,
  lastError: null,
  lastErrorAt: null,
  retryAt: null,
  inFlight: 0,
  window: 10,
  rate: 100,
  lastReceiptAt: null,
  submitsPerMinute: 0,
  receiptsPerMinute: 0,
};
const old = { before: NOW, after: BEGINNING, now: NOW };
const card = async (tx: Tx) => {
  const found = await cards.findCard(tx.db, last);
  if (!found) throw new Error('no card');
  return found;
};
const job = async (tx: Tx) => {
  const taken = await jobs.takeJob(tx, { kinds: ['report', 'other'], holder: 'us', now: NOW });
  if (!taken) throw new Error('no job');
  return taken;
};

/**
 * Everything that the program asks of a store and has it do, on one that is filled: each in a transaction of
 * its own.
 */
export const CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  ...MESSAGE_CALLS,
  ...DECISION_CALLS,
  ...API_CALLS,
  ...HOOK_CALLS,
  ...TALK_CALLS,
  ...APPROVAL_CALLS,
  ...PROVIDER_CALLS,
  ...QUOTA_CALLS,
  ...STOP_CALLS,
  ...PERSON_CALLS,
  // Cards.
  (tx) =>
    cards.createCard(tx, {
      ...PLACE,
      replyTo: null,
      kind: 'send',
      body: {},
      language: 'en',
      personId: 1,
      now: NOW,
    }),
  async (tx) => cards.turnCard(tx, await card(tx), { kind: 'send', body: {}, language: 'en', now: NOW }),
  async (tx) => cards.cardOutOfReach(tx, await card(tx), 'message', NOW),
  async (tx) => cards.cardAnew(tx, await card(tx)),
  async (tx) => cards.cardShown(tx, await card(tx), { telegramId: 1, text: 'a', now: NOW }),
  (tx) => cards.deferCard(tx, last, { due_at: NOW }),
  (tx) => cards.tryCardsAgain(tx, CHAT, NOW),
  ({ db }) => cards.dueChats(db, NOW),
  ({ db }) => cards.dueCards(db, CHAT, { which: 'new', kinds: ['alert'] }, NOW, 50),
  (tx) => cards.touchCards(tx, ['none'], NOW),
  (tx) => markLook(tx, { id: last, chat_id: CHAT }),
  ({ db }) => cards.dueCards(db, CHAT, { which: 'shown', kinds: null }, NOW, 50),
  ({ db }) => cards.nextDueAt(db, NOW),
  ({ db }) => cards.cardAt(db, CHAT, delivered),
  ({ db }) => cards.newestCards(db, PLACE, 5),
  ({ db }) => cards.lastLanguageIn(db, CHAT),
  ({ db }) => cards.isReached(db, CHAT),
  ({ db }) => cards.isReached(db, -1010),
  (tx) => cards.translateUnseen(tx, CHAT, 'ru'),
  (tx) => cards.reviveCards(tx, CHAT, NOW),
  (tx) => migrateChat(tx, -1000, -5, NOW),
  (tx) => recordAction(tx, ACTION),
  ({ db }) => lastActionOn(db, last, ['press send', 'press plain']),
  ({ db }) => actionsOn(db, last, ['press send', 'press plain']),
  // What comes in.
  (tx) => storeIncoming(tx, ACCOUNT, { ...SAID, sender: '79990000000' }, NOW),
  (tx) => storeIncoming(tx, ACCOUNT, { ...SAID, sender: recipientOf(LAST) }, NOW, BY_HTTP),
  (tx) => storeIncoming(tx, ACCOUNT, longPart('a', 1, 2), NOW),
  (tx) => storeIncoming(tx, ACCOUNT, longPart('a', 2, 2, { sender: recipientOf(FIRST + 1) }), NOW),
  (tx) => joinUnfinished(tx, NOW - HOUR, NOW),
  ({ db }) => findIncoming(db, last),
  ({ db }) => unplacedIncoming(db, 20),
  (tx) => incomingCards.takeUnplaced(tx, last),
  (tx) => incomingCards.keepIncomingCard(tx, { cardId: idOf(FIRST + 502), incomingId: last, threadId: 0 }),
  ({ db }) => incomingCards.chatsOfIncoming(db, last),
  (tx) => incomingCards.markSeen(tx, { cardId: last, incomingId: last }),
  (tx) => incomingCards.markUnshown(tx, { cardId: last, incomingId: last }, NOW),
  (tx) => incomingCards.markChatUnshown(tx, CHAT, NOW),
  (tx) => incomingCards.reopenUnseen(tx, NOW),
  // What people wrote.
  (tx) =>
    heard.keepHeard(tx, {
      ...HEARD,
      thread_id: null,
      digest: 'd',
      outcome: 'done',
      ...NO_CARD,
      cut: null,
      at: NOW,
    }),
  (tx) => heard.rememberWords(tx, HEARD, 'other'),
  ({ db }) => heard.heardAt(db, CHAT, 7),
  ({ db }) => heard.heardBefore(db, { ...HEARD, thread_id: null }),
  ({ db }) => heard.isAnswered(db, last),
  (tx) => heard.settleHeard(tx, last),
  (tx) => updates.keepUpdate(tx, { botId: 1, updateId: 1, body: '{}' }, NOW),
  (tx) => updates.takeUpdate(tx),
  (tx) => updates.finishUpdate(tx, last, 'done'),
  (tx) => updates.countTry(tx, last),
  // Jobs and files.
  (tx) => jobs.addJob(tx, { kind: 'report', body: {}, key: 'new', now: NOW }),
  async (tx) => jobs.assertJobHeld(tx, await job(tx)),
  async (tx) => jobs.advanceJob(tx, await job(tx), { cursor: '{}', dueAt: NOW }),
  async (tx) => {
    await jobs.addJob(tx, { kind: 'report', body: {}, key: 'later', now: NOW });
    await tx.db
      .updateTable('jobs')
      .set({ cursor: '{}', due_at: NOW + 1 })
      .where('key', '=', 'later')
      .execute();
    await jobs.hastenJob(tx, 'later', NOW, () => true);
  },
  async (tx) => jobs.putOffJob(tx, await job(tx), { error: 'e', dueAt: NOW }),
  async (tx) => jobs.endJob(tx, await job(tx), { error: null, now: NOW }),
  ({ db }) => jobs.nextJobAt(db, NOW),
  async (tx) => {
    const file = await createFile(tx, { name: 'a.csv', now: NOW });
    await addChunk(tx, file, 0, Buffer.from('a'));
    await addBytes(tx, file, 1, Buffer.alloc(0));
    await finishFile(tx, file, await addBytes(tx, file, 1, Buffer.from('b')));
    for await (const chunk of readFile(tx.db, file)) if (chunk.length !== 1) throw new Error('another file');
    await forgetFile(tx, file);
    await forgetFile(tx, file);
  },
  // What is forgotten.
  (tx) => wipeCodes(tx, NOW),
  (tx) => heard.forgetHeard(tx, EARLY),
  (tx) => updates.forgetUpdates(tx, EARLY),
  (tx) => jobs.forgetJobs(tx, EARLY),
  (tx) => forgetFiles(tx, NOW),
  (tx) => forgetParts(tx, EARLY),
  (tx) => forgetOrders(tx, old),
  (tx) => forgetReceipts(tx, old, NOW),
  (tx) => forgetIncoming(tx, old),
  async (tx) => {
    const place = { chatId: CHAT, threadId: null, replyTo: null, language: 'en', personId: CHAT };
    const card_id = await cards.createCard(tx, { ...place, kind: 'notice', body: {}, now: 1 });
    await cards.deferCard(tx, card_id, { due_at: null });
    const deed = { what: 'command stoplist', arg: 'remove 7999***4567 (why)', at: NOW, card_id } as const;
    const by = { actor_kind: 'person', actor_id: '101', chat_id: CHAT, thread_id: null } as const;
    await recordAction(tx, { ...deed, ...by, order_id: null, message_id: null, origin: 'why' });
    await forgetCards(tx, old, () => null);
  },
  async (tx) => {
    const reason = { source: 'person', madeBy: CHAT, why: 'why', incomingId: null } as const;
    await addToStopList(tx, ['79990001122'], reason, NOW - 1);
    await forgetStopWords(tx, NOW);
  },
  (tx) => forgetQuotes(tx),
  async (tx) => {
    await forgetMessages(tx, old);
    await forgetMessages(tx, old);
  },
  (tx) => forgetWholeIncoming(tx, old),
  (tx) => forgetStrayReceipts(tx, old),
  ({ db }) => holdsOlder(db, { receipts: NOW, words: NOW }),
  ({ db }) => retentionBegins(db),
  (tx) => beginRetention(tx, NOW),
  // People, places and instances.
  ({ db }) => people.findPerson(db, CHAT),
  ({ db }) => people.peopleWithRoles(db),
  ({ db }) => people.peopleNamed(db, 'ann'),
  ({ db }) => auditOf(db, { from: EARLY, to: NOW, actors: ['101'] }, 15),
  ({ db }) => countAudited(db, { from: EARLY, to: NOW, actors: null }),
  (tx) => people.namePerson(tx, { id: 7, name: 'Ann', telegramLanguage: 'en' }, NOW),
  (tx) => people.setRole(tx, NOBODY),
  (tx) => people.setNumber(tx, 7, '79991234567'),
  ({ db }) => rooms.roomOf(db, CHAT),
  (tx) => rooms.changeRoom(tx, CHAT, { sender: 'SHOP' }, { by: CHAT, now: NOW }),
  ({ db }) => rooms.lastChangeOf(db, CHAT),
  ({ db }) => sendersBefore(db, { chat_id: CHAT, id: 'ffff' }, 3),
  ({ db }) => timedBefore(db, { chat_id: CHAT, id: 'ffff' }, 3),
  (tx) => nameChat(tx, -1000, 'Team'),
  (tx) => nameTopic(tx, { chatId: -1000, threadId: 1 }, 'A topic', 'now'),
  ({ db }) => namesOf(db, -1000, 1),
  ({ db }) => inboxes.inboxes(db),
  (tx) => inboxes.openInbox(tx, INBOX, { by: CHAT, confirmedBy: CHAT, now: NOW }),
  (tx) => inboxes.confirmInbox(tx, INBOX, CHAT),
  (tx) => inboxes.suspendInboxes(tx, INBOX, 'chat', NOW),
  (tx) => inboxes.resumeInboxes(tx, INBOX, 'there'),
  ({ db }) => isAnySetAside(db, CHAT),
  (tx) => inboxes.closeInbox(tx, INBOX),
  (tx) =>
    invitations.createInvitation(tx, {
      ...{
        id: 'new',
        token_hash: 'hash',
        role: 'viewer',
        made_by: CHAT,
        made_at: NOW,
        expires_at: NOW,
        card_id: last,
      },
    }),
  ({ db }) => invitations.findInvitation(db, 'new'),
  ({ db }) => invitations.invitationByHash(db, 'hash'),
  (tx) => invitations.endInvitation(tx, 'new', CHAT, NOW),
  (tx) => reportBinds(tx, ACCOUNT, [{ id: 'demo/1', report: REPORT }], NOW),
  ({ db }) => reportedBinds(db),
  ({ db }) => unboundAccounts(db, ['demo']),
  ...WATCH_CALLS,
  ...BOOK_CALLS,
];

/** What opens transactions of its own. */
export const CALLS_ON_STORE: readonly ((store: Store) => Promise<unknown>)[] = [
  (store) => giveUpWaiting(store, NOW - DAY),
  async (store) => {
    const fence = await leases.acquireLease(store, 'telegram', 'us');
    const lease = { name: 'telegram', fence: fence ?? 0, heldUntil: 0 };
    await store.write((tx) => leases.assertHeld(tx, lease));
    await leases.acquireLease(store, 'telegram', 'others');
    await leases.heldLeases(store);
    await leases.extendLease(store, lease);
    await leases.releaseLease(store, lease);
    await leases.forgetInstances(store);
  },
  (store) => jobs.freeJobs(store),
  async (store) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const log = { debug: () => {}, warn: () => {}, error: () => {} };
    const clock = watchClock(store, log);
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await clock.stop();
  },
];
