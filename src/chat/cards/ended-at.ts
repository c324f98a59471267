import { isFinal, isReceiptEnd, type MessageState } from '../../messages/status.ts';
import type { TextView } from '../show/view.ts';

/** When the receipt came that ended these messages, or these counts of messages, if all of them have ended and one did. */
export function endedAtOf(
  all: readonly { readonly state: MessageState; readonly ended_at: number | null }[],
): Pick<TextView, 'endedAt'> {
  if (!all.every(({ state }) => isFinal(state))) return {};
  const last = all.toSorted((one, other) => (other.ended_at ?? 0) - (one.ended_at ?? 0))[0];
  // `unknown` is also what no receipt came of.
  const isByReceipt = last && isReceiptEnd(last.state) && last.state !== 'unknown';
  return isByReceipt && last.ended_at !== null ? { endedAt: last.ended_at } : {};
}
