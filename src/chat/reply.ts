import { parsePhone } from '../messages/recipient.ts';
import type { Card } from '../store/cards.ts';
import { may } from './access.ts';
import { decline } from './answer.ts';
import type { Context } from './context.ts';
import { correspondentOf } from './correspondent.ts';
import type { Did } from './record.ts';
import { send } from './send.ts';

/** The number of a shared contact. Telegram gives most of them with the country code and without the +. */
export function numberOf(phone: string, country: string): string {
  const digits = phone.replace(/\D/g, '');
  return 'digits' in parsePhone(`+${digits}`, country) ? `+${digits}` : digits;
}

/**
 * A reply to a card writes an SMS to the person that the card is about: at once in a private chat; as a draft in a
 * group, where people talk to each other below a card, and below what was no conversation. Null: nothing came of it.
 */
export async function replyToCard(context: Context, card: Card, words: string): Promise<Did | null> {
  const { isPrivate } = context.place;
  const allowed = may(context.person.role, 'operator');
  const whom = allowed ? await correspondentOf(context.tx.db, card) : null;
  if (!whom || words.trim() === '') {
    // In a group people talk to each other below a card.
    if (!isPrivate) return null;
    return allowed
      ? decline(context, 'no-reply-to-this')
      : decline(context, 'not-allowed', { role: 'operator', command: 'sms' });
  }
  const { account, inConversation, ...recipient } = whom;
  return send(context, {
    command: 'sms',
    reading: `/sms +${recipient.to} ${words}`,
    requests: [{ channel: 'sms', text: words, ...recipient }],
    account,
    draft: !isPrivate || !inConversation,
  });
}
