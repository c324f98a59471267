import { veilAddress } from '../../messages/recipient.ts';
import { messagesOfCard } from '../../store/attempts/outbox.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Locale } from '../locale.ts';
import { shorten, type ViewContext } from '../show/view.ts';
import { type Sight, seenAddress } from './sight.ts';
import { listed } from './words.ts';

/** Recipients that a preview shows; the rest is counted. */
const SHOWN = 5;
/** An e-mail address, or what was typed as one, is cut here (UTF-16 units). */
export const NAME_LIMIT = 40;

/** A recipient as a list names it. */
export const recipientName = (sight: Sight, recipient: string): string =>
  Object.hasOwn(sight.names, recipient)
    ? seenAddress(sight, recipient)
    : shorten(seenAddress(sight, recipient), NAME_LIMIT);

/** Recipients that were typed more than once, as they were typed, where their numbers may be read. */
export const typedTwice = (locale: Locale, { numbers }: Sight, typed: readonly string[]): string =>
  listed(
    locale,
    typed.map((recipient) => shorten(numbers ? recipient : veilAddress(recipient), NAME_LIMIT)),
  );

/**
 * "+7 999 123-45-67, … and 12 more": to whom a card's messages go, as typed.
 */
export async function firstNumbers(
  context: ViewContext,
  card: Card,
  total: number,
  sight: Sight,
): Promise<string> {
  const { db, locale } = context;
  const messages = await messagesOfCard(db, card.id, SHOWN);
  const names = messages.map(({ recipient }) => recipientName(sight, recipient)).join(', ');
  return total > messages.length ? `${names} ${locale.t('and-more', { n: total - messages.length })}` : names;
}
