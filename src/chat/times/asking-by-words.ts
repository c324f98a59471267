import { type Card, findCard, newestCards } from '../../store/chats/cards.ts';
import { messagesTo } from '../../store/orders/history.ts';
import { decline } from '../answer.ts';
import { readBody } from '../cards/kind.ts';
import { sendCard } from '../cards/send/body.ts';
import { actions } from '../cards/until-on/actions.ts';
import { type UntilOnBody, untilOnCard } from '../cards/until-on/body.ts';
import type { Context } from '../context.ts';
import { typedWords, wholeWords } from '../grammar/typed-words.ts';
import { isOneOf } from '../locale.ts';
import { may } from '../people/access.ts';
import { callsOff } from '../question.ts';
import { record } from '../record.ts';

/** The last messages to a number, of which one may be an attempt that is shown. */
const LOOKED_AT = 20;

const goingOn = (card: Card | undefined): UntilOnBody | null => {
  const body = card?.kind === untilOnCard.name ? readBody(untilOnCard, card) : null;
  return body && !body.over ? body : null;
};

/** How a number is being asked about in this chat until it is on; null: it is not. */
export async function askedAlready({ tx, place, now }: Context, to: string): Promise<UntilOnBody | null> {
  for (const { card_id: cardId } of await messagesTo(tx.db, to, LOOKED_AT)) {
    const card = cardId === null ? undefined : await findCard(tx.db, cardId);
    const body = card?.chat_id === place.chatId ? goingOn(card) : null;
    if (body && body.endsAt > now) return body;
  }
  return null;
}

/** The card that asks until a phone is on stands so far up (cards), and no messages below it. */
const SAID_BELOW = 5;

/** What is said before it. */
const LEAD = new RegExp(`^(?:(?:${typedWords('typed-lead')})[\\s,]+){0,9}`, 'iu');

/** “Don't stop asking” leads to the opposite. */
const NOT = new RegExp(wholeWords('typed-not'), 'iu');

const withoutLead = (words: string): string => words.trim().replace(LEAD, '');

/** Whether words that are no reply say that something is to stop. */
export const saysStopAsking = (words: string): boolean =>
  saysStop(words) || (!NOT.test(words) && saysStop(withoutLead(words)));

/** The same of words in private that are no reply. Returns whether it was that. */
export async function stopAskingAbove(context: Context, words: string): Promise<boolean> {
  if (!context.place.isPrivate || !saysStopAsking(words)) return false;
  for (const card of await newestCards(context.tx.db, context.place, SAID_BELOW)) {
    if (card.kind === sendCard.name) return false;
    const pressed = await stopAskingByWords(context, card, withoutLead(words));
    if (pressed) await record(context, `reply ${pressed}`, { cardId: card.id });
    if (pressed) return true;
  }
  return false;
}

const saysStop = (words: string): boolean => {
  const said = words.trim().replace(/[\s?!.…]+$/u, '');
  return callsOff(said) || isOneOf(said, 'typed-stop-asking');
};

/** Asks no more where that is said in reply to the card that asks until a phone is on. Null: it is not that. */
export async function stopAskingByWords(context: Context, card: Card, words: string): Promise<'stop' | null> {
  const body = goingOn(card);
  if (!body || !may(context.person.role, actions.stop.role)) return null;
  if (!saysStop(words)) return null;
  await actions.stop.run(context, { card, body, arg: null });
  await decline(context, 'until-on-stopped-said');
  return 'stop';
}
