import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { BEGINNING, eraseNext, type PersonCursor, stillOpen } from '../../src/store/person/person-data.ts';
import { addToStopList, stopEntryOf } from '../../src/store/stop-list/stop-list.ts';
import { CHAT, idOf, LAST, messageOf, NOW, recipientOf, single } from '../support/filled-ids.ts';
import { fill } from '../support/filled-store.ts';
import { mentionsIn, textColumns } from '../support/mentions.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/** A person whose messages are over: the last one of the store that was delivered. */
const THEIRS = LAST - 50;
const NUMBER = recipientOf(THEIRS);
const WORD = 'persimmon';
const SPELLED = `+7 999 ${NUMBER.slice(4, 7)}-${NUMBER.slice(7, 9)}-${NUMBER.slice(9)}`;

/** Where the number or the word may stand. What is not here and has a text column is in NEVER. */
const MAY_HOLD = [
  'actions.arg',
  'alerts.facts',
  'approvals.words',
  'attempts.unanswered_to',
  'cards.body',
  'contacts.fields',
  'contacts.number',
  'file_chunks.bytes',
  'files.name',
  'heard.cut',
  'idempotency_keys.key',
  'incoming.body',
  'incoming.sender',
  'incoming_parts.octets',
  'incoming_parts.sender',
  'jobs.body',
  'jobs.cursor',
  'jobs.last_error',
  'messages.lookup',
  'messages.own_text',
  'messages.recipient',
  'orders.fallback',
  'orders.request',
  'orphans.address',
  'orphans.other',
  'people.own_number',
  'provider_question_cards.subject',
  'provider_questions.answer',
  'provider_questions.subject',
  'queries.answer',
  'receipts.parsed',
  'receipts.raw',
  'signals.body',
  'stop_list.number',
  'stop_list.why',
  'talks.number',
  'templates.text',
  'watches.terms',
];

/** Columns of ids, digests, names of ours and words of the program's own, by their names whatever the table is. */
const OF_OURS =
  /\.(id|set_id|\w+_id|\w*card|account|kind|state|outcome|ended|failure|holder|token|digest|\w*_digest|token_hash|guard_key|shown|maker|origin|language|\w*alphabet|via|role|channel|protocol|host|bind|operator|source|sender|own|recipient|suspended_why|failed_why|provider_time|answers|of|what|actor_kind|series|events|may|cause|muted_causes|report|waiting_\w+|messages)$/;
/** The same, and what a team calls people, which goes with the row. */
const NEVER: ReadonlySet<string> = new Set([
  'approvals.cards',
  'approvals.reason',
  'attempts.octets',
  'charges.day',
  'charges.month',
  'chats.title',
  'contact_groups.key',
  'contact_groups.name',
  'contacts.key',
  'contacts.name',
  'hook_events.subject',
  'hooks.url',
  'jobs.key',
  'leases.name',
  'orders.again_of',
  'orders.quiet',
  'people.name',
  'provider_questions.why',
  'quota_uses.period',
  'quotas.subject',
  'people.telegram_language',
  'rooms.settings',
  'signals.key',
  'stop_rules.key',
  'stop_rules.words',
  'templates.key',
  'templates.name',
  'token_uses.name',
  'tokens.name',
  'topics.name',
  // It is emptied as soon as it was heeded.
  'updates.body',
  'stopped_messages.why',
]);

/** Puts the number, as it is kept or as people write it, wherever it may stand, and the word into what is theirs. */
async function plant({ db }: Store): Promise<void> {
  const id = idOf(THEIRS);
  const other = idOf(THEIRS - 1);
  const message = messageOf(THEIRS);
  const theirs = JSON.stringify({ said: `${SPELLED} ${WORD}`, [NUMBER]: 'Ann' });
  const named = JSON.stringify({ said: `call ${SPELLED}`, [NUMBER]: 'Ann', of: [NUMBER] });
  const raw = Buffer.from(`id:1 text:${NUMBER}`).toString('hex');
  const bytes = (text: string) => ({ bytes: Buffer.from(text) });
  const incoming = (text: string) => ({ body: JSON.stringify({ text, missing: [], unread: [] }) });
  const order = (text: string) => ({ request: JSON.stringify({ v: 1, content: { channel: 'sms', text } }) });
  const ended = { ended: 'done', ended_at: NOW, due_at: null } as const;
  await db
    .updateTable('actions')
    .set({ arg: `remove ${SPELLED}` })
    .where('id', '=', id)
    .execute();
  await db.updateTable('alerts').set({ facts: named }).where('id', '=', id).execute();
  await db
    .updateTable('approvals')
    .set({ words: `no, ${SPELLED}` })
    .where('order_number', '=', THEIRS)
    .execute();
  const steps = JSON.stringify({ v: 1, steps: [{ comment: SPELLED }] });
  await db.updateTable('orders').set({ fallback: steps }).where('id', '=', other).execute();
  await db.updateTable('provider_questions').set({ answer: theirs }).where('subject', '=', NUMBER).execute();
  await db.updateTable('attempts').set({ unanswered_to: NUMBER }).where('message_id', '=', message).execute();
  await db.updateTable('cards').set({ body: theirs }).where('id', '=', id).execute();
  await db.updateTable('cards').set({ body: named }).where('id', '=', other).execute();
  await db.updateTable('contacts').set({ fields: theirs }).where('id', '=', THEIRS).execute();
  await db
    .updateTable('contacts')
    .set({ fields: named })
    .where('id', '=', THEIRS - 1)
    .execute();
  await db
    .updateTable('files')
    .set({ name: `sms-${NUMBER}.txt` })
    .where('id', '=', id)
    .execute();
  await db.updateTable('file_chunks').set(bytes(theirs)).where('file_id', '=', id).execute();
  await db
    .updateTable('file_chunks')
    .set(bytes(`1;${NUMBER}\n`))
    .where('file_id', '=', other)
    .execute();
  await db.updateTable('heard').set({ cut: theirs }).where('message_id', '=', THEIRS).execute();
  await db.updateTable('idempotency_keys').set({ key: NUMBER }).where('key', '=', String(THEIRS)).execute();
  await db.updateTable('incoming').set(incoming(WORD)).where('id', '=', id).execute();
  await db
    .updateTable('incoming')
    .set(incoming(`call ${SPELLED}`))
    .where('id', '=', other)
    .execute();
  await db.updateTable('incoming_parts').set({ octets: raw }).where('set_id', '=', id).execute();
  await db
    .updateTable('jobs')
    .set({ ...ended, body: theirs, cursor: theirs, last_error: SPELLED })
    .where('id', '=', id)
    .execute();
  await db
    .updateTable('messages')
    .set({ lookup: theirs, own_text: JSON.stringify(WORD) })
    .where('id', '=', message)
    .execute();
  await db
    .updateTable('messages')
    .set({ own_text: JSON.stringify(`call ${SPELLED}`) })
    .where('id', '=', messageOf(THEIRS - 1))
    .execute();
  await db.updateTable('orders').set(order(WORD)).where('id', '=', id).execute();
  await db
    .updateTable('orders')
    .set(order(`call ${SPELLED}`))
    .where('id', '=', other)
    .execute();
  await db
    .insertInto('orphans')
    .values({ account: 'demo', address: NUMBER, other: NUMBER, receipt_id: THEIRS - 1, received_at: NOW })
    .execute();
  await db.updateTable('receipts').set({ raw, parsed: theirs }).where('id', '=', THEIRS).execute();
  await db
    .updateTable('receipts')
    .set({ raw, parsed: named })
    .where('id', '=', THEIRS - 2)
    .execute();
  await db
    .insertInto('people')
    .values({ id: CHAT, name: 'Olga', role: null, own_number: NUMBER, updated_at: NOW })
    .execute();
  await db.updateTable('queries').set({ answer: theirs }).where('id', '=', id).execute();
  await db.insertInto('signals').values({ key: 'alerts', body: named, at: NOW }).execute();
  await db
    .updateTable('templates')
    .set({ text: `Call ${SPELLED}` })
    .where('id', '=', THEIRS)
    .execute();
  await db
    .insertInto('watches')
    .values({ chat_id: CHAT, thread_id: 0, kind: 'failed', terms: named, made_by: CHAT, made_at: NOW })
    .execute();
}

/** Does all of it, and returns how often. */
async function erase(store: Store, number: string): Promise<number> {
  let at: PersonCursor | null = BEGINNING;
  let count = 0;
  while (at !== null) {
    const from: PersonCursor = at;
    const done = await store.write((tx) => eraseNext(tx, number, from, { now: NOW, except: '' }));
    count += done.count;
    at = done.next;
  }
  return count;
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  const open = async () => openTestStore(kind === 'sqlite' ? undefined : await currentPostgresUrl());

  test('nothing in any column of any table names a person who was erased, in digits, as written or in hex', async () => {
    const store = await open();
    await fill(store);
    await store.db.deleteFrom('stop_list').execute();
    const reason = { source: 'person', madeBy: CHAT, why: WORD, incomingId: idOf(THEIRS) } as const;
    await store.write((tx) => addToStopList(tx, [NUMBER], reason, NOW));
    await plant(store);
    const columns = [...(await textColumns(store))].flatMap(([table, all]) =>
      all.map((column) => `${table}.${column}`),
    );
    expect(columns.filter((one) => !MAY_HOLD.includes(one) && !OF_OURS.test(one) && !NEVER.has(one))).toEqual(
      [],
    );
    expect(await mentionsIn(store, NUMBER, [WORD])).toEqual(MAY_HOLD);
    expect(await stillOpen(store.db, NUMBER, NOW)).toEqual([]);

    expect(await erase(store, NUMBER)).toBeGreaterThan(20);
    expect(await mentionsIn(store, NUMBER, [WORD])).toEqual([]);
    expect(await stopEntryOf(store.db, NUMBER)).toMatchObject({ number: null, why: null, incomingId: null });
    expect(await erase(store, NUMBER)).toBe(0);
    await store.close();
  });

  test('others keep what is theirs', async () => {
    const store = await open();
    await fill(store);
    const { db } = store;
    const count = async () => {
      const { n } = await db
        .selectFrom('messages')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return Number(n);
    };
    const before = await count();
    await erase(store, NUMBER);
    expect(await count()).toBe(before - 1);
    await store.close();
  });

  test('nothing is taken from under what is on its way to them, or comes from them, or is being made', async () => {
    const store = await open();
    await fill(store);
    const { db } = store;
    const of = (i: number) => db.selectFrom('messages').select('state').where('id', '=', messageOf(i));
    const queued = single('queued');
    await db
      .updateTable('incoming')
      .set({ sender: NUMBER, unseen_at: NOW })
      .where('id', '=', idOf(THEIRS))
      .execute();
    const steps = JSON.stringify({ v: 1, steps: [{ comment: SPELLED }] });
    await db.updateTable('orders').set({ fallback: steps }).where('id', '=', idOf(queued)).execute();
    await db
      .insertInto('files')
      .values({ id: 'list', name: 'recipients', created_at: 0, chunks: null, of: null })
      .execute();
    await db
      .insertInto('files')
      .values({ id: 'report', name: 'a.csv', created_at: NOW, chunks: null, of: null })
      .execute();
    await db
      .insertInto('files')
      .values({ id: 'cut off', name: 'a.csv', created_at: NOW - 7_200_000, chunks: null, of: null })
      .execute();
    const files = ['list', 'report', 'cut off'];
    const chunk = { position: 0, bytes: Buffer.from(NUMBER) };
    for (const file_id of files)
      await db
        .insertInto('file_chunks')
        .values({ file_id, ...chunk })
        .execute();
    expect(await stillOpen(db, NUMBER, NOW)).toEqual([
      { what: 'unseen', n: 1 },
      { what: 'preparing', n: 2 },
    ]);

    await erase(store, NUMBER);
    await erase(store, recipientOf(queued));
    expect(await of(THEIRS).execute()).toEqual([]);
    expect(await of(queued).execute()).toHaveLength(1);
    expect(
      await db.selectFrom('incoming').select('id').where('id', '=', idOf(THEIRS)).execute(),
    ).toHaveLength(1);
    const order = await db.selectFrom('orders').select('fallback').where('id', '=', idOf(queued)).execute();
    expect(order).toEqual([{ fallback: steps }]);
    const left = await db.selectFrom('files').select('id').where('id', 'in', files).orderBy('id').execute();
    expect(left).toEqual([{ id: 'list' }, { id: 'report' }]);
    await store.close();
  });

  test('what is not over is told, by how much of it there is', async () => {
    const store = await open();
    await fill(store);
    expect(await stillOpen(store.db, recipientOf(single('asked')), NOW)).toContainEqual({
      what: 'in_doubt',
      n: 1,
    });
    expect(await stillOpen(store.db, recipientOf(single('queued')), NOW)).toContainEqual({
      what: 'queued',
      n: 1,
    });
    await store.close();
  });
});
