import { answer } from '../src/chat/answer.ts';
import { noticeCard } from '../src/chat/cards/notice/body.ts';
import type { Command } from '../src/chat/command.ts';
import { wordsAt } from '../src/chat/plain-words.ts';

export const start: Command = {
  // What a deep link brings along (Bot API: t.me/bot?start=…) is taken and ignored.
  spec: { name: 'start', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: null,
  whenSaid: true,
  examples: [''],
  async run(context) {
    const { name, role } = context.person;
    const { wire } = context.settings;
    const lines = [
      { id: wordsAt(wire, 'start'), args: { name } },
      { id: wordsAt(wire, `start-${role}`) },
      { id: 'start-help' },
    ];
    return { cardId: await answer(context, noticeCard, { lines }) };
  },
};
