import { type Card, findCard, newestCards } from '../store/chats/cards.ts';
import { answer, decline } from './answer.ts';
import { isOffered } from './cards/choices/actions.ts';
import { choicesCard } from './cards/choices/body.ts';
import { viewOf } from './cards/index.ts';
import { readBody, rewriteBody } from './cards/kind.ts';
import { sendCard } from './cards/send/body.ts';
import { goesInMoment, keepFromGoing } from './cards/send/undoing.ts';
import type { Context } from './context.ts';
import { may } from './people/access.ts';

/** What stands last is called off in so many of a chat's last cards, for so long (ms). */
const LOOKED_AT = 5;
const OPEN_MS = 10 * 60_000;

interface Choices {
  readonly said: string;
  readonly times: readonly string[];
}

/** Whether a card of messages can do something about them, or just this. */
export async function hasChoices(
  { tx, settings, now }: Context,
  card: Card,
  what = isOffered,
): Promise<boolean> {
  if (card.kind !== sendCard.name) return false;
  const { buttons } = await viewOf({ db: tx.db, settings, now, isPressed: true }, card);
  return buttons.flat().some(({ action }) => action !== undefined && what(action));
}

/** So many cards that offer the same change with it. */
const KEPT_OPEN = 5;

async function offer(context: Context, { id: cardId }: Card, choices: Choices): Promise<void> {
  const { tx, now } = context;
  const id = await answer(context, choicesCard, { cardId, ...choices });
  const above = await findCard(tx.db, cardId);
  const body = above && readBody(sendCard, above);
  if (!body) return;
  const offeredOn = [...new Set([...(body.offeredOn ?? []), id])].slice(-KEPT_OPEN);
  await rewriteBody(tx, sendCard, above, { ...body, offeredOn }, now);
}

/**
 * Says that nothing came of words below a card, and offers what that card can do, where that is not over. Null: nothing
 * came of them.
 */
export async function offerChoices(context: Context, card: Card, choices: Choices): Promise<null> {
  if (await hasChoices(context, card)) await offer(context, card, choices);
  else await decline(context, choices.said);
  return null;
}

/** The last card of a chat that can do this to messages of its own, where it does not stand too far up; null: there is none. */
async function lastThatCan(context: Context, what: (action: string) => boolean): Promise<Card | null> {
  const { tx, place, writtenAt } = context;
  for (const card of await newestCards(tx.db, place, LOOKED_AT)) {
    if (writtenAt - card.created_at > OPEN_MS) return null;
    if (await hasChoices(context, card, what)) return card;
  }
  return null;
}

/** Whether something goes from here in a moment: words that are no order are of that before they are of an older question. */
export async function goesFromHere({ tx, place }: Context): Promise<boolean> {
  for (const card of await newestCards(tx.db, place, LOOKED_AT))
    if (await goesInMoment(tx.db, card)) return true;
  return false;
}

/**
 * Words that are nothing to the bot, typed to it alone below what waits for a press: that is offered, and nothing goes by the
 * words. Returns whether anything waits.
 */
export async function offerAbove(context: Context): Promise<boolean> {
  const { place, person } = context;
  const card =
    place.isPrivate && may(person.role, 'operator')
      ? await lastThatCan(context, (action) => action === 'send')
      : null;
  if (card) {
    const isGoing = await keepFromGoing(context, card);
    await offer(context, card, { said: isGoing ? 'reply-to-going' : 'waits-above', times: [] });
  }
  return card !== null;
}

/**
 * Somebody calls off what they have not been asked about: the message of the card that they reply to is offered, in private
 * the last that has not left.
 */
export async function callOff(context: Context): Promise<null> {
  const { place, person, repliedTo } = context;
  const cancels = (action: string): boolean => action === 'cancel';
  const isAlone = place.isPrivate && may(person.role, 'operator');
  const above = isAlone && !repliedTo ? await lastThatCan(context, cancels) : null;
  const card = repliedTo && (await hasChoices(context, repliedTo, cancels)) ? repliedTo : above;
  if (!card) return decline(context, 'nothing-to-call-off');
  const isGoing = await keepFromGoing(context, card);
  await offer(context, card, { said: isGoing ? 'reply-to-going' : 'call-off-last', times: [] });
  return null;
}
