import type { Prepare } from '../engine/statements.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';

/** Of a message before it was tried those that are not null, or may not be. */
export const COLUMNS = [
  'id',
  'account',
  'recipient',
  'reference',
  'pdus',
  'own_text',
  'own_alphabet',
  'own_parts',
  'guard_key',
  'state',
  'held',
  'lane',
  'turn',
  'ready_at',
  'fresh_at',
  'operator',
] as const;

const WRITE = `insert into messages (${COLUMNS.join()}) values (${COLUMNS.map(() => '?').join()})`;

/** A message before it was tried; of a campaign it is as old as that. */
export type Untried = Omit<Pick<MessagesTable, (typeof COLUMNS)[number]>, 'fresh_at'> &
  Pick<OrdersTable, 'fresh_at'>;

/** See writeMessages in orders.ts. */
export function writeMessagesOn(prepare: Prepare, rows: readonly Untried[]): void {
  const write = prepare(WRITE);
  for (const row of rows) write.run(...COLUMNS.map((column) => row[column]));
}
