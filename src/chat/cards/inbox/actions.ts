import { touchCards } from '../../../store/cards.ts';
import { setInbox } from '../../../store/people.ts';
import { type Action, done } from '../room.ts';

/** Shows incoming messages in the card's place from now on, or (`off`) no more. */
const inbox: Action = {
  role: 'operator',
  async run({ tx, person, now }, { card, arg }) {
    const place = { chatId: card.chat_id, threadId: card.thread_id ?? 0 };
    await setInbox(tx, place, arg === 'on' ? person.id : null, now);
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { inbox };
export const renamed = { 'inbox-on': 'inbox:on', 'inbox-off': 'inbox:off' };
