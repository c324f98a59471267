import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { ableAt, agedOrders } from '../../src/store/attempts/able.ts';
import { nextReadyAt, readyMessages } from '../../src/store/attempts/ready-messages.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { connectionOptions, postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteConnection } from '../../src/store/engine/sqlite.ts';
import { onEachStore } from '../support/stores.ts';

const NOW = Date.UTC(2026, 10, 1);
/** How many messages each order has, by the digit that its numbers begin with. */
const ORDERS = { 1: 60, 2: 1, 3: 1, 4: 3, 5: 60 } as const;

type Row = Record<string, string | number | null>;

const messages = (digit: number, count: number): Row[] =>
  Array.from({ length: count }, (_, position) => ({
    id: `${digit}-${String(position).padStart(4, '0')}`,
    order_id: `order ${digit}`,
    position,
    account: 'demo',
    channel: 'sms',
    recipient: `${digit}9991234567`,
    reference: 1,
    pdus: 1,
    guard_key: `${digit} ${position}`,
    state: 'queued',
    waiting_for: null,
    bulk: count > 1 ? 1 : 0,
    ready_at: NOW - 5_000,
    fresh_at: NOW - 900_000,
    created_at: NOW - 900_000,
    attempted_at: null,
    doubt_until: null,
  }));

onEachStore(({ kind, newUrl, open }) => {
  test.each(['0010-orders', '0016-codes', '0019-incoming-parts', '0023-callback-time'])(
    'what was queued in a store that was migrated up to %s stands in its lane, and none of it has aged by the update',
    async (last) => {
      const url = await newUrl();
      const dialect =
        kind === 'sqlite'
          ? sqliteConnection(url.slice('file:'.length)).dialect
          : postgresDialect(connectionOptions(url));
      const db = new Kysely<Record<string, Row>>({ dialect });
      await migrate(db as unknown as Kysely<never>, last);
      for (const [digit, count] of Object.entries(ORDERS)) {
        const id = `order ${digit}`;
        const request = JSON.stringify({ v: 1, content: { channel: 'sms', text: 'sale' } });
        const values = { id, origin: id, maker: 'system', request, parts: 1, created_at: NOW };
        await db
          .insertInto('orders')
          .values({ ...values, waiting_next: '[]', moved_at: NOW - 4_000 })
          .execute();
        await db
          .insertInto('messages')
          .values(messages(Number(digit), count))
          .execute();
      }
      const set = (id: string, values: Row) =>
        db.updateTable('messages').set(values).where('id', '=', id).execute();
      await set('1-0000', { state: 'in_doubt', doubt_until: NOW + 9_000, attempted_at: NOW - 3_000 });
      await set('3-0000', { attempted_at: NOW - 4_000, command_status: 0x14, ready_at: NOW - 1_000 });
      await set('4-0000', { waiting_for: 'guard', ready_at: NOW + 60_000 });
      await set('5-0000', { state: 'delivered', ready_at: null, attempted_at: NOW - 4_000 });
      await db.destroy();

      const store = await open(url);

      const ready = await store.write((tx) => readyMessages(tx, 'demo', 9, NOW));
      expect(ready.map(({ order_id, position }) => `${order_id.slice(-1)}-${position}`)).toEqual([
        '1-0',
        '2-0',
        '3-0',
        '4-1',
        '4-2',
        '1-1',
        '5-1',
        '1-2',
        '5-2',
      ]);
      expect(await store.write((tx) => nextReadyAt(tx, 'demo'))).toBe(NOW - 5_000);
      expect(await ableAt(store.db, 'demo')).toBe(NOW - 3_000);
      expect(await agedOrders(store.db, 'demo', 600_000, NOW)).toHaveLength(5);
      await store.close();
    },
  );
});
