import { isNumber, parsePhone } from '../messages/recipient.ts';
import type { Card } from '../store/cards.ts';
import { findIncoming } from '../store/incoming.ts';
import { messagesOfCard } from '../store/outbox.ts';
import { may } from './access.ts';
import { decline } from './answer.ts';
import { incomingCard } from './cards/incoming/body.ts';
import { readBody } from './cards/kind.ts';
import { type QuestionBody, questionCard } from './cards/question/body.ts';
import type { Context } from './context.ts';
import type { CommandSpec } from './grammar.ts';
import type { Did } from './record.ts';
import { send } from './send.ts';

/** The number of a shared contact. Telegram gives most of them with the country code and without the +. */
export function numberOf(phone: string, country: string): string {
  const digits = phone.replace(/\D/g, '');
  return 'digits' in parsePhone(`+${digits}`, country) ? `+${digits}` : digits;
}

/** Does this card ask to whom something should go? */
export const asksForRecipient = (card: Card): boolean =>
  readBody(questionCard, card)?.missing === 'recipient';

/** What the answer to a question has to hold, in this order. */
export function wantsOf(spec: CommandSpec, missing: QuestionBody['missing']): QuestionBody['wants'] {
  const recipient = missing === 'recipient' ? [spec.recipientKind] : [];
  if (spec.text === 'code') return [...recipient, 'code'];
  // An answer with a recipient may hold options too, and without the bot's name it would be refused.
  const bot = missing === 'recipient' && spec.options.bot?.required ? (['bot'] as const) : [];
  return spec.text === 'required' ? [...recipient, ...bot, 'text'] : recipient;
}

/** Gives a command what it lacked, and runs it again. */
export async function answerQuestion(
  card: Card,
  words: string,
  rerun: (command: string, rest: string) => Promise<void>,
): Promise<void> {
  const asked = readBody(questionCard, card);
  if (!asked) return;
  const { command, rest, missing } = asked;
  // Behind a line break the text is taken as it is.
  const whole = missing === 'text' ? `${rest.trimEnd()}\n${words}` : ` ${words}${rest}`;
  await rerun(command, whole);
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
