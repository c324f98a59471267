import { TIMED } from '../../messages/lanes.ts';
import type { Prepare } from '../engine/statements.ts';

const first = (lane: number): string => `
  select * from (
    select turn from messages where account = ?1 and lane = ${lane} and ready_at is not null order by turn limit 1
  )`;

const READY_AT = `select min(turn) as at from (${TIMED.map(first).join(' union all ')})`;

/** See nextReadyAt in ready-messages.ts. */
export const nextReadyOn = (prepare: Prepare, account: string): number | null =>
  (prepare(READY_AT).get(account) as { at: number | null }).at;

const DOUBT_AT = 'select min(doubt_until) as at from messages where account = ? and doubt_until is not null';

/** See nextDoubtAt in doubts.ts. */
export const nextDoubtOn = (prepare: Prepare, account: string): number | null =>
  (prepare(DOUBT_AT).get(account) as { at: number | null }).at;
