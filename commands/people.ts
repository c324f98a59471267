import { answer } from '../src/chat/answer.ts';
import { peopleCard } from '../src/chat/cards/people/body.ts';
import type { Command } from '../src/chat/command.ts';

export const people: Command = {
  spec: { name: 'people', recipients: 'none', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'admin',
  showsAlone: true,
  examples: [''],
  run: async (context) => ({ cardId: await answer(context, peopleCard, {}) }),
};
