import type { Card } from '../store/cards.ts';
import { findIncoming } from '../store/incoming.ts';
import { messagesOfCard } from '../store/outbox.ts';
import { may } from './access.ts';
import { type Ask, answer } from './command.ts';
import { send } from './send.ts';
import type { CardBody } from './views/kinds.ts';

/** Gives a command what it lacked, and runs it again. */
export async function answerQuestion(
  card: Card,
  words: string,
  rerun: (command: string, rest: string) => Promise<void>,
): Promise<void> {
  const { command, rest, missing } = JSON.parse(card.body) as CardBody<'question'>;
  // Behind a line break the text is taken as it is.
  const whole = missing === 'text' ? `${rest.trimEnd()}\n${words}` : ` ${words}${rest}`;
  await rerun(command, whole);
}

/** The one person that a card is about, and the number that they wrote to, if they did. */
async function correspondent(ask: Ask, card: Card): Promise<{ to: string; from?: string } | null> {
  if (card.kind === 'incoming') {
    const { incomingId } = JSON.parse(card.body) as CardBody<'incoming'>;
    const incoming = await findIncoming(ask.tx.db, incomingId);
    return incoming && { to: incoming.sender, from: incoming.recipient };
  }
  const [message, another] = await messagesOfCard(ask.tx.db, card.id, 2);
  if (!message || another || message.channel === 'email') return null;
  const { from } = JSON.parse(message.request) as { from?: string };
  return { to: message.recipient, ...(from === undefined ? {} : { from }) };
}

/**
 * A reply to a card writes an SMS to the person that the card is about: at once in a private chat; as a draft in a
 * group, where people talk to each other below a card.
 */
export async function replyToCard(ask: Ask, card: Card, words: string): Promise<void> {
  if (!may(ask.person.role, 'operator')) {
    return void (await answer(ask, 'notice', {
      lines: [{ id: 'not-allowed', args: { role: 'operator', command: 'sms' } }],
    }));
  }
  const whom = await correspondent(ask, card);
  if (!whom || words.trim() === '') {
    // In a group people may well talk about such a card.
    if (ask.place.isPrivate) await answer(ask, 'notice', { lines: [{ id: 'no-reply-to-this' }] });
    return;
  }
  await send(ask, {
    command: 'sms',
    reading: `/sms +${whom.to} ${words}`,
    requests: [{ channel: 'sms', text: words, ...whom }],
    draft: !ask.place.isPrivate,
  });
}
