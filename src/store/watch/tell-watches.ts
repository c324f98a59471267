import { isFailed } from '../../messages/status.ts';
import type { Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import type { Happened } from '../stats/event-deltas.ts';
import { STATE } from '../tables/coded.ts';
import type { MessagesTable } from '../tables/message-schema.ts';

type Row = Omit<Happened, 'kind'> & Pick<MessagesTable, 'ready_at' | 'doubt_until'>;

/** Tells whoever watches what has become of a message: it arrived, it failed, or nobody but a person can go on with it. */
export function tellWatches(tx: Tx, message: Row): void {
  const kind = kindOf(message);
  if (!kind) return;
  const { id, account, recipient, state, error, command_status } = message;
  tx.happened({ kind, id, account, recipient, state, error, command_status });
}

/** The same of messages that were not at hand. */
export async function tellWatchesOf(tx: Tx, ids: readonly number[]): Promise<void> {
  const rows = await findEach(ids, (some) =>
    tx.db
      .selectFrom('messages')
      .select(['id', 'account', 'recipient', 'state', 'error', 'command_status', 'ready_at', 'doubt_until'])
      .where('id', 'in', some)
      .execute(),
  );
  for (const row of rows) tellWatches(tx, row);
}

function kindOf({ state, ready_at, doubt_until }: Row): Happened['kind'] | null {
  const name = STATE.name(state);
  if (name === 'delivered') return name;
  if (isFailed(name)) return 'failed';
  return name === 'in_doubt' && ready_at === null && doubt_until === null ? 'doubt' : null;
}
