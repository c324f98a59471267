import { formatPhone, veilAddress } from '../../messages/recipient.ts';
import type { Card } from '../../store/cards.ts';
import { may } from '../access.ts';
import type { ViewContext } from '../show/view.ts';

/** What of a message may be read on a card. */
export interface Sight {
  /** Numbers and addresses in full. */
  readonly numbers: boolean;
  /** What was written to people, or by them. */
  readonly texts: boolean;
}

/**
 * In a private chat the role of its person decides. In a group, which anybody may be in, what was typed there may be
 * read there, and nothing else.
 * @param typedIn the chat in which the message was asked for
 */
export function sightOf({ reader }: Pick<ViewContext, 'reader'>, card: Card, typedIn: number | null): Sight {
  if (card.chat_id > 0) return { numbers: true, texts: may(reader, 'operator') };
  const isHere = typedIn === card.chat_id;
  return { numbers: isHere, texts: isHere };
}

/** A recipient as it may be read. */
export const seenAddress = ({ numbers }: Sight, address: string): string =>
  numbers ? formatPhone(address) : veilAddress(address);
