import type { Insertable, Kysely } from 'kysely';
import type { Aside, CameIn, Happened } from '../stats/event-deltas.ts';
import type { HookEventsTable } from '../tables/program-schema.ts';
import type { Schema } from '../tables/schema.ts';
import { eventsOf, type Hook, type HookEvent } from './hooks-at-hand.ts';

/** Rows a statement: SQLite binds 32,766 values at most. */
const AT_ONCE = 500;

/**
 * Writes what hooks want of what has happened in a transaction, as it ends: a row for each of it and each of them. Returns
 * whether that was any.
 */
export async function writeHookEvents(
  db: Kysely<Schema>,
  hooks: readonly Hook[],
  what: readonly (Happened | Aside | CameIn)[],
): Promise<boolean> {
  const now = Date.now();
  const rows = hooks
    .filter(({ suspended_at }) => suspended_at === null)
    .flatMap((hook) => {
      const wanted = new Set<HookEvent>(eventsOf(hook));
      return what
        .filter(({ kind }) => wanted.has(kind))
        .map((one) => ({ ...rowOf(one), hook_id: hook.id, at: now, due_at: now, tries: 0 }));
    });
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await db
      .insertInto('hook_events')
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
  }
  return rows.length > 0;
}

type Row = Pick<Insertable<HookEventsTable>, 'kind' | 'subject' | 'state' | 'error' | 'command_status'>;

function rowOf(one: Happened | Aside | CameIn): Row {
  if (one.kind === 'incoming') {
    return { kind: one.kind, subject: one.id, state: null, error: null, command_status: null };
  }
  const { kind, id, state, error, command_status } = one;
  return { kind, subject: String(id), state, error, command_status };
}
