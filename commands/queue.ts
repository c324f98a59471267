import { answer } from '../src/chat/answer.ts';
import { queueCard } from '../src/chat/cards/queue/body.ts';
import type { Command } from '../src/chat/command.ts';
import { keepQueue } from '../src/store/talks/queues.ts';

export const queue: Command = {
  spec: { name: 'queue', recipients: 'none', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'operator',
  showsAlone: true,
  examples: [''],
  async run(context) {
    const { chatId, threadId } = context.place;
    const cardId = await answer(context, queueCard, { page: 0, why: 'asked' });
    await keepQueue(context.tx, { chat_id: chatId, thread_id: threadId ?? 0, card_id: cardId });
    return { cardId };
  },
};
