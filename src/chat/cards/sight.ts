import { z } from 'zod';
import { formatPhone, veilAddress } from '../../messages/recipient.ts';
import type { Message } from '../../store/attempts/outbox.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Recipient } from '../grammar.ts';
import { may } from '../people/access.ts';
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

/** Recipients whose names a card keeps. */
const NAMED = 25;

export const namesOf = (recipients: readonly Recipient[]): Names =>
  Object.fromEntries(
    recipients.flatMap(({ to, contact }) => (contact ? [[to, contact.name]] : [])).slice(0, NAMED),
  );

/** A number as it may be read by anybody in a chat: in a group without most of its digits. */
export const seenIn = (chatId: number, number: string): string =>
  chatId > 0 ? formatPhone(number) : veilAddress(number);

/**
 * In a private chat the role of its person decides. In a group, which anybody may be in, what was typed there may be
 * read there, and nothing else: a number for which a name was typed may not; of a campaign, which goes to customers by the
 * hundred, not to whom.
 */
export function sightOf(
  { reader }: Pick<ViewContext, 'reader'>,
  card: Card,
  { chat_id, campaign }: Pick<Message, 'chat_id' | 'campaign'>,
  named: Names = {},
): Sight {
  if (card.chat_id > 0) return { numbers: true, texts: may(reader, 'operator'), names: named };
  const isHere = chat_id === card.chat_id;
  const isNamed = Object.keys(named).length > 0;
  return { numbers: isHere && campaign === null && !isNamed, texts: isHere, names: isHere ? named : {} };
}

/** A recipient as it may be read. */
export function seenAddress({ numbers, names: named }: Sight, address: string): string {
  const seen = numbers ? formatPhone(address) : veilAddress(address);
  const name = Object.hasOwn(named, address) ? named[address] : undefined;
  return name === undefined ? seen : `${name} ${seen}`;
}
