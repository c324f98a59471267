import type { Prepare } from '../statements.ts';

const HELD = 'select 1 from leases where name = ? and fence = ? and expires_at > 0';

/** See assertHeld in leases.ts: on SQLite nothing expires. */
export const isHeldOn = (prepare: Prepare, name: string, fence: number): boolean =>
  prepare(HELD).get(name, fence) !== undefined;
