import { TRANSITIONS } from '../../messages/status.ts';
import { OUTCOME, STATE } from '../coded.ts';
import type { Prepare } from '../statements.ts';

const { from, to } = TRANSITIONS.claim;

const CLAIM = `
  update messages
  set state = ${STATE.of[to]}, ready_at = null, held = 0, doubt_until = null, attempted_at = ?, pdus = ?
  where id = ? and state in (${STATE.all(from)})`;

/** Claims a message that may be claimed. Returns whether it could be. */
export const claimOn = (prepare: Prepare, id: number, pdus: number, now: number): boolean =>
  prepare(CLAIM).run(now, pdus, id).changes > 0;

const OPEN = `
  insert into attempts (message_id, part, way, committed_at, outcome, open, octets)
  values (?, ?, ?, ?, ${OUTCOME.of.open}, 1, ?)`;

/** An attempt that is put on record. */
interface NewAttempt {
  readonly message_id: number;
  readonly part: number;
  readonly way: number;
  readonly committed_at: number;
  readonly octets: string | null;
}

/** Puts attempts on record. Returns their ids, in order. */
export function openAttemptsOn(prepare: Prepare, attempts: readonly NewAttempt[]): number[] {
  const open = prepare(OPEN);
  return attempts.map(({ message_id, part, way, committed_at, octets }) =>
    Number(open.run(message_id, part, way, committed_at, octets).lastInsertRowid),
  );
}
