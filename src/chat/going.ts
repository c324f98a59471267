import { newestCards } from '../store/chats/cards.ts';
import { answer } from './answer.ts';
import { choicesCard } from './cards/choices/body.ts';
import { keepFromGoing } from './cards/send/undoing.ts';
import type { Context } from './context.ts';

/** What goes in a moment stands in so many of a chat's last cards. */
const LOOKED_AT = 5;

/** Has all that they have written and that goes from here in a moment wait for a press. Returns whether anything does. */
export async function callOffGoing(context: Context): Promise<boolean> {
  const { tx, place, person } = context;
  let isAny = false;
  for (const card of await newestCards(tx.db, place, LOOKED_AT)) {
    if (card.person_id !== person.id || !(await keepFromGoing(context, card))) continue;
    await answer(context, choicesCard, { cardId: card.id, said: 'reply-to-going', times: [] });
    isAny = true;
  }
  return isAny;
}
