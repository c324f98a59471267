import { ALPHABETS, type Alphabet, unencodable } from './alphabet.ts';
import { draftOnce } from './drafts.ts';
import { plainForm } from './plain-form.ts';
import { contentOf, type MessageContent, type MessageRequest, RequestRefused } from './request.ts';
import { type Agreed, addressed, type Wire, type WireOptions } from './wire.ts';

/** What an order was agreed on: it stays so whatever the settings become. */
export interface Terms extends Agreed {
  /** What each message costs in parts. */
  parts: number;
}

/** What holds for one message. */
export interface Holding extends Agreed {
  /** Null: as many as it takes, since other terms were agreed on for many at once. */
  parts: number | null;
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
  terms: Holding,
  options: WireOptions,
  reference: number,
): Wire | null {
  const wire = wireOrNull(request, terms, options, reference);
  return terms.parts === null || wire?.parts === terms.parts ? wire : null;
}

/** What the connection has in place of what was agreed, from the same sender; null: nothing that carries the text. */
export function offerOf(request: MessageRequest, { sender }: Agreed, options: WireOptions): Offer | null {
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
    return addressed(draftOnce(request, options, agreed), request.to, options, reference);
  } catch (error) {
    if (error instanceof RequestRefused) return null;
    throw error;
  }
}

/** How an SMS would cost fewer parts: with plain characters, in a narrower alphabet. */
export interface Plainer {
  readonly content: MessageContent;
  readonly wire: Wire;
  /** What the text has no more, in order of appearance: what made it dearer. */
  readonly characters: readonly string[];
}

/**
 * The same SMS with plain characters, from the sender agreed on, where these alone make it wider and cost a part; null
 * where they do not, as in every text that has letters of another alphabet, and where an alphabet was asked for.
 */
export function plainerOf(
  request: MessageRequest,
  { sender, alphabet, parts }: Holding,
  options: WireOptions,
): Plainer | null {
  if (request.channel !== 'sms' || request.alphabet !== undefined || alphabet === null) return null;
  if (parts === null) return null;
  // The narrowest has nothing below it, and a single part is the least there is.
  if (alphabet === options.defaultAlphabet || parts === 1) return null;
  const text = plainForm(request.text);
  if (text === request.text) return null;
  const plain = { ...request, text };
  const wire = wireOrNull(plain, { sender, alphabet: null }, options, 0);
  if (!wire || wire.parts >= parts || ALPHABETS.indexOf(wire.alphabet) >= ALPHABETS.indexOf(alphabet))
    return null;
  const characters = unencodable(request.text, wire.alphabet).filter((one) => !text.includes(one));
  return { content: contentOf(plain), wire, characters };
}
