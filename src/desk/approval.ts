import type { Money } from '../messages/money.ts';
import { isLookup, type MessageContent } from '../messages/request.ts';
import type { Reader } from '../store/engine/database.ts';
import { recentPrice } from '../store/provider/recent-price.ts';

/** What a second person has to approve; all null and none: nothing. */
export interface ApproveSettings {
  /** Above so many recipients; null: however many. */
  readonly above: number | null;
  /** Above this price, as far as prices are known; null: whatever it costs. */
  readonly cost: Money | null;
  /** Whatever goes out from one of these senders. */
  readonly senders: readonly string[];
}

/** The same where a chat wants one above so many recipients: it may tighten that, never loosen it. */
export const tightened = (approve: ApproveSettings, above: number | undefined): ApproveSettings =>
  above === undefined ? approve : { ...approve, above: Math.min(above, approve.above ?? above) };

/** An order as far as that hangs on it. */
export interface Weighed {
  readonly content: Pick<MessageContent, 'channel'>;
  readonly sender: string | null;
  readonly total: number;
  /** Of all its messages together. */
  readonly parts: number;
}

/** Whether a second person has to approve an order before it goes. Look-ups reach nobody: they are never asked about. */
export async function needsApproval(
  db: Reader,
  { above, cost, senders }: ApproveSettings,
  { content: { channel }, sender, total, parts }: Weighed,
): Promise<boolean> {
  if (isLookup(channel)) return false;
  if (above !== null && total > above) return true;
  // A provider may read a name in other capitals as the same.
  if (senders.some((one) => one.toLowerCase() === sender?.toLowerCase())) return true;
  if (cost === null) return false;
  const price = await recentPrice(db, channel);
  return price !== null && price * parts > cost;
}
