import type { Alphabet } from './alphabet.ts';
import { type MessageContent, type MessageRequest, RequestRefused } from './request.ts';
import { type Agreed, toWire, type Wire, type WireOptions } from './wire.ts';

/** What an order was agreed on: it stays so whatever the settings become. */
export interface Terms extends Agreed {
  /** What each message costs in parts. */
  parts: number;
}

/** How a message would go instead, since what was agreed cannot be kept. */
export interface Offer {
  alphabet: Alphabet;
  parts: number;
}

/** The alphabet is agreed on where parts are counted by it, or where it was asked for. */
export const termsOf = (content: MessageContent, { source, alphabet, parts }: Wire): Terms => ({
  sender: source.address,
  alphabet:
    content.channel === 'sms' || ('alphabet' in content && content.alphabet !== undefined) ? alphabet : null,
  parts,
});

/** How a message goes as agreed on this connection; null where that cannot be had any more. */
export function asAgreed(
  request: MessageRequest,
  terms: Terms,
  options: WireOptions,
  reference: number,
): Wire | null {
  const wire = wireOrNull(request, terms, options, reference);
  return wire?.parts === terms.parts ? wire : null;
}

/** What the connection has in place of what was agreed, from the same sender; null: nothing that carries the text. */
export function offerOf(request: MessageRequest, { sender }: Terms, options: WireOptions): Offer | null {
  const wire = wireOrNull(request, { sender, alphabet: null }, options, 0);
  return wire && { alphabet: wire.alphabet, parts: wire.parts };
}

function wireOrNull(
  request: MessageRequest,
  agreed: Agreed,
  options: WireOptions,
  reference: number,
): Wire | null {
  try {
    return toWire(request, options, reference, agreed);
  } catch (error) {
    if (error instanceof RequestRefused) return null;
    throw error;
  }
}
