import { answer, decline } from '../src/chat/answer.ts';
import { isName } from '../src/chat/book/names.ts';
import { resolve } from '../src/chat/book/resolve.ts';
import { refuseNobody } from '../src/chat/book/unknown.ts';
import { historyCard } from '../src/chat/cards/history/body.ts';
import { incomingCard } from '../src/chat/cards/incoming/body.ts';
import { readBody } from '../src/chat/cards/kind.ts';
import { type StatusesBody, statusesCard } from '../src/chat/cards/statuses/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import type { Did } from '../src/chat/record.ts';
import { refuse } from '../src/chat/refuse.ts';
import { askAgain } from '../src/chat/sending/ask-again.ts';
import { shorten } from '../src/chat/show/view.ts';
import { parsePhone } from '../src/messages/recipient.ts';
import { type Message, messagesOfCard } from '../src/store/attempts/outbox.ts';
import type { Card } from '../src/store/chats/cards.ts';
import type { Reader } from '../src/store/engine/database.ts';
import {
  countOfCard,
  findMessage,
  findMessageByProviderId,
  findMessages,
  messagesTo,
} from '../src/store/orders/history.ts';
import { alertsOn, messagesTold } from '../src/store/watch/alerts.ts';

/** Characters of an unknown id that are said back; SMPP 3.4, 5.2.23: an id has 64 at most. */
const ID_LENGTH = 64;
/** Messages that are listed: of ids that were named, of a number, of a card. The rest is counted. */
const OF_IDS = 10;
const OF_NUMBER = 10;
const OF_CARD = 20;

/** All that is known of one message, and what the provider says of it now. */
async function showOne(context: Context, message: Message): Promise<Did> {
  const cardId = await answer(context, historyCard, { messageId: message.id });
  await askAgain(context.tx, message, cardId, context.now);
  return { cardId, messageId: message.id };
}

const showSeveral = async (context: Context, body: StatusesBody): Promise<Did> => ({
  cardId: await answer(context, statusesCard, body),
});

const linesOf = (messages: readonly Message[]): StatusesBody['lines'] =>
  messages.map(({ id }) => ({ message: id }));

/** The messages of a card, or those that its alert tells of: the first of them, and how many there are. */
async function messagesOn(db: Reader, cardId: string): Promise<{ messages: Message[]; count: number }> {
  const told = await Promise.all((await alertsOn(db, cardId)).map(({ id }) => messagesTold(db, id)));
  const ids = [...new Set(told.flat())].toSorted((one, other) => other - one);
  if (ids.length > 0) {
    const messages = await findMessages(db, ids.slice(0, OF_CARD));
    return { messages: messages.toSorted((one, other) => other.id - one.id), count: ids.length };
  }
  const messages = await messagesOfCard(db, cardId, OF_CARD);
  return { messages, count: messages.length < OF_CARD ? messages.length : await countOfCard(db, cardId) };
}

/** What a card is about: the message that it shows, or all of them. */
async function ofCard(context: Context, card: Card): Promise<Did | null> {
  const { db } = context.tx;
  if (readBody(incomingCard, card)) return decline(context, 'status-incoming');
  const shown = readBody(historyCard, card);
  const again = shown && (await findMessage(db, shown.messageId));
  if (again) return showOne(context, again);
  const { messages, count } = await messagesOn(db, card.id);
  const [message, another] = messages;
  if (!message) return decline(context, card.forgotten_at === null ? 'status-no-message' : 'card-forgotten');
  if (!another) return showOne(context, message);
  const lines = linesOf(messages);
  return showSeveral(context, { to: null, name: null, lines, more: count - messages.length });
}

/** The last messages to a number, the newest first; the name is there where it was typed in its place. */
async function ofNumber(context: Context, digits: string, name: string | null = null): Promise<Did | null> {
  const messages = await messagesTo(context.tx.db, digits, OF_NUMBER);
  if (messages.length === 0) return decline(context, 'status-none-to');
  return showSeveral(context, { to: digits, name, lines: linesOf(messages), more: 0 });
}

/** What a name stands for, where no message has it for an id. */
async function ofName(context: Context, typed: string): Promise<Did | null> {
  const { known, double } = await resolve(context, [typed]);
  if (double) {
    const instead = double.contacts.map(({ number }) => `/status +${number}`);
    return refuse(context, {
      command: status.spec,
      problem: { kind: 'ambiguous', typed },
      reading: '',
      instead,
    });
  }
  const contact = known.get(typed)?.[0];
  return contact ? ofNumber(context, contact.number, contact.name) : refuseNobody(context, 'status', typed);
}

/** The line without words such as "order" or "no.", where something else in it may be an id: none is without a digit. */
function withoutWords(typed: string): string {
  const words = typed.split(/(?<=[\s,;])/);
  const isId = (word: string) => /\d/.test(word);
  return words.some(isId) && !/^[\s+]*[\d(]/.test(typed) ? words.filter(isId).join('').trim() : typed;
}

/** Without the marks that end a sentence behind an id or a number: `855480?` */
const unmarked = (typed: string): string =>
  typed.replace(/[^\s,;]+/gu, (word) => (/\d/.test(word) ? word.replace(/(?<![?!.…])[?!.…]+$/u, '') : word));

/** The ids in a line: with or without "id" and "#", separated by anything. */
const idsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\s,;]+/)
      .map((word) => word.replace(/^(?:id(?::|$))?[#№]?/i, ''))
      .filter(Boolean),
  ),
];

/** Messages by the provider's ids. What no message has for an id may be a number, in one piece or in several. */
async function named(context: Context, typed: string): Promise<Did | null> {
  const { tx, settings } = context;
  const phone = parsePhone(typed, settings.country);
  if (typed.startsWith('+') && 'digits' in phone) return ofNumber(context, phone.digits);
  const ids = idsIn(typed);
  const found = await Promise.all(ids.slice(0, OF_IDS).map((id) => findMessageByProviderId(tx.db, id)));
  if ('digits' in phone && found.every((message) => message === undefined))
    return ofNumber(context, phone.digits);
  const [message] = found;
  if (ids.length === 1 && message) return showOne(context, message);
  // An id is of digits, or has some.
  if (isName(typed) && !/\d/.test(typed)) return ofName(context, typed);
  const shortened = ids.map((id) => shorten(id, ID_LENGTH));
  if (ids.length <= 1)
    return decline(context, 'status-unknown-id', { id: shortened[0] ?? shorten(typed, ID_LENGTH) });
  const lines = found.map((one, at) => (one ? { message: one.id } : { unknown: shortened[at] ?? '' }));
  return showSeveral(context, { to: null, name: null, lines, more: ids.length - found.length });
}

export const status: Command = {
  spec: { name: 'status', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  examples: ['855469', '855469, 855482', '{phone}'],
  async run(context, { text }) {
    const typed = unmarked(withoutWords(text.trim()));
    if (typed !== '') return named(context, typed);
    return context.repliedTo ? ofCard(context, context.repliedTo) : decline(context, 'status-which');
  },
};
