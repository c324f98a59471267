import { answer, type Command } from '../src/chat/command.ts';

export const start: Command = {
  // What a deep link brings along (Bot API: t.me/bot?start=…) is taken and ignored.
  spec: { name: 'start', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: null,
  examples: [''],
  async run(ask) {
    const { name, role } = ask.person;
    await answer(ask, 'notice', {
      lines: [{ id: 'start', args: { name } }, { id: `start-${role}` }, { id: 'start-help' }],
    });
  },
};
