import { answer } from '../src/chat/answer.ts';
import { inboxCard } from '../src/chat/cards/inbox/body.ts';
import type { Command } from '../src/chat/command.ts';
import { isOneOf } from '../src/chat/locale.ts';
import { refuseWord } from '../src/chat/refuse.ts';
import { switchInbox } from '../src/chat/talks/inboxes.ts';

export const inbox: Command = {
  spec: { name: 'inbox', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['on', 'off', ''],
  async run(context, { text }) {
    const { place } = context;
    const typed = text.trim();
    const on = isOneOf(typed, 'typed-on');
    if (typed !== '' && !on && !isOneOf(typed, 'typed-off')) {
      return refuseWord(context, inbox.spec, { typed, values: ['on', 'off'] });
    }
    const cardId = await answer(context, inboxCard, {});
    if (typed !== '') {
      await switchInbox(context, { chatId: place.chatId, threadId: place.threadId ?? 0 }, on);
    }
    return { cardId, arg: typed === '' ? null : on ? 'on' : 'off' };
  },
};
