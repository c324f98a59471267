import { touchCards } from '../../../store/chats/cards.ts';
import { switchInbox } from '../../talks/inboxes.ts';
import { type Action, done } from '../room.ts';

/** Shows incoming messages in the card's place from now on, or (`off`) no more. */
const inbox: Action = {
  role: 'operator',
  async run(context, { card, arg }) {
    const place = { chatId: card.chat_id, threadId: card.thread_id ?? 0 };
    await switchInbox(context, place, arg === 'on');
    await touchCards(context.tx, [card.id], context.now);
    return done;
  },
};

export const actions = { inbox };
export const renamed = { 'inbox-on': 'inbox:on', 'inbox-off': 'inbox:off' };
