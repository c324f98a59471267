import { answer, type Command } from '../src/chat/command.ts';

export const health: Command = {
  spec: { name: 'health', recipients: 'none', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'viewer',
  examples: [''],
  async run(ask) {
    await answer(ask, 'health', {});
  },
};
