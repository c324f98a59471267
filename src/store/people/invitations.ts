import type { Insertable, Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { InvitationsTable } from '../tables/chat-schema.ts';

export type Invitation = Selectable<InvitationsTable>;

/** An invitation is remembered for so long after its end (ms), so that a late click is told what happened. */
const MEMORY_MS = 90 * 24 * 3600 * 1000;

/** Keeps a new invitation; the token of its link is not kept, only what it is recognised by. */
export async function createInvitation(
  tx: Tx,
  invitation: Omit<Insertable<InvitationsTable>, 'ended_at' | 'used_by'>,
): Promise<void> {
  await tx.db
    .deleteFrom('invitations')
    .where('expires_at', '<', invitation.made_at - MEMORY_MS)
    .execute();
  await tx.db
    .insertInto('invitations')
    .values({ ...invitation, ended_at: null, used_by: null })
    .execute();
}

export function findInvitation(db: Reader, id: string): Promise<Invitation | undefined> {
  return db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst();
}

export function invitationByHash(db: Reader, hash: string): Promise<Invitation | undefined> {
  return db.selectFrom('invitations').selectAll().where('token_hash', '=', hash).executeTakeFirst();
}

/**
 * Ends an invitation: somebody used it, or (null) it was withdrawn. False when it had ended before, or had expired:
 * of two who are as fast, one gets it.
 */
export async function endInvitation(
  tx: Tx,
  id: string,
  usedBy: number | null,
  now: number,
): Promise<boolean> {
  const ended = await tx.db
    .updateTable('invitations')
    .set({ ended_at: now, used_by: usedBy })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
