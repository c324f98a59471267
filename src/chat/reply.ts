import { isNumber, parsePhone } from '../messages/recipient.ts';
import type { Card } from '../store/cards.ts';
import { findIncoming } from '../store/incoming.ts';
import { messagesOfCard } from '../store/outbox.ts';
import { may } from './access.ts';
import { decline } from './answer.ts';
import { incomingCard } from './cards/incoming/body.ts';
import { readBody } from './cards/kind.ts';
import type { Context } from './context.ts';
import type { Did } from './record.ts';
import { send } from './send.ts';

/** The number of a shared contact. Telegram gives most of them with the country code and without the +. */
export function numberOf(phone: string, country: string): string {
  const digits = phone.replace(/\D/g, '');
  return 'digits' in parsePhone(`+${digits}`, country) ? `+${digits}` : digits;
}

/**
 * The one person that a card is about, the number that they wrote to, if they did, and the account of either. Only
 * numbers can be written to: an incoming SMS may come from a name, and a card may be of an e-mail.
 */
async function correspondent(
  context: Context,
  card: Card,
): Promise<{ to: string; from?: string; account: string } | null> {
  const shown = readBody(incomingCard, card);
  if (shown) {
    const incoming = await findIncoming(context.tx.db, shown.incomingId);
    if (!incoming || !isNumber(incoming.sender)) return null;
    return { to: incoming.sender, from: incoming.recipient, account: incoming.account };
  }
  const [message, another] = await messagesOfCard(context.tx.db, card.id, 2);
  if (!message || another || !isNumber(message.recipient)) return null;
  const from = 'from' in message.request ? message.request.from : undefined;
  return { to: message.recipient, account: message.account, ...(from === undefined ? {} : { from }) };
}

/**
 * A reply to a card writes an SMS to the person that the card is about: at once in a private chat; as a draft in a
 * group, where people talk to each other below a card. Null: nothing came of it.
 */
export async function replyToCard(context: Context, card: Card, words: string): Promise<Did | null> {
  const { isPrivate } = context.place;
  const allowed = may(context.person.role, 'operator');
  const whom = allowed ? await correspondent(context, card) : null;
  if (!whom || words.trim() === '') {
    // In a group people talk to each other below a card.
    if (!isPrivate) return null;
    return allowed
      ? decline(context, 'no-reply-to-this')
      : decline(context, 'not-allowed', { role: 'operator', command: 'sms' });
  }
  const { account, ...recipient } = whom;
  return send(context, {
    command: 'sms',
    reading: `/sms +${recipient.to} ${words}`,
    requests: [{ channel: 'sms', text: words, ...recipient }],
    account,
    draft: !isPrivate,
  });
}
