import { TRANSITIONS } from '../../messages/status.ts';
import type { Prepare } from '../engine/statements.ts';
import { HELD, OUTCOME, STATE } from '../tables/coded.ts';

const { from, to } = TRANSITIONS.claim;

const CLAIM = `
  update messages
  set state = ${STATE.of[to]}, ready_at = null, held = ${HELD.not}, doubt_until = null, attempted_at = ?, pdus = ?
  where id = ? and state in (${STATE.all(from)})`;

const TRIED = `
  insert into guards (guard_key, message_id, tried_at) values (?, ?, ?)
  on conflict (guard_key, message_id) do update set tried_at = excluded.tried_at`;

const OPEN = `
  insert into attempts (message_id, part, way, committed_at, outcome, open, octets)
  values (?, ?, ?, ?, ${OUTCOME.of.open}, 1, ?)`;

/** A message to be claimed, with the attempts that are put on record then. */
export interface Claim {
  readonly message_id: number;
  readonly pdus: number;
  /** By which it is guarded from now on; null: it is not. */
  readonly guard_key: string | null;
  readonly attempts: readonly {
    readonly part: number;
    readonly way: number;
    readonly octets: string | null;
  }[];
}

/** Claims those messages that may be claimed. Returns the ids of their attempts, of each in order. */
export function claimOn(prepare: Prepare, claims: readonly Claim[], now: number): Map<number, number[]> {
  const opened = new Map<number, number[]>();
  for (const { message_id, pdus, guard_key, attempts } of claims) {
    if (prepare(CLAIM).run(now, pdus, message_id).changes === 0) continue;
    if (guard_key !== null) prepare(TRIED).run(guard_key, message_id, now);
    opened.set(
      message_id,
      attempts.map(({ part, way, octets }) =>
        Number(prepare(OPEN).run(message_id, part, way, now, octets).lastInsertRowid),
      ),
    );
  }
  return opened;
}
