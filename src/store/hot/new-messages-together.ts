import { type Ask, rowsIn, rowsOf } from '../engine/statements.ts';
import type { NewGuard } from './guards.ts';
import { COLUMNS, type Untried } from './new-messages.ts';

const TYPES: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  id: 'bigint',
  account: 'text',
  recipient: 'text',
  reference: 'int',
  pdus: 'int',
  own_text: 'text',
  own_alphabet: 'text',
  own_parts: 'int',
  guard_key: 'text',
  state: 'int',
  held: 'int',
  lane: 'int',
  turn: 'bigint',
  ready_at: 'bigint',
  fresh_at: 'bigint',
  operator: 'text',
};

const WRITE_EACH = `
  insert into messages (${COLUMNS.join()})
  select ${COLUMNS.join()} from ${rowsIn('$1', COLUMNS.map((column) => `${column} ${TYPES[column]}`).join())} as rows
  order by n`;

/** See writeMessages in orders.ts. The query builder would take longer to put so many values together than the store to write them. */
export const writeMessagesTogether = async (ask: Ask, rows: readonly Untried[]): Promise<void> =>
  void (await ask(WRITE_EACH, rowsOf(rows)));

const GUARD_EACH = `
  insert into guards (guard_key, message_id)
  select guard_key, message_id from ${rowsIn('$1', 'guard_key text, message_id bigint')} as rows
  order by guard_key, message_id
  on conflict do nothing`;

/** See guardMessages in guard.ts. */
export const guardTogether = async (ask: Ask, guards: readonly NewGuard[]): Promise<void> =>
  void (await ask(GUARD_EACH, rowsOf(guards)));
