import type { Kysely, Selectable } from 'kysely';
import { AtHand } from '../chats/at-hand.ts';
import type { Changes } from '../engine/changes.ts';
import type { HooksTable } from '../tables/program-schema.ts';
import type { Schema } from '../tables/schema.ts';

/** What a hook may be told of. */
export const HOOK_EVENTS = [
  'delivered',
  'failed',
  'cancelled',
  'incoming',
  'doubt',
  'read',
  'clicked',
] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];

export type Hook = Selectable<HooksTable>;

/** Those that there are of what a hook is to be told. */
export const eventsOf = ({ events }: Pick<Hook, 'events'>): HookEvent[] => {
  const named = events.split(',');
  return HOOK_EVENTS.filter((event) => named.includes(event));
};

/** All hooks, those that are switched off too, the oldest first. */
export function allHooks(db: Kysely<Schema>): Promise<Hook[]> {
  return db.selectFrom('hooks').selectAll().orderBy('id').execute();
}

/** The hooks, kept at hand. */
export class HooksAtHand extends AtHand<Hook> {
  constructor(changes: Changes) {
    super(changes, 'hooks', allHooks);
  }
}
