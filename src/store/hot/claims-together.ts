import { TRANSITIONS } from '../../messages/status.ts';
import { type Ask, rowsIn, rowsOf } from '../engine/statements.ts';
import { HELD, OUTCOME, STATE } from '../tables/coded.ts';
import type { Claim } from './claims.ts';

const { from, to } = TRANSITIONS.claim;

/** All that a claim writes: messages that may be claimed, their guards, and their attempts, numbered as they stand. */
const CLAIM_EACH = `
  with claims as materialized (
    select * from ${rowsIn('$1', 'message_id bigint, pdus int, guard_key text')} as claims
  ),
  claimed as (
    update messages
    set state = ${STATE.of[to]}, ready_at = null, held = ${HELD.not}, doubt_until = null, attempted_at = $2, pdus = claims.pdus
    from claims where messages.id = claims.message_id
      and messages.id = any(array(select message_id from claims)) and messages.state in (${STATE.all(from)})
    returning messages.id, claims.guard_key
  ),
  guarded as (
    insert into guards (guard_key, message_id, tried_at)
    select guard_key, id, $2 from claimed where guard_key is not null order by guard_key, id
    on conflict (guard_key, message_id) do update set tried_at = excluded.tried_at
  )
  insert into attempts (message_id, part, way, committed_at, outcome, open, octets)
  select attempts.message_id, part, way, $2, ${OUTCOME.of.open}, 1, octets
  from ${rowsIn('$3', 'message_id bigint, part int, way int, octets text')} as attempts
  join claimed on claimed.id = attempts.message_id
  order by n
  returning id, message_id`;

/** See claimOn in claims.ts: the same by one statement. */
export async function claimTogether(
  ask: Ask,
  claims: readonly Claim[],
  now: number,
): Promise<Map<number, number[]>> {
  if (claims.length === 0) return new Map();
  const messages = claims.toSorted((one, other) => one.message_id - other.message_id);
  const attempts = claims.flatMap(({ message_id, attempts }) =>
    attempts.map((attempt) => ({ message_id, ...attempt })),
  );
  const rows = await ask<{ id: number; message_id: number }>(
    CLAIM_EACH,
    rowsOf(messages.map(({ attempts: _, ...message }) => message)),
    now,
    rowsOf(attempts),
  );
  // They are numbered as they stand; in which order they are returned, nobody promises.
  const sorted = rows.toSorted((one, other) => one.id - other.id);
  const opened = Map.groupBy(sorted, ({ message_id }) => message_id);
  return new Map([...opened].map(([message, own]) => [message, own.map(({ id }) => id)]));
}
