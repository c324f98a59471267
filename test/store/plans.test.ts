import { globSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { fill } from '../support/filled-store.ts';
import { type Planned, slowSteps } from '../support/plans.ts';
import { recordedStore, type Statement } from '../support/recorded-store.ts';
import { openTestStore } from '../support/store.ts';
import { CALLS, CALLS_ON_STORE } from '../support/store-calls.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/** What reads through more than it needs, by the function that does, and why it may. */
const MAY_READ: Readonly<Record<string, string>> = {
  agedOrders: 'what is queued, and no more than is held at once',
  readyAmong: 'what is queued, while a way is down',
  unknownSince: 'what has no answer, once at a start',
  recentPrice: 'the newest 10,000, and no more',
  recentPrices: 'the same',
  lastReceiptAt: 'the newest 10,000, and no more',
  arrivedLately: 'the newest 500, and no more',
  lastSenders: 'the newest 50, and no more',
  dueChats: 'an index that holds nothing but cards that are due',
  newestCards: 'the newest of one chat, until there are a few of one topic',
  migrateChat: 'all of a chat, once in its life',
  migrateWatches: 'all of a chat, once in its life',
  migrateTalks: 'the same',
  settleAll: 'whether there is one, which the first tells',
  joinAllByIds: 'all that wait, once, when it is known how to read them',
  unmatchedReceipts: 'all that wait, for /health',
  isBehind: 'the last of an index',
  agreeAnew: 'the last of an index',
  countAudited: 'what people did, which is little beside what was sent',
  lastUncounted: 'the last of an index, at a start',
  quotingFile: 'files are kept for a week',
  keyInUse: 'whether there is one, which the first tells',
  stopListFrom: 'the first page',
  countStopList: 'where somebody asks for a page',
  stretch: '2,000 rows by the primary key, where somebody has a person erased',
  theirStrays: 'receipts of no message, where somebody has a person erased',
  theirContacts: 'whom one team knows, likewise',
  theirWords: 'what was typed within two days, likewise',
  theirKeys: 'calls of some days, likewise',
  theirQuestions: 'what the provider was asked, likewise',
  underWayWith: 'files are kept for a week',
  eraseFilesOf: 'the same',
  scheduledOrders: 'an index that holds nothing but what waits for its time',
  awaitingTime: 'the same',
  queuedByHours: 'an index that holds nothing but what is queued, where somebody stops it',
  freeJobs: 'jobs are kept for a week, and this is done at a start',
};

/** What sorts without an index, and why it is little. */
const MAY_SORT: Readonly<Record<string, string>> = {
  readyMessages: 'as many as are claimed, from each stretch of the index',
  readyOn: 'the same',
  queueMessages: 'messages of one order, by their few accounts',
  countRepeatedOf: 'some thousands of one order, where somebody has it sent',
  unexplainedRejections: 'rejections of one order that say no more, where somebody looks at it',
  operatorsOfOrder: 'messages of one order, by the operators of their numbers',
  grouped: 'messages of one order, by what they are counted by',
  loginsOf: 'what is open',
  toldBy: 'what one alert tells of',
  outcomesOf: 'what ended in some minutes',
  failuresOf: 'what failed, by its reasons',
  linesOf: 'what is alike of one step of a period, for a file',
  wentOn: 'what went on of one order, by its few channels',
  groupsOf: 'by a few names, where somebody asks for them',
  listed: 'the next of two owners',
  contactGroupsOf: 'whom one team knows by name',
  templatesOf: 'the same',
  talksWith: 'what one number writes to',
  incomingUpTo: 'what one person has written since they were answered',
  keptAs: 'what one number wrote within the same millisecond',
  theirIncoming: 'what one person wrote',
  stillOpen: 'what is open of one person',
};

/** Not of the program at work: what changes tables, and moves them; and what opens transactions. */
const APART =
  /^(migrations|carrying|hot\/shared-writes|move|engine\/(migrate|(sqlite|postgres)-store|announcements)|tables\/lean-tables)\b/;

/** Takes a transaction back. */
class Undone extends Error {}

/** How many values a list has does not matter. */
const likeness = ({ at, sql }: Statement): string =>
  `${at} ${sql
    .replace(/\$\d+/g, '?')
    .replace(/\?(, \?)+/g, '?')
    .replace(/\(\?\)(, \(\?\))+/g, '(?)')}`;

/** Does on a store all that the program does. Returns the statements, each once. */
async function statementsOn(store: Store): Promise<Statement[]> {
  const statements = new Map<string, Statement>();
  const recorded = recordedStore(store, (one) => statements.set(likeness(one), one));
  for (const call of CALLS) {
    const done = recorded.write(async (tx) => {
      await call(tx);
      throw new Undone();
    });
    await expect(done).rejects.toThrow(Undone);
  }
  for (const call of CALLS_ON_STORE) await call(recorded);
  for (const { at } of statements.values()) looked.add(at);
  return [...statements.values()];
}

/** What reads through a table, and by which steps. */
async function slow(store: Store, statements: readonly Statement[], planned: Planned = 'with values') {
  const found: unknown[] = [];
  for (const statement of statements) {
    if (statement.by in MAY_READ || /^insert(?!.* select )/s.test(statement.sql)) continue;
    const steps = (await slowSteps(store, statement, planned)).filter(
      (step) => !(statement.by in MAY_SORT && step.startsWith('USE TEMP B-TREE')),
    );
    if (steps.length > 0) found.push({ at: statement.at, by: statement.by, steps, sql: statement.sql });
  }
  return found;
}

const looked = new Set<string>();

test('no statement reads through a table of SQLite that grows', { timeout: 240_000 }, async () => {
  const store = await openTestStore();
  await fill(store);
  const statements = await statementsOn(store);

  expect(await slow(store, statements)).toEqual([]);
  await store.close();
});

test('no statement reads through a table of PostgreSQL that grows, with its values known or not', {
  timeout: 240_000,
}, async () => {
  const store = await openTestStore(await currentPostgresUrl());
  await fill(store);
  await sql`analyze`.execute(store.db);
  const statements = await statementsOn(store);
  // A million messages, for all that is known.
  await sql`
    update pg_class set reltuples = reltuples * 1000
    where relnamespace = 'public'::regnamespace and reltuples > 0`.execute(store.db);

  expect(await slow(store, statements)).toEqual([]);
  expect(await slow(store, statements, 'without values')).toEqual([]);
  await store.close();
});

test('each statement in src/store is looked at above', () => {
  const files = globSync('**/*.ts', { cwd: 'src/store' }).filter((file) => !APART.test(file));
  const lines = files.flatMap((file) =>
    readFileSync(`src/store/${file}`, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        /\.execute(TakeFirst|TakeFirstOrThrow)?\(|\b(prepare|ask)(<.*>)?\([A-Z]/.test(line)
          ? `${file}:${index + 1}`
          : [],
      ),
  );
  expect(lines.filter((line) => !looked.has(line))).toEqual([]);
});
