import { NEWEST } from '../engine/migrate.ts';
import type { Ask, Prepare } from '../engine/statements.ts';

const HELD = 'select 1 from leases where name = ? and fence = ? and expires_at > 0';

/** See assertHeld in leases.ts: on SQLite nothing expires. */
export const isHeldOn = (prepare: Prepare, name: string, fence: number): boolean =>
  prepare(HELD).get(name, fence) !== undefined;

const HOLDS = `
  select fence from leases
  where name = $1 and fence = $2 and expires_at > (extract(epoch from clock_timestamp()) * 1000)::bigint
    and not exists (select 1 from kysely_migration where name > '${NEWEST}')
  for key share`;

/** The same on PostgreSQL, where nobody takes it over before the transaction ends. */
export const holdsOn = async (ask: Ask, name: string, fence: number): Promise<boolean> =>
  (await ask(HOLDS, name, fence)).length > 0;
