import type { ReceiptIdForm } from '../messages/provider.ts';
import type { Receipt } from '../messages/receipt.ts';

/**
 * A receipt's id in the form in which submit_sm_resp gave it. Only an id that comes from the text is written in the
 * other base: a receipted_message_id that differs from the text's is submit_sm_resp's own (SMPP 3.4, 5.3.2.12). What
 * is no number (a UUID, say) stays as it is.
 * @param written how the receipt writes it: `hex` means that submit_sm_resp is decimal, `decimal` that it is hex
 */
export function submitId({ id, textId }: Receipt, written: ReceiptIdForm): string | null {
  if (id === null || written === 'auto' || written === 'same' || (textId !== null && textId !== id))
    return id;
  if (written === 'hex') return /^[0-9a-f]+$/i.test(id) ? BigInt(`0x${id}`).toString() : id;
  return /^\d+$/.test(id) ? BigInt(id).toString(16) : id;
}
