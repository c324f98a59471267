import { readSender } from '../../../messages/source.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { roomOf } from '../../../store/chats/rooms.ts';
import { sendersBefore } from '../../../store/orders/named-senders.ts';
import { mayUseOn } from '../../people/access.ts';
import { sender } from '../../settings/sender.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';

/** As often in a row the same was named before it is offered to go without saying. */
export const IN_A_ROW = 3;

/** Whether that has been so with those before, the last one first, and not with one more. */
export function isNthInARow<One>(before: readonly One[], isSame: (one: One) => boolean): boolean {
  const inARow = before.findIndex((one) => !isSame(one));
  return (inARow < 0 ? before.length : inARow) === IN_A_ROW - 1;
}

/** From whom a message was to go by its own words; of an e-mail that is an address, and another one each time. */
export const namedSender = ({ request }: Pick<Message, 'request'>): string | null =>
  request.channel !== 'email' && 'from' in request ? addressOf(request.from) : null;

const addressOf = (from: string | null | undefined): string | null => readSender(from ?? '')?.address || null;

/** Offers to have the sender go without saying here, when somebody has named the same one so often in a row: once. */
export async function alwaysSenderButtons(
  { db, locale, reader }: ViewContext,
  card: Card,
  message: Message,
): Promise<Button[]> {
  const from = namedSender(message);
  const mayChange = mayUseOn(sender.changedBy, reader, card.chat_id);
  if (from === null || card.person_id === null || !mayChange) return [];
  if ((await roomOf(db, card.chat_id)).sender === from) return [];
  const before = await sendersBefore(db, card, IN_A_ROW);
  if (!isNthInARow(before, (one) => addressOf(one) === from)) return [];
  return [buttonsIn(locale)('always-sender', 'always-sender', { from })];
}
