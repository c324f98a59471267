import { rooms } from '../../src/chat/cards/index.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import { addChunk, createFile } from '../../src/store/chats/files.ts';
import { keepHeard } from '../../src/store/chats/heard.ts';
import { finishUpdate, keepUpdate, takeUpdate } from '../../src/store/chats/updates.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { askApproval, settleApproval } from '../../src/store/orders/approvals.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { recordAction } from '../../src/store/people/actions.ts';
import { addToStopList } from '../../src/store/stop-list/stop-list.ts';
import { joinUnfinished, storeIncoming } from '../../src/store/talks/incoming.ts';
import { markSeen } from '../../src/store/talks/incoming-cards.ts';
import { accepted, receipt, submit } from './fates.ts';
import { decide, order, sms } from './outbox.ts';
import { longPart } from './parts.ts';
import { unseenIncoming } from './unseen.ts';

/** It stands in for whatever a customer was written, or wrote. */
export const WORD = 'Подснежник';
/** As octets of UCS-2 are kept. */
export const HEX = Buffer.from(WORD, 'utf16le').swap16().toString('hex');

/** Bodies of every kind of card that keeps what was typed, by the kind. */
const TYPED: Readonly<Record<string, object>> = {
  send: {
    duplicates: [WORD],
    bad: [{ typed: WORD, reason: 'not-a-number' }],
    beside: [WORD],
    callsOnly: [],
    repeated: 0,
    resent: false,
    looked: {},
    lacks: [],
  },
  lookup: { duplicates: [], bad: [{ typed: WORD, reason: 'not-a-number' }], looked: {}, lacks: [] },
  notice: { lines: [{ id: 'status-unknown-id', args: { id: WORD } }] },
  question: {
    command: 'sms',
    rest: WORD,
    missing: 'recipient',
    kept: WORD,
    to: [],
    unread: WORD,
    wants: ['phone'],
  },
  problem: {
    command: 'sms',
    problem: { kind: 'text-not-taken', text: WORD },
    reading: WORD,
    corrections: [WORD],
    leftOut: [[WORD]],
    usage: [],
  },
  table: {
    source: {
      document: { fileId: 'f', name: WORD, size: 1 },
      content: { channel: 'sms', text: WORD },
      column: null,
      encoding: null,
      writtenAt: 1,
      lacks: [],
    },
    origin: 'o',
    state: { is: 'cancelled' },
  },
  unsent: { name: WORD, file: 'f', rows: 1 },
  number: { numbers: ['79991234567'], isFull: false, isAmid: false, done: [] },
  aside: { questionId: 'q', words: WORD, isOver: false },
  'time-behind': { command: 'sms', typed: '+2h', timed: WORD, whole: WORD, isOver: false },
  'time-meant': {
    command: 'sms',
    typed: WORD,
    why: 'two',
    meant: [{ at: '+2h', rest: WORD }],
    isOver: false,
  },
  continuation: { firstId: 'f', command: 'sms', rest: WORD, mayGoOn: false, isOver: false },
  statuses: { to: null, lines: [{ unknown: WORD }, { message: 1 }], more: 0 },
};

const card = (store: Store, kind: string, body: object) =>
  store.write(async (tx) => {
    const place = { chatId: 101, threadId: null, replyTo: null, language: 'en', personId: 101 };
    const id = await createCard(tx, { ...place, kind, body, now: Date.now() });
    await tx.db.updateTable('cards').set({ due_at: null }).where('id', '=', id).execute();
    return id;
  });

/** Puts the word wherever one of a customer's can be. */
export async function plantEverywhere(store: Store): Promise<void> {
  const now = Date.now();
  const sent = await order(store, [sms('79991234567', `${WORD} one`)]);
  await submit(store, sent, [accepted('7')]);
  await receipt(store, `id:7 stat:DELIVRD err:000 text:${WORD}`);
  await receipt(store, `id:nobody stat:DELIVRD err:000 text:${WORD}`);
  const failed = await order(store, [
    { channel: 'email', to: 'a@b.example', subject: WORD, text: WORD, comment: WORD },
    { channel: 'email', to: 'c@d.example', subject: WORD, text: WORD, comment: WORD },
  ]);
  await store.write((tx) => decide(tx, failed, 'cancel', now));
  await store.write(async (tx) => {
    const of = await orderOfCard(tx.db, failed);
    await askApproval(tx, of?.number ?? 0, now);
    await settleApproval(tx, of?.number ?? 0, { outcome: 'rejected', by: 101, words: WORD }, now);
  });
  const ownText = JSON.stringify(WORD);
  await store.write((tx) =>
    tx.db.updateTable('messages').set({ own_text: ownText }).where('recipient', '=', 'a@b.example').execute(),
  );
  for (const [kind, body] of Object.entries(TYPED)) {
    await card(store, kind, { v: rooms.find((room) => room.kind.name === kind)?.kind.version, ...body });
  }
  const takenOff = await card(store, 'notice', { lines: [{ id: 'stop-list-taken-off' }] });
  await store.write(async (tx) => {
    const reason = { source: 'person', madeBy: 101, why: WORD, incomingId: null } as const;
    await addToStopList(tx, ['79995556677'], reason, now);
    await recordAction(tx, {
      ...{ at: now, actor_kind: 'person', actor_id: '101', chat_id: 101, thread_id: null },
      ...{ what: 'command stoplist', arg: `remove 7999***6677 (${WORD})`, order_id: null },
      ...{ card_id: takenOff, message_id: null, origin: 'update 6' },
    });
  });
  await store.write(async (tx) => {
    const from = { sender: '79991112233', recipient: '79000000' };
    await storeIncoming(
      tx,
      'demo',
      { ...from, text: WORD, unread: [{ dataCoding: 0xf5, octets: HEX }], concatenation: null },
      now,
    );
    await storeIncoming(tx, 'demo', longPart(WORD, 1, 2), now);
    await keepUpdate(tx, { botId: 1, updateId: 5, body: JSON.stringify({ text: WORD }) }, now);
    await keepHeard(tx, {
      chat_id: 101,
      message_id: 1,
      thread_id: null,
      person_id: 101,
      digest: '',
      outcome: 'done',
      card_id: null,
      answers: null,
      cut: WORD,
      at: now,
    });
    const file = await createFile(tx, { name: 'sms.csv', of: sent, now });
    await addChunk(tx, file, 0, Buffer.from(WORD));
  });
  await store.write((tx) => tx.db.updateTable('cards').set({ due_at: null }).execute());
}

/** What came is whole and stands in chats, and what was heard was handled. */
export async function settle(store: Store): Promise<void> {
  await store.write((tx) => joinUnfinished(tx, Date.now() + 1, Date.now()));
  for (const { id } of await unseenIncoming(store.db, 10)) {
    await store.write((tx) => markSeen(tx, { cardId: '', incomingId: id }));
  }
  const waiting = await store.write(takeUpdate);
  if (waiting) await store.write((tx) => finishUpdate(tx, waiting.id, 'done'));
}
