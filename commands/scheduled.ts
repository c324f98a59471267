import { answer } from '../src/chat/answer.ts';
import { scheduledCard } from '../src/chat/cards/scheduled/body.ts';
import type { Command } from '../src/chat/command.ts';
import { changeTime } from '../src/chat/sending/schedule.ts';

/** Lists what waits for its time; with the number of one and a time, sets that. */
export const scheduled: Command = {
  spec: { name: 'scheduled', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['', '{scheduled}'],
  run: async (context, { text }) =>
    text.trim() === ''
      ? { cardId: await answer(context, scheduledCard, { page: 0 }) }
      : changeTime(context, text),
};
