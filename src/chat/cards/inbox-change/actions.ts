import { touchCards } from '../../../store/chats/cards.ts';
import { closeInbox, confirmInbox } from '../../../store/talks/inboxes.ts';
import { type Action, done } from '../room.ts';
import type { InboxChangeBody } from './body.ts';

/** Incoming messages are shown there no more. */
const off: Action<InboxChangeBody> = {
  role: 'admin',
  async run({ tx, now }, { card, body }) {
    await closeInbox(tx, body);
    await touchCards(tx, [card.id], now);
    return done;
  },
};

/** They are shown there, and no more in the owners' private chats. */
const confirm: Action<InboxChangeBody> = {
  role: 'admin',
  async run({ tx, person, now }, { card, body }) {
    await confirmInbox(tx, body, person.id);
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { off, confirm };
