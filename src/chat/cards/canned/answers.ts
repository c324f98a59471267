import { type Template, templatesOf } from '../../../store/book/templates.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { ownersOn } from '../../book/owners.ts';

/** Answers with a button. */
const BUTTONS = 9;

/** Templates of SMS in the language of a card that may be sent from it, those first that were used last. */
export async function answersOn(db: Reader, card: Card): Promise<Template[]> {
  const templates = await templatesOf(db, ownersOn(card), 'used');
  return templates
    .filter(({ channel, language }) => channel === 'sms' && (language === '' || language === card.language))
    .slice(0, BUTTONS);
}
