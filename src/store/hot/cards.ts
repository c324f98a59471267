import { OUT_OF_REACH } from '../chats/out-of-reach.ts';
import type { Prepare } from '../engine/statements.ts';

/**
 * The condition of a card that Telegram may show, of which no look is due already that will see what has changed.
 * @param now what SQL calls the time by which it is to be looked at (ms)
 */
export const wantsLook = (now: string): string =>
  `(failure is null or failure in (${OUT_OF_REACH.map((why) => `'${why}'`).join()}))
    and (due_at is null or due_at > ${now} or looked_revision is null or looked_revision = revision)`;

const TOUCH = `update cards set revision = revision + 1, due_at = ?1 where id = ?2 and ${wantsLook('?1')}`;

/** See card-looks.ts: has these cards looked at after this transaction. Says whether that is news of any. */
export function recordChangesOn(prepare: Prepare, ids: readonly string[], now: number): boolean {
  let isNews = false;
  for (const id of ids) if (prepare(TOUCH).run(now, id).changes > 0) isNews = true;
  return isNews;
}
