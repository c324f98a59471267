import { guardKey } from '../messages/guard-key.ts';
import { RequestRefused } from '../messages/request.ts';
import { toWire, type WireOptions } from '../messages/wire.ts';
import type { Message } from '../store/attempts/outbox.ts';
import { moveStranded, takeStranded } from '../store/attempts/stranded.ts';
import type { Tx } from '../store/engine/database.ts';
import { accountOf } from './new-messages.ts';
import type { DeskSettings } from './settings.ts';

/** Has some of what is queued for a login that is gone sent by those that there are. Returns how many that are. */
export async function moveToOthers(
  tx: Tx,
  settings: DeskSettings,
  login: string,
  now: number,
): Promise<number> {
  const messages = await takeStranded(tx, login, now);
  const moves = messages.map((message) => {
    const account = accountOf(settings, message.recipient);
    return { message, account, guardKey: keyOf(message, account, settings.wire) };
  });
  await moveStranded(tx, moves, now);
  return moves.length;
}

/** What cannot go as it was agreed is asked about when its turn comes, whatever its key. */
function keyOf(message: Message, account: string, wire: WireOptions): string | null {
  try {
    return guardKey(account, toWire(message.request, wire, message.reference, message.agreed));
  } catch (error) {
    if (error instanceof RequestRefused) return message.guard_key;
    throw error;
  }
}
