import { isNumber } from '../messages/recipient.ts';
import { isLookup, type MessageContent } from '../messages/request.ts';
import type { Tx } from '../store/database.ts';
import { type StopEntry, stoppedAmong } from '../store/stop-list.ts';

/** All to whom something was to go are on the stop list; why each is, by the numbers. */
export class OnStopList extends Error {
  override name = 'OnStopList';
  readonly entries: ReadonlyMap<string, StopEntry>;

  constructor(entries: ReadonlyMap<string, StopEntry>) {
    super(`${entries.size} on the stop list, and nobody else`);
    this.entries = entries;
  }
}

/** Those of some recipients to whom it does not go, and why. Look-ups reach nobody's eyes: they go. */
export async function stoppedFor(
  tx: Tx,
  { channel }: Pick<MessageContent, 'channel'>,
  recipients: readonly string[],
): Promise<ReadonlyMap<string, StopEntry>> {
  return isLookup(channel) ? new Map() : stoppedAmong(tx, recipients.filter(isNumber));
}
