import { touchCards } from '../../../store/chats/cards.ts';
import { chooseLanguage, readLanguage } from '../../language.ts';
import { type Action, done, refused } from '../room.ts';

/** Has the chat spoken to in the language that the button names. */
const language: Action = {
  role: 'viewer',
  groupRole: 'admin',
  async run({ tx, person, now }, { card, arg }) {
    const choice = readLanguage(arg ?? '');
    if (!choice) return refused('button-stale');
    await chooseLanguage(tx, card.chat_id, choice, { by: person.id, now });
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { language };
export const renamed = { 'lang-ru': 'language:ru', 'lang-en': 'language:en', 'lang-auto': 'language:auto' };
