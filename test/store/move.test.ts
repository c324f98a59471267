import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { addChunk, createFile, finishFile, readFile } from '../../src/store/chats/files.ts';
import { addJob } from '../../src/store/chats/jobs.ts';
import { keepUpdate, takeUpdate } from '../../src/store/chats/updates.ts';
import { acquireLease, instanceLease } from '../../src/store/engine/leases.ts';
import { StoreInUse } from '../../src/store/engine/sqlite.ts';
import { MoveRefused, move } from '../../src/store/move.ts';
import { messagesTo } from '../../src/store/orders/history.ts';
import { setRole } from '../../src/store/people/people.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { orderNumberOf } from '../../src/store/tables/message-id.ts';
import { accepted, submit } from '../support/fates.ts';
import { order, sms } from '../support/outbox.ts';
import { migratedUrl, newStoreUrl, openTestStore } from '../support/store.ts';
import { fillStoreOf0025, recipientOf } from '../support/store-of-0025.ts';
import { currentPostgresUrl, newPostgresUrl } from '../support/stores.ts';

const pathOf = (url: string) => url.slice('file:'.length);

/** A file with 1,200 messages, of which the first has come to its end. */
async function filledFile(): Promise<{ url: string; card: string; file: string }> {
  const url = migratedUrl();
  const store = await openTestStore(url);
  const single = await order(store, [sms('79991234567', 'hello')]);
  await submit(store, single, [accepted('7')]);
  const receipt = parseReceipt({ text: 'id:7 stat:DELIVRD err:000', tlvs: {} });
  await store.write((tx) => storeReceipts(tx, 'demo', [{ receipt, via: 'smpp', raw: 'raw' }], Date.now()));
  await order(
    store,
    Array.from({ length: 1199 }, (_, index) => sms(`7999${String(index).padStart(7, '0')}`, 'sale')),
  );
  await store.write((tx) => setRole(tx, { id: 7, name: 'Ольга 🙂', role: 'admin', by: 1, now: 1000 }));
  await store.write((tx) => keepUpdate(tx, { botId: 1, updateId: 5, body: '{"text":"a\\u0000b"}' }, 1000));
  await store.write((tx) => addJob(tx, { kind: 'report', body: { v: 1 }, key: 'report 7', now: 1000 }));
  const file = await store.write(async (tx) => {
    const id = await createFile(tx, { name: 'a.csv', now: 1000 });
    for (let at = 0; at < 45; at++) await addChunk(tx, id, at, Buffer.from([0, at, 255]));
    await finishFile(tx, id, 45);
    return id;
  });
  await store.close();
  return { url, card: single, file };
}

test('everything moves to an empty PostgreSQL, and the file is set aside', async () => {
  const { url, card, file: stored } = await filledFile();
  const target = await newPostgresUrl();
  const before = await openTestStore(url);
  const [message] = await messagesOfCard(before.db, card, 1);
  const id = message?.id ?? 0;
  const wanted = [
    await messagesOfCard(before.db, card, 1),
    await attemptsOf(before.db, id),
    await receiptsOf(before.db, id),
    await before.write(takeUpdate),
    await before.db.selectFrom('people').selectAll().execute(),
    await before.db.selectFrom('jobs').selectAll().execute(),
    await buffer(readFile(before.db, stored)),
  ];
  await before.close();

  const { rows, file } = await move(url, target);

  expect(rows.get('messages')).toBe(1200);
  expect(existsSync(pathOf(url))).toBe(false);
  expect(file).toBe(`${pathOf(url)}.moved`);
  // A bot that is started with the old address must not begin anew.
  await expect(openTestStore(url)).rejects.toThrow(/was moved to PostgreSQL: set DATABASE_URL=postgres/);
  expect(existsSync(pathOf(url))).toBe(false);
  const after = await openTestStore(target);
  expect(JSON.parse(JSON.stringify(wanted))).toEqual([
    await messagesOfCard(after.db, card, 1),
    await attemptsOf(after.db, id),
    await receiptsOf(after.db, id),
    await after.write(takeUpdate),
    await after.db.selectFrom('people').selectAll().execute(),
    await after.db.selectFrom('jobs').selectAll().execute(),
    (await buffer(readFile(after.db, stored))).toJSON(),
  ]);
  const kept = await openTestStore(`file:${file}`);
  expect(await messagesOfCard(kept.db, card, 1)).toMatchObject([{ state: 'delivered' }]);
  await kept.close();
  await after.close();
});

/** A row in each table of a store, whatever it would mean: what refers to another row refers to one that is there. */
function fillEveryTable(url: string): string[] {
  const db = new DatabaseSync(pathOf(url), { enableForeignKeyConstraints: false });
  const tables = db
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .all()
    .map(({ name }) => String(name));
  for (const table of tables) {
    const columns = db.prepare('select name, type from pragma_table_info(?)').all(table);
    const values = columns.map(({ type }) => {
      if (type === 'blob') return Buffer.from([0, 255]);
      return type === 'text' ? 'x' : 1;
    });
    const names = columns.map(({ name }) => `"${name}"`);
    db.prepare(`insert into ${table} (${names}) values (${names.map(() => '?')})`).run(...values);
  }
  db.close();
  return tables;
}

test('a row of every table arrives, whichever other table it refers to', async () => {
  const url = migratedUrl();
  const tables = fillEveryTable(url);

  const { rows } = await move(url, await currentPostgresUrl());

  expect([...rows.keys()].toSorted()).toEqual(tables.filter((name) => name !== 'leases').toSorted());
  expect(new Set(rows.values())).toEqual(new Set([1]));
});

test('numbers that were given before are given no more, though the rows that had them are gone', async () => {
  const url = migratedUrl();
  const store = await openTestStore(url);
  for (const text of ['one', 'two', 'three']) {
    await submit(store, await order(store, [sms('79991234567', text)]), [accepted(text)]);
  }
  const before = await store.db.selectFrom('attempts').select(['id', 'message_id']).orderBy('id').execute();
  const last = before.at(-1);
  if (!last) throw new Error('no attempt');
  await store.db.deleteFrom('attempts').where('id', '=', last.id).execute();
  await store.db.deleteFrom('messages').where('id', '=', last.message_id).execute();
  await store.db.deleteFrom('orders').where('number', '=', orderNumberOf(last.message_id)).execute();
  await store.close();

  const target = await currentPostgresUrl();
  await move(url, target);

  const after = await openTestStore(target);
  await submit(after, await order(after, [sms('79991234567', 'four')]), [accepted('four')]);
  const attempt = await after.db
    .selectFrom('attempts')
    .selectAll()
    .where('provider_id', '=', 'four')
    .executeTakeFirstOrThrow();
  expect(attempt.id).toBeGreaterThan(last.id);
  expect(attempt.message_id).toBeGreaterThan(last.message_id);
  await after.close();
});

test('it says how far each table is', async () => {
  const { url } = await filledFile();
  const said: string[] = [];

  await move(url, await currentPostgresUrl(), (...progress) => said.push(progress.join(' ')));

  expect(said.filter((line) => line.startsWith('messages '))).toEqual([
    'messages 500 1200',
    'messages 1000 1200',
    'messages 1200 1200',
  ]);
});

test('a file that an earlier version filled is brought to the tables of this one on its way', async () => {
  const url = newStoreUrl();
  await fillStoreOf0025(url, Date.now());
  const target = await newPostgresUrl();
  const said = new Set<string>();

  await move(url, target, (what) => said.add(what));

  expect(said).toContain('messages to the tables of this version');
  const after = await openTestStore(target);
  expect(await messagesTo(after.db, recipientOf('queued'), 2)).toMatchObject([{ state: 'queued' }]);
  const another = await order(after, [sms('79991234567', 'hello')]);
  expect(await messagesOfCard(after.db, another, 2)).toHaveLength(1);
  await after.close();
});

test('one that was cut off after its commit sets the file aside when it is run again', async () => {
  const { url } = await filledFile();
  const target = await currentPostgresUrl();
  const { file } = await move(url, target);
  renameSync(file, pathOf(url));

  const again = await move(url, target);

  expect(again.rows.get('messages')).toBe(1200);
  expect(existsSync(file)).toBe(true);
  renameSync(file, pathOf(url));
  const there = await openTestStore(target);
  await there.write((tx) => setRole(tx, { id: 7, name: 'Ольга', role: 'viewer', by: 1, now: 2000 }));
  await there.close();
  await expect(move(url, target)).rejects.toThrow(/not empty/);
});

test('a file that was set aside by an earlier move is not written over', async () => {
  const { url } = await filledFile();
  writeFileSync(`${pathOf(url)}.moved`, 'of old');

  await expect(move(url, await currentPostgresUrl())).rejects.toThrow(/is from an earlier move/);

  expect(readFileSync(`${pathOf(url)}.moved`, 'utf8')).toBe('of old');
  expect(existsSync(pathOf(url))).toBe(true);
});

test('a PostgreSQL that holds something is left as it is, and so is the file', async () => {
  const { url } = await filledFile();
  const target = await currentPostgresUrl();
  const there = await openTestStore(target);
  await there.write((tx) => setRole(tx, { id: 1, name: 'a', role: 'admin', by: 1, now: 1 }));

  await expect(move(url, target)).rejects.toThrow(/\*\*\*.*not empty \(people\)/);

  expect(await there.db.selectFrom('messages').selectAll().execute()).toEqual([]);
  expect(existsSync(pathOf(url))).toBe(true);
  await there.close();
});

test('nothing is moved to where the bot runs, nor from where it runs', async () => {
  const { url } = await filledFile();
  const target = await currentPostgresUrl();
  const there = await openTestStore(target);
  await acquireLease(there, instanceLease('another'), 'another');
  await expect(move(url, target)).rejects.toThrow(/1 instance\(s\) of the bot run/);
  await there.close();

  const here = await openTestStore(url);
  await expect(move(url, await currentPostgresUrl())).rejects.toBeInstanceOf(StoreInUse);
  await here.close();
});

test('without a file, or without an address, nothing is made or moved', async () => {
  const url = newStoreUrl();

  await expect(move(url, 'postgres://127.0.0.1/bot')).rejects.toThrow(/no such file/);
  await expect(move(url, 'file:other.db')).rejects.toThrow(/npm run move -- postgres:/);
  await expect(move('postgres://a/b', 'postgres://c/d')).rejects.toBeInstanceOf(MoveRefused);

  expect(existsSync(pathOf(url))).toBe(false);
});
