import type { Receipt } from '../../messages/receipt.ts';
import type { WrittenId } from '../../messages/receipt-id.ts';
import type { Rules } from '../../messages/rules.ts';
import { toldColumn } from '../orders/documents.ts';
import type { Via } from './stored-receipts.ts';

export interface NewReceipt {
  /** Its ids as it writes them. */
  readonly receipt: Receipt;
  readonly via: Via;
  /** As it came. */
  readonly raw: string;
  /** The addresses that it names, in any order: some providers do not swap source and destination in a receipt. */
  readonly parties?: readonly string[];
}

/** A receipt whose message was told by its id and its addresses alone, and what it shows of its provider's habits. */
export interface Joined {
  readonly receipt: Receipt;
  /** The ways of writing ids by which it means its message. */
  readonly ways: readonly WrittenId[];
  /** When the submit was put on record, ms since 1970. */
  readonly committedAt: number;
}

/**
 * What is kept of a receipt beside what its columns say. As it came it is kept where a person may have to read it: nobody
 * knows of which message it is, or not all of it could be read. A call is, for another that says the same.
 */
export function quotesOf(
  { receipt, via, raw }: NewReceipt,
  isMatched: boolean,
  { keepsRaw }: Rules,
  now: number,
) {
  const isUnderstood = isMatched && receipt.state !== null && receipt.unread === null;
  const isKept = keepsRaw || !isUnderstood || via === 'http';
  return { ...toldColumn(receipt, isMatched), raw: isKept ? raw : null, quotes_at: isKept ? now : null };
}
