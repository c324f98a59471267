import type { Card } from '../store/cards.ts';
import { answer, decline } from './answer.ts';
import { isOffered } from './cards/choices/actions.ts';
import { choicesCard } from './cards/choices/body.ts';
import { viewOf } from './cards/index.ts';
import { sendCard } from './cards/send/body.ts';
import type { Context } from './context.ts';

/**
 * Says that nothing came of words below a card, and offers what that card can do, where that is not over. Null: nothing
 * came of them.
 */
export async function offerChoices(
  context: Context,
  card: Card,
  { said, times }: { readonly said: string; readonly times: readonly string[] },
): Promise<null> {
  const { tx, settings, now } = context;
  const { buttons } = await viewOf({ db: tx.db, settings, now, isPressed: true }, card);
  const isOpen = buttons.flat().some(({ action }) => action !== undefined && isOffered(action));
  if (card.kind !== sendCard.name || !isOpen) return decline(context, said);
  await answer(context, choicesCard, { cardId: card.id, said, times });
  return null;
}
