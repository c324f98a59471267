import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../engine/database.ts';
import type { Schema } from '../tables/schema.ts';

/** Which messages. */
type Meant = (eb: ExpressionBuilder<Schema, 'messages'>) => Expression<SqlBool>;

/** These messages were never tried, and will not be: nothing of theirs holds others back. */
export async function dropUntried(tx: Tx, meant: Meant): Promise<void> {
  if (tx.rules.guard.heldMs === 0) return;
  await guardsOf(tx, meant).where('tried_at', 'is', null).execute();
}

/** Whoever guesses a text could tell by a digest of it that it was the one of these messages. */
export async function dropDigests(tx: Tx, meant: Meant): Promise<void> {
  await guardsOf(tx, meant).execute();
  await tx.db.updateTable('messages').set({ guard_key: null }).where(meant).execute();
  await tx.db
    .updateTable('attempts')
    .set({ octets: null })
    .where('message_id', 'in', (eb) => eb.selectFrom('messages').select('id').where(meant))
    .execute();
}

/** To be deleted: the guards that these messages have. Each is looked for by its key. */
function guardsOf({ db, kind }: Tx, meant: Meant) {
  const guards = db.deleteFrom('guards');
  const messages = db.selectFrom('messages').where(meant);
  if (kind === 'sqlite') {
    const keys = messages.select(['guard_key', 'id']);
    return guards.where(sql<SqlBool>`(guard_key, message_id) in ${keys}`);
  }
  // Said otherwise, PostgreSQL may read all guards to find those of one message.
  const rows = messages
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('guards')
          .select(sql`guards.ctid`.as('row'))
          .whereRef('guards.guard_key', '=', 'messages.guard_key')
          .whereRef('guards.message_id', '=', 'messages.id')
          .limit(1)
          .as('own'),
      (join) => join.onTrue(),
    )
    .select('own.row');
  return guards.where(sql<SqlBool>`ctid = any (array ${rows})`);
}
