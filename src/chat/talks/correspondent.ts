import { isNumber } from '../../messages/recipient.ts';
import { isFailed, type MessageState } from '../../messages/status.ts';
import { type Message, messagesOfCard } from '../../store/attempts/outbox.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Reader } from '../../store/engine/database.ts';
import { findMessage } from '../../store/orders/history.ts';
import { findIncoming } from '../../store/talks/incoming.ts';
import { findTalk } from '../../store/talks/talks.ts';
import { historyCard } from '../cards/history/body.ts';
import { incomingCard } from '../cards/incoming/body.ts';
import { readBody } from '../cards/kind.ts';
import { talkNoteCard } from '../cards/talk-note/body.ts';

/** Somebody that a card is about. */
export interface Correspondent {
  readonly to: string;
  /** The number that they wrote to, or the sender that they were written to from; absent: SENDER. */
  readonly from?: string;
  readonly account: string;
  readonly above: Above;
}

/**
 * What a reply to the card stands below: words that came from them, which ask something or do not, that reached them,
 * are on their way, failed, wait for a person or their time, or never left; or what is no conversation, such as a look-up, a code or a history.
 */
export type Above = 'asked' | 'said' | 'reached' | 'coming' | 'failed' | 'waiting' | 'unsent' | 'other';

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
    const { sender: to, recipient: from, account, text } = incoming;
    // Not every provider says which of its numbers was written to.
    return { to, account, above: aboveIn(text), ...(from === '' ? {} : { from }) };
  }
  const note = readBody(talkNoteCard, card);
  if (note) {
    const talk = await findTalk(db, note.talkId);
    if (!talk) return null;
    const { number: to, account, own: from } = talk;
    return { to, account, above: 'said', ...(from === '' ? {} : { from }) };
  }
  const message = await messageOf(db, card);
  if (!message || !isNumber(message.recipient)) return null;
  const { recipient: to, account, request, state } = message;
  const from = 'from' in request ? request.from : undefined;
  const above = 'text' in request && !readBody(historyCard, card) ? aboveBy(state) : 'other';
  return { to, account, above, ...(from === undefined ? {} : { from }) };
}

const aboveIn = (text: string | null): Above => (text?.includes('?') ? 'asked' : 'said');

function aboveBy(state: MessageState): Above {
  if (state === 'delivered') return 'reached';
  // Below a draft colleagues say what they think of it.
  if (state === 'waiting') return 'waiting';
  if (state === 'cancelled') return 'unsent';
  return isFailed(state) || state === 'left' ? 'failed' : 'coming';
}

/** From whom an SMS came that nobody can write back to, such as a name, or '' where it does not say; null: it is no such card. */
export async function unwritableSender(db: Reader, card: Card): Promise<string | null> {
  const shown = readBody(incomingCard, card);
  const incoming = shown && (await findIncoming(db, shown.incomingId));
  return incoming && !isNumber(incoming.sender) ? incoming.sender : null;
}
