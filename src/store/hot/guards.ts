import type { Prepare } from '../engine/statements.ts';

export interface NewGuard {
  readonly guard_key: string;
  readonly message_id: number;
}

const GUARD = 'insert into guards (guard_key, message_id) values (?, ?) on conflict do nothing';

/** See guardMessages in guard.ts. */
export function guardOn(prepare: Prepare, guards: readonly NewGuard[]): void {
  const guard = prepare(GUARD);
  for (const { guard_key, message_id } of guards) guard.run(guard_key, message_id);
}

const WARM = `
  select messages.id, messages.guard_key, messages.attempted_at
  from guards join messages on messages.id = guards.message_id and messages.guard_key = guards.guard_key
  where guards.guard_key = ? and messages.attempted_at > ?`;

/** See warmMessages in guard.ts: tried after `since` (ms). */
export function warmOn(prepare: Prepare, keys: readonly string[], since: number) {
  const warm = prepare(WARM);
  return keys.flatMap(
    (key) => warm.all(key, since) as { id: number; guard_key: string; attempted_at: number }[],
  );
}
