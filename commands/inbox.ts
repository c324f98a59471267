import { answer } from '../src/chat/answer.ts';
import { inboxCard } from '../src/chat/cards/inbox/body.ts';
import type { Command } from '../src/chat/command.ts';
import { isOneOf } from '../src/chat/locale.ts';
import { refuseWord } from '../src/chat/refuse.ts';
import { setInbox } from '../src/store/people.ts';

export const inbox: Command = {
  spec: { name: 'inbox', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  examples: ['on', 'off', ''],
  async run(context, { text }) {
    const { tx, place, person, now } = context;
    const typed = text.trim();
    const on = isOneOf(typed, 'typed-on');
    if (typed !== '' && !on && !isOneOf(typed, 'typed-off')) {
      return refuseWord(context, inbox.spec, { typed, values: ['on', 'off'] });
    }
    if (typed !== '') {
      const here = { chatId: place.chatId, threadId: place.threadId ?? 0 };
      await setInbox(tx, here, on ? person.id : null, now);
    }
    return { cardId: await answer(context, inboxCard, {}), arg: typed === '' ? null : on ? 'on' : 'off' };
  },
};
