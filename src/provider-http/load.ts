import { contentOf } from '../messages/request.ts';
import { asAgreed } from '../messages/terms.ts';
import type { WireOptions } from '../messages/wire.ts';
import type { Load, Submit } from '../sender/way.ts';
import type { Message } from '../store/attempts/outbox.ts';
import type { Outgoing } from './client.ts';

/** A whole message, as the HTTP API takes it. */
export interface HttpSubmit extends Submit {
  readonly outgoing: Outgoing;
}

/** The API cuts a text by itself: it has the two alphabets that a phone has, and takes the narrower one. */
export const httpWire = (wire: WireOptions): WireOptions => ({
  ...wire,
  defaultAlphabet: 'gsm',
  latin1DataCoding: null,
});

/** A message as it was agreed, and what is paid for it. */
interface Agreed {
  readonly outgoing: Outgoing;
  readonly parts: number;
}

/**
 * How a message goes as it was agreed; null where it would have to go otherwise.
 * @param wire by {@link httpWire}
 */
export function outgoingOf(
  { request, agreed, reference }: Pick<Message, 'request' | 'agreed' | 'reference'>,
  wire: WireOptions,
): Agreed | null {
  const wired = asAgreed(request, { ...agreed, alphabet: null }, wire, reference);
  if (wired === null || (agreed.alphabet !== null && wired.alphabet !== agreed.alphabet)) return null;
  const within = 'within' in request ? request.within : undefined;
  const seconds = within ?? (wire.validity === null ? null : wire.validity * 3600);
  const outgoing: Outgoing = {
    to: [request.to],
    content: contentOf(request),
    sender: wired.source.address,
    ...(seconds !== null && { valid: hoursOf(seconds) }),
  };
  return { outgoing, parts: wired.parts };
}

/** The request of a message; null where it would have to go otherwise than it was agreed. */
export function loadOf(message: Message, wire: WireOptions): Load | null {
  const agreed = outgoingOf(message, wire);
  if (agreed === null) return null;
  const { outgoing, parts } = agreed;
  const submit: HttpSubmit = { part: 1, source: outgoing.sender, octets: null, outgoing };
  return { submits: [submit], parts };
}

/** "24", or "hh:mm" where it is no whole number of hours. */
function hoursOf(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  const digits = (count: number): string => String(count).padStart(2, '0');
  return minutes % 60 === 0
    ? String(minutes / 60)
    : `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
