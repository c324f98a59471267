import { isNumber } from '../messages/recipient.ts';
import type { Card } from '../store/cards.ts';
import type { Reader } from '../store/database.ts';
import { findMessage } from '../store/history.ts';
import { findIncoming } from '../store/incoming.ts';
import { type Message, messagesOfCard } from '../store/outbox.ts';
import { findTalk } from '../store/talks.ts';
import { historyCard } from './cards/history/body.ts';
import { incomingCard } from './cards/incoming/body.ts';
import { readBody } from './cards/kind.ts';
import { talkNoteCard } from './cards/talk-note/body.ts';

/** Somebody that a card is about. */
export interface Correspondent {
  readonly to: string;
  /** The number that they wrote to, or the sender that they were written to from; absent: SENDER. */
  readonly from?: string;
  readonly account: string;
  /** Words went to them, or came from them. A look-up or a code is no conversation, and neither is what never left. */
  readonly inConversation: boolean;
}

/** The only message of a card, or the one that it tells the history of. */
export async function messageOf(db: Reader, card: Card): Promise<Message | undefined> {
  const shown = readBody(historyCard, card);
  if (shown) return findMessage(db, shown.messageId);
  const [message, another] = await messagesOfCard(db, card.id, 2);
  return another ? undefined : message;
}

/**
 * The one person that a card is about. Only numbers can be written to: an incoming SMS may come from a name, and a card
 * may be of an e-mail.
 */
export async function correspondentOf(db: Reader, card: Card): Promise<Correspondent | null> {
  const shown = readBody(incomingCard, card);
  if (shown) {
    const incoming = await findIncoming(db, shown.incomingId);
    if (!incoming || !isNumber(incoming.sender)) return null;
    const { sender: to, recipient: from, account } = incoming;
    // Not every provider says which of its numbers was written to.
    return { to, account, inConversation: true, ...(from === '' ? {} : { from }) };
  }
  const note = readBody(talkNoteCard, card);
  if (note) {
    const talk = await findTalk(db, note.talkId);
    if (!talk) return null;
    const { number: to, account, own: from } = talk;
    return { to, account, inConversation: true, ...(from === '' ? {} : { from }) };
  }
  const message = await messageOf(db, card);
  if (!message || !isNumber(message.recipient)) return null;
  const { recipient: to, account, request, state } = message;
  const from = 'from' in request ? request.from : undefined;
  // Below a draft colleagues say what they think of it.
  const isUnsaid = state === 'waiting' || state === 'cancelled';
  const inConversation = 'text' in request && !isUnsaid && !readBody(historyCard, card);
  return { to, account, inConversation, ...(from === undefined ? {} : { from }) };
}

/** From whom an SMS came that nobody can write back to, such as a name, or '' where it does not say; null: it is no such card. */
export async function unwritableSender(db: Reader, card: Card): Promise<string | null> {
  const shown = readBody(incomingCard, card);
  const incoming = shown && (await findIncoming(db, shown.incomingId));
  return incoming && !isNumber(incoming.sender) ? incoming.sender : null;
}
