import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewOf } from '../../src/chat/cards/index.ts';
import { guardKey } from '../../src/messages/guard-key.ts';
import { AS_GIVEN } from '../../src/messages/receipt-id.ts';
import { readyMessages } from '../../src/store/attempts/ready-messages.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import { carrySome } from '../../src/store/carrying/carry.ts';
import type { Progress } from '../../src/store/carrying/piece.ts';
import { cardAt } from '../../src/store/chats/cards.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { connectionOptions, postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteDialectBeside } from '../../src/store/engine/sqlite.ts';
import { findMessage, messagesTo } from '../../src/store/orders/history.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { messageId } from '../../src/store/tables/message-id.ts';
import { SETTINGS } from '../support/chat.ts';
import { RULES } from '../support/rules.ts';
import { type AnyTables, contentOf } from '../support/store-content.ts';
import {
  ACCOUNT,
  CHAT,
  digestOf,
  fillStoreOf0025,
  MANY,
  ORDERS,
  orderOf,
  providerIdOf,
  QUEUED,
  recipientOf,
  SHOWN,
} from '../support/store-of-0025.ts';
import { onEachStore } from '../support/stores.ts';
import { expectTalliesRight } from '../support/tallies.ts';

/** Of a piece: the bulk takes several. */
const ROWS = 30;

/** The id that a message has got. */
const idOf = (name: (typeof ORDERS)[number], position = 0) => messageId(ORDERS.indexOf(name) + 1, position);

onEachStore(({ kind, open, newUrl }) => {
  const connect = (url: string): AnyTables =>
    new Kysely({
      dialect:
        kind === 'sqlite'
          ? sqliteDialectBeside(url.slice('file:'.length))
          : postgresDialect(connectionOptions(url)),
    });

  /** What a store has tables and indexes of. */
  async function namesOf({ db }: Pick<Store, 'db'>): Promise<string[]> {
    const { rows } = await (kind === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_schema order by name`
      : sql<{ name: string }>`
          select relname as name from pg_class where relnamespace = 'public'::regnamespace order by relname
        `
    ).execute(db);
    return rows.map(({ name }) => name);
  }

  async function filled(now = Date.now()): Promise<string> {
    const url = await newUrl();
    await fillStoreOf0025(url, now);
    return url;
  }

  test('a store that an earlier version filled comes out the same, wherever its carrying over is cut off', async () => {
    const now = Date.now();
    const [whole, cut] = [await filled(now), await filled(now)];
    const store = await open(whole);
    const db = connect(cut);
    await migrate(db as unknown as Kysely<never>);
    let pieces = 0;
    for (let progress: Progress | null = { stage: '', carried: 0, total: 0 }; progress; pieces += 1) {
      let left = 2 + (pieces % 12);
      const cutOff: KyselyPlugin = {
        transformQuery({ node }) {
          left -= 1;
          if (left === 0) throw new Error('cut off');
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      await carrySome(db.withPlugin(cutOff) as never, kind, ROWS).catch((error) => {
        if (error.message !== 'cut off') throw error;
      });
      progress = await carrySome(db as never, kind, ROWS);
    }
    await db.destroy();
    expect(pieces).toBeGreaterThan(20);

    const other = await open(cut);
    expect(await contentOf(other.db as never)).toEqual(await contentOf(store.db as never));
    const fresh = await open();
    expect(await namesOf(other)).toEqual(await namesOf(fresh));
    for (const one of [store, other, fresh]) await one.close();
  });

  test('it is told how far it is, and that of a new store nothing is to be carried over', async () => {
    const said: Progress[] = [];
    const store = await openStore(await filled(), undefined, (progress) => said.push(progress));
    await store.close();
    const total = MANY + 3 + ORDERS.length - 2;
    expect(said.find(({ stage }) => stage === 'messages')).toMatchObject({ carried: 0, total });
    expect(said.at(-1)).toEqual({ stage: 'end', carried: total, total });

    const none: Progress[] = [];
    const fresh = await openStore(await newUrl(), undefined, (progress) => none.push(progress));
    await fresh.close();
    expect(none).toEqual([]);
  });

  test.runIf(kind === 'postgres')('two instances that start at once carry it over once', async () => {
    const now = Date.now();
    const [alone, together] = [await filled(now), await filled(now)];
    const [one, another] = await Promise.all([open(together), open(together)]);
    const store = await open(alone);
    expect(await contentOf(one.db as never)).toEqual(await contentOf(store.db as never));
    for (const each of [one, another, store]) await each.close();
  });

  describe('carried over', () => {
    let store: Store;
    let folder: string | null = null;
    const filledAt = Date.now();

    beforeAll(async () => {
      if (kind === 'sqlite') folder = mkdtempSync(join(tmpdir(), 'smpp-chatops-'));
      const url = folder === null ? await newUrl() : `file:${join(folder, 'bot.db')}`;
      await fillStoreOf0025(url, filledAt);
      store = await openStore(url, RULES);
    });

    afterAll(async () => {
      await store.close();
      if (folder !== null) rmSync(folder, { recursive: true });
    });

    test('orders keep their order and messages their places, whatever of them is gone', async () => {
      const orders = await store.db.selectFrom('orders').selectAll().orderBy('number').execute();
      expect(orders.map(({ id }) => id)).toEqual(ORDERS.map((name) => orderOf(name)));
      const count = (name: (typeof ORDERS)[number]) => orders[ORDERS.indexOf(name)]?.total;
      expect([count('bulk'), count('front gone'), count('queued')]).toEqual([MANY, 3, 1]);
      await expectTalliesRight(store.db);
      expect(await store.db.selectFrom('tallies').select('count').execute()).not.toEqual([]);
      for (const [name, position] of [
        ['bulk', MANY - 1],
        ['front gone', 57],
        ['again', 0],
      ] as const) {
        expect(await findMessage(store.db, idOf(name, position))).toMatchObject({
          order_id: orderOf(name),
          position,
          recipient: recipientOf(name, position),
          channel: 'sms',
        });
      }
      expect(await findMessage(store.db, idOf('look-up'))).toMatchObject({
        channel: 'hlr',
        lookup: '{"mcc":"250"}',
      });
      expect(await findMessage(store.db, idOf('waiting'))).toMatchObject({
        state: 'waiting',
        waiting_for: 'terms',
      });
      expect(await findMessage(store.db, idOf('held'))).toMatchObject({
        state: 'queued',
        waiting_for: 'guard',
      });
    });

    test('attempts keep what they went by and what a repeat is known by, receipts what is asked for again', async () => {
      expect(await attemptsOf(store.db, idOf('in parts'))).toMatchObject([
        { part: 1, source: 'SHOP', outcome: 'accepted', provider_id: providerIdOf('in parts'), octets: null },
        { part: 2, source: 'OTHER', host: 'smsc:2775', bind: 'demo/1', account: ACCOUNT },
      ]);
      expect(await attemptsOf(store.db, idOf('refused'))).toMatchObject([
        { outcome: 'deferred', octets: 'digest refused' },
        { outcome: 'refused', octets: null },
      ]);
      expect(await attemptsOf(store.db, idOf('doubtful'))).toMatchObject([
        { outcome: 'no_answer', octets: 'digest doubtful', unanswered_to: recipientOf('doubtful') },
      ]);
      const opened = await store.db
        .selectFrom('attempts')
        .select(['message_id', 'open'])
        .where('open', 'is not', null)
        .execute();
      expect(opened).toEqual([{ message_id: idOf('open'), open: 1 }]);

      const told = async (...of: Parameters<typeof idOf>) =>
        (await receiptsOf(store.db, idOf(...of))).map(({ via, state, raw, parsed, quotes_at }) => ({
          ...{ via, state, raw: raw !== null, parsed: parsed !== null, quotes: quotes_at !== null },
        }));
      const ordinary = { via: 'smpp', state: 'delivered', raw: true, parsed: false, quotes: true };
      expect(await told('bulk')).toEqual([ordinary, { ...ordinary, via: 'http' }]);
      expect(await told('forgotten')).toEqual([{ ...ordinary, raw: false, quotes: false }]);
      expect(await told('code wiped')).toEqual([{ ...ordinary, raw: false, quotes: false }]);
      expect(await told('look-up')).toEqual([{ ...ordinary, parsed: true }]);
      expect(await told('in parts')).toEqual([
        { ...ordinary, state: null, parsed: true },
        { ...ordinary, state: 'enroute', via: 'query', parsed: true },
      ]);
    });

    test('receipts of no message stay so, with the addresses by which they may find one, in the order in which they came', async () => {
      const strays = await store.db
        .selectFrom('receipts')
        .leftJoin('orphans', 'orphans.receipt_id', 'receipts.id')
        .select(['receipts.provider_id', 'orphans.address', 'receipts.quotes_at'])
        .where('receipts.attempt_id', 'is', null)
        .orderBy('receipts.id')
        .orderBy('orphans.address')
        .execute();
      expect(
        strays.map(({ provider_id, address, quotes_at }) => [provider_id, address, quotes_at !== null]),
      ).toEqual([
        ['0xFF', recipientOf('asked'), true],
        ['0xFF', 'SHOP', true],
        [null, null, true],
        ['777', null, false],
        ['778', null, true],
      ]);
      const ids = await store.db.selectFrom('receipts').select('received_at').orderBy('id').execute();
      expect(ids).toEqual(ids.toSorted((one, other) => one.received_at - other.received_at));
    });

    test('what may be sent yet, or was just tried, is known by its text; of other texts no digest is left', async () => {
      const guards = await store.db
        .selectFrom('guards')
        .select(['message_id', 'guard_key'])
        .orderBy('message_id')
        .execute();
      const singles = [
        'refused',
        'in parts',
        'asked',
        'doubtful',
        'open',
        'waiting',
        'held',
        'queued',
      ] as const;
      const queued = Array.from({ length: MANY - QUEUED }, (_, n) => ['bulk', QUEUED + n] as const);
      expect(guards).toEqual(
        [...queued, ...singles.map((name) => [name, 0] as const)].map(([name, position]) => ({
          message_id: idOf(name, position),
          guard_key: digestOf(name, position).slice(0, 32),
        })),
      );
      const keys = await store.db
        .selectFrom('messages')
        .select('id')
        .where('guard_key', 'is not', null)
        .orderBy('id')
        .execute();
      expect(keys.map(({ id }) => id)).toEqual(guards.map(({ message_id }) => message_id));
      expect(guardKey(ACCOUNT, { destination: '79', text: 'hi' })).toMatch(/^[0-9a-f]{32}$/);
    });

    test('a card that names messages beside what else it shows goes on naming them', async () => {
      const bodies = await store.db
        .selectFrom('cards')
        .select('body')
        .where('kind', 'in', ['incoming', 'statuses'])
        .orderBy('id')
        .execute();
      const message = idOf('in parts');
      expect(bodies.map(({ body }) => JSON.parse(body))).toEqual([
        { v: 3, incomingId: 'i', answers: message },
        { v: 3, incomingId: 'i', answers: null },
        { v: 2, to: null, lines: [{ message }, { unknown: '\u0000' }, { message: 0 }], more: 1 },
      ]);
    });

    test('cards, actions and questions that named a message still do, and one that named a gone one says so', async () => {
      const bodies = await store.db
        .selectFrom('cards')
        .select('body')
        .where('kind', '=', 'history')
        .orderBy('id')
        .execute();
      expect(bodies.map(({ body }) => JSON.parse(body))).toEqual([
        { v: 2, messageId: idOf('in parts') },
        { v: 2, messageId: 0 },
        {},
      ]);
      const view = async (telegramId: number) => {
        const card = await cardAt(store.db, CHAT, telegramId);
        if (!card) throw new Error('no card');
        const { text } = await viewOf(
          { db: store.db, settings: { ...SETTINGS, ownerIds: [CHAT], linkKey: '' }, now: Date.now() },
          card,
        );
        return typeof text === 'string' ? text : text.text;
      };
      expect(await view(SHOWN.history)).toContain(recipientOf('in parts').slice(-4));
      expect(await view(SHOWN.gone)).not.toBe('');
      const asked = await store.db
        .selectFrom('queries')
        .select(['message_id', 'answer'])
        .orderBy('id')
        .execute();
      expect(asked).toEqual([
        { message_id: idOf('asked'), answer: null },
        { message_id: idOf('in parts'), answer: '[]' },
      ]);
      const actions = await store.db
        .selectFrom('actions')
        .select(['what', 'arg', 'order_id', 'message_id'])
        .orderBy('id')
        .execute();
      expect(actions).toEqual([
        { what: 'press send', arg: 'all', order_id: orderOf('bulk'), message_id: null },
        { what: 'command status', arg: null, order_id: null, message_id: idOf('in parts') },
        { what: 'command status', arg: null, order_id: null, message_id: null },
      ]);
    });

    test('the program goes on: a late receipt finds its attempt, and what was queued is ready once', async () => {
      const now = Date.now();
      const receipt = {
        ...{ id: `${providerIdOf('in parts')}9`, textId: null, state: 'delivered', error: 0, cost: 50_000 },
        ...{
          unknownState: null,
          flags: null,
          lookup: null,
          utcOffset: null,
          submittedAt: null,
          text: null,
          unread: null,
        },
      };
      const parties = [recipientOf('in parts'), 'OTHER'];
      const { joined, unmatched } = await store.write((tx) =>
        storeReceipts(
          tx,
          ACCOUNT,
          [{ receipt: receipt as never, via: 'smpp', raw: '00', parties }],
          now,
          AS_GIVEN,
        ),
      );
      expect([joined.length, unmatched]).toEqual([1, 0]);
      expect(await receiptsOf(store.db, idOf('in parts'))).toHaveLength(3);

      const ready = await store.write((tx) => readyMessages(tx, ACCOUNT, 50, filledAt + 1000));
      expect(ready.map(({ id }) => id)).toEqual([
        idOf('queued'),
        ...Array.from({ length: MANY - QUEUED }, (_, n) => idOf('bulk', QUEUED + n)),
      ]);
      expect((await messagesTo(store.db, recipientOf('queued'), 5)).map(({ id }) => id)).toEqual([
        idOf('queued'),
      ]);
    });
  });
});
