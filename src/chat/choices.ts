import { type Card, newestCards } from '../store/chats/cards.ts';
import { answer, decline } from './answer.ts';
import { isOffered } from './cards/choices/actions.ts';
import { choicesCard } from './cards/choices/body.ts';
import { viewOf } from './cards/index.ts';
import { sendCard } from './cards/send/body.ts';
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

const offer = (context: Context, { id: cardId }: Card, choices: Choices): Promise<string> =>
  answer(context, choicesCard, { cardId, ...choices });

/**
 * Says that nothing came of words below a card, and offers what that card can do, where that is not over. Null: nothing
 * came of them.
 */
export async function offerChoices(context: Context, card: Card, choices: Choices): Promise<null> {
  if (await hasChoices(context, card)) await offer(context, card, choices);
  else await decline(context, choices.said);
  return null;
}

/**
 * Somebody calls off what they have not been asked about: the message of the card that they reply to is offered, in private
 * the last that has not left.
 */
export async function callOff(context: Context): Promise<null> {
  const { tx, place, writtenAt, person, repliedTo } = context;
  const isAlone = place.isPrivate && may(person.role, 'operator');
  const cards = repliedTo ? [repliedTo] : isAlone ? await newestCards(tx.db, place, LOOKED_AT) : [];
  for (const card of cards) {
    if (!repliedTo && writtenAt - card.created_at > OPEN_MS) break;
    if (!(await hasChoices(context, card, (action) => action === 'cancel'))) continue;
    await offer(context, card, { said: 'call-off-last', times: [] });
    return null;
  }
  return decline(context, 'nothing-to-call-off');
}
