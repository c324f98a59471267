import { answer } from '../src/chat/answer.ts';
import { healthCard } from '../src/chat/cards/health/body.ts';
import type { Command } from '../src/chat/command.ts';

export const health: Command = {
  spec: { name: 'health', recipients: 'none', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'viewer',
  showsAlone: true,
  tellsOfSending: true,
  examples: [''],
  async run(context) {
    return { cardId: await answer(context, healthCard, {}) };
  },
};
