import type { Tx } from '../../src/store/engine/database.ts';
import {
  BEGINNING,
  eraseNext,
  nextOfPerson,
  type PersonCursor,
  stillOpen,
} from '../../src/store/person/person-data.ts';
import { addToStopList } from '../../src/store/stop-list/stop-list.ts';
import { CHAT, FATES, FIRST, idOf, LAST, NOW, recipientOf, single } from './filled-ids.ts';

/** Of a bulk that has other messages, and of an order of its own. */
const OTHERS = [recipientOf(FIRST + 20), recipientOf(LAST - 50)];

/** Puts them where no row of the store names anybody. */
async function named(tx: Tx, number: string): Promise<void> {
  const { db } = tx;
  await addToStopList(tx, [number], { source: 'file', madeBy: CHAT, why: null, incomingId: null }, NOW);
  await db
    .insertInto('people')
    .values({ id: Number(number), name: '', role: null, own_number: number, updated_at: NOW })
    .execute();
  const body = JSON.stringify({ of: number });
  await db
    .updateTable('cards')
    .set({ body })
    .where('id', 'in', [idOf(LAST), idOf(FIRST + 1)])
    .execute();
  await db
    .updateTable('heard')
    .set({ cut: body })
    .where('chat_id', '=', CHAT)
    .where('message_id', '=', LAST)
    .execute();
  await db
    .updateTable('idempotency_keys')
    .set({ key: number })
    .where('token', '=', 'shop')
    .where('key', '=', String(LAST))
    .execute();
  await db.updateTable('files').set({ name: number }).where('id', '=', idOf(LAST)).execute();
  const request = JSON.stringify({ v: 1, content: { channel: 'sms', text: number } });
  await db.updateTable('orders').set({ request }).where('id', '=', idOf(LAST)).execute();
  const watch = { chat_id: 7, thread_id: 0, kind: 'failed', made_by: 7, made_at: NOW };
  await db
    .insertInto('watches')
    .values({ ...watch, terms: body })
    .execute();
}

/** What is kept of one person is looked through, and erased: see store-calls.ts. */
export const PERSON_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  ({ db }) => stillOpen(db, recipientOf(single('queued')), NOW),
  ({ db }) => stillOpen(db, recipientOf(FIRST + FATES.asked), NOW),
  ...OTHERS.map((number) => async (tx: Tx) => {
    await named(tx, number);
    let at: PersonCursor | null = BEGINNING;
    while (at !== null) at = (await nextOfPerson(tx.db, number, at)).next;
    at = BEGINNING;
    while (at !== null) at = (await eraseNext(tx, number, at, { now: NOW, except: '' })).next;
  }),
];
