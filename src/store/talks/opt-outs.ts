import { z } from 'zod';
import { type Wish, wishOf } from '../../messages/opt-out.ts';
import { isNumber } from '../../messages/recipient.ts';
import { addJob } from '../chats/jobs.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { addToStopList, removeFromStopList, type StopRules, stopRules } from '../stop-list/stop-list.ts';

/** Nothing longer is wholly a keyword, however much it is spaced out (UTF-16 units). */
const LONGEST = 300;

/** Tells whoever wrote a keyword that it is heeded: see src/chat/stop-list/confirming.ts. */
export const confirming = {
  name: 'confirm-opt-out',
  version: 0,
  body: z.object({ incomingId: z.string() }),
};

/** A message that came in. */
interface Wishing {
  readonly id: string;
  readonly sender: string;
  readonly recipient: string;
  readonly text: string;
  readonly receivedAt: number;
}

const wishIn = ({ sender, text }: Pick<Wishing, 'sender' | 'text'>, { words }: StopRules): Wish | null =>
  isNumber(sender) && text.length <= LONGEST ? wishOf(text, words) : null;

/** Whether a message is wholly a keyword by which its sender asks not to be written to. */
export const asksToStop = async (db: Reader, message: Pick<Wishing, 'sender' | 'text'>): Promise<boolean> =>
  wishIn(message, await stopRules(db)) === 'stop';

/** Puts whoever wrote a keyword on the stop list, or takes them off it. */
export async function heedWish(tx: Tx, message: Wishing): Promise<void> {
  const { id, sender, recipient, receivedAt: now } = message;
  const rules = await stopRules(tx.db);
  const wish = wishIn(message, rules);
  if (wish === 'start') await removeFromStopList(tx, sender, now);
  if (wish !== 'stop') return;
  const reason = { source: 'keyword', madeBy: null, why: null, incomingId: id } as const;
  const added = await addToStopList(tx, [sender], reason, now);
  // Not every provider says which of its numbers was written to, and a name cannot be answered from.
  if (added.length === 0 || !rules.confirms || !isNumber(recipient)) return;
  await addJob(tx, {
    kind: confirming.name,
    body: versioned(confirming, { incomingId: id }),
    key: null,
    now,
  });
}
