import { z } from 'zod';
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
  /** Of recipients that were named in place of their numbers. */
  readonly names: Names;
}

/** The names of recipients, by their addresses. */
export const names = z.record(z.string(), z.string()).readonly();
export type Names = z.infer<typeof names>;

/**
 * In a private chat the role of its person decides. In a group, which anybody may be in, what was typed there may be
 * read there, and nothing else: a number for which a name was typed may not.
 * @param typedIn the chat in which the message was asked for
 */
export function sightOf(
  { reader }: Pick<ViewContext, 'reader'>,
  card: Card,
  typedIn: number | null,
  named: Names = {},
): Sight {
  if (card.chat_id > 0) return { numbers: true, texts: may(reader, 'operator'), names: named };
  const isHere = typedIn === card.chat_id;
  return { numbers: isHere && Object.keys(named).length === 0, texts: isHere, names: isHere ? named : {} };
}

/** A recipient as it may be read. */
export function seenAddress({ numbers, names: named }: Sight, address: string): string {
  const seen = numbers ? formatPhone(address) : veilAddress(address);
  const name = Object.hasOwn(named, address) ? named[address] : undefined;
  return name === undefined ? seen : `${name} ${seen}`;
}
