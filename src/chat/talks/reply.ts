import { namesCode } from '../../messages/codes.ts';
import { parsePhone } from '../../messages/recipient.ts';
import { isFailed } from '../../messages/status.ts';
import { messagesOfCard } from '../../store/attempts/outbox.ts';
import { type Card, newestCards } from '../../store/chats/cards.ts';
import type { Reader } from '../../store/engine/database.ts';
import { messagesTo } from '../../store/orders/history.ts';
import { orderOfCard } from '../../store/orders/orders.ts';
import { incomingFrom } from '../../store/talks/incoming.ts';
import { decline } from '../answer.ts';
import { correspondenceCard } from '../cards/correspondence/body.ts';
import { queueCard } from '../cards/queue/body.ts';
import { sendCard } from '../cards/send/body.ts';
import { goesInMoment, keepFromGoing } from '../cards/send/undoing.ts';
import { hasChoices, offerChoices } from '../choices.ts';
import type { Context } from '../context.ts';
import { callOffGoing } from '../going.ts';
import { WHOLE_NUMBERS } from '../grammar/recipients.ts';
import { readArguments } from '../grammar.ts';
import { heldByWords, holdingOf } from '../held/holding.ts';
import { LEAD, plain } from '../held/lists.ts';
import { saysMistaken } from '../held/meant.ts';
import { timesIn } from '../held/times.ts';
import { numbersAlone } from '../numbers-said.ts';
import { asksOfArrival, asksWhy, saysAgain, saysNeedless, saysOfNumber } from '../own-words.ts';
import { may } from '../people/access.ts';
import { callsOff } from '../question.ts';
import type { Did } from '../record.ts';
import { refuse } from '../refuse.ts';
import { send } from '../sending/send.ts';
import { type Above, correspondentOf, messageOf, unwritableSender } from './correspondent.ts';

/** Whether somebody asks of a message that did not arrive, or for it once more, below it: its customer has not had it, and is no one to ask. */
export async function asksOfFailed(context: Context, card: Card, words: string): Promise<boolean> {
  // Where it may be sent again, its own buttons do that.
  const isAgain = saysAgain(words) && !(await hasChoices(context, card));
  if (!isAgain && !asksWhy(words) && !asksOfArrival(words)) return false;
  const message = await messageOf(context.tx.db, card);
  return message !== undefined && isFailed(message.state);
}

/** Lists of what customers wrote. */
const LISTS: ReadonlySet<string> = new Set([queueCard.name, correspondenceCard.name]);

/** Whether words take back what was said just before: to the person whom that goes to they say nothing. */
const takesBack = (words: string): boolean =>
  callsOff(words) || callsOff(plain(words).replace(LEAD, '')) || saysMistaken(plain(words));

/** The card here of what goes to a number in a moment; null: nothing does. */
async function goingTo({ tx, place }: Context, number: string): Promise<Card | null> {
  for (const card of await newestCards(tx.db, place, GOING_SEEN)) {
    const [message] = await messagesOfCard(tx.db, card.id, 1);
    if (message?.recipient === number && (await goesInMoment(tx.db, card))) return card;
  }
  return null;
}

/** The last messages to and from a customer, in which a code may be spoken of. */
const LOOKED_AT = 5;

/** In the seconds in which something goes so many cards come to a chat. */
const GOING_SEEN = 5;

/** Below these stands nothing that a customer wrote: who says “cancel” there means the message. */
const OWN: ReadonlySet<Above> = new Set<Above>(['reached', 'coming', 'failed', 'unsent']);

/** The number of a shared contact. Telegram gives most of them with the country code and without the +. */
export function numberOf(phone: string, country: string): string {
  const digits = phone.replace(/\D/g, '');
  return 'digits' in parsePhone(`+${digits}`, country) ? `+${digits}` : digits;
}

/** Whether several messages stand on a card. */
async function isOfSeveral({ tx }: Context, card: Card): Promise<boolean> {
  const [, another] = await messagesOfCard(tx.db, card.id, 2);
  return another !== undefined;
}

/** Says why a card cannot be replied to. */
async function declineReply(context: Context, card: Card, words: string): Promise<null> {
  if (await isOfSeveral(context, card)) {
    const order = await orderOfCard(context.tx.db, card.id);
    return order?.waiting_for
      ? offerChoices(context, card, {
          said: 'no-reply-to-unsent',
          times: timesIn(context, words, order.send_at),
        })
      : offerChoices(context, card, { said: 'no-reply-to-several', times: [] });
  }
  const sender = await unwritableSender(context.tx.db, card);
  if (sender === null) return decline(context, 'no-reply-to-this');
  return sender === ''
    ? decline(context, 'no-reply-to-nobody')
    : decline(context, 'no-reply-to-sender', { sender });
}

/** Below what failed somebody says another number: the line is offered that sends it there. Returns whether it was that. */
async function offerOtherNumber(context: Context, card: Card, words: string): Promise<boolean> {
  const [[typed] = [], another] = [...words.matchAll(WHOLE_NUMBERS)];
  if (typed === undefined || another || !saysOfNumber(words.replace(typed, ''))) return false;
  const [number] = numbersAlone(context, typed);
  const message = await messageOf(context.tx.db, card);
  const command = context.commands.find(({ spec }) => spec.name === message?.request.channel);
  if (number === undefined || !command || !message || !('text' in message.request)) return false;
  const read = readArguments(` ${number}`, command.spec, { country: context.settings.country });
  const instead = [{ ...(read.ok ? read : read.understood), text: message.request.text }];
  await refuse(context, {
    command: command.spec,
    problem: { kind: 'no-command' },
    reading: '',
    instead,
    typed: '',
  });
  return true;
}

/** Whether a code was lately spoken of with somebody. */
async function speaksOfCode(db: Reader, number: string): Promise<boolean> {
  const came = await incomingFrom(db, number, LOOKED_AT);
  const sent = await messagesTo(db, number, LOOKED_AT);
  const texts = [
    ...came.map(({ text }) => text ?? ''),
    ...sent.map(({ request }) => ('text' in request ? request.text : '')),
  ];
  return texts.some(namesCode) || sent.some(({ channel }) => channel === 'tgm');
}

/**
 * A reply to a card writes an SMS to the person that the card is about: at once, or as a draft, as always where its
 * words may be `forBot`. Null: nothing came of it.
 */
export async function replyToCard(
  context: Context,
  card: Card,
  { words, forBot }: { readonly words: string; readonly forBot: boolean },
): Promise<Did | null> {
  const { isPrivate } = context.place;
  const allowed = may(context.person.role, 'operator');
  const whom = allowed ? await correspondentOf(context.tx.db, card) : null;
  if (!whom && allowed && takesBack(words) && (await callOffGoing(context))) return null;
  if (!whom || words.trim() === '') {
    // In a group people talk to each other below a card, but below a list of customers they answer one of these.
    // So they do below an SMS that nobody can answer.
    const isToBot =
      LISTS.has(card.kind) ||
      (forBot && (await isOfSeveral(context, card))) ||
      (allowed && (await unwritableSender(context.tx.db, card)) !== null);
    if (!isPrivate && (words.trim() === '' || !isToBot)) return null;
    return allowed
      ? declineReply(context, card, words)
      : decline(context, 'not-allowed', { role: 'operator', command: 'sms' });
  }
  const { account, above, ...recipient } = whom;
  const going = card.kind !== sendCard.name && takesBack(words) ? await goingTo(context, whom.to) : null;
  if (going && (await keepFromGoing(context, going)))
    return offerChoices(context, going, { said: 'reply-to-going', times: [] });
  const { isDraft, held } = await holdingOf(context, card, whom);
  if (callsOff(words) && OWN.has(whom.above) && card.kind === sendCard.name)
    return offerChoices(context, card, { said: `call-off-${whom.above}`, times: [] });
  const set =
    whom.above === 'waiting' ? ((await orderOfCard(context.tx.db, card.id))?.send_at ?? null) : null;
  const times = whom.above === 'waiting' ? timesIn(context, words, set) : [];
  if (whom.above === 'failed' && (await offerOtherNumber(context, card, words))) return null;
  if (whom.above === 'failed' && saysAgain(words) && (await hasChoices(context, card)))
    return offerChoices(context, card, { said: 'reply-to-waiting', times: [] });
  const isForBot = forBot && !(whom.above === 'asked' && saysNeedless(words));
  const said = await heldByWords(context, words, whom);
  const byWords = isForBot || times.length > 0 ? 'bot' : (said?.held ?? null);
  // Another draft of `send it` or `do not` would invite to send that.
  if (whom.above === 'waiting' && (byWords === 'bot' || byWords === 'team')) {
    if (byWords === 'team' && !isPrivate) return null;
    const said = (await keepFromGoing(context, card)) ? 'reply-to-going' : 'reply-to-waiting';
    return offerChoices(context, card, { said, times });
  }
  // So would a draft of `again` below what failed.
  if (byWords === 'bot' && OWN.has(whom.above) && (await hasChoices(context, card)))
    return offerChoices(context, card, { said: 'reply-to-waiting', times: [] });
  const isAnswer = (above === 'asked' || above === 'said') && !(await speaksOfCode(context.tx.db, whom.to));
  return send(
    { ...context, ...said },
    {
      command: 'sms',
      reading: `/sms +${recipient.to} ${words}`,
      requests: [{ channel: 'sms', text: words, ...(isAnswer ? { answers: true } : {}), ...recipient }],
      account,
      draft: isDraft,
      mayBeUndone: true,
      held: byWords ?? held,
    },
  );
}
