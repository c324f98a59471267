import type { Card } from '../../store/cards.ts';
import { messagesOfCard } from '../../store/outbox.ts';
import { shorten, type ViewContext } from '../show/view.ts';
import { type Sight, seenAddress, sightOf } from './sight.ts';

/** Recipients that a preview shows; the rest is counted. */
const SHOWN = 5;
/** An e-mail address, or what was typed as one, is cut here (UTF-16 units). */
export const NAME_LIMIT = 40;

/** A recipient as a list names it. */
export const recipientName = (sight: Sight, recipient: string): string =>
  shorten(seenAddress(sight, recipient), NAME_LIMIT);

/**
 * "+7 999 123-45-67, … and 12 more": to whom a card's messages go, as typed.
 * @param typedIn the chat in which they were asked for
 */
export async function firstNumbers(
  context: ViewContext,
  card: Card,
  total: number,
  typedIn: number | null,
): Promise<string> {
  const { db, locale } = context;
  const sight = sightOf(context, card, typedIn);
  const messages = await messagesOfCard(db, card.id, SHOWN);
  const names = messages.map(({ recipient }) => recipientName(sight, recipient)).join(', ');
  return total > messages.length ? `${names} ${locale.t('and-more', { n: total - messages.length })}` : names;
}
