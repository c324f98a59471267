import { answer, type Command, refuseWord } from '../src/chat/command.ts';
import { setInbox } from '../src/store/people.ts';

const ON = ['on', 'вкл'];
const OFF = ['off', 'выкл'];

export const inbox: Command = {
  spec: { name: 'inbox', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  examples: ['on', 'off', ''],
  async run(ask, { text }) {
    const { tx, place, person, now } = ask;
    const typed = text.trim().toLowerCase();
    const on = ON.includes(typed);
    if (typed !== '' && !on && !OFF.includes(typed)) {
      return refuseWord(ask, inbox.spec, { typed: text.trim(), values: ['on', 'off'] });
    }
    if (typed !== '') {
      const here = { chatId: place.chatId, threadId: place.threadId ?? 0 };
      await setInbox(tx, here, on ? person.id : null, now);
    }
    await answer(ask, 'inbox', {});
  },
};
